"""Scans for the tests: invented pages, and files that mean harm. Everything is made here; nothing shows a person."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageDraw
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from station_app.imaging.cleaning import clean
from station_app.imaging.kinds import UnfitScanError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.imaging.kinds import CleanScan

TELLTALES = (
    b"Exif", b"EXIF", b"GPS", b"http://ns.adobe.com", b"xpacket", b"x:xmp", b"ICC_PROFILE", b"iCCP", b"tEXt", b"zTXt",
    b"iTXt", b"eXIf", b"8BIM", b"Photoshop", b"JavaScript", b"/JS", b"EmbeddedFile", b"/Launch", b"/Annots", b"/URI",
    b"/Info", b"/Metadata", b"/OpenAction", b"/AcroForm", b"/Author", b"/Producer", b"/CreationDate", b"SECRET-NOTE",
    b"KOUZEI",
)  # fmt: skip
"""What no kept scan may hold."""


def a_page(text: str = "page", size: tuple[int, int] = (620, 877), ink: str = "black") -> Image.Image:
    """Draw an invented page: lines of text and a frame."""
    page = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((20, 20, size[0] - 20, size[1] - 20), outline=ink, width=3)
    for line in range(8):
        pen.text((40, 60 + 40 * line), f"{text} {line}", fill=ink, font_size=24)
    return page


def a_photo(size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Draw a picture of many colours, as a camera gives."""
    red = Image.linear_gradient("L").resize(size)
    green = red.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return Image.merge("RGB", (red, green, Image.radial_gradient("L").resize(size)))


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """Write a picture as a scanner or a camera does."""
    out = BytesIO()
    image.save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def with_metadata(kind: str, image: Image.Image | None = None) -> bytes:
    """Write a photo that says where and by whom it was taken, on its side, with a colour profile, XMP and comments."""
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Artist] = "SECRET-NOTE"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (34.0, 34.0, 51.0)
    xmp = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET-NOTE</x:xmpmeta><?xpacket end="w"?>'
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options: dict[str, object] = {"exif": exif, "icc_profile": profile}
    if kind == "JPEG":
        options |= {"xmp": xmp, "comment": b"SECRET-NOTE"}
    elif kind == "PNG":
        notes = PngInfo()
        notes.add_text("Comment", "SECRET-NOTE")
        notes.add_itxt("XML:com.adobe.xmp", xmp.decode())
        options |= {"pnginfo": notes}
    else:
        options |= {"description": "SECRET-NOTE"}
    return saved(image or a_photo(), kind, **options)


def several(kind: str, pages: Sequence[Image.Image]) -> bytes:
    """Write several pages as one TIFF or PDF."""
    return saved(pages[0], kind, save_all=True, append_images=list(pages[1:]))


def a_pdf(*bodies: str, catalogue: str = "", media: str = "0 0 595 842", pages: int = 1, tail: str = "") -> bytes:
    """Write a small PDF by hand: a page with a black square, then the objects `bodies` from number 5 on."""
    square = "0 0 0 rg 100 100 200 200 re f"
    kids = " ".join("3 0 R" for _ in range(pages))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{media}] /Contents 4 0 R {tail} >>",
        f"<< /Length {len(square)} >>\nstream\n{square}\nendstream",
        *bodies,
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()


def hostile_pdf() -> bytes:
    """A PDF that runs a script when opened, carries a program, starts another and leads to a site."""
    return a_pdf(
        "<< /S /JavaScript /JS (app.alert\\('SECRET-NOTE'\\); while\\(true\\){}) >>",
        "<< /Type /Filespec /F (KOUZEI.exe) /EF << /F 7 0 R >> >>",
        "<< /Type /EmbeddedFile /Length 6 >>\nstream\nKOUZEI\nendstream",
        "<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (x:SECRET-NOTE) >> >>",
        "<< /Type /Metadata /Subtype /XML /Length 11 >>\nstream\nSECRET-NOTE\nendstream",
        "<< /S /Launch /F (KOUZEI.exe) >>",
        catalogue="/OpenAction 5 0 R /Metadata 9 0 R /AA << /WC 10 0 R >> "
        "/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> /JavaScript << /Names [(b) 5 0 R] >> >>",
        tail="/Annots [8 0 R] /AA << /O 5 0 R >>",
    )


def sealed_pdf() -> bytes:
    """A certificate whose red seal is the appearance of an annotation, as electronic certificates have it."""
    seal = "1 0 0 rg 0 0 100 100 re f"
    return a_pdf(
        "<< /Type /Annot /Subtype /Stamp /Rect [400 700 500 800] /F 4 /AP << /N 6 0 R >> >>",
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] /Length {len(seal)} >>\nstream\n{seal}\nendstream",
        tail="/Annots [5 0 R]",
    )


def locked_pdf() -> bytes:
    """A PDF that asks for a password: the standard handler with keys that fit none."""
    noise = "A" * 32
    locked = a_pdf(f"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O ({noise}) /U ({noise}) >>")
    mark = "00" * 16
    return locked.replace(b"/Root 1 0 R", f"/Root 1 0 R /Encrypt 5 0 R /ID [<{mark}> <{mark}>]".encode())


def png_bomb(side: int = 50_000) -> bytes:
    """A PNG of a few kilobytes that would be gigabytes in memory."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf_bomb() -> bytes:
    """A PDF whose picture says it is 60,000 by 60,000 pixels, three times compressed."""
    rows = b"\0" * 50_000_000
    for _ in range(3):
        rows = zlib.compress(rows, 9)
    picture = (
        "<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        f"/Filter [/FlateDecode /FlateDecode /FlateDecode] /Length {len(rows)} >>\nstream\n" + rows.decode("latin-1")
    ) + "\nendstream"
    draw = "595 0 0 842 0 0 cm /P Do"
    return a_pdf(
        picture,
        f"<< /Length {len(draw)} >>\nstream\n{draw}\nendstream",
        tail="/Contents 6 0 R /Resources << /XObject << /P 5 0 R >> >>",
    ).replace(b"/Contents 4 0 R /Contents 6 0 R", b"/Contents 6 0 R")


def looping_tiff() -> bytes:
    """A TIFF whose only page says that the next page is itself."""
    raw = bytearray(saved(a_page(), "TIFF"))
    (first,) = struct.unpack("<I", raw[4:8])
    (count,) = struct.unpack("<H", raw[first : first + 2])
    place = first + 2 + 12 * count
    raw[place : place + 4] = struct.pack("<I", first)
    return bytes(raw)


def outcome(content: bytes, by: Callable[[bytes], CleanScan] = clean) -> CleanScan | str:
    """Give the clean scan, or the code of the refusal."""
    try:
        return by(content)
    except UnfitScanError as refused:
        return refused.code


def telltales_in(content: bytes) -> list[bytes]:
    """Give the telltales that `content` holds."""
    return [mark for mark in TELLTALES if mark in content]
