"""The reminder slip: which clock, until when, who has to act; no ID number; nothing clipped, whoever comes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing import papers
from printing.marks import A4, Text
from printing.proof import facts_digest, parse
from printing.typography import MM, SMALLEST
from station_app.domain.deadlines import LimitKind
from station_app.domain.reminders import Reminder
from tests.people import FATHER_ID
from tests.printing.paper_cases import CONTEXT, page_texts, record, scanned
from tests.printing.test_receipt import HAN, extent, overlaps

SLIP = "reminder-slip"


def reminded(**more):
    known = {
        "limit": LimitKind.DECISION,
        "due": date(2026, 12, 14),
        "left": 2,
        "basis": "行政许可法第42条",
        "waits_for": "chief",
        "text": "材料已齐，请尽快审批。",
        "at": datetime(2026, 12, 10, 2, 5, 9, tzinfo=UTC),
        "officer": "0003",
        "officer_name": "钱明远",
    }
    return msgspec.structs.replace(record(), reminder=Reminder(**(known | more)))


def text_of(about):
    return page_texts(papers.render(SLIP, about, CONTEXT))


def test_the_slip_says_which_clock_presses_until_when_and_who_has_to_act():
    pages = text_of(reminded())
    assert [("承办联" in page, "存档联" in page) for page in pages] == [(True, False), (False, True)]
    for page in pages:
        for said in (
            "催办单",
            "620502001-20261116-HJ0007",
            "王建国（随迁共 4 人）",
            "户口迁移（普通落户）",
            "2026年11月16日 赵春山",
            "法定决定期限",
            "2026年12月14日",
            "还有 2 个工作日",
            "行政许可法第42条",
            "派出所所长（审核、审批）",
            "由负责人批准一次",
            "材料已齐，请尽快审批。",
            "钱明远（警号 0003）",
            "2026年12月10日",
            "承办人签收",
            "第 1 次",
        ):
            assert said in page, said


def test_an_inner_paper_names_no_id_number():
    for page in text_of(reminded()):
        assert FATHER_ID not in page
        assert FATHER_ID[-4:] not in page


@pytest.mark.parametrize(
    ("left", "at", "said"),
    [
        (2, datetime(2026, 12, 10, 2, 5, tzinfo=UTC), "还有 2 个工作日"),
        (0, datetime(2026, 12, 14, 2, 5, tzinfo=UTC), "就是当日"),
        (-3, datetime(2026, 12, 17, 2, 5, tzinfo=UTC), "已超期 3 个工作日"),
        (0, datetime(2026, 12, 15, 2, 5, tzinfo=UTC), "已过期"),
    ],
)
def test_how_much_is_left_is_said_in_words(left, at, said):
    assert all(said in page for page in text_of(reminded(left=left, at=at)))


@pytest.mark.parametrize("waits_for", ["desk", "chief", "county", "applicant"])
def test_each_one_who_may_have_a_case_is_told_what_to_do(waits_for):
    (page, _) = text_of(reminded(waits_for=waits_for))
    assert "现由谁办" in page.replace(" ", "")
    assert "请" in page


def test_its_code_is_read_back_and_proves_the_facts():
    about = reminded()
    (codes, _) = scanned(papers.render(SLIP, about, CONTEXT), 200)
    code = next(found for _, text in codes if (found := parse(text)) is not None)
    assert (code.paper, code.number) == (SLIP, about.case_no)
    assert code.digest == facts_digest(SLIP, about)
    assert facts_digest(SLIP, reminded(left=1)) != code.digest


def test_a_case_without_a_reminder_has_no_slip():
    assert SLIP not in papers.papers_of(record())
    assert SLIP in papers.papers_of(reminded())
    with pytest.raises(ValueError, match="never reminded"):
        papers.render(SLIP, record(), CONTEXT)


def test_the_same_facts_give_the_same_bytes_in_another_process():
    script = (
        "import sys, hashlib\nfrom printing import papers\n"
        "from tests.printing.paper_cases import CONTEXT\nfrom tests.printing.test_reminder_slip import reminded\n"
        "sys.stdout.write(hashlib.sha256(papers.render('reminder-slip', reminded(), CONTEXT)).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert other.stdout == hashlib.sha256(papers.render(SLIP, reminded(), CONTEXT)).hexdigest()


@settings(max_examples=25)
@given(officer=HAN, text=st.text(st.sampled_from("请尽快审批,材料已齐;0123456789王建国"), max_size=200))
def test_whatever_is_written_nothing_is_clipped_overlaps_or_is_too_small(officer, text):
    for page in papers.lay_out(SLIP, reminded(officer_name=officer, text=text), CONTEXT):
        shown = [mark for mark in page if isinstance(mark, Text)]
        assert all(mark.size >= SMALLEST for mark in shown)
        extents = [extent(mark) for mark in shown]
        assert all(
            left >= 3.5 * MM and right <= 195 * MM + 0.5 and bottom >= 8 * MM and top <= A4[1] - 8 * MM
            for left, bottom, right, top in extents
        )
        for index, one in enumerate(extents):
            assert not any(overlaps(one, other) for other in extents[index + 1 :])
