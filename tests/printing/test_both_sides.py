"""Papers that are meant for both sides, on printers that have two and on printers that have one."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from printing import media, papers, printers
from printing.drivers.laying import both_sides, laid
from printing.marks import CopyBegins, Rule, pdf
from printing.sheet import BACKS
from station_app.settings import NO_OFFSET, Offset
from tests.printers import A4, ONE_SIDED, TWO_SIDED
from tests.printing.paper_cases import CONTEXT, FOUR, record, scanned
from tests.printing.test_offsets import ink

QUICK = {"pause": 0.05, "patience": 6.0}
MM = media.MM


def pages(*copies):
    """A paper whose copies have so many pages; each has a rule from 25 mm to 195 mm, as the forms have."""
    rule = Rule(25 * MM, 400, 195 * MM, 400, 2.0)
    made = [[CopyBegins(), rule] if page == 0 else [rule] for copy in copies for page in range(copy)]
    return pdf(made, title="copies", form="TS-HJ-00V1", at=record().accepted_at)


def margins(paper, page):
    """Left and right margin of a page, in mm."""
    document = pypdfium2.PdfDocument(paper)
    alone = pypdfium2.PdfDocument.new()
    alone.import_pages(document, [page])
    made = BytesIO()
    alone.save(made)
    left, _, right, _ = ink(made.getvalue(), 100)
    return round(left), round(210 - right)


@pytest.mark.parametrize(
    ("copies", "sides"),
    [
        ((2,), [0, 1]),
        ((3,), [0, 1, 2]),
        ((2, 2), [0, 1, 2, 3]),
        ((3, 3), [0, 1, 2, None, 3, 4, 5]),
        ((3, 1), [0, 1, 2, None, 3]),
        ((1, 2), [0, None, 1, 2]),
        ((1, 1), []),
        ((1,), []),
    ],
)
def test_each_copy_begins_on_a_sheet_of_its_own_and_no_back_is_used_for_nothing(copies, sides):
    assert [side.page for side in both_sides(pages(*copies), BACKS)] == sides


def test_backs_have_their_wide_margin_where_the_sheets_are_bound_and_the_printers_offset_besides():
    paper = pages(3, 2)
    for offset, fronts, backs in ((NO_OFFSET, (25, 15), (15, 25)), (Offset(20, 0), (27, 13), (17, 23))):
        got = laid(paper, "Lobby", offset, placed=False, sides=both_sides(paper, BACKS, offset))
        assert [margins(got, page) for page in (0, 1, 2, 4, 5)] == [fronts, backs, fronts, fronts, backs]


def test_nothing_of_a_paper_for_both_sides_leaves_the_sheet_when_its_backs_are_moved():
    for name in ("approval-form", "refusal"):
        assert papers.backs_of(name) == BACKS
    form = papers.render("approval-form", record(FOUR), CONTEXT)
    sides = both_sides(form, BACKS)
    moved = laid(form, "Lobby", NO_OFFSET, placed=False, sides=sides)
    assert [side.page for side in sides] == [0, 1]
    assert scanned(moved, 200) == scanned(form, 200)
    assert margins(moved, 1)[0] >= 10


@pytest.fixture
def both(room):
    return room.printers.get("Both") or room.add("Both", (A4,), sides=TWO_SIDED)


@pytest.fixture
def single(room):
    return room.printers.get("Single") or room.add("Single", (A4,), sides=ONE_SIDED)


@pytest.mark.parametrize("through", ["queue", "address"])
def test_a_printer_with_both_sides_is_asked_for_them_only_where_the_paper_wants_them(both, through):
    there = both.name if through == "queue" else both.address
    for paper, backs in ((pages(2, 3), BACKS), (pages(2, 3), None), (pages(1, 1), BACKS), (roster(), NO_OFFSET)):
        printers.print_pdf(paper, there, title="paper", backs=backs, **QUICK)
    assert both.sides_asked == ["two-sided-long-edge", "one-sided", "one-sided", "two-sided-short-edge"]
    assert [len(pypdfium2.PdfDocument(paper)) for paper in both.printed] == [5, 5, 2, 2]


@pytest.mark.parametrize("through", ["queue", "address"])
def test_a_printer_with_one_side_is_never_asked_for_two_and_prints_the_paper_as_it_is(single, through):
    paper = pages(3, 3)
    printers.print_pdf(paper, single.name if through == "queue" else single.address, title="p", backs=BACKS, **QUICK)
    (got,) = single.printed
    assert single.sides_asked == ["one-sided"]
    assert len(pypdfium2.PdfDocument(got)) == 6
    assert margins(got, 1) == (25, 15)
    if through == "address":
        assert hashlib.sha256(got).digest() == hashlib.sha256(paper).digest()


def roster():
    """Two pages on their side."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=(297 * MM, 210 * MM), invariant=1)
    for _ in range(2):
        canvas.rect(40, 40, 500, 300)
        canvas.showPage()
    canvas.save()
    return made.getvalue()
