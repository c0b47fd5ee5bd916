"""Pages of a PDF as pictures, for the preview window and for printers that take pictures only."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pypdfium2

from printing.opened_pdf import opened
from station_app.errors import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PIXELS = 60_000_000
"""A page larger than this (A4 at about 900 dpi) is refused rather than filling the memory."""


class PageImage(NamedTuple):
    """One page: size in pixels, and its rows of RGB bytes from the top, without padding."""

    width: int
    height: int
    rgb: bytes


def pages(pdf: bytes, dpi: float) -> tuple[PageImage, ...]:
    """Draw every page at `dpi` dots an inch.

    Raises:
        DamagedError: `pdf_unreadable` - not a PDF, or a page too large to draw.
    """
    with opened(pdf) as document:
        return tuple(_image(document[index], dpi / 72) for index in range(len(document)))


def each_page(pdf: bytes, dpi: float) -> Iterator[PageImage]:
    """Draw the pages one after the other, for printers: at their resolution a page takes 100 MB.

    Raises:
        DamagedError: `pdf_unreadable`.
    """
    index, count = 0, 1
    while index < count:
        with opened(pdf) as document:
            count = len(document)
            page = _image(document[index], dpi / 72)
        yield page
        index += 1


def _image(page: pypdfium2.PdfPage, scale: float) -> PageImage:
    wide, high = page.get_size()
    if wide * high * scale * scale > MOST_PIXELS:
        raise DamagedError("pdf_unreadable")
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    try:
        row = bitmap.width * 3
        raw = bytes(bitmap.buffer)
        if bitmap.stride != row:
            raw = b"".join(raw[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
        return PageImage(bitmap.width, bitmap.height, raw)
    finally:
        bitmap.close()
        page.close()
