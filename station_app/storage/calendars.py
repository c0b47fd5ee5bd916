"""Queries on the working days a site counts by: what ships with the program, and what was brought here since.

There is no table of them: the entries that brought a newer table lie in the journal, under one subject. Another site's
entries travel with its journal and say by what its own cases were counted; they change nothing here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, select

from station_app.domain.working_days import Calendar, HolidayYear, shipped
from station_app.storage.prepared import Prepared
from station_app.storage.tables import journal_entry

if TYPE_CHECKING:
    from station_app.storage.engine import UnitOfWork

SUBJECT = "calendar"
"""What an entry about working days speaks of."""
KIND = "calendar_imported"
_NO_LIMIT = (1 << 62) - 1

_SITE, _NUMBER = journal_entry.c.site + "", journal_entry.c.seq + 0
"""Not the columns themselves: asked for by site, SQLite would rather walk the site's whole chain than look up the few
entries of this subject."""
_BROUGHT = Prepared(
    select(journal_entry.c.payload)
    .where(
        journal_entry.c.subject == SUBJECT,
        journal_entry.c.kind == KIND,
        bindparam("owner") == _SITE,
        bindparam("last") >= _NUMBER,
    )
    .order_by(_NUMBER)
)


class _Brought(msgspec.Struct, frozen=True):
    years: tuple[HolidayYear, ...]


_DECODER = msgspec.json.Decoder(_Brought)


def in_force(uow: UnitOfWork, site: str, seq: int | None = None) -> Calendar:
    """Give the calendar of `site` as of its entry `seq` (None: today)."""
    rows = uow.rows(_BROUGHT, {"owner": site, "last": _NO_LIMIT if seq is None else seq})
    return _composed(tuple(str(payload) for (payload,) in rows))


def counted_by(uow: UnitOfWork, site: str, seq: int, name: str) -> Calendar | None:
    """Give the calendar called `name` by which `site` counted at its entry `seq`; None when it cannot be made again.

    A newer program ships more years: those after the last one that was known then are left out.
    """
    year = name.partition("-")[0]
    then = in_force(uow, site, seq)
    then = then.until(int(year)) if year.isdecimal() else then
    return then if then.name == name else None


@lru_cache(maxsize=64)
def _composed(payloads: tuple[str, ...]) -> Calendar:
    """Lay one import over the other; each takes the place of the years it brings."""
    calendar = shipped()
    for payload in payloads:
        calendar = calendar.with_years(_DECODER.decode(payload).years)
    return calendar
