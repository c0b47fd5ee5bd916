"""How a clean page is written: JPEG, or without loss where that is smaller; several pages as one PDF.

The same pixels give the same bytes, because a scan is known by the hash of its bytes. The PDF is written here, object
by object: a general writer adds dates, identifiers and its own name.
"""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from station_app.imaging.kinds import JPEG, LARGEST_KEPT, PDF, PNG, CleanScan, UnfitScanError
from station_app.imaging.pictures import smaller

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PIL import Image

_QUALITY: Final = 80
_LADDER: Final = (None, 2339, 1754)
"""Longer side in pixels, if the whole would be too large: as it is, A4 at 200 dpi, A4 at 150 dpi."""
_MANY_COLOURS: Final = 256
_A4_HIGH: Final = 842
_PNG_HEAD: Final = 8


class _Page(NamedTuple):
    """One page as written: its bytes, what they are, the picture's size and mode."""

    content: bytes
    media_type: str
    size: tuple[int, int]
    mode: str


def write(pages: Iterable[Image.Image]) -> CleanScan:
    """Write pages as one scan, coarser if it would be too large for a bundle otherwise.

    Raises:
        UnfitScanError: `attachment_too_large` - even at 150 dpi.
    """
    written: list[_Page] = []
    for page in pages:
        written.append(_write_page(page))
        if sum(len(each.content) for each in written) > 4 * LARGEST_KEPT:  # no step of the ladder saves so much
            raise UnfitScanError("attachment_too_large")
    for longest in _LADDER:
        if longest is not None:
            written = [_coarser(page, longest) for page in written]
        if sum(len(page.content) for page in written) < LARGEST_KEPT - len(written) * 1024:
            return _joined(written)
    raise UnfitScanError("attachment_too_large")


def _joined(pages: Sequence[_Page]) -> CleanScan:
    if len(pages) == 1:
        return CleanScan(pages[0].content, pages[0].media_type, 1)
    return CleanScan(_pdf(pages), PDF, len(pages))


def _write_page(page: Image.Image) -> _Page:
    if _is_better_exact(page):
        return _Page(_png(page), PNG, page.size, page.mode)
    return _Page(_jpeg(page), JPEG, page.size, "RGB" if page.mode == "RGB" else "L")


def _is_better_exact(page: Image.Image) -> bool:
    """Try both ways on the middle of the page: a page of noise takes seconds to write without loss."""
    if page.mode == "1":
        return True
    if page.mode == "RGB" and page.getcolors(_MANY_COLOURS) is None:
        return False
    wide, high = page.size
    middle = page.crop((wide // 3, high // 3, max(wide - wide // 3, 1), max(high - high // 3, 1)))
    return len(_png(middle)) <= len(_jpeg(middle))


def _coarser(page: _Page, longest: int) -> _Page:
    from PIL import Image  # noqa: PLC0415 - hardly ever

    with Image.open(BytesIO(page.content)) as image:
        image.load()
        return _write_page(smaller(image, longest))


def _jpeg(page: Image.Image) -> bytes:
    out = BytesIO()
    plain = page.convert("L") if page.mode == "1" else page
    plain.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)  # full colour: a thin red number stays red
    return out.getvalue()


def _png(page: Image.Image) -> bytes:
    out = BytesIO()
    page.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _pdf(pages: Sequence[_Page]) -> bytes:
    """Write a PDF of one picture a page, each page as high or as wide as A4."""
    objects: list[bytes] = []
    kids = " ".join(f"{3 + 3 * place} 0 R" for place in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode())
    for place, page in enumerate(pages):
        first = 3 + 3 * place
        wide, high = (round(side * _A4_HIGH / max(page.size), 2) for side in page.size)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide} {high}] /Contents {first + 1} 0 R "
            f"/Resources << /XObject << /P {first + 2} 0 R >> >> >>".encode()
        )
        objects.append(_stream("", f"{wide} 0 0 {high} 0 0 cm /P Do".encode()))
        objects.append(_picture(page))
    return _file(objects)


def _picture(page: _Page) -> bytes:
    wide, high = page.size
    colours, bits = (3 if page.mode == "RGB" else 1), (1 if page.mode == "1" else 8)
    space = "/DeviceRGB" if colours == 3 else "/DeviceGray"
    common = f"/Type /XObject /Subtype /Image /Width {wide} /Height {high} /ColorSpace {space} /BitsPerComponent {bits}"
    if page.media_type == JPEG:
        return _stream(f"{common} /Filter /DCTDecode", page.content)
    # The compressed rows of a PNG are what a PDF calls FlateDecode with a PNG predictor.
    parameters = f"/Predictor 15 /Colors {colours} /BitsPerComponent {bits} /Columns {wide}"
    return _stream(f"{common} /Filter /FlateDecode /DecodeParms << {parameters} >>", _rows_of(page.content))


def _rows_of(png: bytes) -> bytes:
    """Give the compressed rows of a PNG that was written here: its IDAT chunks."""
    rows, place = [], _PNG_HEAD
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            rows.append(png[place + 8 : place + 8 + length])
        place += length + 12
    return b"".join(rows)


def _stream(entries: str, content: bytes) -> bytes:
    head = f"<< {entries} /Length {len(content)} >>".replace("<<  ", "<< ")
    return head.encode() + b"\nstream\n" + content + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
