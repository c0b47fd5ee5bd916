"""A PDF opened to be looked at or laid anew: one at a time, because PDFium is not made for threads."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pypdfium2

from station_app.errors import DamagedError
from station_app.imaging.turns import ONE_AT_A_TIME

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Give the document for as long as it is needed; whatever PDFium then finds wrong with it is said the same way.

    Raises:
        DamagedError: `pdf_unreadable`.
    """
    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
            try:
                yield document
            finally:
                document.close()
        except pypdfium2.PdfiumError as problem:
            raise DamagedError("pdf_unreadable") from problem
