"""Use case: list residence permits by what is to be done with them, and find them by their holders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.services.asking import LONGEST, asked, note_search
from station_app.storage import permit_lists

if TYPE_CHECKING:
    from station_app.domain.permits import PermitRows
    from station_app.domain.vocabulary import PermitFilter
    from station_app.services.desk import Desk


def list_permits(desk: Desk, wanted: PermitFilter, text: str = "", limit: int = 200) -> PermitRows:
    """Give up to `limit` permits, ID numbers masked; what was searched for is noted. A scanned code is its number."""
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        sought = asked(uow, text)
        most = max(1, min(limit, 10_000))
        found = permit_lists.find(uow, wanted, sought or "", desk.today(), most) if sought or not text.strip() else None
    note_search(desk, text[:LONGEST])
    return found or permit_lists.NOTHING
