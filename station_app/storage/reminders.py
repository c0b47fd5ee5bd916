"""Queries on reminders; they have one home, their entries in the journal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import and_, bindparam, select

from station_app.domain.deadlines import LimitKind
from station_app.domain.reminders import Reminder
from station_app.errors import DamagedError
from station_app.storage.tables import journal_entry, officer

if TYPE_CHECKING:
    from station_app.storage.engine import UnitOfWork

KIND = "case_reminded"


class _Reminded(msgspec.Struct):
    """What is read of the entry; the entry itself is a type of the journal, which lies above."""

    limit: LimitKind
    due: date
    left: int
    basis: str
    waits_for: str
    text: str


_REMINDED = msgspec.json.Decoder(_Reminded)
_OF_CASE = (
    select(
        journal_entry.c.payload,
        journal_entry.c.at,
        journal_entry.c.officer,
        journal_entry.c.seq,
        journal_entry.c.site,
        officer.c.name,
    )
    .outerjoin(officer, and_(officer.c.site == journal_entry.c.site, officer.c.badge == journal_entry.c.officer))
    .where(journal_entry.c.subject == bindparam("wanted"), journal_entry.c.kind == KIND)
    .order_by(journal_entry.c.position.desc())
)


def newest(uow: UnitOfWork, case_no: str, until: tuple[str, int] | None = None) -> Reminder | None:
    """Give the newest reminder of a case; `until`: as it was when this entry of this site was the newest there.

    Raises:
        DamagedError: `database_damaged` - its entry cannot be read.
    """
    rows = uow.execute(_OF_CASE, {"wanted": case_no}).all()
    if until is not None:
        rows = [row for row in rows if row.site == until[0] and row.seq <= until[1]]
    if not rows:
        return None
    try:
        said = _REMINDED.decode(rows[0].payload)
    except msgspec.MsgspecError:
        raise DamagedError("database_damaged") from None
    return Reminder(
        limit=said.limit,
        due=said.due,
        left=said.left,
        basis=said.basis,
        waits_for=said.waits_for,
        text=said.text,
        at=rows[0].at,
        officer=rows[0].officer,
        officer_name=rows[0].name or rows[0].officer,
        count=len(rows),
        seq=rows[0].seq,
    )
