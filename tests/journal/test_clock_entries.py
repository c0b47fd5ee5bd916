"""Holiday tables, confirmed clocks and extensions are entries like any other: replayed, verified, only of one's own."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from station_app.clock import Doubt
from station_app.domain.deadlines import Extension
from station_app.domain.vocabulary import OfficerRole
from station_app.domain.working_days import HolidayDay, HolidayYear, shipped
from station_app.errors import DamagedError
from station_app.exchange.identities import verify
from station_app.journal import rebuild, trust, walk
from station_app.journal.clock_entries import CalendarImported, ClockConfirmed, DecisionExtended
from station_app.storage import calendars, due
from tests.journal import histories
from tests.journal.histories import COUNTY, MORNING, STATION, TODAY

BRIDGE_DAY = HolidayDay(date(2027, 1, 4), "元旦")
YEAR = HolidayYear(2027, (HolidayDay(date(2027, 1, 1), "元旦"), BRIDGE_DAY), ())
LATER = date(2027, 1, 5)


def brought(year=YEAR):
    return CalendarImported((year,), histories.digest("table"), {})


def put_off(case_no):
    return DecisionExtended(case_no, Extension(OfficerRole.CHIEF, TODAY, "核查", TODAY), LATER)


@pytest.fixture
def kept(store):
    """A station with a case that was put off, a holiday table and a confirmed clock; gives the case's number too."""
    histories.found(store)
    case_no = histories.accept(store)
    with store.write() as uow:
        histories.say(uow, put_off(case_no), case_no)
        histories.say(uow, brought(), calendars.SUBJECT)
        histories.say(uow, ClockConfirmed(Doubt.SET_BACK, MORNING, None), trust.SUBJECT)
        uow.commit()
    return store, case_no


def test_a_replay_gives_the_same_tables_and_the_chain_holds(kept):
    store, case_no = kept
    assert rebuild.rebuild(store).problems == ()
    with store.read() as uow:
        assert walk.verify(uow, verify).problems == ()
        assert due.decision_due(uow, case_no) == LATER
        assert [each.reason for each in due.extensions(uow, case_no)] == ["核查"]


def test_a_day_that_somebody_moved_by_hand_is_found(kept):
    store, case_no = kept
    with store.write() as uow:
        uow.execute(text("UPDATE registry_case SET decision_due = '2027-02-01'"))
        uow.commit()
    assert rebuild.rebuild(store).problems == (f"rebuild_differs registry_case {case_no}",)


def test_the_calendar_is_known_as_it_was_at_each_entry(kept):
    store, _ = kept
    with store.read() as uow:
        before, after = (calendars.in_force(uow, STATION, seq) for seq in (5, 6))
        assert calendars.in_force(uow, STATION) is after
    assert before is shipped()
    assert not after.is_working(BRIDGE_DAY.date)
    assert before.is_working(BRIDGE_DAY.date)


def test_another_site_s_table_changes_nothing_here(kept):
    store, _ = kept
    other = HolidayYear(2027, (HolidayDay(date(2027, 3, 1), "别的"),), ())
    with store.write() as uow:
        histories.say(uow, brought(other), calendars.SUBJECT, site=COUNTY)
        uow.commit()
    with store.read() as uow:
        assert calendars.in_force(uow, STATION).is_working(date(2027, 3, 1))
        assert not calendars.in_force(uow, COUNTY).is_working(date(2027, 3, 1))


def test_a_site_puts_off_its_own_cases_only(kept):
    store, case_no = kept
    with pytest.raises(DamagedError, match="entry_out_of_place"), store.write() as uow:
        histories.say(uow, put_off(case_no), case_no, site="620503001")
    with pytest.raises(DamagedError, match="entry_out_of_place"), store.write() as uow:
        histories.say(uow, put_off(case_no), "another subject")
