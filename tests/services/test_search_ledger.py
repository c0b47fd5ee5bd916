"""The ledger at the desk: found by what is remembered, a page at a time, kept by name, and noted for the auditor."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from printing import proof
from printing.registry import PaperContext
from station_app.bench.families import families
from station_app.domain.ledger import LedgerFilter, Sort
from station_app.domain.looks import SEARCH
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import CaseStatus, Level, OfficerRole, Outcome, Step
from station_app.errors import RefusedError, UsageError
from station_app.services.decide_case import Said, decide_case
from station_app.services.find_cases import find_cases
from station_app.services.move_case import move_case
from station_app.services.read_looks import read_looks
from station_app.services.search_ledger import forget_view, list_views, save_view, search_ledger
from station_app.storage import reads
from tests.people import a_family_of_four
from tests.services.exchanging import more_families

AUDITOR = Officer("0009", "李四", (OfficerRole.AUDITOR,))
COLLEAGUE = Officer("0005", "马秀兰", (OfficerRole.FRONT_DESK,))


@pytest.fixture
def case_no(station):
    return station.accept(*read_document(a_family_of_four())).case_no


def found(desk, **wanted):
    return [row.case_no for row in search_ledger(desk, LedgerFilter(**wanted)).rows]


def looks(desk):
    auditor = replace(desk, officer=AUDITOR)
    return [(look.subject, look.whom) for look in read_looks(auditor)]


def kept(desk):
    with desk.store.read() as uow:
        return [read.why for read in reads.of_subject(uow, SEARCH)]


def test_a_row_tells_the_case_and_hides_the_number(station, case_no):
    (row,) = search_ledger(station._desk, LedgerFilter()).rows
    assert (row.case_no, row.applicant, row.status) == (case_no, "王建国", CaseStatus.ACCEPTED)
    assert "********" in row.id_masked
    assert row.persons[0] == "王建国"
    assert len(row.persons) == 4
    assert row.accepted_by == "0001"


def test_the_next_day_is_of_the_decision_then_of_the_delivery_and_none_once_nobody_waits(station, case_no):
    chief = replace(station._desk, officer=Officer("0002", "赵守正", (OfficerRole.CHIEF,)))
    (row,) = search_ledger(station._desk, LedgerFilter()).rows
    assert row.due.isoformat() == "2026-11-26"
    move_case(chief, case_no, Step.REVIEW, "材料齐全")
    decide_case(chief, case_no, Said(Level.STATION, Outcome.REFUSE, "documents_false", "请核对", None))
    (row,) = search_ledger(station._desk, LedgerFilter()).rows
    assert row.due.isoformat() == "2026-12-07"  # ten working days after 23 November
    move_case(chief, case_no, Step.REVERSE, "写错了")
    (row,) = search_ledger(station._desk, LedgerFilter()).rows
    assert row.due is None


@pytest.mark.parametrize("text", ["建国", "wjg", "0000", "HJ0001", "西十里", "民主西路"])
def test_a_case_is_found_by_what_is_remembered(station, text):
    content = a_family_of_four()
    content["family"][1]["origin"]["address"] = "西十里村2组"
    content["destination"] = {"kind": "own_home", "division": "620502001", "address": "民主西路 18 号"}
    content["documents"].append({"kind": "731", "holder": 0, "presented": "original"})
    case_no = station.accept(*read_document(content)).case_no
    assert found(station._desk, text=text) == [case_no]
    assert [case.case_no for case in find_cases(station._desk, text).rows] == [case_no]


def test_the_scan_of_a_receipt_leads_to_its_case(station, case_no):
    record = station.show(case_no)
    code = proof.texts("receipt", record, PaperContext(lambda message: bytes(64)))(1, 1)
    assert found(station._desk, text=code) == [case_no]
    assert [case.case_no for case in find_cases(station._desk, code.lower()).rows] == [case_no]
    assert found(station._desk, text=case_no.lower()) == [case_no]


def test_the_number_of_a_notice_leads_to_the_case_it_became(station):
    content = a_family_of_four()
    whole = content["documents"]
    content["documents"] = []
    case, structure = read_document(content)
    assert not structure
    paper, draft = station.issue_notice_for(case)
    notice_no = paper.case_no
    assert found(station._desk, text=notice_no) == []
    accepted = station.accept(*read_document(content | {"documents": whole}), draft_id=draft)
    assert found(station._desk, text=notice_no) == [accepted.case_no]


def test_the_ledger_goes_on_where_the_page_ended(station):
    numbers = sorted(more_families(station, 5), reverse=True)
    desk = station._desk
    for sort in (Sort.ACCEPTED, Sort.CASE_NO):
        seen, after = [], ""
        while True:
            page = search_ledger(desk, LedgerFilter(sort=sort), after, 2)
            seen += [row.case_no for row in page.rows]
            after = page.after
            if not after:
                break
        assert seen == numbers


@pytest.mark.parametrize("after", ["x", "@", "12", "0:x@620502001-20261123-HJ0001", f"0:{'9' * 40}@1", "2:1@1", "0:@1"])
def test_a_page_mark_that_no_page_gave_is_refused(station, after):
    with pytest.raises(UsageError) as refusal:
        search_ledger(station._desk, LedgerFilter(), after)
    assert refusal.value.code == "page_unknown"


def test_a_question_kept_by_name_is_mine_and_is_changed_under_its_name(station):
    desk, colleague = station._desk, replace(station._desk, officer=COLLEAGUE)
    save_view(desk, " 待补正  的 ", LedgerFilter(statuses=(CaseStatus.SUPPLEMENT,)))
    save_view(desk, "待补正 的", LedgerFilter(statuses=(CaseStatus.SUPPLEMENT,), accepted_by="0001"))
    (view,) = list_views(desk)
    assert (view.name, view.filter.accepted_by) == ("待补正 的", "0001")
    assert list_views(colleague) == ()
    forget_view(colleague, view.name)
    assert len(list_views(desk)) == 1
    forget_view(desk, view.name)
    assert list_views(desk) == ()


@pytest.mark.parametrize(
    ("name", "code"), [("  ", "view_name_missing"), ("长" * 31, "view_name_too_long"), ("=1", "text_unfit")]
)
def test_a_name_that_cannot_be_kept_is_refused(station, name, code):
    with pytest.raises(RefusedError) as refusal:
        save_view(station._desk, name, LedgerFilter())
    assert refusal.value.code == code


def test_a_name_that_is_typed_is_one_search_and_has_its_longest_text(station, case_no):
    desk = station._desk
    for text in ("w", "wj", "wjg", "wj", "王", "王建", "王建国"):
        find_cases(desk, text)
    search_ledger(desk, LedgerFilter(text="王建国"))
    assert kept(desk) == ["王建国", "wjg"]


def test_the_same_text_is_another_search_for_another_officer_and_after_a_minute(station, case_no):
    desk = station._desk
    find_cases(desk, "王建国")
    find_cases(replace(desk, officer=COLLEAGUE), "王建")
    desk.clock.move(timedelta(minutes=2))
    find_cases(desk, "王建国")
    assert sorted(kept(desk)) == ["王建", "王建国", "王建国"]


def test_a_look_at_the_newest_cases_and_a_next_page_are_no_searches(station):
    more_families(station, 3)
    desk = station._desk
    find_cases(desk, "  ")
    search_ledger(desk, LedgerFilter(accepted_by="0001"))
    page = search_ledger(desk, LedgerFilter(text="HJ"), limit=1)
    assert kept(desk) == ["HJ"]
    if page.after:
        search_ledger(desk, LedgerFilter(text="HJ"), page.after, 1)
    assert kept(desk) == ["HJ"]


def test_the_auditor_reads_who_searched_and_not_for_whom_in_full(station, case_no):
    desk = station._desk
    for text in ("王建国", "620502198503179818", "13800000000", "wangjianguo"):
        find_cases(desk, text)
    assert looks(desk) == [
        ("search", "w**"),
        ("search", "138****0000"),
        ("search", "620502********9818"),
        ("search", "王**"),
    ]


def test_what_fits_wholly_stands_first_over_all_pages(station):
    """王建国 was accepted first; those whose names only begin so came later."""
    whole = station.accept(*read_document(a_family_of_four())).case_no
    for number, name in enumerate(("王建国强", "王建国华", "王建国庆")):
        family = next(families(1, start=500 + number))
        applicant = msgspec.structs.replace(family.family[0], name=name)
        station.accept(msgspec.structs.replace(family, family=(applicant, *family.family[1:])))
    seen, after = [], ""
    while True:
        page = search_ledger(station._desk, LedgerFilter(text="王建国"), after, 2)
        seen += [row.case_no for row in page.rows]
        after = page.after
        if not after:
            break
    assert seen[0] == whole
    assert len(seen) == 4
    assert seen[1:] == sorted(seen[1:], reverse=True)
