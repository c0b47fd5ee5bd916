"""Working days, counted by hand against the State Council's holiday notices for 2025 and 2026."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources import folder
from station_app.domain.deadlines import deadlines, holiday_findings
from station_app.domain.findings import Severity
from station_app.domain.policy import load_packs
from station_app.domain.working_days import shipped

PACK = load_packs(folder("policy"))[0]
CALENDAR = shipped()

COUNTED_BY_HAND = [
    # start, working days, end: plain weeks
    ("2026-11-23", 5, "2026-11-30"),  # the contract's example: notice
    ("2026-11-23", 20, "2026-12-21"),  # the contract's example: decision
    ("2026-11-23", 3, "2026-11-26"),
    ("2026-11-23", 0, "2026-11-23"),
    ("2026-11-23", 1, "2026-11-24"),
    ("2026-11-27", 1, "2026-11-30"),  # Friday
    ("2026-11-28", 1, "2026-11-30"),  # taken on a Saturday: Monday is the first day
    ("2026-11-29", 5, "2026-12-04"),
    ("2026-03-09", 10, "2026-03-23"),
    ("2025-07-01", 20, "2025-07-29"),
    ("2025-11-03", 5, "2025-11-10"),
    # New Year 2025: 1 January off
    ("2024-12-31", 1, "2025-01-02"),
    ("2024-12-27", 5, "2025-01-06"),
    # Spring Festival 2025: 28 January - 4 February off; Sunday 26 January and Saturday 8 February worked
    ("2025-01-24", 1, "2025-01-26"),
    ("2025-01-24", 2, "2025-01-27"),
    ("2025-01-24", 3, "2025-02-05"),
    ("2025-01-27", 1, "2025-02-05"),
    ("2025-01-27", 5, "2025-02-10"),
    ("2025-02-07", 1, "2025-02-08"),
    ("2025-02-07", 2, "2025-02-10"),
    ("2025-01-20", 20, "2025-02-21"),
    # Qingming 2025: 4-6 April
    ("2025-04-03", 1, "2025-04-07"),
    # Labour Day 2025: 1-5 May off; Sunday 27 April worked
    ("2025-04-25", 1, "2025-04-27"),
    ("2025-04-25", 5, "2025-05-06"),
    ("2025-04-30", 1, "2025-05-06"),
    # Dragon Boat 2025: 31 May - 2 June
    ("2025-05-30", 1, "2025-06-03"),
    # National Day and Mid-Autumn 2025: 1-8 October off; Sunday 28 September and Saturday 11 October worked
    ("2025-09-26", 1, "2025-09-28"),
    ("2025-09-26", 3, "2025-09-30"),
    ("2025-09-26", 4, "2025-10-09"),
    ("2025-09-30", 5, "2025-10-14"),
    ("2025-10-10", 1, "2025-10-11"),
    ("2025-09-22", 20, "2025-10-24"),
    # New Year 2026: 1-3 January off; Sunday 4 January worked
    ("2025-12-31", 1, "2026-01-04"),
    ("2025-12-31", 2, "2026-01-05"),
    ("2025-12-29", 5, "2026-01-06"),
    # Spring Festival 2026: 15-23 February off; Saturdays 14 and 28 February worked
    ("2026-02-13", 1, "2026-02-14"),
    ("2026-02-13", 2, "2026-02-24"),
    ("2026-02-14", 1, "2026-02-24"),
    ("2026-02-12", 5, "2026-02-26"),
    ("2026-02-27", 1, "2026-02-28"),
    ("2026-02-27", 2, "2026-03-02"),
    ("2026-02-09", 20, "2026-03-13"),
    # Qingming 2026: 4-6 April
    ("2026-04-03", 1, "2026-04-07"),
    # Labour Day 2026: 1-5 May off; Saturday 9 May worked
    ("2026-04-30", 1, "2026-05-06"),
    ("2026-04-30", 5, "2026-05-11"),
    ("2026-05-08", 1, "2026-05-09"),
    # Dragon Boat 2026: 19-21 June
    ("2026-06-18", 1, "2026-06-22"),
    # Mid-Autumn 2026: 25-27 September off; National Day 1-7 October off; 20 September and 10 October worked
    ("2026-09-18", 1, "2026-09-20"),
    ("2026-09-18", 5, "2026-09-24"),
    ("2026-09-24", 1, "2026-09-28"),
    ("2026-09-30", 1, "2026-10-08"),
    ("2026-09-30", 5, "2026-10-13"),
    ("2026-10-09", 1, "2026-10-10"),
    ("2026-09-14", 20, "2026-10-16"),
]


@pytest.mark.parametrize(("start", "days", "end"), COUNTED_BY_HAND)
def test_working_days_end_where_a_person_counting_on_the_calendar_ends(start, days, end):
    assert CALENDAR.after(date.fromisoformat(start), days) == date.fromisoformat(end)


def test_the_contracts_example_has_the_contracts_dates():
    ends = deadlines(PACK, "general", date(2026, 11, 23), CALENDAR)
    assert (ends.notice, ends.decision) == (date(2026, 11, 30), date(2026, 12, 21))
    assert ends.promised == date(2026, 11, 26)


def test_the_county_takes_longer_but_no_longer_than_the_law_allows():
    ends = deadlines(PACK, "poverty", date(2026, 11, 23), CALENDAR)
    assert ends.promised == date(2026, 12, 7)
    assert ends.decision == date(2026, 12, 21)


def test_a_published_year_needs_no_remark():
    assert holiday_findings(PACK, "general", date(2026, 11, 23), CALENDAR) == ()


def test_a_deadline_in_an_unpublished_year_counts_monday_to_friday_and_says_so():
    on = date(CALENDAR.last, 12, 18)
    (finding,) = holiday_findings(PACK, "general", on, CALENDAR)
    assert finding.severity is Severity.NOTE
    assert finding.code == "holidays_unpublished"
    assert str(CALENDAR.last + 1) in finding.message


def test_beyond_the_last_published_year_only_weekends_are_free():
    monday = date(CALENDAR.last + 2, 10, 1)
    monday -= timedelta(days=monday.weekday())
    assert CALENDAR.after(monday, 20) == monday + timedelta(days=28)


def test_a_shorter_promise_in_the_pack_is_followed():
    routes = (msgspec.structs.replace(PACK.routes[0], promised_working_days=1), PACK.routes[1])
    quick = msgspec.structs.replace(PACK, routes=routes)
    assert deadlines(quick, None, date(2026, 11, 27), CALENDAR).promised == date(2026, 11, 30)


@given(st.dates(date(2004, 1, 1), date(2030, 12, 31)), st.integers(1, 40))
def test_a_deadline_falls_on_a_working_day_and_counts_back_to_itself(start, days):
    end = CALENDAR.after(start, days)
    assert CALENDAR.is_working(end)
    assert CALENDAR.between(start, end) == days
    assert CALENDAR.between(end, start) == 0
