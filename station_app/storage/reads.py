"""The local log of reads: who looked at whom, when, why. Not journalled; looking changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import uuid_utils
from sqlalchemy import bindparam, insert, select

from station_app.storage.tables import read_log

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
