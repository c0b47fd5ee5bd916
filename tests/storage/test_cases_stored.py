"""A case that was accepted is read back whole, from the one place that holds its facts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from station_app import texts
from station_app.domain.vocabulary import CaseStatus, HouseholdKind, Level, OfficerRole
from station_app.errors import RefusedError
from station_app.journal.entries import HouseholdClosed, PaperIssued
from station_app.storage import cases, households, officers, papers, sites
from station_app.storage.case_tables import registry_case
from tests.journal import histories
from tests.journal.histories import HOME, MORNING, STATION
from tests.people import FATHER_ID, SON_ID


@pytest.fixture
def desk(store):
    """A founded station."""
    histories.found(store)
    return store


def test_everything_that_was_captured_comes_back(desk):
    case_no = histories.accept(desk)
    with desk.read() as uow:
        record = cases.record(uow, case_no)
    sent = histories.acceptance(case_no)
    assert record.case == sent.case
    assert (record.pack, record.decided_by, record.deadlines) == (sent.pack, (Level.STATION,), sent.deadlines)
    assert (record.documents, record.placement, record.confirmed) == (sent.documents, sent.placement, sent.confirmed)
    assert (record.status, record.accepted_at) == (CaseStatus.ACCEPTED, MORNING)
    assert (record.site, record.site_name, record.practice) == (STATION, f"站点{STATION}", False)
    assert (record.accepted_by, record.accepted_by_name) == ("0001", "王景行")
    assert (record.household.household_no, record.household.persons) == (HOME, 4)
    assert record.family_group == "0190-group"


@pytest.mark.parametrize("text", ["620502001-20261123-HJ0001", "' OR 1=1 --", "", "\x00", "HJ\ud800", "x" * 100_000])
def test_an_unknown_number_is_nothing_and_no_fault(desk, text):
    with desk.read() as uow:
        assert cases.record(uow, text) is None
        assert households.get(uow, text) is None
        assert cases.known_person(uow, text) == ()
        assert cases.placed_in(uow, text) == ()


def test_the_timeline_is_told_in_the_language_of_the_reader(desk):
    case_no = histories.accept(desk)
    with desk.write() as uow:
        issued = PaperIssued(case_no, "receipt", 1, histories.digest("pdf"))
        histories.say(uow, issued, case_no, at=MORNING + timedelta(minutes=5))
        uow.commit()
    with desk.read() as uow:
        chinese = [item.summary for item in cases.record(uow, case_no).timeline]
        texts.choose("en")
        english = [item.summary for item in cases.record(uow, case_no).timeline]
    assert chinese == ["受理,家庭 4 人,随迁 4 人", "出具受理回执,第 1 份"]
    assert english[0] == "Accepted: family of 4, 4 moving"


def test_each_copy_of_a_paper_is_counted(desk):
    case_no = histories.accept(desk)
    with desk.write() as uow:
        for copy in (1, 2):
            histories.say(uow, PaperIssued(case_no, "receipt", copy, histories.digest(str(copy))), case_no)
        assert papers.count(uow, case_no, "receipt") == 2
        assert papers.count(uow, case_no, "refusal") == 0
        uow.commit()
    with desk.read() as uow:
        assert [(paper.copy, paper.officer) for paper in cases.record(uow, case_no).papers] == [
            (1, "0001"),
            (2, "0001"),
        ]


def test_numbers_run_without_a_gap_for_each_site_and_day(desk):
    assert [histories.accept(desk)[-6:] for _ in range(3)] == ["HJ0001", "HJ0002", "HJ0003"]
    with desk.read() as uow:
        assert cases.next_number(uow, STATION, date(2026, 11, 24)) == f"{STATION}-20261124-HJ0001"
        assert cases.next_number(uow, "62050200", date(2026, 11, 23)) == "62050200-20261123-HJ0001"


def test_a_day_has_no_more_numbers_than_digits(desk):
    case_no = histories.accept(desk)
    facts = ", ".join(column.name for column in registry_case.columns if column.name != "case_no")
    with desk.write() as uow:
        uow.execute(
            text(
                f"INSERT INTO registry_case (case_no, {facts}) SELECT '{case_no[:-4]}9999', {facts} FROM registry_case"
            )
        )
        with pytest.raises(RefusedError, match="case_numbers_used_up"):
            cases.next_number(uow, STATION, histories.TODAY)


def test_a_person_already_here_is_known_by_the_number(desk):
    first = histories.accept(desk)
    second = histories.accept(desk, at=MORNING + timedelta(minutes=1))
    with desk.read() as uow:
        known = cases.known_person(uow, SON_ID)
        assert [(each.case_no, each.index, each.name) for each in known] == [
            (second, 2, "王小宝"),
            (first, 2, "王小宝"),
        ]
        assert cases.known_person(uow, "620502199001019998") == ()


def test_the_newest_cases_come_first_with_masked_numbers(desk):
    numbers = [histories.accept(desk, at=MORNING + timedelta(minutes=each)) for each in range(3)]
    with desk.read() as uow:
        rows = cases.recent(uow, 2)
    assert [row.case_no for row in rows] == [numbers[2], numbers[1]]
    assert rows[0].applicant == "王建国"
    assert rows[0].applicant_id_masked == f"620502********{FATHER_ID[-4:]}"
    assert [person.split()[0] for person in rows[0].persons] == ["王建国", "李桂芳", "王小宝", "王德福"]
    assert FATHER_ID not in repr(rows)


def test_who_is_placed_in_a_household_is_listed_family_by_family(desk):
    case_no = histories.accept(desk)
    with desk.read() as uow:
        members = households.members(uow, HOME)
        assert [(member.case_no, member.place, member.name) for member in members][:2] == [
            (case_no, 0, "王建国"),
            (case_no, 1, "李桂芳"),
        ]
        assert {member.family_group for member in members} == {"0190-group"}
        assert [row.case_no for row in cases.placed_in(uow, HOME)] == [case_no]


def test_only_those_who_move_are_placed(desk):
    histories.accept(desk, histories.family(moves=False))
    with desk.read() as uow:
        assert households.get(uow, HOME).persons == 3
        assert "王建国" not in [member.name for member in households.members(uow, HOME)]


def test_households_are_numbered_opened_and_closed(desk):
    with desk.write() as uow:
        assert households.next_number(uow, STATION, HouseholdKind.PUBLIC_COLLECTIVE) == f"{STATION}-P002"
        assert households.next_number(uow, STATION, HouseholdKind.UNIT_COLLECTIVE) == f"{STATION}-U001"
        histories.say(uow, HouseholdClosed(HOME, "并户"), HOME)
        uow.commit()
    with desk.read() as uow:
        assert [(each.household_no, each.state) for each in households.listing(uow)] == [(HOME, "closed")]
        assert households.get(uow, "none") is None


def test_the_site_and_its_officers_are_known(desk):
    with desk.read() as uow:
        assert sites.own(uow).code == STATION
        assert sites.own_keys(uow).exchange_key == histories.IDENTITY.exchange_key
        assert sites.signing_key(uow, STATION) == histories.IDENTITY.signing_key
        assert sites.signing_key(uow, "620503001") is None
        assert sites.trusted(uow, STATION) is None
        assert officers.get(uow, "0001").roles == (OfficerRole.FRONT_DESK, OfficerRole.CHIEF)
        assert officers.get(uow, "0002") is None


def test_before_the_founding_there_is_no_site(store):
    with store.read() as uow, pytest.raises(RefusedError, match="site_missing"):
        sites.own(uow)
