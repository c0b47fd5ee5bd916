"""The written answers that say no: the reasons, the law, what stays open, where to complain, and the certificate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from printing import papers
from printing.proof import facts_digest
from station_app.domain.crossings import CrossedDecisions
from station_app.domain.vocabulary import CaseStatus, Crossed, Level, Outcome, Route
from station_app.errors import RefusedError
from tests.people import FATHER_ID
from tests.printing.paper_cases import page_texts
from tests.printing.situations import RULED, accepted, declined, refused, said

OFFICES = replace(RULED, review_office="天水市人民政府", court="天水市秦州区人民法院")
POOR = said(
    Outcome.REFUSE, Level.COUNTY, reason="poverty_unproven", text="证明编号查无此号。", reference="秦公户〔2026〕18号"
)


def text_of(paper, record, context=RULED):
    return page_texts(papers.render(paper, record, context))


def poor(**more):
    plain = refused(decisions=(said(), POOR), decided_by=(Level.STATION, Level.COUNTY), **more)
    return msgspec.structs.replace(plain, case=msgspec.structs.replace(plain.case, route=Route.POVERTY))


def crossed(todo):
    return CrossedDecisions(todo, Outcome.REFUSE, None, Outcome.APPROVE, None, "", "")


def test_a_refusal_gives_the_reasons_the_law_what_stays_open_and_the_remedies():
    home, kept = text_of("refusal", refused())
    assert ("申请人联" in home, "存档联" in kept) == (True, True)
    for page in (home, kept):
        for words in (
            "不予批准通知书",
            "天公（秦州）户不准字〔2026〕001-1116-0007号",
            "王建国",
            "户口迁移（普通落户）",
            "共 4 人",
            "您于2026年11月16日向天水市公安局秦州分局大城派出所提出的户口迁移申请已经受理",
            "于2026年11月20日决定不予批准",
            "另有一处有效户口尚未处理",
            "经核查，另一处户口尚未注销。",
            "户口登记条例第6条；《中华人民共和国行政许可法》第三十八条第二款",
            "申领居住证",
            "可以随时重新提出申请",
            "六十日内",
            "申请行政复议",
            "六个月内",
            "提起行政诉讼",
            "赵春山",
            "（户口专用章）",
            "0938-0000001",
            "TS-HJ-04 v1",
        ):
            assert words in page, words
    assert FATHER_ID not in home
    assert FATHER_ID in kept


def test_only_the_copy_that_is_kept_has_the_certificate_of_delivery():
    for make, paper in ((refused, "refusal"), (declined, "declined-notice")):
        home, kept = text_of(paper, make())
        assert "送达回证" not in home
        for words in ("送达回证", "直接送达", "留置送达", "邮寄送达", "收件人签收", "代收人、关系", "送达人签名"):
            assert words in kept, words


def test_the_offices_that_hear_a_complaint_are_named_where_the_station_named_them():
    (named, _), (blank, _) = text_of("refusal", refused(), OFFICES), text_of("refusal", refused())
    assert "向天水市人民政府申请行政复议" in named
    assert "向天水市秦州区人民法院提起行政诉讼" in named
    assert "__人民法院提起行政诉讼" in blank
    assert "__" not in named


def test_a_refused_poverty_case_is_told_that_the_general_route_is_open():
    (home, _) = text_of("refusal", poor())
    for words in (
        "户口迁移（建档立卡落户）",
        "建档立卡身份未获证明",
        "可以改按普通落户（天政办发〔2020〕5号 二（一）1）申请",
        "不受就业、社会保险、住房、居住年限限制",
        "天水市公安局秦州分局于2026年11月24日决定不予批准",
        "秦公户〔2026〕18号",
        "孙国强",
        "（审批专用章）",
    ):
        assert words in home, words


def test_what_the_county_wrote_on_paper_is_said_in_its_own_name_and_with_its_own_day():
    on_paper = msgspec.structs.replace(POOR, site="620502001", decider="李文远", decided_on=date(2026, 11, 23))
    (home, _) = text_of("refusal", _with(poor(), on_paper))
    assert "天水市公安局秦州分局于2026年11月23日决定不予批准" in home
    assert "李文远" in home
    assert "孙国强" not in home


def _with(record, decision):
    return msgspec.structs.replace(record, decisions=(said(), decision))


def test_a_declined_application_is_answered_in_writing_with_reasons_and_remedies():
    for page in text_of("declined-notice", declined()):
        for words in (
            "不予受理通知书",
            "天公（秦州）户不受字〔2026〕001-1116-0007号",
            "您于2026年11月20日向天水市公安局秦州分局大城派出所提出户口迁移申请",
            "本所决定不予受理",
            "依法应当走其他程序（港澳台居民、外国人定居等）",
            "《中华人民共和国行政许可法》第三十二条",
            "六十日内",
            "六个月内",
            "（受理专用章）",
            "赵春山（警号 0001）",
            "TS-HJ-18 v1",
        ):
            assert words in page, words


def test_line_breaks_of_what_was_written_are_kept_and_no_boxes_are_printed_for_them():
    decision = said(Outcome.REFUSE, reason="registered_twice", text="第一行。\n第二行。")
    (home, _) = text_of("refusal", refused(decisions=(decision,)))
    assert "第一行。第二行。" in home


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, True),
        ({"status": CaseStatus.DELIVERED}, True),
        ({"status": CaseStatus.ARCHIVED}, True),
        ({"status": CaseStatus.REVERSED, "ended_as": CaseStatus.REVERSED}, False),
        ({"decisions": ()}, False),
        ({"decisions": (said(),)}, False),
        ({"crossed": crossed(Crossed.COMPARE)}, True),
        ({"crossed": crossed(Crossed.ACTED)}, False),
    ],
)
def test_only_a_refusal_that_holds_is_on_paper(changes, fits):
    assert ("refusal" in papers.papers_of(refused(**changes))) is fits


def test_nobody_else_gets_a_no():
    for record in (accepted(), declined()):
        assert "refusal" not in papers.papers_of(record)
        with pytest.raises(ValueError, match="not refused"):
            papers.render("refusal", record, RULED)
    for record in (accepted(), refused(), declined(status=CaseStatus.REVERSED, ended_as=CaseStatus.REVERSED)):
        assert "declined-notice" not in papers.papers_of(record)
        with pytest.raises(ValueError, match="not declined"):
            papers.render("declined-notice", record, RULED)


def test_a_declined_application_has_its_notice_and_nothing_of_an_accepted_case():
    assert set(papers.papers_of(declined())) == {"declined-notice", "archive-cover", "file-list"}


def test_without_the_rules_of_its_day_a_no_is_not_printed():
    with pytest.raises(RefusedError) as without:
        papers.render("refusal", refused(), replace(RULED, pack=None))
    assert without.value.code == "pack_unknown"


def test_a_code_proves_the_ground_and_the_words_and_not_who_reads_them():
    was = facts_digest("refusal", refused())
    assert facts_digest("refusal", refused(decisions=(said(Outcome.REFUSE, reason="registered_twice"),))) != was
    assert facts_digest("refusal", refused(status=CaseStatus.DELIVERED)) == was
    assert facts_digest("refusal", refused(status=CaseStatus.REVERSED, ended_as=CaseStatus.REVERSED)) != was
