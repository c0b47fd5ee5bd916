"""What a reminder does to the tables: nothing; it is read from its entry. It has to be of one's own case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station_app.errors import DamagedError
from station_app.journal.reminder_entries import CaseReminded

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.journal.apply import Writes
    from station_app.journal.entries import Entry


def _reminded(_writes: Writes, entry: Entry, payload: CaseReminded) -> None:
    if not payload.case_no.startswith(f"{entry.site}-") or entry.subject != payload.case_no:
        raise DamagedError("entry_out_of_place", site=entry.site, seq=entry.seq)


APPLIED: dict[type, Callable[[Writes, Entry, Any], None]] = {CaseReminded: _reminded}
