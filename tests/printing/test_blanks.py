"""Our forms as blanks and what is put on them: together the whole paper, mark for mark and dot for dot, or refused."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import msgspec
import pypdfium2
import pytest
from PIL import ImageChops

from printing import blanks, papers
from printing.marks import Text
from printing.proof import facts_digest, parse
from station_app.domain.stock import OUR_FORMS
from station_app.errors import RefusedError
from tests.printing.paper_cases import LONG_NAME, page_texts, person, scanned
from tests.printing.situations import RULED, USUAL, Who, accepted, approved, registered

STOCK = replace(RULED, on_stock=1)


def specimen(code, **changes):
    """The invented case of a blank, as a real one."""
    blank = blanks.BLANKS[code]
    return blank.paper, msgspec.structs.replace(blank.specimen(), practice=False, **changes)


def test_the_ledger_knows_every_blank():
    assert tuple(blanks.BLANKS) == OUR_FORMS


@pytest.mark.parametrize("code", blanks.BLANKS)
def test_blank_and_facts_are_the_paper_mark_for_mark(code):
    paper, record = specimen(code)
    whole = papers.lay_out(paper, record, STOCK, 2)
    facts = blanks.overlay_pages(paper, record, STOCK, 2)
    blank = blanks.blank_pages(code, record.site)
    assert len(whole) == len(blank) == len(facts)
    for page, form, put_on in zip(whole, blank, facts, strict=True):
        assert sorted(map(repr, page)) == sorted(map(repr, (*form, *put_on)))
    words = [mark.text for page in blank for mark in page if isinstance(mark, Text)]
    assert any(word.startswith(record_form(paper)) for word in words)
    assert not any("王建国" in word or record.case_no in word or "重打" in word for word in words)
    said = [mark.text for page in facts for mark in page if isinstance(mark, Text)]
    assert record.case_no in said
    assert "重打第 1 次" in said


def record_form(paper):
    """Number and edition as they stand at the foot."""
    number, _, edition = papers.PAPERS[paper].form.rpartition("V")
    return f"{number} v{edition} 印1"


@pytest.mark.parametrize("code", ["approval-form-collective", "settlement-slip-collective"])
def test_a_blank_that_goes_through_the_printer_looks_like_the_paper(code):
    paper, record = specimen(code)
    printed = blanks.overlay_pdf(paper, record, STOCK)
    drawn = [dots(pdf) for pdf in (papers.render(paper, record, STOCK), blanks.blank_pdf(code, record.site), printed)]
    for whole, blank, facts in zip(*drawn, strict=True):
        assert ImageChops.difference(whole, ImageChops.darker(blank, facts)).getbbox() is None
    assert blanks.overlay_pdf(paper, record, STOCK) == printed
    for page in scanned(printed, 200):
        assert {parse(text).digest for _, text in page if text.startswith("TSHJ2")} == {facts_digest(paper, record)}


def dots(pdf):
    """The pages in greys at 288 dots an inch: coarser, PDFium puts each glyph of a run on a whole dot of its own."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=4, grayscale=True).to_pil() for page in document]


def test_the_blank_of_a_station_fits_its_own_numbers_only():
    assert blanks.blank_pages("settlement-slip-home", "620502001") != blanks.blank_pages(
        "settlement-slip-home", "620502000000"
    )


BOXES = {
    ("approval-form-collective", 1): "f805c1ac69e2083b",
    ("approval-form-home", 1): "f66e210dd02942ca",
    ("approval-form-relative", 1): "5d614aaa2a63465c",
    ("approval-form-poverty", 1): "2a8b87aaf2aa52c1",
    ("settlement-slip-collective", 1): "1397343576189f88",
    ("settlement-slip-home", 1): "8aaf5ea10652b798",
    ("entry-note", 1): "f0b64e5de281615b",
}
"""What lies in cupboards: the digest of the form of each blank, by its edition."""


@pytest.mark.parametrize("code", blanks.BLANKS)
def test_a_form_whose_lines_move_is_another_edition(code):
    """Boxes of blanks were bought: a changed layout raises `edition`, and its digest is added here."""
    said = repr(
        [
            [tuple(f"{part:.2f}" if isinstance(part, float) else part for part in mark) for mark in page]
            for page in blanks.blank_pages(code, "620502001")
        ]
    )
    assert BOXES[code, blanks.BLANKS[code].edition] == hashlib.sha256(said.encode()).hexdigest()[:16]


def moving(*people):
    return accepted(Who((*USUAL.family, *people)))


@pytest.mark.parametrize(
    ("paper", "record", "code"),
    [
        ("approval-form", moving(*[person("王小妹")] * 4), "stock_other_pages"),
        ("approval-form", moving(person(LONG_NAME)), "stock_does_not_fit"),
        ("approval-form", accepted(Who(address="甘肃省天水市秦州区" + "大城街道民主西路" * 14)), "stock_does_not_fit"),
        ("approval-form", approved(), "stock_no_blank"),
        ("receipt", accepted(), "stock_no_blank"),
        ("settlement-slip", registered(Who((*USUAL.family, person("王一"), person("王二")))), "stock_other_pages"),
        ("entry-note", registered(Who((person(LONG_NAME, "01"),))), "stock_other_pages"),
    ],
)
def test_what_would_not_stay_in_the_cells_goes_on_plain_paper(paper, record, code):
    with pytest.raises(RefusedError, match=code):
        blanks.overlay_pages(paper, record, RULED)
    assert papers.lay_out(paper, record, RULED)  # where nothing is lost


def test_the_trial_page_is_of_nobody():
    (page, _) = page_texts(blanks.trial_pdf("approval-form-collective", "620502001"))
    assert "训练 · 无效" in page.replace("·", " · ").replace("  ", " ")
    assert "案号：" not in page


def test_the_back_of_a_blank_lies_as_a_printer_lays_it():
    one, two = (blanks.blank_pdf("approval-form-collective", "620502001", two_sided=on) for on in (False, True))
    (front, back), (same, moved) = dots(one), dots(two)
    assert ImageChops.difference(front, same).getbbox() is None
    assert ink(back)[0] - ink(moved)[0] == pytest.approx(100 / 254 * 288, abs=1)  # 10 mm nearer to the other edge
    slip = [blanks.blank_pdf("entry-note", "620502001", two_sided=on) for on in (False, True)]
    assert slip[0] == slip[1]  # it is cut, and has no back


def ink(page):
    """The box round all that is printed."""
    return ImageChops.invert(page).getbbox()
