"""Draw a scan that is kept, for the viewer and the tray."""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

from PIL import Image

from station_app.errors import DamagedError
from station_app.imaging import pdfium
from station_app.imaging.kinds import MOST_PIXELS, PDF, UnfitScanError, kind_of
from station_app.imaging.pictures import smaller


class PagePicture(NamedTuple):
    """One page: width and height in pixels, and its rows of RGB bytes from the top, without padding."""

    width: int
    height: int
    rgb: bytes


def page_count(content: bytes) -> int:
    """Count the pages of a scan that is kept.

    Raises:
        DamagedError: `scan_unreadable`.
    """
    if kind_of(content) != PDF:
        return 1
    try:
        return pdfium.count_pages(content)
    except UnfitScanError as problem:
        raise DamagedError("scan_unreadable") from problem


def draw(content: bytes, index: int, longest: int) -> PagePicture:
    """Draw page `index` of a scan that is kept, its longer side at most `longest` pixels.

    Raises:
        DamagedError: `scan_unreadable` - not a picture or PDF, or larger than any scan that was taken in.
    """
    try:
        page = pdfium.draw_page(content, index, longest) if kind_of(content) == PDF else _picture(content, longest)
    except (UnfitScanError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as problem:
        raise DamagedError("scan_unreadable") from problem
    return PagePicture(page.width, page.height, page.tobytes())


def _picture(content: bytes, longest: int) -> Image.Image:
    with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        return smaller(image.convert("RGB"), longest)
