"""The local log of reads: who looked at whom, when, why. Not journalled; looking changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import uuid_utils
from sqlalchemy import and_, bindparam, insert, select

from station_app.domain.accounts import Look
from station_app.storage.tables import Standing, officer, read_log, site

if TYPE_CHECKING:
    from datetime import datetime

    from station_app.storage.engine import UnitOfWork


class Read(msgspec.Struct, frozen=True):
    """One look at one record."""

    at: datetime
    officer: str
    subject: str
    why: str


_NOTE = insert(read_log)
_OF_SUBJECT = (
    select(read_log)
    .where(read_log.c.subject == bindparam("wanted"))
    .order_by(read_log.c.read_id.desc())
    .limit(bindparam("most"))
)


_LISTED = (
    select(read_log, officer.c.name)
    .select_from(
        read_log.outerjoin(site, site.c.standing == Standing.OWN).outerjoin(
            officer, and_(officer.c.site == site.c.code, officer.c.badge == read_log.c.officer)
        )
    )
    .order_by(read_log.c.read_id.desc())
)


def note(uow: UnitOfWork, *, officer: str, subject: str, why: str, at: datetime) -> None:
    """Note that `officer` looked at `subject`."""
    uow.execute(
        _NOTE, {"read_id": str(uuid_utils.uuid7()), "at": at, "officer": officer, "subject": subject, "why": why}
    )


def of_subject(uow: UnitOfWork, subject: str, limit: int = 100) -> tuple[Read, ...]:
    """Give who looked at `subject`, newest first."""
    return tuple(
        Read(row.at, row.officer, row.subject, row.why)
        for row in uow.execute(_OF_SUBJECT, {"wanted": subject, "most": limit})
    )


def listing(uow: UnitOfWork, *, subject: str = "", by: str = "", limit: int = 100) -> tuple[Look, ...]:
    """Give the looks, newest first: at one record, by one officer, or all of them."""
    statement = _LISTED.limit(limit)
    if subject:
        statement = statement.where(read_log.c.subject == subject)
    if by:
        statement = statement.where(read_log.c.officer == by)
    return tuple(
        Look(row.at, row.officer, row.name or row.officer, row.subject, row.why) for row in uow.execute(statement)
    )
