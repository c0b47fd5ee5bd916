"""The letters people sign at the desk, the sheet of rights they take home, and the papers of the archive file."""

from __future__ import annotations

import msgspec
import pytest

from printing import papers
from printing.migration_data_sheet_facts import AT_MOST
from printing.proof import facts, facts_digest, parse
from station_app.domain import print_sets
from station_app.domain.case_file import NamedPerson
from station_app.domain.vocabulary import CaseStatus
from station_app.errors import RefusedError
from tests.people import FATHER_ID, MOTHER_ID
from tests.printing.letter_cases import GANGU, ended, from_chengdu, with_pack
from tests.printing.paper_cases import CONTEXT, page_texts, promising, record, scanned

LETTERS = ("truth-letter", "guardian-consent", "authorisation", "cross-province-notice", "rights-notice")


def about(paper):
    if paper in {"archive-cover", "file-list"}:
        return ended()
    case = from_chengdu()
    return msgspec.structs.replace(case, status=CaseStatus.APPROVED) if paper == "migration-data-sheet" else case


ALL = (*LETTERS, "migration-data-sheet", "archive-cover", "file-list")


def text_of(paper, case):
    return page_texts(papers.render(paper, case, with_pack()))


def test_a_family_is_told_what_it_keeps_what_it_may_claim_and_where_to_go():
    (page,) = text_of("rights-notice", record())
    for said in (
        "土地承包经营权",
        "农村土地承包法第27条；乡村振兴促进法第55条",
        "宅基地使用权",
        "林地承包经营权",
        "集体收益分配权",
        "不以退出为落户条件",
        "子女义务教育",
        "县（区）教育局",
        "基本养老保险",
        "基本医疗保险",
        "住房保障",
        "就业服务和失业登记",
        "最低生活保障",
        "投诉电话 0938-0000001",
    ):
        assert said in page, said
    assert FATHER_ID[-4:] not in page


def test_every_right_of_the_pack_is_on_the_sheet_with_its_clause_and_its_office():
    (page,) = text_of("rights-notice", record())
    rights = with_pack().pack.rights
    assert len(rights) >= 10
    for right in rights:
        assert right.basis.strip()
        for said in (right.title.zh, right.words.zh, right.office.zh):
            assert said in page, said


def test_a_sheet_of_no_rights_is_not_made():
    with pytest.raises(RefusedError, match="pack_unknown"):
        papers.render("rights-notice", record(), CONTEXT)


def test_guardians_agree_for_each_minor_who_moves_and_who_is_eight_is_heard():
    (page,) = text_of("guardian-consent", from_chengdu())
    for said in ("随迁未成年人（共 2 人）", "王小宝", "王小小", "2016年3月1日", "尚无（新生儿）", "另一方监护人签名"):
        assert said in page, said
    assert "受理时已满八周岁：王小宝。" in page


def test_a_guardian_who_is_not_of_the_family_stands_on_the_letter():
    case = from_chengdu()
    outside = NamedPerson(name="赵守业", id_number=MOTHER_ID, relationship="51")
    family = list(case.case.family)
    family[2] = msgspec.structs.replace(family[2], guardian=outside)
    (page,) = text_of(
        "guardian-consent",
        msgspec.structs.replace(case, case=msgspec.structs.replace(case.case, family=tuple(family))),
    )
    assert "赵守业" in page
    assert MOTHER_ID in page


def test_who_acts_for_the_family_is_named_and_takes_away_no_whole_number():
    kept, carried = text_of("authorisation", from_chengdu())
    assert FATHER_ID in kept
    assert MOTHER_ID in kept
    for number in (FATHER_ID, MOTHER_ID):
        assert number not in carried
        assert number[-4:] in carried
    assert "赵四海" in carried
    assert "139****1111" in carried


def test_a_family_of_another_province_is_told_how_moving_online_runs_before_it_chooses():
    kept, carried = text_of("cross-province-notice", from_chengdu())
    for page in (kept, carried):
        for said in ("四川省成都市锦江区（4 人）", "由您自愿选择", "1 个工作日内", "不能中途取消", "按原方式办理"):
            assert said in page, said
    assert FATHER_ID in kept
    assert FATHER_ID not in carried


def test_the_sheet_for_the_certificate_says_that_it_is_none_and_divides_people_as_certificates_do():
    five = from_chengdu(("王建国", "李桂芳", "王小宝", "王小小", "王德福"))
    family = (*five.case.family, msgspec.structs.replace(five.case.family[1], name="甘谷人", origin=GANGU))
    case = msgspec.structs.replace(
        five, status=CaseStatus.APPROVED, case=msgspec.structs.replace(five.case, family=family)
    )
    page = "".join(text_of("migration-data-sheet", case))
    assert "不是《准予迁入证明》" in page
    assert f"第 1 张证明（共 2 张），{AT_MOST} 人" in page
    assert "第 2 张证明（共 2 张），1 人" in page
    assert "甘谷人" not in page, "nobody of the province needs a certificate"


def test_the_file_lists_documents_and_papers_in_its_fixed_order():
    page = "".join(text_of("file-list", ended()))
    order = [
        "承诺书",
        "居民身份证（申请人）",
        "户口簿（申请人）",
        "结婚证（申请人）",
        "落户权益告知单",
        "户口迁移业务受理回执",
    ]
    places = [page.index(name) for name in order]
    assert places == sorted(places)
    assert "卷内文件（共 8 件）" in page
    assert "户口迁移卷宗" not in page, "the cover is not listed in its own file"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (CaseStatus.REGISTERED, "准予落户，已登记入户"),
        (CaseStatus.REFUSED, "不予批准"),
        (CaseStatus.WITHDRAWN, "申请人撤回"),
    ],
)
def test_the_cover_says_what_became_of_the_case_and_when(status, said):
    (page,) = text_of("archive-cover", ended(status))
    for each in (said, "王建国等 4 人户口迁移（普通落户）", "2026年11月24日", "□ 永久"):
        assert each in page, each


def test_printing_the_cover_and_the_list_does_not_change_what_they_say():
    case = ended()
    again = msgspec.structs.replace(case, papers=(*case.papers, msgspec.structs.replace(case.papers[-1], copy=2)))
    for paper in ("archive-cover", "file-list"):
        assert facts_digest(paper, case) == facts_digest(paper, again)


def test_only_cases_that_need_a_letter_have_it():
    at_home = set(papers.papers_of(record()))
    assert "rights-notice" in at_home
    assert not at_home & {"guardian-consent", "authorisation", "cross-province-notice", "archive-cover", "file-list"}
    assert "migration-data-sheet" not in papers.papers_of(from_chengdu()), "before approval there is no certificate"
    assert set(LETTERS) <= set(papers.papers_of(from_chengdu()))
    assert {"archive-cover", "file-list"} <= set(papers.papers_of(ended(CaseStatus.WITHDRAWN)))


@pytest.mark.parametrize("paper", ALL)
def test_the_code_of_each_is_read_back_and_its_facts_hold_no_number(paper):
    case = about(paper)
    first = scanned(papers.render(paper, case, with_pack()), 200)[0]
    code = next(found for _, text in first if (found := parse(text)) is not None)
    assert (code.paper, code.number, code.digest) == (paper, case.number, facts_digest(paper, case))
    assert FATHER_ID.encode() not in facts(paper, case)
    assert MOTHER_ID.encode() not in facts(paper, case)


def test_a_letter_without_promises_does_not_exist_and_one_with_them_is_as_before():
    assert "commitment" not in papers.papers_of(record())
    assert "commitment" in papers.papers_of(promising())


def test_who_moves_along_and_lives_together_stands_on_the_letter_of_truthfulness_and_nobody_has_to_sign_it():
    case = from_chengdu()
    spouse = msgspec.structs.replace(case.case.family[1], co_resident=False)
    family = (case.case.family[0], spouse, *case.case.family[2:])
    kept, mine = text_of(
        "truth-letter", msgspec.structs.replace(case, case=msgspec.structs.replace(case.case, family=family))
    )
    for said in ("随迁人员（共 3 人）", "李桂芳", "王小小", "否", "不影响受理和审批"):
        assert said in kept, said
    assert FATHER_ID in kept
    assert FATHER_ID not in mine
    assert "truth-letter" not in {name for papers_ in print_sets.SETS.values() for name in papers_}
