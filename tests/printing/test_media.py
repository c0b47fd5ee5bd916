"""Which sheet a page goes on, and a small page on a large sheet."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import landscape
from reportlab.pdfgen.canvas import Canvas

from printing import codes, media
from printing.media import Choice, Size
from station_app.errors import DamagedError
from tests.printers import A4, A5, LETTER
from tests.printing.paper_cases import scanned

ROLL = "custom_58.00x200.00mm_58.00x200.00mm"
A4_PAGE, A5_PAGE, A5_WIDE = Size(210, 297), Size(148, 210), Size(210, 148)


def a5(pages=1, turned=False):
    size = (148 * media.MM, 210 * media.MM)
    made = BytesIO()
    canvas = Canvas(made, pagesize=landscape(size) if turned else size, invariant=1)
    for number in range(pages):
        boxes, _ = codes.code128(f"620502001{number}", height=8 * media.MM)
        for x, y, wide, high in boxes:
            canvas.rect(20 * media.MM + x, 20 * media.MM + y, wide, high, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


@pytest.mark.parametrize(
    ("page", "supported", "ready", "chosen"),
    [
        (A4_PAGE, (LETTER, A4), (), Choice(A4)),
        (A4_PAGE, (LETTER, A4), (LETTER,), Choice(A4)),  # the printer waits for it
        (A4_PAGE, (LETTER,), (), None),
        (A4_PAGE, (LETTER, A5), (), None),
        (A5_PAGE, (A4, A5), (), Choice(A5)),
        (A5_PAGE, (A4, A5), (A4,), Choice(A4, placed=True)),
        (A5_PAGE, (A4, A5), (A4, A5), Choice(A5)),
        (A5_PAGE, (A4,), (), Choice(A4, placed=True)),
        (A5_PAGE, (LETTER,), (), None),
        (A5_WIDE, (A4,), (), Choice(A4, placed=True)),
        (A5_WIDE, (A5,), (), Choice(A5)),
        (Size(297, 210), (A4,), (), Choice(A4)),
        (Size(297, 420), (A4,), (), None),
        (Size(400, 500), ("custom_min_80x100mm", "custom_max_300x400mm"), (), None),
        (A4_PAGE, (), (), Choice(A4)),
        (A5_PAGE, (), (), Choice(A5)),
        (Size(58, 200), (), (), None),
        (
            Size(58, 200),
            ("custom_min_50x80mm", "custom_max_80x3000mm"),
            (),
            Choice(ROLL),
        ),
        (Size(58, 200), ("custom_min_2x3in", "custom_max_3x100in"), (), Choice(ROLL)),
        (Size(48, 200), ("custom_min_50x80mm", "custom_max_80x3000mm"), (), None),
        (A5_PAGE, (A4, "custom_min_50x80mm", "custom_max_300x400mm"), (), Choice(A4, placed=True)),
        (Size(58, 200), ("om_roll_58x200mm",), (), Choice("om_roll_58x200mm")),
    ],
)
def test_a_page_goes_on_its_own_sheet_or_in_the_corner_of_a4(page, supported, ready, chosen):
    assert media.choose(page, supported, ready) == chosen


def test_sheets_are_named_for_people():
    assert media.words((A4, LETTER, "iso_c5_162x229mm", "odd")) == "A4, Letter, 162×229 mm, odd"
    assert [media.size_words(size) for size in (A4_PAGE, A5_WIDE, Size(58, 200))] == ["A4", "A5", "58×200 mm"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_small_paper_on_a4_keeps_its_size_its_corner_and_its_codes(turned):
    small = a5(2, turned)
    placed = media.place_on_a4(small)
    assert media.page_size(placed).same(A4_PAGE)
    assert scanned(placed, 200) == scanned(small, 200) == [[("Code 128", f"620502001{page}")] for page in range(2)]


def test_what_is_no_pdf_is_said_to_be_damaged():
    for work in (media.page_size, media.place_on_a4):
        with pytest.raises(DamagedError):
            work(b"%PDF-1.4 nothing")


@given(st.text(max_size=60))
def test_no_name_of_a_medium_breaks_the_choice(name):
    media.size_of(name)
    media.words((name,))
    media.choose(A4_PAGE, (name,), (name,))
