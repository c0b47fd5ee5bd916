"""What the officer is told about the clock, and how it is believed again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from station_app import bootstrap
from station_app.clock import BEIJING, Doubt, FixedClock
from station_app.domain.findings import Severity
from station_app.domain.reading import read_document
from station_app.errors import RefusedError
from tests.people import a_family_of_four
from tests.stations import MORNING, PASSWORD, founded

DAY, YEAR = timedelta(days=1), timedelta(days=365)
BACK = timedelta(days=300)


def warnings(station):
    result = station.check(*read_document(a_family_of_four()))
    return [finding for finding in result.findings if finding.code == "clock_doubted"]


def test_a_clock_that_is_right_is_not_mentioned(station):
    assert station.clock_state().doubt is None
    assert warnings(station) == []


def test_the_officer_is_told_at_intake_and_the_family_is_taken_in_all_the_same(station):
    station._desk.clock.move(-BACK)
    (warning,) = warnings(station)
    assert warning.severity is Severity.WARNING
    assert "2026-01-27 09:30" in warning.message
    assert "早于已登记的最近一条流水" in warning.message
    accepted = station.accept(*read_document(a_family_of_four()))
    assert accepted.case_no == "620502001-20260127-HJ0001"
    (item,) = [item for item in station.show(accepted.case_no).timeline if item.kind == "case_accepted"]
    assert not item.clock_trusted


def test_numbers_of_a_day_that_comes_twice_go_on_where_they_were(station):
    family = read_document(a_family_of_four())
    answer = {"person_in_open_case": "另案"}
    clock = station._desk.clock
    numbers = [station.accept(*family).case_no]
    clock.move(DAY)
    numbers.append(station.accept(*family, confirmed=answer).case_no)
    clock.move(-DAY)
    numbers.append(station.accept(*family, confirmed=answer).case_no)
    assert [number[10:] for number in numbers] == ["20261123-HJ0001", "20261124-HJ0001", "20261123-HJ0002"]
    assert station.verify_journal().ok
    assert station.rebuild_journal().ok


def test_a_clock_compared_with_another_is_believed_and_the_journal_says_who_did_it(station):
    clock = station._desk.clock
    clock.move(200 * DAY)
    assert station.clock_state().doubt is Doubt.FAR_AHEAD
    after = station.confirm_clock((clock.now() + timedelta(minutes=4)).astimezone(BEIJING))
    assert after.doubt is None
    assert warnings(station) == []
    assert station.rebuild_journal().ok
    clock.move(timedelta(minutes=1))
    assert station.clock_state().doubt is None


def test_a_clock_that_differs_from_the_other_is_not_believed(station):
    station._desk.clock.move(-BACK)
    entries = station.verify_journal().entries
    with pytest.raises(RefusedError) as refusal:
        station.confirm_clock(MORNING)
    assert refusal.value.code == "clock_differs"
    assert refusal.value.details == {"shown": "2026-01-27 09:30", "read": "2026-11-23 09:30"}
    assert station.verify_journal().entries == entries
    assert station.clock_state().doubt is Doubt.SET_BACK


def test_a_time_before_the_program_was_written_is_confirmed_by_nobody(station):
    station._desk.clock.move(-YEAR)
    assert station.clock_state().doubt is Doubt.BEFORE_PROGRAM
    with pytest.raises(RefusedError, match="clock_before_program"):
        station.confirm_clock(MORNING - YEAR)


def test_there_is_nothing_to_confirm_about_a_clock_that_is_believed(station):
    entries = station.verify_journal().entries
    assert station.confirm_clock(MORNING).doubt is None
    assert station.verify_journal().entries == entries


def test_files_of_this_machine_that_are_later_are_seen_at_log_in(tmp_path):
    founded(tmp_path / "station")
    door = bootstrap.door(tmp_path / "station", clock=FixedClock(MORNING + DAY, MORNING + YEAR), cheap_keys=True)
    station = door.log_in("0001", PASSWORD)
    state = station.clock_state()
    assert (state.doubt, state.seen) == (Doubt.BEHIND_OTHERS, MORNING + YEAR)
    assert station.confirm_clock(MORNING + DAY).doubt is None
    station.close()
