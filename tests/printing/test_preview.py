"""Pages as pictures."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from printing import papers, preview
from station_app.errors import DamagedError
from tests.printing.paper_cases import CONTEXT, record


def test_a_page_has_the_size_of_a4_and_whole_rows_of_rgb():
    (page,) = preview.pages(papers.render("receipt", record(), CONTEXT), 96)
    assert (page.width, page.height) == (794, 1123)
    assert len(page.rgb) == page.width * page.height * 3
    assert page.rgb[:3] == b"\xff\xff\xff"
    assert min(page.rgb) < 40


def test_colours_are_in_the_order_red_green_blue():
    sheet = BytesIO()
    drawn = Canvas(sheet, pagesize=(100, 100))
    drawn.setFillColorRGB(1, 0.5, 0)
    drawn.rect(0, 0, 100, 100, stroke=0, fill=1)
    drawn.save()
    (page,) = preview.pages(sheet.getvalue(), 72)
    middle = (50 * page.width + 50) * 3
    red, green, blue = page.rgb[middle : middle + 3]
    assert (red, blue) == (255, 0)
    assert 120 <= green <= 135


@pytest.mark.parametrize("pdf", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_said_to_be_damaged(pdf):
    with pytest.raises(DamagedError) as damaged:
        preview.pages(pdf, 96)
    assert damaged.value.code == "pdf_unreadable"


def test_a_page_too_large_for_the_memory_is_not_drawn():
    with pytest.raises(DamagedError):
        preview.pages(papers.render("receipt", record(), CONTEXT), 2400)
