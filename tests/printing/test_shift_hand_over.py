"""The shift sheet: everything that is left, nobody of a family in full, the same bytes each time."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec import structs

from printing import shift_hand_over, words
from printing.shift_hand_over_facts import _CLOCKS, _NUMBERS, _QUEUES, _STATUS, facts
from station_app import texts
from station_app.domain.deadlines import LimitKind
from station_app.domain.queues import QUEUES, Kind
from station_app.domain.shifts import (
    ShiftBundle,
    ShiftCase,
    ShiftDraft,
    ShiftDue,
    ShiftHandOver,
    ShiftNumbers,
    ShiftPapers,
    ShiftSheet,
    ShiftWaiting,
)
from station_app.domain.vocabulary import CaseStatus
from tests.printing.paper_cases import page_texts

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DAY = "620502001-20261123"


def hand_over(*, accepted=3, drafts=2, due=2, practice=False, remarks="回执打印机缺纸，已报修。"):
    """A shift that left this much."""
    sheet = ShiftSheet(
        site_code="620502001",
        site_name="天水市公安局秦州分局大城派出所",
        practice=practice,
        badge="0001",
        name="王景行",
        since=AT - timedelta(hours=9),
        until=AT,
        accepted=tuple(ShiftCase(f"{DAY}-HJ{n:04}", "王**", "accepted") for n in range(1, accepted + 1)),
        drafts=tuple(ShiftDraft("赵**", AT - timedelta(minutes=n)) for n in range(drafts)),
        waiting=(ShiftWaiting("mine", 7, more=False), ShiftWaiting("register", 1000, more=True)),
        due=tuple(
            ShiftDue(f"620502001-20261109-HJ{n:04}", "李**", "decision", date(2026, 11, 24), n - 1) for n in range(due)
        ),
        pressing=due,
        pressing_more=False,
        papers=(ShiftPapers("receipt", accepted, 1),),
        bundles=(ShiftBundle("620502", 12, AT - timedelta(days=2), exported=True),),
        numbers=(ShiftNumbers("case", f"{DAY}-HJ{accepted:04}", 9999 - accepted), ShiftNumbers("notice", "", 9999)),
    )
    return ShiftHandOver(sheet, "0002", "马秀兰", remarks, AT)


def test_it_says_who_left_what_to_whom():
    (text,) = page_texts(shift_hand_over.render(hand_over()))
    bare = text.replace(" ", "").replace("\r\n", "").replace("\n", "")
    for said in (
        "王景行（0001）",
        "马秀兰（0002）",
        "2026年11月23日18时00分",
        f"{DAY}-HJ0003",
        "本班受理（共3件）",
        "王**",
        "登记1000件以上",
        "超期1个工作日",
        "第12号",
        "已导出，未收到回执",
        "今日末号HJ0003，余9996个",
        "告知书编号：今日末号未用",
        "回执打印机缺纸，已报修。",
        "接班人签名",
    ):
        assert said in bare, said


def test_it_is_the_same_each_time_and_in_every_process():
    drawn = shift_hand_over.render(hand_over())
    assert drawn == shift_hand_over.render(hand_over())
    assert hashlib.sha256(drawn).hexdigest() == GOLDEN


def test_a_long_shift_runs_over_to_further_pages_and_loses_no_case():
    texts = page_texts(shift_hand_over.render(hand_over(accepted=90, drafts=30, due=20)))
    assert len(texts) > 2
    assert all(any(f"HJ{number:04}" in text for text in texts) for number in range(1, 91))
    assert f"第{len(texts)}页/共{len(texts)}页" in texts[-1].replace(" ", "").replace("　", "")


def test_a_shift_that_left_nothing_says_so():
    made = hand_over(accepted=0, drafts=0, due=0, remarks="")
    nothing = structs.replace(made.sheet, waiting=(), papers=(), bundles=(), numbers=())
    (text,) = page_texts(shift_hand_over.render(structs.replace(made, sheet=nothing)))
    assert text.count("无") >= 7


def test_the_practice_sheet_says_so():
    assert words.PRACTICE in page_texts(shift_hand_over.render(hand_over(practice=True)))[0]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (_STATUS, {each.value for each in CaseStatus}),
        (_CLOCKS, {each.value for each in LimitKind}),
        (_QUEUES, {each.name.value for each in QUEUES if each.kind is Kind.STANDING}),
        (_NUMBERS, {"case", "notice"}),
    ],
)
def test_everything_that_can_be_left_has_its_word(said, meant):
    assert set(said) == meant


@pytest.mark.parametrize("status", list(CaseStatus))
def test_a_state_of_a_case_is_called_as_in_the_windows(status):
    assert _STATUS[status.value] == texts.say(f"choice.case_status.{status.value}")


def test_more_pressing_cases_than_are_named_are_counted():
    made = hand_over()
    sheet = structs.replace(made.sheet, pressing=1000, pressing_more=True)
    bare = page_texts(shift_hand_over.render(structs.replace(made, sheet=sheet)))[0].replace(" ", "")
    assert "临期和超期（共1000件以上，列出最急的2件）" in bare


def test_a_draft_without_a_name_has_a_word_of_its_own():
    made = hand_over(drafts=1)
    sheet = structs.replace(made.sheet, drafts=(ShiftDraft("", AT),))
    assert facts(structs.replace(made, sheet=sheet)).drafts[0][0] == "未填姓名"


GOLDEN = "c6a04347b3c917e1b59ceab43262f4d84dab90bf11492252b03e745a84b097ef"
