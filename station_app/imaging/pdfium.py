"""PDF pages as pictures. PDFium is not made for threads: whoever draws in this process draws under one lock.

Pages are drawn, never copied: what is drawn has no script, no embedded file, no form, no link and no metadata. What
people see on the page, the appearance of its annotations among it (an electronic seal is often one), is on the picture.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from station_app.imaging.kinds import MOST_PAGES, UnfitScanError
from station_app.imaging.pictures import LONG_SIDE, simplest
from station_app.imaging.turns import ONE_AT_A_TIME

if TYPE_CHECKING:
    from collections.abc import Iterator

_POINTS_AN_INCH: Final = 72
_DPI: Final = 300
_TAIL: Final = 2048


def is_finished(content: bytes) -> bool:
    """Tell whether the file has its end. A half-copied one may still open, with the last pages missing."""
    return b"%%EOF" in content[-_TAIL:]


def clean_pages(content: bytes) -> Iterator[Image.Image]:
    """Draw the pages of a PDF at 300 dpi, or so that the longer side is that of A4 at 300 dpi.

    Raises:
        UnfitScanError: `attachment_locked`, `attachment_pages`, `attachment_unreadable`.
    """
    if not is_finished(content):
        raise UnfitScanError("attachment_unreadable")
    with ONE_AT_A_TIME, _opened(content) as document:
        pages = len(document)
        if not pages:
            raise UnfitScanError("attachment_unreadable")
        if pages > MOST_PAGES:
            raise UnfitScanError("attachment_pages")
        for index in range(pages):
            yield simplest(_drawn(document, index, LONG_SIDE, _DPI / _POINTS_AN_INCH))


def count_pages(content: bytes) -> int:
    """Count the pages of a PDF that is kept.

    Raises:
        UnfitScanError: `attachment_unreadable`, `attachment_locked`.
    """
    with ONE_AT_A_TIME, _opened(content) as document:
        return len(document)


def draw_page(content: bytes, index: int, longest: int) -> Image.Image:
    """Draw one page of a PDF that is kept, its longer side `longest` pixels.

    Raises:
        UnfitScanError: `attachment_unreadable`, `attachment_locked`.
    """
    with ONE_AT_A_TIME, _opened(content) as document:
        return _drawn(document, index, longest, None)


@contextlib.contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        # PDFium may give the error of the file before; only a file with this entry can be locked.
        locked = b"/Encrypt" in content and problem.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        raise UnfitScanError("attachment_locked" if locked else "attachment_unreadable") from problem
    try:
        yield document
    except (pypdfium2.PdfiumError, OSError, ValueError, IndexError) as problem:
        raise UnfitScanError("attachment_unreadable") from problem
    finally:
        document.close()


def _drawn(document: pypdfium2.PdfDocument, index: int, longest: int, most: float | None) -> Image.Image:
    """Draw a page so that its longer side is `longest` pixels, but with no more than `most` pixels a point."""
    page = document[index]
    try:
        wide, high = page.get_size()
        if not (0 < wide < float("inf") and 0 < high < float("inf")):
            raise UnfitScanError("attachment_unreadable")
        scale = longest / max(wide, high)
        if most is not None:
            scale = min(scale, most)
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        try:
            drawn: Image.Image = bitmap.to_pil()
            return drawn.convert("RGB")
        finally:
            bitmap.close()
    finally:
        page.close()
