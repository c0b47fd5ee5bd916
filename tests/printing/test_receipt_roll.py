"""The receipt on a roll: one strip as long as it has to be, complete, masked, and read by a scanner."""

from __future__ import annotations

import pypdfium2
import pytest

from printing import papers
from printing.proof import facts_digest, parse
from printing.typography import MM
from tests.people import FATHER_ID
from tests.printing.paper_cases import CONTEXT, PHONE, page_texts, person, record, scanned

ROLLS = (80, 58)


@pytest.mark.parametrize("roll", ROLLS)
def test_the_strip_is_as_wide_as_the_roll_and_as_long_as_it_has_to_be(roll):
    def page(about):
        document = pypdfium2.PdfDocument(papers.render(f"receipt-{roll}", about, CONTEXT))
        try:
            assert len(document) == 1
            return document.get_page_size(0)
        finally:
            document.close()

    wide, high = page(record())
    assert wide == pytest.approx(roll * MM, abs=0.01)
    ten = record(tuple(person(f"王建{number}", "22" if number else "01") for number in range(10)))
    assert page(ten)[1] > high


@pytest.mark.parametrize("roll", ROLLS)
def test_the_strip_says_what_the_applicants_copy_says(roll):
    (page,) = page_texts(papers.render(f"receipt-{roll}", record(), CONTEXT))
    bare = "".join(page.split())
    for said in (
        "户口迁移业务受理回执",
        "申请人联",
        "620502001-20261116-HJ0007",
        "王建国（本人）",
        "王德福（父亲）",
        "居民身份证原件2份（王建国、李桂芳）",
        "承诺补交（共1份）",
        "法定时限：2026年12月14日前",
        "预计办结：2026年12月1日",
        "0938-0000001",
        "（受理专用章）",
        "赵春山（警号0001）",
        "个人信息告知",
    ):
        assert said in bare, said
    assert FATHER_ID not in bare
    assert PHONE not in bare


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("roll", ROLLS)
def test_both_codes_are_read_from_the_strip_of_a_receipt_printer(roll, dpi):
    about = record()
    (found,) = scanned(papers.render(f"receipt-{roll}", about, CONTEXT), dpi)
    texts = {text for _, text in found}
    assert about.case_no in texts
    (code,) = (read for text in texts if (read := parse(text)) is not None)
    assert (code.paper, code.digest) == (f"receipt-{roll}", facts_digest("receipt", about))


def test_a_strip_printed_again_says_so():
    (page,) = page_texts(papers.render("receipt-80", record(), CONTEXT, printing=2))
    assert "重打第 1 次" in page
