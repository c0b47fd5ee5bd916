"""A newer holiday table is journalled: dates follow it, old cases are counted again, nobody else is touched by it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from station_app.domain.reading import read_document
from station_app.domain.working_days import shipped
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.storage import calendars
from tests.domain.test_holiday_table import YEAR_2027
from tests.people import a_family_of_four
from tests.services.exchanging import STATION, head, two_sites
from tests.stations import PASSWORD

TABLE = YEAR_2027.encode()
UNBALANCED = YEAR_2027.replace("2027-10-05,off,国庆节\n", "").encode()


def accept_on(station, day):
    """Accept a family on a day of December 2026; give its deadlines and number."""
    clock = station._desk.clock
    clock.move(timedelta(days=(day - station.today()).days))
    accepted = station.accept(*read_document(a_family_of_four()), confirmed={"person_in_open_case": "另案"})
    return accepted.case_no, accepted.deadlines


def test_what_ships_is_counted_by_until_somebody_brings_more(station):
    assert station.calendar() is shipped()


def test_a_new_year_is_counted_by_from_then_on_and_the_old_case_keeps_its_dates(station):
    before, early = accept_on(station, date(2026, 12, 30))
    brought = station.import_calendar(TABLE)
    assert (brought.years, brought.last_year) == ((2027,), 2027)
    assert brought.changed
    _, late = accept_on(station, date(2027, 1, 20))
    assert early.decision == date(2027, 1, 28)  # 31 December; 1 January is off by law; 4-28 January
    assert late.decision == date(2027, 2, 23)  # 21, 22, 25-29 Jan; 1-4, 14-19, 20, 22, 23 Feb
    assert station.show(before).deadlines == early
    assert {early.calendar, late.calendar} == {shipped().name, brought.calendar}


def test_a_case_can_be_counted_again_by_the_calendar_of_its_day(station):
    before, early = accept_on(station, date(2026, 12, 30))
    station.import_calendar(TABLE)
    after, late = accept_on(station, date(2027, 1, 20))
    desk = station._desk
    with desk.store.read() as uow:
        for case_no, told in ((before, early), (after, late)):
            seq = next(item.seq for item in station.show(case_no).timeline if item.kind == "case_accepted")
            then = calendars.counted_by(uow, STATION, seq, told.calendar)
            started = {before: date(2026, 12, 30), after: date(2027, 1, 20)}[case_no]
            assert then is not None
            assert then.after(started, 20) == told.decision
        assert calendars.counted_by(uow, STATION, 1, "2026-000000000000") is None


def test_a_program_that_ships_more_years_still_counts_an_old_case_as_then(station):
    """A newer program knows more than the calendar that is named in the case; what came later is left out."""
    then = shipped().until(2025)
    desk = station._desk
    with desk.store.read() as uow:
        again = calendars.counted_by(uow, STATION, 1, then.name)
    assert again is not None
    assert (again.last, again.name) == (2025, then.name)


def test_the_same_table_again_changes_nothing(station):
    first = station.import_calendar(TABLE)
    entries = station.verify_journal().entries
    again = station.import_calendar(TABLE)
    assert again.changed == ()
    assert again.calendar == first.calendar
    assert station.verify_journal().entries == entries


def test_a_wrong_table_changes_nothing_and_says_which_line(station):
    entries = station.verify_journal().entries
    with pytest.raises(RefusedError) as refusal:
        station.import_calendar(TABLE.replace(b"2027-04-05,off", b"2027-04-05,x"))
    assert refusal.value.code == "calendar_unfit"
    assert [finding.details["line"] for finding in refusal.value.findings] == [15]
    assert station.verify_journal().entries == entries
    assert station.calendar() is shipped()


def test_what_the_law_does_not_expect_needs_a_reason_that_is_kept(station):
    with pytest.raises(RefusedError) as refusal:
        station.import_calendar(UNBALANCED)
    assert [finding.code for finding in refusal.value.findings] == ["calendar_unbalanced"]
    station.import_calendar(UNBALANCED, {"calendar_unbalanced": "国办发明电〔2026〕99号"})
    desk = station._desk
    with desk.store.read() as uow:
        last = list(chain.entries(uow, STATION, 1, 10**6))[-1]
    assert last.kind == "calendar_imported"
    assert "国办发明电〔2026〕99号" in bytes(last.payload).decode()


def test_a_correction_takes_the_place_of_the_year_before_it(station):
    station.import_calendar(UNBALANCED, {"calendar_unbalanced": "录入时漏了一天"})
    assert station.calendar().is_working(date(2027, 10, 5))
    station.import_calendar(TABLE)
    assert not station.calendar().is_working(date(2027, 10, 5))


def test_the_calendar_is_there_after_a_replay_and_after_logging_in_again(station, station_door):
    station.import_calendar(TABLE)
    assert station.rebuild_journal().ok
    again = station_door.log_in("0001", PASSWORD)
    assert again.calendar().last == 2027
    again.close()


def test_a_county_learns_by_what_a_case_was_counted_and_goes_on_counting_by_its_own(tmp_path):
    with two_sites(tmp_path) as (station, county):
        brought = station.import_calendar(TABLE)
        exported = station.export(tmp_path / "stick")
        before = head(county)
        county.import_bundle(tmp_path / "stick" / exported.bundle)
        assert head(county) != before
        assert county.calendar() is shipped()
        with county._desk.store.read() as uow:
            assert calendars.in_force(uow, STATION).name == brought.calendar
        assert county.rebuild_journal().ok
