"""The receipt in the applicant's hand and in the archive: what it says, and that nothing on it is lost."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing import papers, words
from printing.marks import A4, Frame, Text
from printing.typography import MM, SMALLEST, Style, width
from station_app.domain.case_file import CaseDocument
from station_app.domain.deadlines import Deadlines
from station_app.domain.vocabulary import IdAbsentReason, Level, Presented
from station_app.errors import RefusedError
from tests.people import FATHER_ID
from tests.printing.paper_cases import CONTEXT, DOCUMENTS, FOUR, LONG_NAME, PHONE, newborn, page_texts, person, record

MASKED_ID = FATHER_ID[:6] + "*" * 8 + FATHER_ID[-4:]
HALF = A4[1] / 2


def marks_of(case):
    return papers.lay_out("receipt", case, CONTEXT)


def texts_of(case):
    return [mark for page in marks_of(case) for mark in page if isinstance(mark, Text)]


def test_a_family_of_four_fits_on_one_sheet_with_both_copies():
    (text,) = page_texts(papers.render("receipt", record(), CONTEXT))
    for copy in ("申请人联", "存档联"):
        assert text.count(copy) == 1
    for said in (
        "户口迁移业务受理回执",
        "620502001-20261116-HJ0007",
        "户口迁移（普通落户）",
        "2026年11月16日 10时31分",
        "公共集体户",
        "620502001-P001",
        "王建国（本人）",
        "李桂芳（妻）",
        "居民身份证原件 2 份（王建国、李桂芳）",
        "结婚证复印件 1 份（王建国、李桂芳）",
        "2026年12月14日前",
        "2026年12月1日前",
        "派出所审批",
        "0938-0000000",
        "0938-0000001",
        "个人信息保护法",
        "赵春山（警号 0001）",
        "（受理专用章）",
        "TS-HJ-01 v1",
    ):
        assert text.count(said) >= 2, said


def test_the_applicants_copy_is_masked_and_the_archive_copy_is_full():
    upper = [mark.text for mark in texts_of(record()) if mark.y > HALF]
    lower = [mark.text for mark in texts_of(record()) if mark.y < HALF]
    assert MASKED_ID in upper
    assert "138****1234" in upper
    assert not {FATHER_ID, PHONE} & set(upper)
    assert {FATHER_ID, PHONE} <= set(lower)


def test_what_was_only_promised_is_not_listed_as_received():
    text = "".join(page_texts(papers.render("receipt", record(), CONTEXT)))
    received, promised = text.index("已收材料"), text.index("承诺补交")
    assert received < promised < text.index("出生医学证明 1 份（王小宝）")


def test_the_same_facts_give_the_same_bytes_in_another_process():
    script = (
        "import hashlib, sys; from printing import papers; from tests.printing.paper_cases import CONTEXT, record;"
        "sys.stdout.write(hashlib.sha256(papers.render('receipt', record(), CONTEXT)).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    papers.render("receipt", record((person("𠅤", "01"),)), CONTEXT)  # an earlier paper leaves no trace in the next
    assert other.stdout == hashlib.sha256(papers.render("receipt", record(), CONTEXT)).hexdigest()


def test_a_practice_paper_says_so_across_each_copy():
    slanted = [mark for mark in marks_of(record(practice=True))[0] if type(mark).__name__ == "Slanted"]
    assert [mark.text for mark in slanted] == [words.PRACTICE] * 2
    assert sorted(mark.y < HALF for mark in slanted) == [False, True]
    assert page_texts(papers.render("receipt", record(practice=True), CONTEXT))[0].count(words.PRACTICE) == 2
    assert words.PRACTICE not in page_texts(papers.render("receipt", record(), CONTEXT))[0]


@pytest.mark.parametrize(
    ("reason", "said"),
    [(IdAbsentReason.NEWBORN, "尚无（新生儿）"), (IdAbsentReason.UNREGISTERED, "尚无（未登记户口）")],
)
def test_someone_without_an_id_number_is_named_so(reason, said):
    applicant = person("王新生", "01", id_number=None, id_absent_reason=reason)
    assert said in page_texts(papers.render("receipt", record((applicant,)), CONTEXT))[0]


def test_the_county_decides_where_the_pack_says_so():
    case = record(decided_by=(Level.STATION, Level.COUNTY))
    assert "县分局审批" in page_texts(papers.render("receipt", case, CONTEXT))[0]


def test_without_a_promise_the_legal_limit_is_the_expected_day():
    usual = record().deadlines
    text = page_texts(papers.render("receipt", record(deadlines=Deadlines(usual.notice, usual.decision)), CONTEXT))[0]
    assert text.count(words.day(usual.decision)) == 4  # limit and expectation, on two copies


def test_those_who_stay_are_not_among_the_movers():
    family = (*FOUR[:3], person("王留守", "51", moves=False))
    text = page_texts(papers.render("receipt", record(family), CONTEXT))[0]
    assert "王留守（父亲）" not in text
    assert "王小宝（长子）" in text


def test_ten_people_with_long_names_go_on_to_a_second_sheet_and_nobody_is_lost():
    family = tuple(person(f"{LONG_NAME}{number}", "01" if number == 0 else "22") for number in range(10))
    documents = tuple(CaseDocument(kind="111", holder=index, presented=Presented.ORIGINAL) for index in range(10))
    pages = page_texts(papers.render("receipt", record(family, documents), CONTEXT))
    assert len(pages) == 2
    assert all("共 2 页" in page for page in pages)
    for number in range(10):
        assert "".join(pages).count(f"库尔班{number}（") == 2
    assert pages[1].count("（受理专用章）") == 2
    assert "（受理专用章）" not in pages[0]
    assert pages[1].count("（续页）") == 2


def test_a_name_to_be_written_by_hand_is_written_once_a_copy_and_the_paper_says_who_writes():
    family = (person("李\ue123芳", "01"), *FOUR[1:])
    page = marks_of(record(family))[0]
    boxes = [mark for mark in page if isinstance(mark, Frame) and abs(mark.width - mark.height) < 0.01]
    assert len(boxes) == 4  # applicant and mover, on two copies; the documents say 人员1
    assert sum(isinstance(mark, Text) and mark.text == "方框内由民警手写" for mark in page) == 2
    assert "居民身份证原件 2 份（人员1、人员2）" in page_texts(papers.render("receipt", record(family), CONTEXT))[0]


def test_markup_and_direction_marks_in_a_name_are_printed_and_not_obeyed():
    family = (person("王<b>\u202e&amp;{case_no}%s", "01"), *FOUR[1:])
    text = page_texts(papers.render("receipt", record(family), CONTEXT))[0]
    assert "王<b>" in text
    assert "&amp;{case_no}%s" in text
    assert "\u202e" not in text


def test_a_paper_nobody_knows_is_refused():
    with pytest.raises(RefusedError) as refused:
        papers.render("diploma", record(), CONTEXT)
    assert refused.value.code == "paper_unknown"


def extent(mark: Text) -> tuple[float, float, float, float]:
    long = width(mark.text, Style(mark.font, mark.size)) + mark.spacing * (len(mark.text) - 1)
    return mark.x, mark.y - 0.05 * mark.size, mark.x + long, mark.y + 0.78 * mark.size


def overlaps(one, other) -> bool:
    slack = 0.6
    return (
        one[0] < other[2] - slack
        and other[0] < one[2] - slack
        and one[1] < other[3] - slack
        and other[1] < one[3] - slack
    )


HAN = st.text(st.sampled_from("王李张赵阿卜杜·热买提龘䶮𠅤𰻝\ue000㐀中"), min_size=1, max_size=50)


@settings(max_examples=25)
@given(
    names=st.lists(HAN, min_size=1, max_size=10),
    documents=st.lists(st.tuples(st.sampled_from(["111", "113", "117", "219", "X05"]), st.integers(0, 9)), max_size=20),
    address=st.text(st.sampled_from("甘肃省天水市秦州区七里墩街道岷山路0123456789-()（）号"), max_size=120),
    officer=HAN,
)
def test_whoever_comes_nothing_is_clipped_overlaps_or_is_too_small(names, documents, address, officer):
    family = tuple(person(name, "22" if index else "01") for index, name in enumerate(names))
    papers_shown = tuple(
        CaseDocument(kind=kind, holder=holder % len(names), presented=Presented.ORIGINAL) for kind, holder in documents
    )
    base = record(family, papers_shown, accepted_by_name=officer)
    case = record(
        family,
        papers_shown,
        accepted_by_name=officer,
        placement=type(base.placement)(
            base.placement.offered, base.placement.kind, base.placement.household_no, address or None
        ),
    )
    for page in marks_of(case):
        shown = [mark for mark in page if isinstance(mark, Text)]
        assert all(mark.size >= SMALLEST for mark in shown)
        extents = sorted((extent(mark) for mark in shown), key=lambda each: -each[3])
        assert all(
            left >= 5 * MM and right <= 195 * MM + 0.5 and bottom >= 4 * MM for left, bottom, right, _ in extents
        )
        for index, one in enumerate(extents):
            for other in extents[index + 1 :]:
                if other[3] < one[1]:
                    break
                assert not overlaps(one, other), (one, other)
        boxes = [mark for mark in page if isinstance(mark, Frame)]
        assert all(box.y > 4 * MM and box.y + box.height < A4[1] - 4 * MM for box in boxes)


def test_a_newborn_among_the_movers_needs_no_number():
    family = (*FOUR, newborn("王晓"))
    assert "王晓（长子）" in page_texts(papers.render("receipt", record(family, DOCUMENTS), CONTEXT))[0]
