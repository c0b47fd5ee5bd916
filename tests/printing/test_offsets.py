"""A printer that is out of place: what it gets is moved, to a tenth of a millimetre, and nothing is lost unsaid."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from printing import media, papers, preview, printers
from printing.drivers.laying import laid
from station_app import texts
from station_app.errors import DamagedError, DeviceError
from station_app.settings import NO_OFFSET, Offset
from tests.printers import A4, LETTER
from tests.printing.paper_cases import CONTEXT, page_texts, record, scanned

DPI = 1200
A_TENTH = 0.1
QUICK = {"pause": 0.05, "patience": 6.0}


def paper(left=40.0, top=50.0, side=20.0, size=(210, 297)):
    """A paper with one black square, `left` and `top` mm from the edges of its sheet."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=(size[0] * media.MM, size[1] * media.MM), invariant=1)
    canvas.rect(left * media.MM, (size[1] - top - side) * media.MM, side * media.MM, side * media.MM, stroke=0, fill=1)
    canvas.save()
    return made.getvalue()


def ink(pdf, dpi=DPI / 2):
    """Give left, top, right and bottom edge of everything on the first page, in mm from the upper left corner."""
    page = preview.pages(pdf, dpi)[0]
    grey = Image.frombytes("RGB", (page.width, page.height), page.rgb).convert("L")
    box = grey.point(lambda shade: 255 if shade < 128 else 0).getbbox()
    return tuple(dots / dpi * 25.4 for dots in box)


def moved(before, after):
    """Say how far the edges went: (right, down) in mm, each as measured at both edges."""
    left, top, right, bottom = (b - a for a, b in zip(before, after, strict=True))
    assert left == pytest.approx(right, abs=A_TENTH)
    assert top == pytest.approx(bottom, abs=A_TENTH)
    return (left + right) / 2, (top + bottom) / 2


OFFSETS = [Offset(1, 0), Offset(0, -1), Offset(13, -27), Offset(-100, 100), Offset(100, -100)]


@pytest.mark.parametrize("offset", OFFSETS)
@pytest.mark.parametrize("size", [(210, 297), (148, 210), (210, 148)])
def test_what_stands_on_a_page_is_moved_by_what_was_set(offset, size):
    pdf = paper(size=size)
    right, down = moved(ink(pdf), ink(media.shift(pdf, offset)))
    assert right == pytest.approx(offset.right / 10, abs=A_TENTH / 2)
    assert down == pytest.approx(offset.down / 10, abs=A_TENTH / 2)
    assert media.page_size(media.shift(pdf, offset)).same(media.Size(*size))


def test_a_small_page_on_a4_is_moved_from_its_corner():
    pdf = paper(size=(148, 210))
    offset = Offset(-35, 21)
    right, down = moved(ink(pdf), ink(media.place_on_a4(pdf, offset)))
    assert (right, down) == (pytest.approx(-3.5, abs=0.05), pytest.approx(2.1, abs=0.05))


def test_nothing_set_is_not_one_byte_of_a_difference():
    pdf = paper()
    assert media.shift(pdf, NO_OFFSET) is pdf
    assert laid(pdf, "Lobby", NO_OFFSET, placed=False) is pdf


@pytest.mark.parametrize("offset", [Offset(1, 0), Offset(0, -1), Offset(13, -27), Offset(-50, 40), Offset(37, -41)])
def test_the_text_and_the_codes_of_a_receipt_are_the_same_after_it(offset):
    receipt = papers.render("receipt", record(), CONTEXT)
    after = laid(receipt, "Lobby", offset, placed=False)
    assert page_texts(after) == page_texts(receipt)
    for dpi in (150, 200, 300):
        assert scanned(after, dpi) == scanned(receipt, dpi)


@pytest.mark.parametrize(
    ("at", "offset", "lost"),
    [
        ((5, 50), Offset(-49, 0), False),
        ((5, 50), Offset(-52, 0), True),
        ((185, 50), Offset(49, 0), False),
        ((185, 50), Offset(52, 0), True),
        ((40, 5), Offset(0, -49), False),
        ((40, 5), Offset(0, -52), True),
        ((40, 272), Offset(0, 49), False),
        ((40, 272), Offset(0, 52), True),
        ((5, 50), Offset(100, 100), False),
    ],
)
def test_what_would_be_pushed_off_the_sheet_is_seen_at_each_edge(at, offset, lost):
    assert bool(media.pushed_off(paper(*at), offset)) is lost


def test_the_page_that_would_lose_something_is_named():
    made = BytesIO()
    canvas = Canvas(made, pagesize=(210 * media.MM, 297 * media.MM), invariant=1)
    for left in (40, 2):
        canvas.rect(left * media.MM, 100, 50, 50, fill=1)
        canvas.showPage()
    canvas.save()
    assert media.pushed_off(made.getvalue(), Offset(-30, 0)) == (2,)


def test_a_small_page_on_a4_has_room_that_it_has_not_on_its_own_sheet():
    pdf = paper(left=123, size=(148, 210))
    assert media.pushed_off(pdf, Offset(80, 0)) == (1,)
    assert media.pushed_off(pdf, Offset(80, 0), media.A4_SIZE) == ()


def test_what_would_be_lost_is_said_with_what_was_set():
    with pytest.raises(DeviceError) as refused:
        laid(paper(left=2), "Lobby", Offset(-30, 5), placed=False)
    assert refused.value.code == "printer_offset_cuts"
    for language in ("zh", "en"):
        texts.choose(language)
        said = texts.say("error.printer_offset_cuts", None, **refused.value.details)
        assert "Lobby" in said
        assert "-3.0" in said
        assert "+0.5" in said


def test_what_is_no_pdf_is_said_to_be_damaged():
    for work in (lambda pdf: media.shift(pdf, Offset(1, 1)), lambda pdf: media.pushed_off(pdf, Offset(1, 1))):
        with pytest.raises(DamagedError):
            work(b"%PDF-1.4 nothing")


@pytest.fixture
def lobby(room):
    return room.printers.get("Lobby") or room.add("Lobby", (A4, LETTER))


@pytest.mark.parametrize("through", ["queue", "address"])
def test_a_real_printer_gets_the_moved_page(lobby, through):
    receipt = papers.render("receipt", record(), CONTEXT)
    name = lobby.name if through == "queue" else lobby.address
    printers.print_pdf(receipt, name, title="receipt 0007", offset=Offset(24, -13), **QUICK)
    (got,) = lobby.printed
    right, down = moved(ink(receipt, 600), ink(got, 600))
    assert (right, down) == (pytest.approx(2.4, abs=0.1), pytest.approx(-1.3, abs=0.1))
    assert scanned(got, 200) == scanned(receipt, 200)


def test_a_real_printer_gets_nothing_that_would_lose_a_line(lobby):
    with pytest.raises(DeviceError) as refused:
        printers.print_pdf(paper(left=2), lobby.address, title="slip", offset=Offset(-30, 0), **QUICK)
    assert refused.value.code == "printer_offset_cuts"
    assert not lobby.taken
    assert not lobby.printed
