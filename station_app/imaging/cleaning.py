"""Make a file from outside into a scan that may be kept. Pure: bytes in, bytes out, the same for the same.

Decoders of pictures and PDFs have had holes and will have more; so this runs in `apart`, a process of its own.
"""

from __future__ import annotations

from PIL import Image

from station_app.imaging import pdfium, pictures
from station_app.imaging.kinds import MOST_PIXELS, PDF, CleanScan, UnfitScanError, refuse_by_size
from station_app.imaging.writing import write

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def clean(content: bytes) -> CleanScan:
    """Give the clean scan that is made of the file `content`.

    Raises:
        UnfitScanError: too large, of no known kind, damaged, locked, or made to fill the memory.
    """
    kind = refuse_by_size(content)
    try:
        return write(pdfium.clean_pages(content) if kind == PDF else pictures.clean_pages(content, kind))
    except MemoryError as problem:
        raise UnfitScanError("attachment_pixels") from problem
