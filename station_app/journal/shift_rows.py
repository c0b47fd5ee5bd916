"""What the entries about shifts do to the tables: nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station_app.errors import DamagedError
from station_app.journal.shift_entries import ShiftHandedOver

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.journal.apply import Writes
    from station_app.journal.entries import Entry


def _handed_over(_writes: Writes, entry: Entry, payload: ShiftHandedOver) -> None:
    """The sheet is read from the entry; a site speaks of its own shifts, an officer of the one that ends."""
    sheet = payload.sheet
    if sheet.site_code != entry.site or not entry.subject == sheet.badge == entry.officer:
        raise DamagedError("entry_out_of_place", site=entry.site, seq=entry.seq)


APPLIED: dict[type, Callable[[Writes, Entry, Any], None]] = {ShiftHandedOver: _handed_over}
