"""Whether the wall clock is believed, held against what this database knows. Order and numbers never depend on it.

A doubtful time flags the entry and stops nothing. Doubt lasts until the clock shows a believable time again, or an
officer has compared it with another clock and said so (`ClockConfirmed`): what was known until then is no ground for
doubt any more.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, select

from station_app.clock import Belief, doubt
from station_app.storage.prepared import Prepared
from station_app.storage.tables import journal_entry, site

if TYPE_CHECKING:
    from station_app.storage.engine import UnitOfWork

SUBJECT = "clock"
"""What an entry about the wall clock speaks of."""
KIND = "clock_confirmed"

_LAST_TRUSTED = Prepared(
    select(journal_entry.c.at)
    .where(journal_entry.c.site == bindparam("wanted"), journal_entry.c.clock_trusted)
    .order_by(journal_entry.c.seq.desc())
    .limit(1)
)
_CONFIRMED = Prepared(
    select(journal_entry.c.payload)
    .where(
        journal_entry.c.subject == SUBJECT,
        journal_entry.c.kind == KIND,
        journal_entry.c.site + "" == bindparam("wanted"),
    )
    .order_by((journal_entry.c.seq + 0).desc())  # as in storage.calendars: by the subject, not along the chain
    .limit(1)
)
_SITES = Prepared(select(site.c.code).where(site.c.code != bindparam("wanted")))
_HEAD_TIME = Prepared(
    select(journal_entry.c.at, journal_entry.c.clock_trusted)
    .where(journal_entry.c.site == bindparam("wanted"))
    .order_by(journal_entry.c.seq.desc())
    .limit(1)
)


class _Confirmation(msgspec.Struct, frozen=True):
    seen: datetime | None


def belief(uow: UnitOfWork, own: str, moment: datetime) -> Belief:
    """Hold `moment` against the journal of `own`, the last entries of other sites and the files of this machine."""
    rows = uow.rows(_LAST_TRUSTED, {"wanted": own})
    last = rows[0][0] if rows else None
    confirmed = uow.rows(_CONFIRMED, {"wanted": own})
    settled = msgspec.json.decode(confirmed[0][0], type=_Confirmation).seen if confirmed else None
    files = _unsettled(uow.witness, settled)
    news = _unsettled(_latest_elsewhere(uow, own), settled)
    seen = max((time for time in (files, news) if time is not None), default=None)
    return Belief(moment, doubt(moment, last, files, news), last, seen)


def is_plain(moment: datetime, last: datetime | None, witness: datetime | None) -> bool:
    """Tell whether a time needs no closer look: it follows the last entry, which was believed, and no file is later."""
    return doubt(moment, last, witness) is None


def _unsettled(time: datetime | None, settled: datetime | None) -> datetime | None:
    return None if time is None or (settled is not None and time <= settled) else time


def _latest_elsewhere(uow: UnitOfWork, own: str) -> datetime | None:
    """Give the latest time any other site has written and itself believed; its last entry is its latest."""
    heads = [uow.rows(_HEAD_TIME, {"wanted": code}) for (code,) in uow.rows(_SITES, {"wanted": own})]
    return max((at for head in heads for at, believed in head if believed), default=None)
