"""Ages as the law counts them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.people import age_on, is_heard, is_minor, turns, years_between


def test_full_years_are_reached_on_the_birthday():
    birth = date(2008, 11, 23)
    assert age_on(birth, date(2026, 11, 22)) == 17
    assert age_on(birth, date(2026, 11, 23)) == 18
    assert is_minor(birth, date(2026, 11, 22))
    assert not is_minor(birth, date(2026, 11, 23))


def test_somebody_born_on_a_leap_day_comes_of_age_on_the_first_of_march():
    birth = date(2008, 2, 29)
    assert turns(birth, 18) == date(2026, 3, 1)
    assert is_minor(birth, date(2026, 2, 28))
    assert not is_minor(birth, date(2026, 3, 1))
    assert turns(birth, 20) == date(2028, 2, 29)


@pytest.mark.parametrize(("birth", "heard"), [("2018-11-24", False), ("2018-11-23", True), ("2008-11-23", False)])
def test_a_child_is_heard_from_eight_until_it_is_grown_up(birth, heard):
    assert is_heard(date.fromisoformat(birth), date(2026, 11, 23)) is heard


def test_years_between_are_negative_when_the_younger_came_first():
    assert years_between(date(2000, 1, 2), date(2000, 1, 1)) == -1
    assert years_between(date(1980, 1, 1), date(2000, 1, 1)) == 20


@given(st.dates(max_value=date(2100, 1, 1), min_value=date(1900, 1, 1)), st.integers(min_value=0, max_value=120))
def test_the_day_of_an_age_is_the_first_day_of_that_age(birth, years):
    day = turns(birth, years)
    assert age_on(birth, day) == years
    assert age_on(birth, date.fromordinal(day.toordinal() - 1)) == years - 1
