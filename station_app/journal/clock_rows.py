"""What the entries about days and times do to the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, update

from station_app.errors import DamagedError
from station_app.journal.clock_entries import CalendarImported, ClockConfirmed, DecisionExtended
from station_app.storage.case_tables import registry_case
from station_app.storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.journal.apply import Writes
    from station_app.journal.entries import Entry

_PUT_OFF = Prepared(
    update(registry_case)
    .where(registry_case.c.case_no == bindparam("wanted"), registry_case.c.site == bindparam("owner"))
    .values(decision_due=bindparam("day"), nearest_due=bindparam("day"))
)


def _nothing(_writes: Writes, _entry: Entry, _payload: CalendarImported | ClockConfirmed) -> None:
    """What days and times a site counts by is read from these entries themselves."""


def _extended(writes: Writes, entry: Entry, payload: DecisionExtended) -> None:
    if not payload.case_no.startswith(f"{entry.site}-") or entry.subject != payload.case_no:
        raise DamagedError("entry_out_of_place", site=entry.site, seq=entry.seq)
    writes.change(_PUT_OFF, {"wanted": payload.case_no, "owner": entry.site, "day": payload.due})


APPLIED: dict[type, Callable[[Writes, Entry, Any], None]] = {
    CalendarImported: _nothing,
    ClockConfirmed: _nothing,
    DecisionExtended: _extended,
}
