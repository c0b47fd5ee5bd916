"""A wall clock that cannot be right is flagged on every entry until it is right again or an officer says it is."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.clock import BUILT, FARTHEST, PATIENCE, SKEW, Doubt, FixedClock, SystemClock, doubt
from station_app.journal import chain, trust
from station_app.journal.clock_entries import ClockConfirmed
from tests.databases import empty_store
from tests.journal import histories
from tests.journal.histories import COUNTY, MORNING, STATION

YEAR, DAY, MINUTE = timedelta(days=365), timedelta(days=1), timedelta(minutes=1)


def flags(store, since):
    return [entry.clock_trusted for entry in histories.everything(store)][since:]


def confirm(store, at, why=Doubt.SET_BACK, seen=None):
    with store.write() as uow:
        state = trust.belief(uow, STATION, at)
        payload = ClockConfirmed(why, state.last_trusted, state.seen)
        chain.append(uow, site=STATION, officer="0001", subject=trust.SUBJECT, payload=payload, at=at)
        uow.commit()


def test_a_year_back_is_flagged_on_every_entry_and_numbers_go_on(store):
    histories.found(store)
    numbers = [histories.accept(store, at=MORNING - YEAR + MINUTE * minute) for minute in range(3)]
    assert flags(store, 3) == [False, False, False]
    assert [number[-4:] for number in numbers] == ["0001", "0002", "0003"]
    entries = histories.everything(store)
    assert [entry.seq for entry in entries] == list(range(1, 7))
    histories.accept(store, at=MORNING + MINUTE)
    assert flags(store, -1) == [True]


def test_ten_years_ahead_stays_doubtful_however_often_it_is_repeated(store):
    histories.found(store)
    for minute in range(4):
        histories.accept(store, at=MORNING + 10 * YEAR + MINUTE * minute)
    assert flags(store, 3) == [False] * 4
    histories.accept(store, at=MORNING + DAY)
    assert flags(store, -1) == [True]


def test_a_year_typed_wrong_is_seen(store):
    histories.found(store)
    histories.accept(store, at=MORNING + YEAR)
    assert flags(store, -1) == [False]


def test_midnight_and_a_long_holiday_are_nothing(store):
    histories.found(store)
    evening = datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC)  # one second before midnight in China
    for moment in (evening, evening + timedelta(seconds=2), evening + 30 * DAY):
        histories.accept(store, at=moment)
    assert flags(store, 3) == [True, True, True]


def test_two_desks_whose_clocks_differ_by_seconds_do_not_accuse_each_other(store):
    histories.found(store)
    for seconds in (30, 5, 40, 12):
        histories.accept(store, at=MORNING + timedelta(seconds=seconds))
    assert flags(store, 3) == [True] * 4


def test_an_officer_confirms_the_clock_and_work_goes_on_from_there(store):
    histories.found(store)
    histories.accept(store, at=MORNING + 90 * DAY)  # a month typed wrong, three months ago; nobody could see it
    histories.accept(store, at=MORNING + DAY)
    assert flags(store, 3) == [True, False]
    confirm(store, MORNING + DAY + MINUTE)
    histories.accept(store, at=MORNING + DAY + 2 * MINUTE)
    histories.accept(store, at=MORNING + 2 * DAY)
    assert flags(store, 5) == [True, True, True]
    histories.accept(store, at=MORNING)
    assert flags(store, -1) == [False]


def later_county(tmp_path, at):
    """A county's journal that ends at `at`."""
    county = empty_store(tmp_path / "county.db")
    histories.found(county, COUNTY)
    with county.write() as uow:
        histories.say(uow, histories.household(f"{COUNTY}-P001"), "x", site=COUNTY, at=at)
        uow.commit()
    entries = histories.everything(county, COUNTY)
    county.close()
    return entries


def absorb(store, entries, at):
    """Take in another site's entries and note it, as an import does."""
    with store.write() as uow:
        chain.absorb(uow, entries)
        histories.say(uow, histories.household(f"{STATION}-P009"), "y", at=at)
        uow.commit()


def test_an_import_with_later_times_than_ours_casts_doubt_until_we_get_there_or_confirm(store, tmp_path):
    histories.found(store)
    county = later_county(tmp_path, MORNING + 20 * DAY)
    absorb(store, county, MORNING + MINUTE)
    histories.accept(store, at=MORNING + DAY)
    assert flags(store, 3) == [False, False]
    with store.read() as uow:
        state = trust.belief(uow, STATION, MORNING + DAY)
    assert (state.doubt, state.seen) == (Doubt.BEHIND_OTHERS, MORNING + 20 * DAY)
    confirm(store, MORNING + DAY, Doubt.BEHIND_OTHERS)
    histories.accept(store, at=MORNING + DAY + MINUTE)
    assert flags(store, -1) == [True]


def test_doubt_from_an_import_ends_by_itself_when_the_time_has_come(store, tmp_path):
    histories.found(store)
    absorb(store, later_county(tmp_path, MORNING + 20 * DAY), MORNING + MINUTE)
    histories.accept(store, at=MORNING + 20 * DAY)
    assert flags(store, 3) == [False, True]


def test_what_another_site_did_not_believe_itself_proves_nothing(store, tmp_path):
    histories.found(store)
    absorb(store, later_county(tmp_path, MORNING + 10 * YEAR), MORNING + MINUTE)
    assert flags(store, -1) == [True]


def test_after_a_long_rest_another_site_vouches_for_the_time(store, tmp_path):
    histories.found(store)
    long_after = MORNING + FARTHEST + 10 * DAY
    histories.accept(store, at=long_after)
    assert flags(store, -1) == [False]
    county = later_county(tmp_path, MORNING + FARTHEST - DAY)
    absorb(store, county, long_after + MINUTE)
    histories.accept(store, at=long_after + 2 * MINUTE)
    assert flags(store, 4) == [True, True]


def test_a_file_that_is_later_than_the_clock_casts_doubt(store):
    histories.found(store)
    store.witness = MORNING + DAY
    histories.accept(store, at=MORNING + MINUTE)
    histories.accept(store, at=MORNING + 2 * DAY)
    assert flags(store, 3) == [False, True]


def test_a_file_from_a_wild_clock_is_put_aside_by_the_confirmation(store):
    histories.found(store)
    store.witness = MORNING + 10 * YEAR
    confirm(store, MORNING + MINUTE, Doubt.BEHIND_OTHERS)
    histories.accept(store, at=MORNING + 2 * MINUTE)
    assert flags(store, 3) == [True, True]
    store.witness = MORNING + 10 * YEAR + DAY  # written after the confirmation, so it says something new
    histories.accept(store, at=MORNING + 3 * MINUTE)
    assert flags(store, -1) == [False]


def test_a_file_never_vouches_for_a_clock_that_ran_ahead(store):
    histories.found(store)
    store.witness = MORNING + 10 * YEAR
    histories.accept(store, at=MORNING + 10 * YEAR + MINUTE)
    assert flags(store, -1) == [False]


@pytest.mark.parametrize(
    ("moment", "last", "seen", "news", "said"),
    [
        (MORNING, None, None, None, None),
        (BUILT - MINUTE, None, None, None, Doubt.BEFORE_PROGRAM),
        (MORNING, MORNING + SKEW, None, None, None),
        (MORNING, MORNING + SKEW + MINUTE, None, None, Doubt.SET_BACK),
        (MORNING, None, MORNING + PATIENCE, None, None),
        (MORNING, None, MORNING + PATIENCE + MINUTE, None, Doubt.BEHIND_OTHERS),
        (MORNING, None, None, MORNING + PATIENCE + MINUTE, Doubt.BEHIND_OTHERS),
        (MORNING, MORNING - FARTHEST, None, None, None),
        (MORNING, MORNING - FARTHEST - MINUTE, None, None, Doubt.FAR_AHEAD),
        (MORNING, MORNING - FARTHEST - MINUTE, MORNING, None, Doubt.FAR_AHEAD),
        (MORNING, MORNING - FARTHEST - MINUTE, None, MORNING - DAY, None),
    ],
)
def test_the_rule_has_these_edges(moment, last, seen, news, said):
    assert doubt(moment, last, seen, news) is said


@given(st.lists(st.integers(-800, 800), min_size=1, max_size=12))
def test_between_confirmations_what_is_believed_never_runs_backwards(days):
    """The rule alone, folded over any sequence of clock settings."""
    last = MORNING
    for day in days:
        moment = MORNING + day * DAY
        if doubt(moment, last) is None:
            assert last - SKEW <= moment <= last + FARTHEST
            last = moment


def test_the_machine_s_clock_reads_the_time_of_its_files(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    for file, moment in ((old, MORNING), (new, MORNING + DAY)):
        file.write_bytes(b"")
        os.utime(file, (moment.timestamp(), moment.timestamp()))
    assert SystemClock().witnessed([old, new, tmp_path / "gone"]) == MORNING + DAY
    assert SystemClock().witnessed([]) is None
    assert FixedClock(MORNING).witnessed([old, new]) is None
