"""The years of a residence permit: month ends, leap days, days off, late endorsement (居住证暂行条例 10)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.permit_dates import endorsed, months_after, window
from station_app.domain.permits import MOVES, Making, PermitState, possible, status_on
from station_app.domain.vocabulary import PermitBusiness
from station_app.domain.vocabulary import PermitStatus as At
from station_app.domain.vocabulary import PermitStep as Step
from station_app.domain.working_days import shipped

DAYS = st.dates(date(2016, 1, 1), date(2060, 12, 31))
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2027-03-31", -1, "2027-02-28"),
        ("2027-01-15", -1, "2026-12-15"),
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_months_end_on_the_day_of_the_same_number_or_on_the_last_of_the_month(day, months, then):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(then)


def test_a_leap_day_comes_back_every_fourth_year():
    ends = [window(date(2024, 2, 29), years, shipped()).full_year for years in (1, 2, 3, 4)]
    assert ends == [date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]


def test_a_window_that_ends_on_a_day_off_stays_open_until_offices_work_again():
    due = window(date(2025, 10, 2), 1, shipped())
    assert (due.opens, due.full_year) == (date(2026, 9, 2), date(2026, 10, 2))
    assert due.last > due.full_year
    assert shipped().is_working(due.last)


@given(DAYS, st.integers(1, 30))
def test_the_window_is_the_month_before_the_full_year(counted_from, years):
    due = window(counted_from, years, shipped())
    assert due.opens < due.full_year <= due.last
    assert 27 <= (due.full_year - due.opens).days <= 31
    assert (due.full_year.month, due.full_year.day) in {
        (counted_from.month, counted_from.day),
        (2, 28),
    }
    assert due.last == due.full_year or not shipped().is_working(due.full_year)


@given(DAYS, st.lists(st.integers(0, 700), max_size=8))
def test_in_time_the_years_go_on_and_late_they_count_anew(start, waits):
    """Whatever days somebody comes on: never an endorsement without its month, never a year that nobody endorsed."""
    calendar = shipped()
    due, issued, day = window(start, 1, calendar), start, start
    for wait in waits:
        day += timedelta(days=wait)
        done = endorsed(due, day, calendar)
        state = PermitState(issued_on=issued, due=due)
        assert (done is None) == (day < due.opens) == (Step.ENDORSE not in possible(state, day))
        if done is None:
            assert status_on(state, day) is At.VALID
            continue
        assert done.late == (day > due.last) == (status_on(state, day) is At.SUSPENDED)
        following = done.following
        if done.late:
            assert (following.counted_from, following.years) == (day, 1)
        else:
            assert (following.counted_from, following.years) == (due.counted_from, due.years + 1)
            assert following.opens > due.last, "nobody endorses two years at once"
        due = following
        assert status_on(PermitState(issued_on=issued, due=due), day) is At.VALID


def test_from_each_state_the_steps_of_the_table_and_no_others():
    due, today = window(date(2025, 12, 1), 1, shipped()), date(2026, 11, 23)
    making = Making(PermitBusiness.FIRST, today, today, 15)
    states = {
        At.APPLIED: PermitState(making=making),
        At.VALID: PermitState(issued_on=date(2025, 12, 1), due=due),
        At.SUSPENDED: PermitState(issued_on=date(2024, 1, 1), due=window(date(2024, 1, 1), 1, shipped())),
        At.REPLACING: PermitState(issued_on=date(2025, 12, 1), due=due, making=making),
        At.CANCELLED: PermitState(issued_on=date(2025, 12, 1), due=due, ended_on=today),
    }
    assert {status: status_on(state, today) for status, state in states.items()} == {each: each for each in At}
    allowed = {
        At.APPLIED: {Step.ISSUE, Step.CANCEL},
        At.VALID: {Step.ENDORSE, Step.REPLACE, Step.CANCEL},
        At.SUSPENDED: {Step.ENDORSE, Step.REPLACE, Step.CANCEL},
        At.REPLACING: {Step.ISSUE, Step.ENDORSE, Step.CANCEL},
        At.CANCELLED: set(),
    }
    for status, step in product(At, Step):
        assert (
            (step in possible(states[status], today))
            == (step in allowed[status])
            == (status in MOVES[step].possible_in)
        )
