"""One picture made clean: upright, sRGB on white, no larger than a page needs, and nothing but its pixels.

What is kept is a new picture into which the pixels were copied; so no EXIF, XMP, comment, thumbnail, colour profile or
text chunk can come along, whatever a later version of the library thinks of keeping.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops, ImageCms, JpegImagePlugin, PngImagePlugin, TiffImagePlugin

from station_app.imaging.kinds import JPEG, MOST_PAGES, MOST_PIXELS, PNG, TIFF, UnfitScanError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG_SIDE: Final = 3508
"""Pixels of the longer side of what is kept: A4 at 300 dpi, enough for the small print and the stamp of a document."""

_FORMATS: Final = {JPEG: JpegImagePlugin.JpegImageFile.format, PNG: PngImagePlugin.PngImageFile.format,
                   TIFF: TiffImagePlugin.TiffImageFile.format}  # fmt: skip
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LARGEST_PROFILE: Final = 4 << 20
_COLOURED: Final = 24
"""Difference between a pixel's channels (of 255) above which it has a colour; less is a scanner's noise."""
_FEW: Final = 10_000
"""One coloured pixel in so many makes a page coloured: a small red stamp must stay red."""


def clean_pages(content: bytes, kind: str) -> Iterator[Image.Image]:
    """Give the pages of a JPEG, PNG or TIFF as new pictures of mode 1, L or RGB; only a TIFF has several.

    Raises:
        UnfitScanError: `attachment_pixels`, `attachment_pages`, `attachment_unreadable`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a broken tag, say, that we throw away
        try:
            with Image.open(BytesIO(content), formats=(str(_FORMATS[kind]),)) as image:
                for page in range(MOST_PAGES + 1):
                    if page and (kind != TIFF or not _turn_to(image, page)):
                        return
                    if page == MOST_PAGES:
                        raise UnfitScanError("attachment_pages")
                    yield _clean(image)
        except Image.DecompressionBombError as problem:
            raise UnfitScanError("attachment_pixels") from problem
        except (OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, EOFError, RuntimeError,
                AttributeError) as problem:  # fmt: skip
            # What the decoders raise for damaged bytes is not one family of errors.
            raise UnfitScanError("attachment_unreadable") from problem


def smaller(image: Image.Image, longest: int) -> Image.Image:
    """Give `image` with its longer side at most `longest` pixels; never larger than it is."""
    if max(image.size) <= longest:
        return image
    wide, high = image.size
    scale = longest / max(wide, high)
    smooth = image.convert("L") if image.mode == "1" else image
    size = (max(1, round(wide * scale)), max(1, round(high * scale)))
    return smooth.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def simplest(image: Image.Image) -> Image.Image:
    """Give an L or RGB picture in the simplest mode that shows it: black and white, grey, or colour."""
    grey = image if image.mode in {"1", "L"} else None
    if grey is None:
        if _is_coloured(image):
            return _bare(image)
        grey = image.convert("L")
    if grey.mode == "L" and _is_black_and_white(grey):
        grey = grey.convert("1", dither=Image.Dither.NONE)
    return _bare(grey)


def _turn_to(image: Image.Image, page: int) -> bool:
    try:
        image.seek(page)
    except EOFError:
        return False
    return True


def _clean(image: Image.Image) -> Image.Image:
    wide, high = image.size
    if wide * high > MOST_PIXELS:
        raise UnfitScanError("attachment_pixels")
    profile = image.info.get("icc_profile")
    if image.format == _FORMATS[JPEG] and max(wide, high) >= 2 * LONG_SIDE:
        image.draft(None, (LONG_SIDE, LONG_SIDE))  # decodes at half or a quarter of the size, never below what we keep
    page = smaller(_on_white(image), LONG_SIDE)
    turn = _orientation(image)  # after decoding, which turns a TIFF by itself and then forgets how it lay
    if turn is not None:
        page = page.transpose(turn)
    return simplest(_in_srgb(page, profile))


def _orientation(image: Image.Image) -> Image.Transpose | None:
    """Give what sets the picture upright; a broken EXIF block says nothing."""
    try:
        return _UPRIGHT.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - whatever a hostile block does to its reader, the pixels are still good
        return None


def _on_white(image: Image.Image) -> Image.Image:
    """Decode, with 8 bits a channel, and lay what is transparent on white, as paper is."""
    image.load()
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"1", "L", "RGB", "CMYK"}:
        return image
    return image.convert("RGB")


def _in_srgb(page: Image.Image, profile: object) -> Image.Image:
    """Bring the colours of a device to sRGB; a profile that makes no sense is left out."""
    if isinstance(profile, bytes) and len(profile) <= _LARGEST_PROFILE and page.mode in {"L", "RGB", "CMYK"}:
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            changed = ImageCms.profileToProfile(page, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            changed = None
        if changed is not None:
            return changed
    return page if page.mode in {"1", "L", "RGB"} else page.convert("RGB")


def _is_coloured(image: Image.Image) -> bool:
    sample = image.reduce(2) if min(image.size) >= 2 else image
    red, green, blue = sample.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    spread = ImageChops.subtract(most, least).histogram()
    return sum(spread[_COLOURED:]) * _FEW > sample.width * sample.height


def _is_black_and_white(grey: Image.Image) -> bool:
    levels = grey.histogram()
    return sum(levels[1:255]) == 0


def _bare(image: Image.Image) -> Image.Image:
    """Copy the pixels and nothing else."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare
