"""What the entries about layouts do to the tables: nothing, they are read themselves. But they are looked at."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from station_app.errors import DamagedError
from station_app.journal.layout_entries import LayoutAdopted, LayoutPayload, LayoutProposed, LayoutWithdrawn
from station_app.storage import layouts

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.journal.apply import Writes
    from station_app.journal.entries import Entry


def _in_place(_writes: Writes, entry: Entry, payload: LayoutPayload) -> None:
    """A layout stands under its paper, and a proposed text is the one it says it is."""
    altered = isinstance(payload, LayoutProposed) and payload.sha256 != digest_of(payload.text)
    if entry.subject != layouts.subject(payload.paper) or altered:
        raise DamagedError("entry_out_of_place", site=entry.site, seq=entry.seq)


def digest_of(text: str) -> str:
    """Give the SHA-256 of a layout's text as a file."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


APPLIED: dict[type, Callable[[Writes, Entry, Any], None]] = {
    LayoutProposed: _in_place,
    LayoutAdopted: _in_place,
    LayoutWithdrawn: _in_place,
}
