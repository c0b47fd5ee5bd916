"""The slips of a settlement: the written yes, who was entered where, and what a collective household is told."""

from __future__ import annotations

import msgspec
import pytest

from printing import papers
from printing.proof import facts_digest
from station_app.domain.case_file import FamilyMember
from station_app.domain.crossings import CrossedDecisions
from station_app.domain.vocabulary import CaseStatus, Crossed, Level, Outcome
from tests.people import FATHER_ID
from tests.printing.paper_cases import FOUR, page_texts, person
from tests.printing.situations import (
    RULED,
    USUAL,
    Who,
    accepted,
    approved,
    declined,
    refused,
    registered,
    registered_at_home,
    said,
)

SLIPS = ("approval-slip", "settlement-slip", "entry-note")
FIVE = Who((*FOUR, person("王小妹", "32")))


def text_of(paper, record):
    return page_texts(papers.render(paper, record, RULED))


def having(record):
    return {each for each in papers.papers_of(record) if each in SLIPS}


def crossed(todo):
    return CrossedDecisions(todo, Outcome.APPROVE, None, Outcome.REFUSE, None, "", "")


def test_the_written_yes_says_by_whom_it_was_approved_who_goes_where_and_what_to_bring():
    (page,) = text_of("approval-slip", approved())
    for words in (
        "准予落户通知单",
        "天公（秦州）户准字〔2026〕001-1116-0007号",
        "王建国（本人）",
        "李桂芳（妻）",
        "公共集体户",
        "户号 620502001-P001",
        "2026年11月24日",
        "天水市公安局秦州分局（孙国强，秦公户〔2026〕17号）",
        "请持本单、居民身份证和原户口簿（集体户登记卡）到本所办理入户登记",
        "入户登记不收费",
        "审批警号 0101",
        "（户口专用章）",
        "TS-HJ-19 v1",
    ):
        assert page.count(words) >= 2, words


def test_a_settlement_slip_says_who_was_entered_where_with_cards_and_how_to_leave_again():
    (page,) = text_of("settlement-slip", registered())
    for words in (
        "落户通知单",
        "天公（秦州）户落字〔2026〕001-1116-0007号",
        "620502001-P001",
        "大城派出所公共集体户",
        "大城派出所（联系人 赵春山）",
        "甘肃省天水市秦州区大城街道",
        "2026年11月24日",
        "秦公户〔2026〕17号",
        "组内关系",
        "TS-000101",
        "TS-000104",
        "领取登记卡；卡由本人保管，不得扣留",
        "迁出、立户凭登记卡到本所办理",
        "土地承包经营权、宅基地使用权、集体收益分配权依法保留",
        "领取人签名",
        "赵春山（警号 0001）",
        "（户口专用章）",
    ):
        assert page.count(words) >= 2, words
    assert page.count(FATHER_ID) == len(FOUR)  # the archive's copy alone


def test_in_a_household_of_their_own_nobody_is_sent_for_a_card():
    (page,) = text_of("settlement-slip", registered_at_home())
    for words in ("620502001-F012", "家庭户", "与户主关系", "户主", "长子", "《居民户口簿》"):
        assert words in page, words
    for words in ("登记卡", "管理单位", "联系人"):
        assert words not in page, words


def test_a_collective_household_is_told_whom_to_list_as_one_family_and_that_cards_are_theirs():
    (page,) = text_of("entry-note", registered())
    for words in (
        "集体户入户通知单",
        "天公（秦州）户入字〔2026〕001-1116-0007号",
        "请按家庭编组记入集体户台账",
        "由派出所发给本人保管，不得扣留，不得附加条件",
        "不需要管理单位同意",
        "管理单位签收",
        "领卡签名",
        "TS-000103",
    ):
        assert page.count(words) == 2, words
    assert ("管理单位联" in page, "存档联" in page) == (True, True)
    assert page.count(FATHER_ID) == len(FOUR)


@pytest.mark.parametrize("paper", ["settlement-slip", "entry-note"])
def test_a_family_of_five_stands_on_one_sheet(paper):
    (page,) = text_of(paper, registered(FIVE))
    assert page.count("王小妹") == 2
    assert page.count("第 1 页 / 共 1 页") == 2


def test_each_stage_has_its_own_slips_and_no_other():
    assert having(accepted()) == set()
    assert having(approved()) == {"approval-slip"}
    assert having(registered()) == {"settlement-slip", "entry-note"}
    assert having(registered_at_home()) == {"settlement-slip"}
    assert having(refused()) == having(declined()) == set()


@pytest.mark.parametrize(
    "changes",
    [
        {"still": (Level.COUNTY,), "status": CaseStatus.AT_COUNTY},
        {"decisions": ()},
        {"decisions": (said(), said(Outcome.RETURN, Level.COUNTY))},
        {"decisions": (said(), said(Outcome.REFUSE, Level.COUNTY))},
        {"crossed": crossed(Crossed.COMPARE)},
        {"crossed": crossed(Crossed.ACTED)},
        {"status": CaseStatus.WITHDRAWN},
        {"status": CaseStatus.REVERSED},
    ],
)
def test_nobody_is_told_yes_before_everybody_said_so_or_while_two_decisions_differ(changes):
    assert "approval-slip" not in having(approved(**changes))


def test_nobody_is_told_that_they_are_entered_on_the_word_of_a_paper_the_county_contradicts():
    assert having(registered(crossed=crossed(Crossed.ACTED))) == set()
    assert having(registered(settled=None)) == set()


@pytest.mark.parametrize("paper", SLIPS)
def test_without_what_it_states_there_is_no_slip(paper):
    with pytest.raises(ValueError, match=r"registered|approved"):
        papers.render(paper, accepted(), RULED)


def test_a_household_that_is_kept_elsewhere_is_named_by_its_number_alone():
    plain = registered()
    elsewhere = msgspec.structs.replace(plain.settled, household=None, household_no="620502002-P001")
    (page,) = text_of("settlement-slip", msgspec.structs.replace(plain, settled=elsewhere))
    assert "620502002-P001" in page
    assert "甘肃省天水市秦州区大城街道" in page
    assert having(msgspec.structs.replace(plain, settled=elsewhere)) == {"settlement-slip"}


def test_the_code_of_a_slip_proves_household_people_and_cards_and_outlives_the_register():
    was = facts_digest("settlement-slip", registered())
    assert facts_digest("settlement-slip", registered(Who((person("王建军", "01"), *FOUR[1:])))) != was
    assert facts_digest("settlement-slip", registered(status=CaseStatus.ARCHIVED)) == was
    told = facts_digest("approval-slip", approved())
    assert facts_digest("approval-slip", registered()) == told


def test_somebody_without_a_name_or_relation_leaves_a_dash_and_no_gap():
    (page,) = text_of("settlement-slip", registered(Who((FOUR[0], FamilyMember(name="王某")))))
    assert "尚无（未登记户口）" in page
    assert "—" in page
    assert USUAL.address in page
