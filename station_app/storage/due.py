"""Queries on what runs against a clock: cases that wait for a decision or for delivery, notices that are open."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import and_, bindparam, func, select

from station_app.domain.case_life import UNDECIDED
from station_app.domain.deadlines import Extension
from station_app.domain.vocabulary import CaseStatus, Level
from station_app.storage.case_tables import case_person, registry_case
from station_app.storage.table_parts import levels_of
from station_app.storage.tables import journal_entry, notice

if TYPE_CHECKING:
    from sqlalchemy import Row

    from station_app.storage.engine import UnitOfWork

UNDELIVERED = (CaseStatus.APPROVED, CaseStatus.REFUSED, CaseStatus.REGISTERED, CaseStatus.DECLINED)
"""What was decided has to reach the applicant in writing; that an application was not taken in, too."""


class OpenCase(NamedTuple):
    """A case with a clock: its legal day (an extension included), the promise it was told, and when it was decided.

    `nearest_due` is the day that counts now: the promise, unless the law's is earlier or the decision was put off.
    """

    case_no: str
    status: CaseStatus
    applicant: str
    accepted_at: datetime
    decided_at: datetime | None
    pack: str
    decision_due: date
    promised: date | None
    nearest_due: date
    route: str | None
    still: tuple[Level, ...]


class OpenNotice(NamedTuple):
    """A one-time notice nobody has come back with."""

    notice_no: str
    issued_at: datetime
    supplement_by: date


class _Extended(msgspec.Struct, frozen=True):
    extension: Extension


EXTENDED = "decision_extended"
_EXTENSION = msgspec.json.Decoder(_Extended)
_EXTENSIONS = select(journal_entry.c.payload).where(
    journal_entry.c.subject == bindparam("wanted"), journal_entry.c.kind == EXTENDED
)
_DECISION_DUE = select(registry_case.c.decision_due).where(registry_case.c.case_no == bindparam("wanted"))
_OPEN_CASES = (
    select(
        registry_case.c.case_no,
        registry_case.c.status,
        func.coalesce(case_person.c.name, "").label("applicant"),
        registry_case.c.accepted_at,
        registry_case.c.decided_at,
        registry_case.c.pack,
        registry_case.c.decision_due,
        registry_case.c.promised,
        registry_case.c.nearest_due,
        registry_case.c.route,
        registry_case.c.still,
    )
    .outerjoin(case_person, and_(case_person.c.case_no == registry_case.c.case_no, case_person.c.place == 0))
    .where(registry_case.c.status.in_((*UNDECIDED, *UNDELIVERED)))
    .order_by(registry_case.c.case_no)
)
_OPEN_CASE = _OPEN_CASES.where(registry_case.c.case_no == bindparam("wanted"))
_OPEN_NOTICES = (
    select(notice.c.notice_no, notice.c.issued_at, notice.c.supplement_by)
    .where(notice.c.site == bindparam("owner"), notice.c.closed_at.is_(None), notice.c.replaced_by.is_(None))
    .order_by(notice.c.notice_no)
)


def open_cases(uow: UnitOfWork) -> tuple[OpenCase, ...]:
    """Give every case that still waits for a decision or for its delivery."""
    return tuple(map(_open_case, uow.execute(_OPEN_CASES)))


def open_case(uow: UnitOfWork, case_no: str) -> OpenCase | None:
    """Give one case as `open_cases` does; None where nothing runs against it any more.

    Raises:
        DamagedError: as `open_cases`.
    """
    row = uow.execute(_OPEN_CASE, {"wanted": case_no}).first()
    return _open_case(row) if row is not None else None


def decision_due(uow: UnitOfWork, case_no: str) -> date:
    """Give the day by which the case is to be decided, an extension included."""
    day: date = uow.execute(_DECISION_DUE, {"wanted": case_no}).scalar_one()
    return day


def extensions(uow: UnitOfWork, case_no: str) -> tuple[Extension, ...]:
    """Give how the decision of a case was put off before."""
    rows = uow.execute(_EXTENSIONS, {"wanted": case_no}).scalars()
    return tuple(_EXTENSION.decode(payload).extension for payload in rows)


def open_notices(uow: UnitOfWork, site: str) -> tuple[OpenNotice, ...]:
    """Give every one-time notice of `site` that no case has answered and no other notice has replaced."""
    rows = uow.execute(_OPEN_NOTICES, {"owner": site})
    return tuple(OpenNotice(row.notice_no, row.issued_at, row.supplement_by) for row in rows)


def _open_case(row: Row[Any]) -> OpenCase:
    facts: tuple[Any, ...] = tuple(row)[:-1]
    return OpenCase(*(*facts, levels_of(row.still)))
