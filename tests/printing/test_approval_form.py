"""The approval form: its blocks and variants, the continuation sheet, and that it never says yes before the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import msgspec
import pytest

from forms.settlement import FORM
from printing import papers
from printing.approval_form_facts import AGENT, APPLICANT, DESTINATION, MATTER, MOVER, ORIGIN
from printing.proof import facts_digest
from station_app import texts
from station_app.domain.case_file import NamedPerson, Origin
from station_app.domain.crossings import CrossedDecisions
from station_app.domain.paper_differences import differences
from station_app.domain.records import TimelineItem
from station_app.domain.vocabulary import CaseStatus, Crossed, DestinationKind, Level, Outcome
from tests.people import FATHER_ID
from tests.printing.paper_cases import FOUR, page_texts, person
from tests.printing.situations import (
    DECIDED_AT,
    RULED,
    Who,
    accepted,
    approved,
    at_home,
    declined,
    joining_relatives,
    poor,
    refused,
    registered,
    said,
)

FORM_NAME = "approval-form"
GANGU = Origin("620523", "磐安镇某某村12号", "甘谷县公安局磐安派出所", "220")
TEN = Who(
    tuple(
        person(f"王第{number}", "01" if number == 0 else "22", origin=GANGU, guardian=0 if number else None)
        for number in range(10)
    )
)
YES = "同意落户。"


def pages_of(record, context=RULED):
    return page_texts(papers.render(FORM_NAME, record, context))


def text_of(record, context=RULED):
    return "".join(pages_of(record, context))


def crossed(todo, county=Outcome.REFUSE):
    return CrossedDecisions(todo, county, None, Outcome.APPROVE, None, "", "")


def step(kind, on=datetime(2026, 11, 25, 2, 0, tzinfo=UTC), seq=11, words=""):
    return TimelineItem(on, True, "620502001", seq, "0003", "钱明远", kind, "", words)


def test_every_field_of_the_form_is_one_that_is_declared_for_the_screen():
    declared = {field.id for field in FORM.fields()}
    assert {*APPLICANT, *MATTER, *ORIGIN, *DESTINATION, *MOVER, *AGENT} <= declared


def test_before_any_decision_it_has_all_that_was_captured_and_room_for_whoever_has_a_say():
    father = person(
        "王建国", "01", origin=GANGU, sex="1", ethnicity="01", birth_date=date(1985, 3, 17), marital_status="20",
        education="70", occupation="务工", former_names=("王小建",),
    )  # fmt: skip
    son = person("王小宝", "22", origin=GANGU, sex="1", ethnicity="01", birth_date=date(2012, 6, 30), guardian=0)
    text = text_of(accepted(Who((father, son))))
    for words in (
        "公共集体户落户审批表",
        "620502001-20261116-HJ0007",
        "王建国",
        "王小建",
        "汉族",
        "1985年3月17日",
        "已婚",
        FATHER_ID,
        "务工",
        "13800001234",
        "普通落户",
        "甘肃省天水市甘谷县磐安镇某某村12号",
        "甘谷县公安局磐安派出所",
        "公共集体户",
        "620502001-P001",
        "三、随迁人员（共 1 人）",
        "长子",
        "2012-06-30",
        "同申请人",
        "与申请人关系",
        "监护人",
        "公共集体户管理单位",
        "申请人（监护人）签名",
        "不会写字的，请捺印",
        "随迁人员与本人共同居住生活",
        "集体收益分配权不因落户丧失",
        "2026年11月16日受理。承办人：赵春山（警号 0001）",
        "所长签名",
        "（户口专用章）",
        "备注",
        "档案号",
        "TS-HJ-02 v1",
    ):
        assert words in text.replace(" ", "") or words in text, words
    assert YES not in text
    assert "县公安局" not in text.replace("甘谷县公安局", "")


@pytest.mark.parametrize(
    ("record", "there", "missing"),
    [
        (accepted(), ("公共集体户落户审批表", "□ 同意挂靠", "□ 地址核实", "登记卡编号"), ("不同意", "县公安局")),
        (
            joining_relatives(),
            ("居民户口迁移审批表", "被投靠人", "□ 同意入户", "户主姓名", "可以改落公共集体户，不影响审批"),
            ("同意挂靠",),
        ),
        (at_home(), ("居民户口迁移审批表", "自有住所"), ("同意入户", "同意挂靠")),
        (
            poor(),
            (
                "建档立卡贫困人口落户审批表",
                "建档立卡",
                "证明编号",
                "GG-2019-00123",
                "扶贫开发办公室",
                "县公安局",
                "审批文号：",
            ),
            (),
        ),
    ],
)
def test_route_and_household_decide_which_blocks_there_are(record, there, missing):
    text = text_of(record)
    for words in there:
        assert words in text, words
    for words in missing:
        assert words not in text, words


def test_whoever_manages_a_public_household_is_not_asked_whether_the_family_may_come():
    text = text_of(accepted())
    assert "□ 不同意" not in text
    assert "不同意" not in text


def test_ten_people_go_on_to_a_continuation_sheet_and_nobody_is_lost():
    pages = pages_of(accepted(TEN))
    assert "三、随迁人员（共 9 人，另有 3 人见续表）" in pages[0]
    assert "随迁人员续表（第 7 至 9 人）" in pages[-1]
    for number in range(1, 7):
        assert f"王第{number}" in pages[0]
    for number in range(7, 10):
        assert f"王第{number}" in pages[-1]
        assert f"王第{number}" not in pages[0]
    assert all(f"第 {number} 页 / 共 {len(pages)} 页" in page for number, page in enumerate(pages, 1))
    assert all("骑缝" in page for page in pages)


def test_seven_movers_need_the_sheet_and_six_do_not():
    for movers, needed in ((6, False), (7, True)):
        text = text_of(accepted(Who(TEN.family[: movers + 1])))
        assert ("续表" in text) is needed


def test_a_small_family_has_six_lines_all_the_same_to_be_filled_by_hand():
    def lines(people):
        page = papers.lay_out(FORM_NAME, accepted(Who(TEN.family[:people])), RULED)[0]
        return sum(type(mark).__name__ == "Rule" for mark in page)

    assert lines(2) == lines(7)


def test_a_guardian_of_the_family_is_named_by_the_place_and_another_by_name():
    outside = person("王小妹", "32", guardian=NamedPerson(name="李四海", id_number=FATHER_ID))
    brother = person("王小弟", "22", guardian=1)
    text = text_of(accepted(Who((FOUR[0], FOUR[1], outside, brother))))
    assert "李四海" in text
    assert "序号 1" in text


def test_after_the_decisions_it_says_who_decided_on_which_day_under_which_number():
    text = text_of(approved())
    assert text.count(YES) == 2
    for words in ("赵守正", "2026年11月20日", "孙国强", "2026年11月24日", "审批文号：秦公户〔2026〕17号"):
        assert words in text, words
    assert "天水市公安局秦州分局" in text


def test_while_the_county_is_asked_only_the_station_has_said_yes():
    waiting = poor(status=CaseStatus.AT_COUNTY, still=(Level.COUNTY,), decisions=(said(),))
    text = text_of(waiting)
    assert text.count(YES) == 1
    assert "孙国强" not in text


def test_a_refusal_is_stated_with_its_ground_and_leads_to_the_notice():
    text = text_of(refused())
    assert "不同意。理由：另有一处有效户口尚未处理（户口登记条例第6条）。另出《不予批准通知书》。" in text
    assert "经核查，另一处户口尚未注销。" in text
    assert YES not in text
    assert "理由：registered_twice" in text_of(refused(), replace(RULED, pack=None))


@pytest.mark.parametrize(
    "record",
    [
        accepted(),
        accepted(status=CaseStatus.REVIEWED),
        poor(decisions=(said(), said(Outcome.RETURN, Level.COUNTY, text="请核对")), status=CaseStatus.SUPPLEMENT),
        accepted(decisions=(said(Outcome.RETURN, text="请核对"),), status=CaseStatus.SUPPLEMENT),
        refused(),
    ],
)
def test_it_never_says_yes_before_the_journal_does(record):
    assert YES not in text_of(record)


def test_where_the_station_went_on_from_a_paper_the_county_contradicts_the_countys_block_stays_empty():
    text = text_of(registered(crossed=crossed(Crossed.ACTED)))
    assert text.count(YES) == 1  # the station's own
    assert "秦公户〔2026〕17号" not in text
    assert "核对清楚以前本栏不填" in text
    assert "应当先冲销再重新受理" in text


def test_where_two_decisions_only_differ_the_countys_own_stands_and_the_remark_says_so():
    no = said(Outcome.REFUSE, Level.COUNTY, reason="poverty_unproven", reference="秦公户〔2026〕18号")
    record = poor(
        status=CaseStatus.REFUSED,
        ended_as=CaseStatus.REFUSED,
        decisions=(said(), no),
        crossed=crossed(Crossed.COMPARE),
    )
    text = text_of(record)
    assert "不同意。理由：建档立卡身份未获证明" in text
    assert "以县级自己的决定为准，待核对" in text


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (CaseStatus.REVERSED, "case_reversed", "本案已于2026年11月25日冲销"),
        (CaseStatus.WITHDRAWN, "case_withdrawn", "申请人已于2026年11月25日撤回申请"),
    ],
)
def test_what_holds_no_longer_is_said_in_each_opinion_and_in_the_remarks(status, kind, words):
    text = text_of(approved(status=status, ended_as=status, timeline=(step(kind),)))
    assert text.count(f"（{words}，此意见不再有效。）") == 2
    assert f"{words}。" in text


def test_a_review_of_the_facts_as_they_are_is_on_it_and_an_older_one_is_not():
    now = accepted(timeline=(step("case_reviewed", DECIDED_AT, seq=7, words="材料齐全"),))
    before = accepted(timeline=(step("case_reviewed", DECIDED_AT, seq=3, words="材料齐全"),))
    assert "2026年11月20日审核：钱明远。　材料齐全" in text_of(now)
    assert "材料齐全" not in text_of(before)


def test_once_registered_it_names_household_and_cards():
    text = text_of(registered())
    assert "TS-000101、TS-000102、TS-000103、TS-000104" in text
    assert "大城派出所" in text


def test_an_application_that_was_not_taken_in_has_none():
    assert FORM_NAME not in papers.papers_of(declined())
    assert FORM_NAME in papers.papers_of(accepted())


def test_a_case_on_an_older_form_shows_the_fields_of_its_day():
    assert "职业" in text_of(accepted(form="settlement/3")).replace(" ", "")
    old = text_of(accepted(form="settlement/1")).replace(" ", "")
    assert "职业" not in old
    assert "王建国" in old


def test_its_code_proves_what_is_decided_and_holds_no_whole_number():
    digests = {
        facts_digest(FORM_NAME, record)
        for record in (accepted(), approved(), refused(), registered(), approved(crossed=crossed(Crossed.COMPARE)))
    }
    assert len(digests) == 5
    assert FATHER_ID not in str(msgspec.to_builtins(papers.PAPERS[FORM_NAME].facts(accepted())))


def test_a_kind_of_household_nobody_has_chosen_yet_asks_nobody():
    record = accepted()
    empty = msgspec.structs.replace(record.placement, kind=None)
    assert "挂靠" not in text_of(msgspec.structs.replace(record, placement=empty))
    assert DestinationKind.PUBLIC_COLLECTIVE in record.placement.offered


def test_each_fact_that_differs_has_a_word_and_no_birthday_or_trade_is_shown():
    older = accepted(Who((person("王建国", "01", birth_date=date(1985, 3, 17), occupation="瓦工"), *FOUR[1:])))
    newer = approved(Who((person("王建军", "01", birth_date=date(1990, 1, 1), occupation="木工"), *FOUR[1:3])))
    facts = papers.PAPERS[FORM_NAME].facts
    found = differences(facts(older), facts(newer))
    names = {each.name for each in found}
    assert {"姓名", "出生日期", "职业", "随迁人员", "审批意见"} <= names
    assert texts.say("paper.other_field") not in names
    shown = " ".join(f"{each.printed} {each.recorded}" for each in found)
    for hidden in ("王建国", "王建军", "1985", "瓦工", "木工"):
        assert hidden not in shown
