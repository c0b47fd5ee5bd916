"""A due list says how each case stands, and what presses most stands first."""

from __future__ import annotations

import random
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources import folder
from station_app.domain.deadlines import LimitKind, RunningLimit, running
from station_app.domain.due import WARN, Pressure, counts, due_list, most_pressing, order, standing
from station_app.domain.policy import Warn, load_packs
from station_app.domain.working_days import shipped

PACK = load_packs(folder("policy"))[-1]
CALENDAR = shipped()


def decision(due, kind=LimitKind.DECISION, started=date(2026, 9, 1)):
    return RunningLimit(kind, started, due, "行政许可法第42条")


@pytest.mark.parametrize(
    ("today", "pressure", "left"),
    [
        ("2026-09-22", Pressure.ON_TIME, 8),  # 23, 24, 28-30 September, 8-10 October
        ("2026-09-29", Pressure.AMBER, 4),  # 30 September, 8, 9 and 10 October (worked) are left
        ("2026-09-28", Pressure.AMBER, 5),
        ("2026-09-30", Pressure.AMBER, 3),
        ("2026-10-05", Pressure.AMBER, 3),  # nobody works in between
        ("2026-10-08", Pressure.RED, 2),
        ("2026-10-09", Pressure.RED, 1),
        ("2026-10-10", Pressure.RED, 0),  # the due day itself, a worked Saturday
        ("2026-10-11", Pressure.OVERDUE, 0),  # Sunday: late already, though no working day has passed
        ("2026-10-12", Pressure.OVERDUE, -1),
        ("2026-10-16", Pressure.OVERDUE, -5),
    ],
)
def test_a_decision_due_after_national_day_goes_from_green_to_late(today, pressure, left):
    due = standing("A", decision(date(2026, 10, 10)), date.fromisoformat(today), CALENDAR)
    assert (due.pressure, due.left) == (pressure, left)


def test_a_clock_that_stands_still_presses_nobody_and_stands_last():
    still = standing("A", decision(None), date(2026, 10, 8), CALENDAR)
    assert (still.pressure, still.due, still.left) == (Pressure.STANDING_STILL, None, None)
    calm = standing("B", decision(date(2026, 12, 1)), date(2026, 10, 8), CALENDAR)
    assert [due.subject for due in due_list([still, calm])] == ["B", "A"]


def test_the_pack_moves_amber_and_red():
    early = msgspec.structs.replace(PACK.limits, warn={"decision": Warn(15, 10)})
    pack = msgspec.structs.replace(PACK, limits=early)
    limit = decision(date(2026, 10, 10))
    assert standing("A", limit, date(2026, 9, 22), CALENDAR, pack).pressure is Pressure.RED
    assert standing("A", limit, date(2026, 9, 14), CALENDAR, pack).pressure is Pressure.AMBER
    silent = msgspec.structs.replace(PACK, limits=msgspec.structs.replace(PACK.limits, warn={}))
    assert standing("A", limit, date(2026, 9, 22), CALENDAR, silent).pressure is Pressure.ON_TIME


def test_what_ships_is_warned_as_the_defaults_say():
    assert {LimitKind(name): warn for name, warn in PACK.limits.warn.items()} == {
        kind: warn for kind, warn in WARN.items() if kind is not LimitKind.PERMIT
    }


def test_a_case_is_listed_once_under_the_clock_that_presses_most():
    today = date(2026, 11, 26)
    clocks = [
        standing("A", running(kind, PACK, "general", date(2026, 11, 23), CALENDAR), today, CALENDAR, PACK)
        for kind in (LimitKind.DECISION, LimitKind.PROMISED)
    ]
    (listed,) = due_list(clocks)
    assert (listed.kind, listed.pressure, listed.left) == (LimitKind.PROMISED, Pressure.RED, 0)
    assert most_pressing(clocks) == listed
    assert most_pressing([]) is None


def test_of_two_clocks_that_end_the_same_day_the_law_is_named():
    day, today = date(2026, 11, 26), date(2026, 11, 26)
    promised, law = (
        standing("A", decision(day, kind), today, CALENDAR) for kind in (LimitKind.PROMISED, LimitKind.DECISION)
    )
    assert most_pressing([promised, law]) == law


def test_the_list_goes_from_the_longest_overdue_to_what_has_time():
    today = date(2026, 10, 12)
    days = {
        "late": "2026-09-30",
        "later": "2026-10-09",
        "red": "2026-10-13",
        "amber": "2026-10-16",
        "calm": "2026-11-30",
    }
    dues = [standing(name, decision(date.fromisoformat(day)), today, CALENDAR) for name, day in days.items()]
    random.Random(7).shuffle(dues)
    assert [due.subject for due in due_list(dues)] == ["late", "later", "red", "amber", "calm"]
    assert list(counts(due_list(dues)).items()) == [
        (Pressure.OVERDUE, 2),
        (Pressure.RED, 1),
        (Pressure.AMBER, 1),
        (Pressure.ON_TIME, 1),
        (Pressure.STANDING_STILL, 0),
    ]


DUES = st.builds(
    standing,
    st.text("ABC", min_size=1, max_size=2),
    st.builds(
        RunningLimit,
        st.sampled_from(LimitKind),
        st.dates(date(2026, 1, 1), date(2026, 3, 1)),
        st.none() | st.dates(date(2026, 1, 5), date(2026, 6, 1)),
        st.just("行政许可法第42条"),
    ),
    st.just(date(2026, 3, 2)),
    st.just(CALENDAR),
)


@given(st.lists(DUES, max_size=12), st.randoms())
def test_the_order_does_not_depend_on_how_the_cases_came(dues, dice):
    listed = due_list(dues)
    mixed = list(dues)
    dice.shuffle(mixed)
    assert due_list(mixed) == listed
    assert {due.subject for due in listed} == {due.subject for due in dues}
    assert [due.pressure for due in listed] == sorted((due.pressure for due in listed), reverse=True)
    for due in listed:
        assert order(due) == min(order(other) for other in dues if other.subject == due.subject)


@given(DUES)
def test_late_and_left_never_contradict_each_other(due):
    today = date(2026, 3, 2)
    assert (due.pressure is Pressure.OVERDUE) == (due.due is not None and due.due < today)
    if due.left is not None:
        assert (due.left <= 0) if due.pressure is Pressure.OVERDUE else (due.left >= 0)
