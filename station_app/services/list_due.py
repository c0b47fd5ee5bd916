"""Use case: the due list: what runs against a clock here, the most pressing first.

A case is listed once, under the clock that presses most. Undecided: the legal day and the promise it was told at
acceptance. Decided: the ten working days of delivery (行政许可法44). An open one-time notice: when the family is
expected.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from station_app.clock import local_date
from station_app.domain.authority import Action
from station_app.domain.deadlines import LimitKind, RunningLimit
from station_app.domain.due import Pressure, due_list, standing
from station_app.services.ticking import clocks_of
from station_app.storage import calendars, due

if TYPE_CHECKING:
    from station_app.domain.due import Due
    from station_app.services.desk import Desk
    from station_app.storage.due import OpenCase, OpenNotice


class DueLine(msgspec.Struct, frozen=True):
    """A line of the due list; `left` is in working days, negative when overdue, `basis` the clause behind the day."""

    number: str
    applicant: str
    status: str
    kind: LimitKind
    pressure: str
    due: date | None
    left: int | None
    basis: str


def list_due(desk: Desk, *, least: Pressure = Pressure.STANDING_STILL) -> tuple[DueLine, ...]:
    """Give the due list of today, from `least` pressure up."""
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        calendar = calendars.in_force(uow, desk.site.code)
        cases = {case.case_no: case for case in due.open_cases(uow)}
        notices = due.open_notices(uow, desk.site.code)
    packs = {pack.id: pack for pack in desk.packs}
    today = desk.today()
    dues: list[Due] = []
    for case in cases.values():
        pack = packs.get(case.pack)
        limits = clocks_of(case, pack, calendar)
        dues += [standing(case.case_no, limit, today, calendar, pack) for limit in limits]
    dues += [standing(each.notice_no, _expected(each), today, calendar) for each in notices]
    return tuple(_line(each, cases.get(each.subject)) for each in due_list(dues) if each.pressure >= least)


def _expected(notice: OpenNotice) -> RunningLimit:
    return RunningLimit(LimitKind.SUPPLEMENT, local_date(notice.issued_at), notice.supplement_by, "")


def _line(each: Due, case: OpenCase | None) -> DueLine:
    return DueLine(
        number=each.subject,
        applicant=case.applicant if case else "",
        status=case.status.value if case else "",
        kind=each.kind,
        pressure=each.pressure.name.lower(),
        due=each.due,
        left=each.left,
        basis=each.basis,
    )
