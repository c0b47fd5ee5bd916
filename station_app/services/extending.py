"""What stands against putting a decision off, and until when it would be. Shared by use cases; not one itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.clock import local_date
from station_app.domain.authority import Action
from station_app.domain.case_life import UNDECIDED
from station_app.domain.deadlines import Extension, extension_problems
from station_app.errors import RefusedError
from station_app.services.standing import refuse_foreign
from station_app.storage import calendars, due

if TYPE_CHECKING:
    from datetime import date

    from station_app.domain.policy import Pack
    from station_app.domain.records import CaseRecord
    from station_app.domain.vocabulary import OfficerRole
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def put_off(
    uow: UnitOfWork, desk: Desk, record: CaseRecord, reason: str, told_on: date | None
) -> tuple[Extension, date]:
    """Give the extension that this officer may write down, and the day it puts the decision off to.

    Raises:
        RefusedError: `case_of_another_site`; `extension_impossible` - it is decided already or its pack is gone;
            `extension_refused` with everything that stands against it.
        NotPermittedError: `role_missing`.
    """
    desk.require(Action.DECIDE_STATION)
    refuse_foreign(desk, record)
    pack = _pack(desk, record)
    until, before = due.decision_due(uow, record.case_no), due.extensions(uow, record.case_no)
    extension = Extension(_role(desk, pack), desk.today(), reason, told_on)
    problems = extension_problems(pack, extension, until, accepted=local_date(record.accepted_at), before=before)
    if problems:
        raise RefusedError("extension_refused", problems, case_no=record.case_no)
    calendar = calendars.in_force(uow, desk.site.code)
    return extension, calendar.after(until, pack.limits.extension.working_days)


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
