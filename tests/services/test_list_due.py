"""The due list of a station: what presses most stands first, and what is done is not on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from station_app.domain.deadlines import LimitKind
from station_app.domain.due import Pressure
from station_app.domain.ledger import LedgerFilter
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import Level, OfficerRole, Outcome, Step
from station_app.errors import NotPermittedError, RefusedError
from station_app.services.decide_case import Said, decide_case
from station_app.services.extend_decision import extend_decision
from station_app.storage import due
from tests.people import a_family_of_four
from tests.services.exchanging import two_sites
from tests.services.test_facts_put_right import declined

CHIEF = Officer("0002", "赵守正", (OfficerRole.CHIEF,))
DAY = timedelta(days=1)


def accept(station):
    return station.accept(*read_document(a_family_of_four()), confirmed={"person_in_open_case": "另案"}).case_no


def lines(station, **more):
    return [(line.number[-6:], line.kind, line.pressure, line.left) for line in station.due(**more)]


def test_a_quiet_station_owes_nothing(station):
    assert station.due() == ()


def test_a_case_goes_from_green_to_late_under_its_promise(station):
    """Accepted on Monday, 23 November 2026, promised for the 26th, due by law on 21 December."""
    accept(station)
    clock = station._desk.clock
    seen = []
    for _ in range(6):
        seen += lines(station)
        clock.move(DAY)
    promised = LimitKind.PROMISED
    assert seen == [
        ("HJ0001", promised, "on_time", 3),
        ("HJ0001", promised, "on_time", 2),
        ("HJ0001", promised, "amber", 1),
        ("HJ0001", promised, "red", 0),
        ("HJ0001", promised, "overdue", -1),
        ("HJ0001", promised, "overdue", -1),
    ]
    (line,) = station.due()
    assert line.applicant == "王建国"
    assert line.due.isoformat() == "2026-11-26"


def test_the_older_case_stands_first_and_the_list_can_be_cut(station):
    accept(station)
    station._desk.clock.move(3 * DAY)
    accept(station)
    assert [number for number, *_ in lines(station)] == ["HJ0001", "HJ0001"]
    assert [line.pressure for line in station.due()] == ["red", "on_time"]
    assert [line.pressure for line in station.due(Pressure.RED)] == ["red"]


def test_a_case_that_was_withdrawn_is_owed_nothing_more(station):
    number = accept(station)
    station.move(number, Step.WITHDRAW, "申请人改变主意")
    assert station.due() == ()


@pytest.mark.parametrize("days", [0, 9])
def test_a_decision_has_ten_working_days_to_be_handed_over(station, days):
    number = accept(station)
    chief = replace(station._desk, officer=CHIEF)
    decide_case(chief, number, Said(Level.STATION, Outcome.REFUSE, "identity_unproven"))
    station._desk.clock.move(timedelta(days=days))
    (line,) = station.due()
    assert (line.kind, line.status, line.basis) == (LimitKind.DELIVERY, "refused", "行政许可法第44条")
    assert line.due.isoformat() == "2026-12-07"
    assert line.left == {0: 10, 9: 3}[days]
    assert line.pressure == {0: "on_time", 9: "amber"}[days]


def test_a_notice_nobody_came_back_with_is_on_the_list(station):
    content = a_family_of_four()
    content["documents"] = [each for each in content["documents"] if each["kind"] != "113"]
    case, _ = read_document(content)
    issued, _ = station.issue_notice_for(case)
    (line,) = station.due()
    assert (line.number, line.kind, line.left) == (issued.case_no, LimitKind.SUPPLEMENT, 10)


def put_off(station, number, officer=CHIEF, reason="需向原户口所在地核查", told_on=date(2026, 11, 23)):
    return extend_decision(replace(station._desk, officer=officer), number, reason, told_on)


def test_the_chief_puts_a_decision_off_once_and_the_due_list_follows(station):
    number = accept(station)
    extended = put_off(station, number)
    assert extended.due == date(2027, 1, 5)  # 22-25 and 28-31 December, 4 and 5 January after 21 December
    assert station.show(number).deadlines.decision == date(2026, 12, 21)  # as the family was told
    item = station.show(number).timeline[-1]
    assert (item.kind, item.summary) == ("decision_extended", "批准延长办理期限至 2027-01-05")
    with station._desk.store.read() as uow:
        assert due.decision_due(uow, number) == extended.due
    with pytest.raises(RefusedError) as refusal:
        put_off(station, number)
    assert [finding.code for finding in refusal.value.findings] == ["extension_again"]
    assert station.rebuild_journal().ok


def test_a_promise_ends_where_the_applicant_was_told_of_a_later_day(station):
    number = accept(station)
    (promise,) = station.due()
    assert (promise.kind, promise.basis) == (LimitKind.PROMISED, "天政办发〔2020〕5号 二(一)1")
    extended = put_off(station, number)
    (law,) = station.due()
    assert (law.kind, law.due, law.pressure) == (LimitKind.DECISION, extended.due, "on_time")


def test_an_extension_needs_its_reason_and_that_the_applicant_knows(station):
    number = accept(station)
    with pytest.raises(RefusedError) as refusal:
        put_off(station, number, reason=" ", told_on=None)
    assert {finding.code for finding in refusal.value.findings} == {"extension_reason_missing", "extension_not_told"}


@pytest.mark.parametrize(
    ("days", "code"), [(-1, "extension_told_before"), (1, "extension_told_ahead"), (400, "extension_told_ahead")]
)
def test_the_applicant_was_told_neither_before_the_acceptance_nor_in_days_to_come(station, days, code):
    number = accept(station)
    day = station.today() + days * DAY
    with pytest.raises(RefusedError) as refusal:
        put_off(station, number, told_on=day)
    (finding,) = refusal.value.findings
    assert finding.code == code
    assert day.isoformat() in finding.message
    assert put_off(station, number, told_on=station.today()).due


def test_an_extension_comes_too_late_after_the_last_day(station):
    number = accept(station)
    station._desk.clock.move(29 * DAY)
    with pytest.raises(RefusedError) as refusal:
        put_off(station, number)
    assert [finding.code for finding in refusal.value.findings] == ["extension_too_late"]


def test_a_case_that_was_withdrawn_is_not_put_off(station):
    number = accept(station)
    station.move(number, Step.WITHDRAW, "申请人改变主意")
    with pytest.raises(RefusedError, match="extension_impossible"):
        put_off(station, number)


def test_the_front_desk_puts_nothing_off(station):
    number = accept(station)
    with pytest.raises(NotPermittedError, match="role_missing"):
        put_off(station, number, officer=Officer("0009", "李四", (OfficerRole.FRONT_DESK,)))


def test_the_county_sees_the_later_day_of_a_station_s_case(tmp_path):
    with two_sites(tmp_path) as (station, county):
        (row,) = station.find("").rows
        extended = put_off(station, row.case_no)
        exported = station.export(tmp_path / "stick")
        county.import_bundle(tmp_path / "stick" / exported.bundle)
        with county._desk.store.read() as uow:
            assert due.decision_due(uow, row.case_no) == extended.due
        assert county.rebuild_journal().ok


def test_that_an_application_is_not_taken_in_has_to_reach_the_applicant_in_writing(station):
    done = declined(station)
    (line,) = station.due()
    assert (line.number, line.kind, line.status) == (done.case_no, LimitKind.DELIVERY, "declined")
    assert line.due.isoformat() == "2026-12-07"
    assert [each.kind for each in station.trace(done.case_no).running] == [LimitKind.DELIVERY]
    assert station.ledger(LedgerFilter()).rows[0].due == line.due
    station.move(done.case_no, Step.DELIVER, "本人")
    assert station.due() == ()
    assert station.ledger(LedgerFilter()).rows[0].due is None
