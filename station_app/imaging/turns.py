"""Whose turn it is with PDFium, which is not made for threads: one lock for the whole process."""

from __future__ import annotations

from threading import Lock

ONE_AT_A_TIME = Lock()
"""Held while PDFium works, by `pdfium` here and by `printing.preview`."""
