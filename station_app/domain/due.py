"""How a case stands against its clocks, and the order in which a due list shows them. Pure; knows no states of a case.

`limits` are the clocks that still run, from whoever knows the case; what is done is not handed in.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from station_app.domain.deadlines import LimitKind, RunningLimit
from station_app.domain.policy import Warn

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from station_app.domain.policy import Pack
    from station_app.domain.working_days import Calendar

WARN: dict[LimitKind, Warn] = {
    LimitKind.NOTICE: Warn(2, 1),
    LimitKind.DECISION: Warn(5, 2),
    LimitKind.DELIVERY: Warn(3, 1),
    LimitKind.PERMIT: Warn(5, 2),
    LimitKind.PROMISED: Warn(1, 0),
    LimitKind.SUPPLEMENT: Warn(2, 0),
}
"""Working days left for amber and red where the pack says nothing."""


class Pressure(IntEnum):
    """How a clock stands; the higher, the further up in a due list."""

    STANDING_STILL = 0  # a hearing or an inspection goes on
    ON_TIME = 1
    AMBER = 2
    RED = 3
    OVERDUE = 4


class Due(NamedTuple):
    """One clock of one case on one day.

    `left`: working days still to come, the due day included; 0 on the day itself. Overdue, it is minus the working
    days since: 0 on the days off right after. None while the clock stands still.
    """

    subject: str
    kind: LimitKind
    pressure: Pressure
    due: date | None
    left: int | None
    started: date
    basis: str


def standing(subject: str, limit: RunningLimit, today: date, calendar: Calendar, pack: Pack | None = None) -> Due:
    """Say how one clock of the case or notice `subject` stands on `today`; thresholds are the pack's, else `WARN`."""
    facts = (limit.started, limit.basis)
    if limit.due is None:
        return Due(subject, limit.kind, Pressure.STANDING_STILL, None, None, *facts)
    if today > limit.due:
        return Due(subject, limit.kind, Pressure.OVERDUE, limit.due, -calendar.between(limit.due, today), *facts)
    left = calendar.between(today, limit.due)
    warn = (pack.limits.warn.get(limit.kind.value) if pack else None) or WARN[limit.kind]
    pressure = Pressure.RED if left <= warn.red else Pressure.AMBER if left <= warn.amber else Pressure.ON_TIME
    return Due(subject, limit.kind, pressure, limit.due, left, *facts)


def most_pressing(dues: Iterable[Due]) -> Due | None:
    """Give the clock that a case is listed under when it has several; None without any."""
    return min(dues, key=order, default=None)


def due_list(dues: Iterable[Due]) -> tuple[Due, ...]:
    """Give one line a case, the one that presses most, in the order of `order`."""
    cases: dict[str, Due] = {}
    for due in dues:
        other = cases.get(due.subject)
        cases[due.subject] = due if other is None else min(due, other, key=order)
    return tuple(sorted(cases.values(), key=order))


def order(due: Due) -> tuple[object, ...]:
    """Give the sorting key of a due list: what presses most, then the earlier day, the weightier clock, the older case.

    A promise that is due the same day as the law stands behind it: only the law's clock has consequences.
    """
    ahead = (0, due.due.toordinal()) if due.due else (1, 0)
    return (-due.pressure, *ahead, list(LimitKind).index(due.kind), due.started, due.subject)


def counts(dues: Iterable[Due]) -> dict[Pressure, int]:
    """Count a due list by pressure; every pressure is named, so that a zero is shown as a zero."""
    found = dict.fromkeys(reversed(Pressure), 0)
    for due in dues:
        found[due.pressure] += 1
    return found
