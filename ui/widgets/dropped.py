"""Files that are dragged onto something: those that lie on this computer, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

MOST = 50
"""Files of one drop; a whole folder of photos is a slip of the hand."""


def files_of(mime: QMimeData) -> tuple[Path, ...]:
    """Give the local files that are being dragged, none where there is anything else or too many."""
    urls = mime.urls() if mime.hasUrls() else []
    if not urls or len(urls) > MOST or not all(url.isLocalFile() for url in urls):
        return ()
    return tuple(Path(url.toLocalFile()) for url in urls)
