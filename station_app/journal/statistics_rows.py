"""What the entries about figures do to the tables: nothing. A site freezes its own months, as counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station_app.errors import DamagedError
from station_app.journal.statistics_entries import MonthFrozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.journal.apply import Writes
    from station_app.journal.entries import Entry


def _frozen(_writes: Writes, entry: Entry, payload: MonthFrozen) -> None:
    own = entry.subject == f"{entry.site}-month-{payload.counts.month}"
    if not own or payload.edition < 1 or payload.digest != payload.counts.digest:
        raise DamagedError("entry_out_of_place", site=entry.site, seq=entry.seq)


APPLIED: dict[type, Callable[[Writes, Entry, Any], None]] = {MonthFrozen: _frozen}
