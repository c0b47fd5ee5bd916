"""What comes in as a scan is kept as pixels and nothing else, or not at all."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from station_app.imaging.cleaning import clean
from station_app.imaging.drawing import draw, page_count
from station_app.imaging.kinds import JPEG, LARGEST_KEPT, LARGEST_RAW, MOST_PAGES, PDF, PNG, UnfitScanError
from station_app.imaging.pictures import LONG_SIDE
from tests.imaging import scans


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def problem_of(content: bytes) -> str:
    with pytest.raises(UnfitScanError) as refused:
        clean(content)
    return refused.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_photo_keeps_its_pixels_and_loses_what_it_said_about_itself(kind):
    raw = scans.with_metadata(kind)
    assert scans.telltales_in(raw)
    kept = clean(raw)
    assert not scans.telltales_in(kept.content)
    with opened(kept.content) as image:
        assert image.size == (600, 800), "turned upright, as the camera said"
        assert not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not image.getexif()


def test_the_orientation_says_where_up_is():
    page = Image.new("RGB", (200, 100), "white")
    page.paste("red", (0, 0, 100, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned to the right: the left of the picture is its top
    with opened(clean(scans.saved(page, "JPEG", exif=exif)).content) as image:
        assert image.size == (100, 200)
        red, green, blue = image.convert("RGB").getpixel((50, 20))
        assert (red > 200, green < 80, blue < 80) == (True, True, True)


@pytest.mark.parametrize("raw", [scans.with_metadata("JPEG"), scans.several("TIFF", [scans.a_page(), scans.a_page()])])
def test_the_same_scan_is_the_same_bytes(raw):
    assert clean(raw) == clean(raw)


def test_the_same_page_from_two_programs_is_one_scan():
    page = scans.a_page()
    assert clean(scans.saved(page, "PNG")).content == clean(scans.saved(page, "TIFF", compression="tiff_lzw")).content


def test_a_page_larger_than_a4_at_300_dpi_is_made_smaller_and_no_page_is_made_larger():
    with opened(clean(scans.saved(scans.a_photo((5000, 2000)), "JPEG")).content) as image:
        assert image.size == (LONG_SIDE, round(2000 * LONG_SIDE / 5000))
    with opened(clean(scans.saved(scans.a_photo((300, 200)), "JPEG")).content) as image:
        assert image.size == (300, 200)


def test_text_stays_without_loss_and_a_photo_becomes_a_jpeg():
    text = clean(scans.saved(scans.a_page().convert("1"), "TIFF"))
    photo = clean(scans.saved(scans.a_photo(), "PNG"))
    assert (text.media_type, photo.media_type) == (PNG, JPEG)
    with opened(text.content) as image:
        assert image.mode == "1"
        assert list(image.convert("L").tobytes()) == list(scans.a_page().convert("1").convert("L").tobytes())


def test_a_grey_page_is_kept_grey_but_a_small_red_stamp_stays_red():
    grey = scans.a_page()
    stamped = scans.a_page()
    stamped.paste((200, 20, 20), (300, 300, 320, 320))
    with opened(clean(scans.saved(grey, "PNG")).content) as image:
        assert image.mode in {"1", "L"}
    with opened(clean(scans.saved(stamped, "PNG")).content) as image:
        red, green, _blue = image.convert("RGB").getpixel((310, 310))
        assert red - green > 120


def test_transparency_lies_on_white_paper():
    page = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    with opened(clean(scans.saved(page, "PNG")).content) as image:
        assert image.convert("L").getextrema() == (255, 255)


@pytest.mark.parametrize("mode", ["CMYK", "I;16", "P", "LA", "L", "1"])
def test_every_way_a_scanner_writes_pixels_is_read(mode):
    source = scans.a_photo((90, 60))
    image = Image.new("I;16", (90, 60), 40_000) if mode == "I;16" else source.convert(mode)
    kept = clean(scans.saved(image, "PNG" if mode == "LA" else "TIFF"))
    with opened(kept.content) as read:
        assert read.size == (90, 60)
        if mode == "I;16":
            assert abs(read.convert("L").getpixel((5, 5)) - 40_000 / 256) < 2


@pytest.mark.parametrize("kind", ["TIFF", "PDF"])
def test_several_pages_become_one_pdf_of_as_many_pages_in_their_order(kind):
    pages = [scans.a_page(f"no {number}", ink=ink) for number, ink in enumerate(("black", "red", "blue"))]
    kept = clean(scans.several(kind, pages))
    assert (kept.media_type, kept.pages, page_count(kept.content)) == (PDF, 3, 3)
    assert not scans.telltales_in(kept.content)
    seen = [draw(kept.content, index, 400) for index in range(3)]
    tints = [
        Image.frombytes("RGB", (page.width, page.height), page.rgb).resize((1, 1)).getpixel((0, 0)) for page in seen
    ]
    assert tints[1][0] > tints[1][2] + 1
    assert tints[2][2] > tints[2][0] + 1
    assert max(seen[0].width, seen[0].height) == 400


def test_the_pdf_that_is_written_is_sound_and_holds_the_pages_exactly():
    pages = [scans.a_page("exact", size=(200, 283)).convert("1"), scans.a_page("exact", size=(200, 283)).convert("L")]
    kept = clean(scans.several("TIFF", pages))
    document = pypdfium2.PdfDocument(kept.content)
    for page, source in zip(document, pages, strict=True):
        (picture,) = page.get_objects()
        assert picture.get_bitmap().to_pil().convert("L").tobytes() == source.convert("L").tobytes()
        page.close()
    document.close()


def test_one_page_of_a_pdf_becomes_a_picture():
    kept = clean(scans.a_pdf())
    assert kept.pages == 1
    assert kept.media_type in {PNG, JPEG}
    with opened(kept.content) as image:
        assert image.size[1] == LONG_SIDE
        assert image.convert("L").getpixel((image.width // 3, image.height * 3 // 4)) == 0, "the square is there"


def test_a_hostile_pdf_is_its_picture_and_nothing_else():
    raw = scans.hostile_pdf()
    assert len(scans.telltales_in(raw)) > 8
    kept = clean(raw)
    assert not scans.telltales_in(kept.content)
    assert b"<<" not in kept.content[:40]


def test_a_seal_that_is_an_annotation_is_seen_on_the_kept_page():
    with opened(clean(scans.sealed_pdf()).content) as image:
        red, green, blue = image.convert("RGB").getpixel((image.width * 450 // 595, image.height * 92 // 842))
        assert (red > 200, green < 60, blue < 60) == (True, True, True)


def test_a_page_of_any_size_is_drawn_no_larger_than_a4():
    for media in ("0 0 100000 200000", "0 0 14400 14400"):
        with opened(clean(scans.a_pdf(media=media)).content) as image:
            assert max(image.size) <= LONG_SIDE


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "attachment_empty"),
        (b"MZ\x90\x00 a program", "attachment_kind"),
        (b"<html>%PDF-1.4", "attachment_kind"),
        (b"GIF89a" + bytes(100), "attachment_kind"),
        (b"%PDF-1.4 scan", "attachment_unreadable"),
        (b"\x89PNG\r\n\x1a\n an invented scan", "attachment_unreadable"),
        (b"\xff\xd8\xff" + bytes(1000), "attachment_unreadable"),
        (b"II*\x00" + b"\xff" * 100, "attachment_unreadable"),
        (scans.locked_pdf(), "attachment_locked"),
        (scans.png_bomb(), "attachment_pixels"),
        (scans.png_bomb(11_000), "attachment_pixels"),
        (scans.a_pdf(pages=MOST_PAGES + 1), "attachment_pages"),
        (scans.several("TIFF", [Image.new("1", (9, 9))] * (MOST_PAGES + 1)), "attachment_pages"),
        (scans.a_pdf(pages=0), "attachment_unreadable"),
        (b"\xff\xd8\xff" + bytes(LARGEST_RAW), "attachment_too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_scan_is_refused_by_name(raw, code):
    assert problem_of(raw) == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "PDF"])
@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_half_written_file_is_not_taken_for_a_whole_one(kind, part):
    raw = scans.saved(scans.a_photo(), kind)
    assert problem_of(raw[: int(len(raw) * part)]) == "attachment_unreadable"


def test_a_tiff_that_never_ends_ends():
    ended = scans.outcome(scans.looping_tiff())
    assert ended in {"attachment_pages", "attachment_unreadable"} or ended.pages == 1


def test_a_thick_file_is_kept_coarser_rather_than_refused():
    pages = [Image.effect_noise((1754, 2480), 120) for _ in range(14)]
    kept = clean(scans.several("TIFF", [page.convert("L") for page in pages]))
    assert kept.pages == 14
    assert len(kept.content) <= LARGEST_KEPT


SOUND = [
    scans.with_metadata("JPEG", scans.a_photo((120, 80))),
    scans.with_metadata("PNG", scans.a_photo((60, 40))),
    scans.with_metadata("TIFF", scans.a_photo((60, 40))),
    scans.several("TIFF", [scans.a_page(size=(80, 113)), scans.a_page(size=(80, 113))]),
    scans.hostile_pdf(),
    scans.sealed_pdf(),
    scans.several("PDF", [scans.a_page(size=(80, 113)), scans.a_page(size=(80, 113))]),
]


@settings(max_examples=150)
@given(
    raw=st.sampled_from(SOUND),
    spoils=st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(max_size=6), st.integers(0, 6)), max_size=8),
)
def test_any_damaged_file_is_clean_or_refused_and_never_anything_else(raw, spoils):
    for place, put, gone in spoils:
        where = place % (len(raw) + 1)
        raw = raw[:where] + put + raw[where + gone :]
    kept = scans.outcome(raw)
    if isinstance(kept, str):
        assert kept.startswith("attachment_")
        return
    assert kept.media_type in {JPEG, PNG, PDF}
    assert page_count(kept.content) == kept.pages
    assert not scans.telltales_in(kept.content)
    assert draw(kept.content, kept.pages - 1, 50).rgb
