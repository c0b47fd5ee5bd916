"""The one-time notice and the letter of commitment: what they say, what is masked, and that nothing on them is lost."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing import papers, words
from printing.marks import A4, Frame, Text
from printing.proof import facts_digest, parse
from printing.typography import MM, SMALLEST
from station_app.domain.notices import NoticeAddressee, NoticeCorrection
from tests.people import FATHER_ID
from tests.printing.paper_cases import CONTEXT, LONG_NAME, notice, page_texts, promising, scanned, wanted
from tests.printing.test_receipt import HAN, extent, overlaps

MASKED_ID = FATHER_ID[:6] + "*" * 8 + FATHER_ID[-4:]
NOTICE = "one-time-notice"


def text_of(record, paper=NOTICE):
    return page_texts(papers.render(paper, record, CONTEXT))


def marks_of(record, paper=NOTICE):
    return papers.lay_out(paper, record, CONTEXT)


def test_the_notice_says_everything_on_a_sheet_for_the_family_and_one_for_the_archive():
    pages = text_of(notice())
    assert len(pages) == 2
    assert [("申请人联" in page, "存档联" in page) for page in pages] == [(True, False), (False, True)]
    for page in pages:
        for said in (
            "一次性告知书",
            "620502001-20261116-GZ0003",
            "户口迁移（普通落户）",
            "收件日期2026年11月16日",
            "王建国",
            "户口簿或者集体户登记卡（全家）",
            "户口登记条例第4条",
            "可以，10个工作日",
            "监护或抚养证明（长子，家庭成员3）",
            "不可",
            "窗口交验",
            "请补充：民族、婚姻状况",
            "妻，家庭成员2",
            "请在 2026年11月30日 前到本窗口补正",
            "逾期不告知的，自收到申请材料之日起即为受理",
            "不需要的材料",
            "就业证明、劳动合同；社会保险缴费证明",
            "0938-0000001",
            "承办人签名",
            "赵春山（警号 0001）",
            "接收人签名",
            "（受理专用章）",
            "TS-HJ-03 v1",
        ):
            assert said.replace(" ", "") in page.replace(" ", ""), said


def test_the_number_is_masked_for_the_family_and_whole_for_the_archive():
    mine, kept = text_of(notice())
    assert MASKED_ID in mine
    assert FATHER_ID not in mine
    assert FATHER_ID in kept


def test_nobody_but_the_applicant_is_named():
    assert not [name for name in ("李桂芳", "王小宝", "王德福") if name in "".join(text_of(notice()))]


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_both_codes_are_read_from_every_page(dpi):
    for page in scanned(papers.render(NOTICE, notice(), CONTEXT), dpi):
        texts = [text for _, text in page]
        assert "620502001-20261116-GZ0003" in texts
        (code,) = [parse(text) for text in texts if text.startswith("TSHJ2")]
        assert (code.paper, code.number, code.about) == (NOTICE, "620502001-20261116-GZ0003", "notice")
        assert code.digest == facts_digest(NOTICE, notice())
        assert not [text for text in texts if FATHER_ID in text or "王" in text]


def test_another_demand_is_another_digest_and_a_corrected_word_is_not():
    known = facts_digest(NOTICE, notice())
    assert facts_digest(NOTICE, notice(documents=notice().documents[:1])) != known
    reworded = tuple(msgspec.structs.replace(each, asked="换了说法") for each in notice().documents)
    assert facts_digest(NOTICE, notice(documents=reworded)) == known


def test_a_notice_that_is_only_looked_at_has_no_number_no_codes_and_says_so():
    page = scanned(papers.render(NOTICE, notice(notice_no=""), CONTEXT), 200)[0]
    text = text_of(notice(notice_no=""))[0]
    assert page == []
    assert "未出具" in text
    assert "打印时编号" in text


def test_practice_is_written_across_every_page():
    assert all(words.PRACTICE in page for page in text_of(notice(practice=True)))
    assert not any(words.PRACTICE in page for page in text_of(notice()))


def test_only_corrections_make_the_first_heading():
    page = text_of(notice(documents=()))[0]
    assert "一、可以当场更正" in page
    assert "需要补正的材料（共" not in page
    assert "容缺" not in page


def test_the_same_facts_give_the_same_bytes_in_another_process():
    script = (
        "import hashlib, sys; from printing import papers; from tests.printing.paper_cases import CONTEXT, notice;"
        "sys.stdout.write(hashlib.sha256(papers.render('one-time-notice', notice(), CONTEXT)).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert other.stdout == hashlib.sha256(papers.render(NOTICE, notice(), CONTEXT)).hexdigest()


def test_a_name_no_font_has_gets_a_box_and_the_paper_says_who_writes():
    record = notice(applicant=NoticeAddressee("李\ue123芳", FATHER_ID))
    for page in marks_of(record):
        assert [mark for mark in page if isinstance(mark, Frame) and abs(mark.width - mark.height) < 0.01]
        assert any(isinstance(mark, Text) and mark.text == "方框内由民警手写" for mark in page)


def test_a_long_list_goes_on_to_the_next_page_with_its_heads_and_the_seal_comes_last():
    said = tuple(
        NoticeCorrection("x", f"family[{at}]", "member", at, "22", "", f"第{at}处:" + "请对照证件核对。" * 6, "依据")
        for at in range(40)
    )
    pages = text_of(notice(corrections=said))
    copies = len(pages) // 2
    assert copies >= 2
    for first in (0, copies):
        copy = pages[first : first + copies]
        assert all(f"第{at}处" in "".join(copy) for at in range(40))
        assert "（续）" in copy[1]
        assert [("（受理专用章）" in page) for page in copy] == [False] * (copies - 1) + [True]


def test_the_letter_lists_what_was_promised_with_its_day_and_its_consequence():
    kept, mine = text_of(promising(), "commitment")
    assert ("存档联" in kept, "申请人联" in mine) == (True, True)
    for page in (kept, mine):
        for said in ("结婚证（申请人）", "出生医学证明（长子，家庭成员3）", "2026年11月30日前", "催告", "行政许可法"):
            assert said in page
        assert "监护人" in page
    assert FATHER_ID in kept
    assert FATHER_ID not in mine


@settings(max_examples=25)
@given(
    name=HAN,
    officer=HAN,
    many=st.integers(0, 12),
    said=st.lists(st.text(st.sampled_from("请核对号码,与证件不一致;0123456789甘肃省"), max_size=160), max_size=12),
)
def test_whoever_comes_nothing_is_clipped_overlaps_or_is_too_small(name, officer, many, said):
    found = tuple(
        NoticeCorrection("x", f"family[{at}]", "member", at, "22", "", text, "GB 11643") for at, text in enumerate(said)
    )
    documents = tuple(wanted("x", ("117", "X04", "X08"), at % 4, days=at % 2 * 10) for at in range(many))
    record = notice(
        applicant=NoticeAddressee(name, FATHER_ID), officer_name=officer, documents=documents, corrections=found
    )
    for paper, about in ((NOTICE, record), ("commitment", promising(accepted_by_name=officer, name=LONG_NAME))):
        for page in marks_of(about, paper):
            shown = [mark for mark in page if isinstance(mark, Text)]
            assert all(mark.size >= SMALLEST for mark in shown)
            extents = sorted((extent(mark) for mark in shown), key=lambda each: -each[3])
            for mark in shown:
                left, bottom, right, top = extent(mark)
                furthest = A4[0] - 3.5 * MM if mark.text == "骑缝" else 195 * MM + 0.5  # stamped across the edges
                assert left >= 25 * MM - 0.5, mark
                assert right <= furthest, mark
                assert bottom >= 8 * MM, mark
                assert top <= A4[1] - 8 * MM, mark
            for index, one in enumerate(extents):
                for other in extents[index + 1 :]:
                    if other[3] < one[1]:
                        break
                    assert not overlaps(one, other), (one, other)
