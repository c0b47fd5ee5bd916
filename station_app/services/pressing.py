"""Which cases press, and by which clock; shared by working lists and the shift sheet. Costs what presses, not all."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from station_app.clock import BEIJING
from station_app.domain.due import WARN, Due, Pressure, most_pressing, order, standing
from station_app.services.ticking import clocks_of
from station_app.storage import queues
from station_app.storage.due import OpenCase
from station_app.storage.table_parts import levels_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from station_app.domain.policy import Pack, Warn
    from station_app.domain.vocabulary import CaseStatus
    from station_app.domain.working_days import Calendar
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork
    from station_app.storage.queues import Waiting

_DAY = timedelta(days=1)


def near_a_day(uow: UnitOfWork, desk: Desk, states: Iterable[CaseStatus], calendar: Calendar) -> Sequence[Waiting]:
    """Give the cases in these states whose clock may be amber or worse, by two ranges of an index."""
    today = desk.today()
    warned = max(warn.amber for warn in (*WARN.values(), *(each for pack in desk.packs for each in _warnings(pack))))
    horizon = calendar.after(today, warned + 1)
    delivery = min((pack.limits.delivery.working_days for pack in desk.packs), default=0)
    began = today
    while calendar.after(began, delivery) > horizon:
        began -= _DAY
    return queues.pressing(uow, states, horizon, datetime.combine(began, time.max, tzinfo=BEIJING))


def clock_of(case: Waiting, pack: Pack | None, calendar: Calendar, today: date) -> Due | None:
    """Give the clock of a case that presses most; None where none is known."""
    days = (case.accepted_at, case.decided_at, case.pack, case.decision_due, case.promised, case.nearest_due)
    stands = OpenCase(case.case_no, case.status, case.applicant, *days, case.route, levels_of(case.still))
    limits = clocks_of(stands, pack, calendar)
    return most_pressing(standing(case.case_no, limit, today, calendar, pack) for limit in limits)


def pressing(
    uow: UnitOfWork, desk: Desk, states: Iterable[CaseStatus], calendar: Calendar
) -> list[tuple[Waiting, Due]]:
    """Give the cases in these states that press, with the clock that does, the most pressing first."""
    packs, today = {pack.id: pack for pack in desk.packs}, desk.today()
    found = (
        (case, clock_of(case, packs.get(case.pack), calendar, today))
        for case in near_a_day(uow, desk, states, calendar)
    )
    hot = [(case, clock) for case, clock in found if clock is not None and clock.pressure >= Pressure.AMBER]
    return sorted(hot, key=lambda each: order(each[1]))


def _warnings(pack: Pack) -> Iterable[Warn]:
    return pack.limits.warn.values()
