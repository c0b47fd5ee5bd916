"""Use case: put a decision off, once, by the officer in charge, with a reason the applicant was told (行政许可法42).

The day that was told at acceptance stays in the case; the due list counts by the new one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.domain.authority import Action
from station_app.domain.case_life import UNDECIDED
from station_app.domain.deadlines import Extension, extension_problems
from station_app.errors import RefusedError
from station_app.journal.clock_entries import DecisionExtended
from station_app.services.standing import refuse_foreign, standing, write_step
from station_app.services.written import refuse_unfit
from station_app.storage import calendars, due

if TYPE_CHECKING:
    from station_app.domain.policy import Pack
    from station_app.domain.records import CaseRecord
    from station_app.domain.vocabulary import OfficerRole
    from station_app.services.desk import Desk


class Extended(msgspec.Struct, frozen=True):
    """A decision that was put off, and until when."""

    case_no: str
    status: str
    due: date


def extend_decision(desk: Desk, case_no: str, reason: str, told_on: date | None) -> Extended:
    """Put the decision of a case off by the days of its pack; `told_on` is the day the applicant was told why.

    Raises:
        RefusedError: `case_unknown`, `case_of_another_site`, `extension_impossible` - it is decided already or its pack
            is gone; `extension_refused` with everything that stands against it; `text_unfit`.
        NotPermittedError: `role_missing`.
    """
    desk.require(Action.DECIDE_STATION)
    refuse_unfit(reason, lines=True)
    with desk.store.write() as uow:
        record = standing(uow, case_no)
        refuse_foreign(desk, record)
        pack = _pack(desk, record)
        until, before = due.decision_due(uow, record.case_no), due.extensions(uow, record.case_no)
        extension = Extension(_role(desk, pack), desk.today(), reason.strip(), told_on)
        problems = extension_problems(pack, extension, until, before)
        if problems:
            raise RefusedError("extension_refused", problems, case_no=record.case_no)
        calendar = calendars.in_force(uow, desk.site.code)
        later = calendar.after(until, pack.limits.extension.working_days)
        now = write_step(uow, desk, record.case_no, DecisionExtended(record.case_no, extension, later))
        uow.commit()
    return Extended(now.case_no, now.status, later)


def _pack(desk: Desk, record: CaseRecord) -> Pack:
    pack = next((each for each in desk.packs if each.id == record.pack), None)
    if record.status not in UNDECIDED or pack is None:
        stands = texts.say(f"choice.case_status.{record.status.value}")
        raise RefusedError("extension_impossible", case_no=record.case_no, status=stands)
    return pack


def _role(desk: Desk, pack: Pack) -> OfficerRole:
    """Give the role in which the officer approves: one the pack names, where they hold one."""
    held = desk.officer.roles
    return next((role for role in held if role in pack.limits.extension.approved_by), held[0])
