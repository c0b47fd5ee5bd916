"""Queries for the roster of a household: reminders that still stand, and who settled as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import and_, bindparam, func, select

from station_app.domain.rosters import MoveReminder
from station_app.domain.vocabulary import ApplicantCategory, Role
from station_app.errors import DamagedError
from station_app.storage.case_tables import registry_case
from station_app.storage.household_tables import move_reminder, registration
from station_app.storage.numbers import next_after
from station_app.storage.ranges import after_prefix, can_exist
from station_app.storage.tables import journal_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from station_app.domain.residents import Resident
    from station_app.storage.engine import UnitOfWork

_AT_ONCE = 500


class _Member(msgspec.Struct):
    role: Role | None = None


class _Case(msgspec.Struct):
    applicant_category: ApplicantCategory | None = None
    family: tuple[_Member, ...] = ()


class _Facts(msgspec.Struct):
    case: _Case


_FACTS = msgspec.json.Decoder(_Facts)
_STANDING = (
    select(move_reminder)
    .join(registration, registration.c.registration_no == move_reminder.c.registration_no)
    .where(registration.c.household_no == bindparam("wanted"), move_reminder.c.settled_at.is_(None))
    .order_by(move_reminder.c.reminder_no)
)
_ONE = select(move_reminder).where(move_reminder.c.reminder_no == bindparam("wanted"))
_LAST = select(func.max(move_reminder.c.reminder_no)).where(
    move_reminder.c.reminder_no >= bindparam("first"), move_reminder.c.reminder_no < bindparam("end")
)
_CASES = (
    select(registry_case.c.case_no, journal_entry.c.payload)
    .join(journal_entry, and_(journal_entry.c.site == registry_case.c.site, journal_entry.c.seq == registry_case.c.seq))
    .where(registry_case.c.case_no.in_(bindparam("numbers", expanding=True)))
)


def standing_reminders(uow: UnitOfWork, household_no: str) -> tuple[MoveReminder, ...]:
    """Give the reminders of a household that nobody has settled."""
    rows = uow.execute(_STANDING, {"wanted": household_no})
    return tuple(
        MoveReminder(row.reminder_no, row.registration_no, row.text, row.noted_at, row.noted_by) for row in rows
    )


def reminder(uow: UnitOfWork, reminder_no: str) -> tuple[MoveReminder, bool] | None:
    """Give a reminder and whether it still stands."""
    row = uow.execute(_ONE, {"wanted": reminder_no}).first() if can_exist(reminder_no) else None
    if row is None:
        return None
    noted = MoveReminder(row.reminder_no, row.registration_no, row.text, row.noted_at, row.noted_by)
    return noted, row.settled_at is None


def next_reminder_number(uow: UnitOfWork, site_code: str, day: date) -> str:
    """Give the next number of a reminder, `SITE-YYYYMMDD-TXnnnn`.

    Raises:
        RefusedError: `event_numbers_used_up`.
    """
    prefix = f"{site_code}-{day:%Y%m%d}-TX"
    last = uow.execute(_LAST, {"first": prefix, "end": after_prefix(prefix)}).scalar_one()
    return next_after(last, prefix, "event_numbers_used_up")


def students(uow: UnitOfWork, people: Iterable[Resident]) -> frozenset[str]:
    """Give the registrations among these of applicants who settled as students.

    Raises:
        DamagedError: `database_damaged` - the entry of a case cannot be read.
    """
    asked = [each for each in people if each.case_no is not None and each.place is not None]
    numbers = sorted({each.case_no or "" for each in asked})
    studying: dict[str, Sequence[_Member]] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        for row in uow.execute(_CASES, {"numbers": numbers[start : start + _AT_ONCE]}):
            try:
                case = _FACTS.decode(row.payload).case
            except msgspec.MsgspecError:
                raise DamagedError("database_damaged") from None
            if case.applicant_category is ApplicantCategory.STUDENT:
                studying[row.case_no] = case.family
    families = ((each, studying.get(each.case_no or "", ())) for each in asked)
    return frozenset(each.registration_no for each, family in families if _is_applicant(family, each))


def _is_applicant(family: Sequence[_Member], one: Resident) -> bool:
    place = one.place or 0
    return place < len(family) and family[place].role is Role.APPLICANT
