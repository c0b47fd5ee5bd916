"""The editions of a month: its figures as somebody froze them, read from their entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import and_, bindparam, select

from station_app.domain.month_figures import Edition, FrozenMonth, MonthCounts
from station_app.errors import DamagedError
from station_app.storage.tables import Standing, journal_entry, site

if TYPE_CHECKING:
    from station_app.storage.engine import UnitOfWork

FROZEN = "month_frozen"


class _Frozen(msgspec.Struct, frozen=True):
    edition: int
    counts: MonthCounts
    digest: str
    reason: str = ""


_SAID = msgspec.json.Decoder(_Frozen)
_NEWEST = (
    select(journal_entry.c.at, journal_entry.c.officer, journal_entry.c.payload)
    .join(site, and_(site.c.code == journal_entry.c.site, site.c.standing == Standing.OWN))
    .where(journal_entry.c.subject == bindparam("subject"), journal_entry.c.kind == FROZEN)
    .order_by(journal_entry.c.seq.desc())
    .limit(1)
)


def newest(uow: UnitOfWork, code: str, month: str) -> FrozenMonth | None:
    """Give the newest edition of a month of this site; None for one that nobody froze.

    Raises:
        DamagedError: `database_damaged`.
    """
    row = uow.execute(_NEWEST, {"subject": subject_of(code, month)}).first()
    if row is None:
        return None
    try:
        said = _SAID.decode(row.payload)
    except msgspec.MsgspecError:
        raise DamagedError("database_damaged") from None
    return FrozenMonth(Edition(said.edition, row.at, row.officer, said.reason, said.digest), said.counts)


def subject_of(code: str, month: str) -> str:
    """Give what the entries and papers about a month of a site are about."""
    return f"{code}-month-{month}"
