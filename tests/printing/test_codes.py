"""The two codes on the receipt, read from the paper as a scanner reads them."""

from __future__ import annotations

import pytest

from printing import codes, papers, proof
from printing.typography import MM
from tests.people import FATHER_ID
from tests.printing.paper_cases import CONTEXT, FOUR, LONG_NAME, PHONE, person, record, scanned


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("practice", [False, True], ids=["real", "practice"])
def test_both_codes_are_read_from_both_copies(dpi, practice):
    case = record(practice=practice)
    (found,) = scanned(papers.render("receipt", case, CONTEXT), dpi)
    text = proof.texts("receipt", case, CONTEXT)(1, 1)
    assert found == [("Code 128", case.case_no)] * 2 + [("QR Code", text)] * 2


def test_every_page_of_a_long_receipt_carries_the_codes():
    family = tuple(person(f"{LONG_NAME}{number}", "22" if number else "01") for number in range(10))
    case = record(family)
    texts = proof.texts("receipt", case, CONTEXT, 3)
    pages = scanned(papers.render("receipt", case, CONTEXT, 3), 150)
    assert len(pages) == 2
    for number, page in enumerate(pages, 1):
        assert page == [("Code 128", case.case_no)] * 2 + [("QR Code", texts(number, 2))] * 2


@pytest.mark.parametrize("running", range(1, 9))
def test_the_fixed_mask_is_read_whatever_was_signed(running):
    case = record(case_no=f"620502001-20261116-HJ{running:04d}")
    (found,) = scanned(papers.render("receipt", case, CONTEXT), 150)
    assert len(found) == 4


def test_a_station_with_a_twelve_figure_code_fits_too():
    case = record(site="620502001000", case_no="620502001000-20261116-HJ0007")
    (found,) = scanned(papers.render("receipt", case, CONTEXT), 150)
    assert found[0] == ("Code 128", case.case_no)
    assert len(found) == 4


def test_no_code_holds_a_name_a_number_or_a_telephone():
    (found,) = scanned(papers.render("receipt", record(), CONTEXT), 200)
    for _, text in found:
        assert FATHER_ID not in text
        assert PHONE not in text
        assert not any(member.name in text for member in FOUR)


def test_codes_are_large_enough_for_a_scanner_of_150_dots():
    assert codes.BAR >= 0.33 * MM
    assert codes.QR_DOT >= 0.33 * MM
    _, side = codes.qr(proof.texts("receipt", record(), CONTEXT)(1, 1))
    assert side >= 18 * MM
