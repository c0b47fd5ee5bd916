"""Pages as pictures."""

from __future__ import annotations

import pytest

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
    (page,) = preview.pages(papers.render("receipt", record(practice=True), CONTEXT), 40)
    assert all(page.rgb[place] == page.rgb[place + 1] == page.rgb[place + 2] for place in range(0, len(page.rgb), 3))


@pytest.mark.parametrize("pdf", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_said_to_be_damaged(pdf):
    with pytest.raises(DamagedError) as damaged:
        preview.pages(pdf, 96)
    assert damaged.value.code == "pdf_unreadable"


def test_a_page_too_large_for_the_memory_is_not_drawn():
    with pytest.raises(DamagedError):
        preview.pages(papers.render("receipt", record(), CONTEXT), 2400)
