"""Which clocks run against a case that is still open. Shared by the use cases that show them; not one itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from station_app.clock import local_date
from station_app.domain.case_life import UNDECIDED
from station_app.domain.deadlines import LimitKind, RunningLimit, running
from station_app.domain.due import order, standing
from station_app.domain.vocabulary import CaseStatus, Level
from station_app.storage import calendars, due

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from station_app.domain.due import Due
    from station_app.domain.policy import Pack
    from station_app.domain.records import CaseRecord
    from station_app.domain.working_days import Calendar
    from station_app.services.desk import Desk
    from station_app.storage.due import OpenCase
    from station_app.storage.engine import UnitOfWork

_WAITS_FOR = {
    CaseStatus.SUPPLEMENT: "applicant",
    CaseStatus.AT_COUNTY: "county",
    CaseStatus.ARCHIVED: "nobody",
}
"""Who has a case, where it follows from its state; all others are with the desk."""


def clocks_of(case: OpenCase, pack: Pack | None, calendar: Calendar) -> Iterator[RunningLimit]:
    """Give the clocks of a case. The dates told at acceptance stand; a pack that is gone names no clause.

    A promise ends where the applicant was told that the decision is put off: the new day takes its place.
    """
    accepted = local_date(case.accepted_at)
    if case.status in UNDECIDED:
        law = pack.limits.decision.basis if pack else ""
        yield RunningLimit(LimitKind.DECISION, accepted, case.decision_due, law)
        if case.promised is not None and case.promised == case.nearest_due:
            clause = pack.route(case.route).clause if pack else ""
            yield RunningLimit(LimitKind.PROMISED, accepted, case.promised, clause)
    elif pack is not None:
        delivery = _delivery(case, pack, calendar)
        if delivery is not None:
            yield delivery


class Stands(Protocol):
    """What a row tells of where a case stands."""

    status: CaseStatus
    nearest_due: date
    accepted_at: datetime
    decided_at: datetime | None
    pack: str


def next_days(uow: UnitOfWork, desk: Desk) -> Callable[[Stands], date | None]:
    """Give what tells the day that is waited for in a case: of its decision, then of its delivery, then none."""
    packs, calendar = {pack.id: pack for pack in desk.packs}, calendars.in_force(uow, desk.site.code)

    def next_day(row: Stands) -> date | None:
        if row.status in UNDECIDED:
            return row.nearest_due
        pack = packs.get(row.pack)
        if row.status not in due.UNDELIVERED or pack is None:
            return None
        delivery = _delivery(row, pack, calendar)
        return delivery.due if delivery else None

    return next_day


def _delivery(case: Stands | OpenCase, pack: Pack, calendar: Calendar) -> RunningLimit | None:
    return running(LimitKind.DELIVERY, pack, None, local_date(case.decided_at or case.accepted_at), calendar)


def pressing(uow: UnitOfWork, desk: Desk, record: CaseRecord) -> tuple[Due, ...]:
    """Give how the clocks of a case stand today, the most pressing first; nothing where none runs any more."""
    case = due.open_case(uow, record.case_no)
    if case is None:
        return ()
    pack = next((each for each in desk.packs if each.id == record.pack), None)
    calendar, today = calendars.in_force(uow, desk.site.code), desk.today()
    limits = clocks_of(case, pack, calendar)
    return tuple(sorted((standing(record.case_no, limit, today, calendar, pack) for limit in limits), key=order))


def waits_for(record: CaseRecord) -> str:
    """Name who has to do the next thing; before a decision whoever stands for the first level that has not approved."""
    if record.status in {CaseStatus.ACCEPTED, CaseStatus.REVIEWED}:
        return "county" if record.still[:1] == (Level.COUNTY,) else "chief"
    return _WAITS_FOR.get(record.status, "desk")
