"""Legal clocks, held against 372 cases in `deadline_cases.csv` and against days counted in one long list.

The cases come from the State Council's notices (`state_council`), two hundred of them reckoned by hand, the reckoning
beside them; none comes from the code under test.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources import folder
from station_app.domain import deadlines as clocks
from station_app.domain.deadlines import ExcludedSpan, Extension, LimitKind, deadlines, holiday_findings, running
from station_app.domain.findings import Severity
from station_app.domain.policy import CalendarLimit, load_packs
from station_app.domain.vocabulary import OfficerRole
from station_app.domain.working_days import shipped
from tests.domain import state_council

PACK = load_packs(folder("policy"))[-1]
CALENDAR = shipped()
DAYS = {"notice": 5, "decision": 20, "extended": 30, "delivery": 10, "supplement": 10, "promised_general": 3}
DAYS |= {"promised_poverty": 10, "permit": 15, "permit_far": 30}


class Case(msgspec.Struct, frozen=True):
    """A line of the table."""

    start: date
    limit: str
    spans: str
    expected: date
    counted: str
    why: str

    @property
    def excluded(self):
        for span in self.spans.split():
            code, days = span.split(":")
            first, last = map(date.fromisoformat, days.split("~"))
            yield ExcludedSpan(code, first, last, "依申请举行", first)


def the_table():
    with (Path(__file__).parent / "deadline_cases.csv").open(encoding="utf-8", newline="") as file:
        return [msgspec.convert(row, Case, strict=False) for row in csv.DictReader(file)]


CASES = the_table()


def pack_with_permits(days):
    limits = msgspec.structs.replace(PACK.limits, permit=CalendarLimit(days, "居住证暂行条例"))
    return msgspec.structs.replace(PACK, limits=limits)


def end_of(case):
    """What the code under test says."""
    name, _, rest = case.limit.partition(":")
    if name == "working":
        return CALENDAR.after(case.start, int(rest))
    kind, _, detail = name.partition("_")
    pack = pack_with_permits(DAYS[name]) if kind == "permit" else PACK
    extended = name == "extended"
    wanted = LimitKind.DECISION if extended else LimitKind(kind)
    limit = running(wanted, pack, detail, case.start, CALENDAR, spans=case.excluded, extended=extended)
    return limit.due


def slow_end_of(case):
    """What the long list says."""
    name, _, rest = case.limit.partition(":")
    left_out = frozenset(
        span.first + timedelta(days=offset)
        for span in case.excluded
        if span.code != "supplement"
        for offset in range((span.last - span.first).days + 1)
    )
    if name.startswith("permit"):
        return state_council.calendar_end(case.start, DAYS[name], left_out)
    return state_council.working_end(case.start, int(rest) if rest else DAYS[name], left_out)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.start}-{case.limit}-{case.spans}")
def test_a_deadline_of_the_table_falls_on_its_day(case):
    assert end_of(case) == case.expected, case.why


def test_the_table_itself_agrees_with_the_long_list_of_working_days():
    assert [case for case in CASES if slow_end_of(case) != case.expected] == []


def test_the_table_is_large_enough_and_goes_where_it_hurts():
    assert len(CASES) >= 200
    assert sum(case.counted == "hand" for case in CASES) >= 200
    assert all(case.why for case in CASES)
    for year in state_council.NOTICES:
        near = [case for case in CASES if case.start.year == year]
        assert any(case.start.month in {1, 2} and case.limit == "decision" for case in near), year
        assert any(case.start.month in {9, 10} and case.limit == "decision" for case in near), year
    assert any((case.expected.month, case.expected.day) == (2, 29) for case in CASES)
    assert any(case.expected.year > state_council.LAST for case in CASES)
    assert any(case.expected in state_council.WORKED and case.limit == "permit" for case in CASES)


def test_the_shipped_calendar_is_the_notices():
    day = date(state_council.FIRST, 1, 1)
    listed = set(state_council.ALL_WORKING_DAYS)
    different = []
    while day.year <= state_council.LAST:
        if CALENDAR.is_working(day) != (day in listed):
            different.append(day)
        day += timedelta(days=1)
    assert different == []


@given(st.dates(date(2019, 1, 1), date(2026, 10, 31)), st.integers(0, 60))
def test_any_deadline_is_that_of_the_long_list(start, days):
    end = CALENDAR.after(start, days)
    assert end == state_council.working_end(start, days)
    if days:
        assert CALENDAR.is_working(end)
        assert CALENDAR.between(start, end) == days
        assert CALENDAR.between(end, start) == 0


@given(st.dates(date(2019, 1, 1), date(2026, 10, 31)), st.sampled_from((15, 30)))
def test_any_permit_is_due_on_a_working_day_and_never_early(start, days):
    end = clocks.calendar_end(CALENDAR, start, days)
    assert end == state_council.calendar_end(start, days)
    assert CALENDAR.is_working(end)
    assert end >= start + timedelta(days=days)


SPANS = st.lists(
    st.tuples(st.sampled_from(("hearing", "appraisal", "supplement")), st.integers(-20, 60), st.integers(0, 15)),
    max_size=4,
)


@given(st.dates(date(2019, 3, 1), date(2026, 6, 30)), SPANS)
def test_any_spans_leave_out_their_days_once_and_a_supplement_none(start, drawn):
    spans = [
        ExcludedSpan(code, start + timedelta(days=first), start + timedelta(days=first + long), "事由", start)
        for code, first, long in drawn
    ]
    due = running(LimitKind.DECISION, PACK, "general", start, CALENDAR, spans=spans).due
    left_out = frozenset(
        span.first + timedelta(days=offset)
        for span in spans
        if span.code != "supplement"
        for offset in range((span.last - span.first).days + 1)
    )
    assert due == state_council.working_end(start, 20, left_out)
    assert due not in left_out


def test_a_clock_stands_still_while_a_hearing_has_no_end_yet():
    going_on = ExcludedSpan("hearing", date(2026, 3, 10), None, "申请人要求听证", date(2026, 3, 9))
    limit = running(LimitKind.DECISION, PACK, "general", date(2026, 3, 2), CALENDAR, spans=[going_on])
    assert limit.due is None
    assert limit.started == date(2026, 3, 2)


def test_a_pack_without_permits_starts_no_such_clock():
    assert running(LimitKind.PERMIT, PACK, None, date(2026, 3, 2), CALENDAR) is None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"code": "holiday"}, "span_unknown"),
        ({"code": "supplement"}, "span_counted"),
        ({"last": date(2026, 3, 9)}, "span_reversed"),
        ({"reason": "  "}, "span_reason_missing"),
        ({"told_on": None}, "span_not_told"),
    ],
)
def test_a_span_is_left_out_only_by_name_with_reason_and_written_notice(changed, code):
    lawful = ExcludedSpan("hearing", date(2026, 3, 10), date(2026, 3, 12), "申请人要求听证", date(2026, 3, 9))
    assert clocks.span_problems(PACK, lawful) == ()
    (finding,) = clocks.span_problems(PACK, msgspec.structs.replace(lawful, **changed))
    assert finding.code == code
    assert "第45条" in finding.basis
    assert finding.message


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"role": OfficerRole.REVIEWER}, "extension_not_by_chief"),
        ({"approved_on": date(2026, 3, 31)}, "extension_too_late"),
        ({"reason": ""}, "extension_reason_missing"),
        ({"told_on": None}, "extension_not_told"),
        ({"told_on": date(2026, 3, 28)}, "extension_told_ahead"),
        ({"told_on": date(2026, 3, 1)}, "extension_told_before"),
    ],
)
def test_a_decision_is_put_off_by_the_chief_in_time_with_a_reason_the_applicant_knows(changed, code):
    lawful = Extension(OfficerRole.CHIEF, date(2026, 3, 27), "需向原户口所在地核查", date(2026, 3, 27))
    due = date(2026, 3, 30)
    accepted = date(2026, 3, 2)
    first_day = msgspec.structs.replace(lawful, told_on=accepted)
    for fine in (lawful, first_day):
        assert clocks.extension_problems(PACK, fine, due, accepted=accepted) == ()
    (finding,) = clocks.extension_problems(PACK, msgspec.structs.replace(lawful, **changed), due, accepted=accepted)
    assert (finding.code, finding.basis) == (code, "行政许可法第42条")
    assert "2026-03-" in finding.message or code in {"extension_not_by_chief", "extension_reason_missing"}


def test_a_decision_is_put_off_once():
    lawful = Extension(OfficerRole.CHIEF, date(2026, 3, 27), "需向原户口所在地核查", date(2026, 3, 27))
    (finding,) = clocks.extension_problems(PACK, lawful, date(2026, 3, 30), accepted=date(2026, 3, 2), before=[lawful])
    assert finding.code == "extension_again"


def test_a_case_is_promised_earlier_than_the_law_asks():
    ends = deadlines(PACK, "general", date(2026, 11, 23), CALENDAR)
    assert (ends.notice, ends.promised, ends.decision) == (date(2026, 11, 30), date(2026, 11, 26), date(2026, 12, 21))
    assert ends.shown == ends.promised
    assert ends.calendar == CALENDAR.name


def test_the_poverty_route_is_promised_ten_working_days():
    assert deadlines(PACK, "poverty", date(2026, 11, 23), CALENDAR).promised == date(2026, 12, 7)


def test_the_law_is_shown_where_it_is_shorter_than_the_promise():
    late = msgspec.structs.replace(deadlines(PACK, None, date(2026, 11, 23), CALENDAR), promised=date(2027, 1, 4))
    assert late.shown == late.decision


def test_a_published_year_needs_no_remark():
    assert holiday_findings(PACK, "general", date(2026, 11, 23), CALENDAR) == ()


def test_a_deadline_in_an_unpublished_year_counts_without_its_moveable_holidays_and_says_so():
    (finding,) = holiday_findings(PACK, "general", date(CALENDAR.last, 12, 18), CALENDAR)
    assert finding.severity is Severity.NOTE
    assert finding.code == "holidays_unpublished"
    assert str(CALENDAR.last + 1) in finding.message


def test_beyond_the_last_published_year_weekends_and_the_fixed_festivals_are_free():
    year = CALENDAR.last + 2
    monday = date(year, 6, 1)
    monday -= timedelta(days=monday.weekday())
    assert CALENDAR.after(monday, 20) == monday + timedelta(days=28)
    fixed = [date(year, *day) for day in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))]
    assert not any(map(CALENDAR.is_working, fixed))


def test_a_shorter_promise_in_the_pack_is_followed():
    routes = (msgspec.structs.replace(PACK.routes[0], promised_working_days=1), PACK.routes[1])
    quick = msgspec.structs.replace(PACK, routes=routes)
    assert deadlines(quick, None, date(2026, 11, 27), CALENDAR).promised == date(2026, 11, 30)
