"""What an officer does with working lists and the ledger."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.domain.ledger import LedgerFilter, SavedView
    from station_app.services.desk import Desk
    from station_app.services.export_ledger import Copied
    from station_app.services.list_queues import QueueCount, QueueShown
    from station_app.services.search_ledger import LedgerPage


class ListCalls:
    """What an officer does with working lists and the ledger."""

    _desk: Desk

    def queues(self) -> tuple[QueueCount, ...]:
        """Give this officer's working lists with their counts."""
        from station_app.services.list_queues import list_queues

        return list_queues(self._desk)

    def queue(self, name: str, limit: int = 200) -> QueueShown:
        """Give the front of one working list, what is due first in front."""
        from station_app.services.list_queues import show_queue

        return show_queue(self._desk, name, limit)

    def waiting(self) -> tuple[int, bool]:
        """Count the cases that wait for an act of this officer; True where there are more than were counted."""
        from station_app.services.list_queues import count_waiting

        return count_waiting(self._desk)

    def ledger(self, wanted: LedgerFilter, after: str = "", limit: int = 100) -> LedgerPage:
        """Give a page of the ledger; `after` is what the page before gave."""
        from station_app.services.search_ledger import search_ledger

        return search_ledger(self._desk, wanted, after, limit)

    def views(self) -> tuple[SavedView, ...]:
        """Give the questions to the ledger that this officer keeps by name."""
        from station_app.services.search_ledger import list_views

        return list_views(self._desk)

    def save_view(self, name: str, wanted: LedgerFilter) -> SavedView:
        """Keep a question to the ledger under a name."""
        from station_app.services.search_ledger import save_view

        return save_view(self._desk, name, wanted)

    def forget_view(self, name: str) -> bool:
        """Keep a question to the ledger no longer."""
        from station_app.services.search_ledger import forget_view

        return forget_view(self._desk, name)

    def export_ledger(
        self,
        wanted: LedgerFilter,
        to: Path,
        *,
        full: bool = False,
        reason: str = "",
        progress: Callable[[int, int], None] | None = None,
    ) -> Copied:
        """Write all that `wanted` gives into a new `.xlsx`, `.csv` or `.pdf`; `full` needs a reason, and is noted."""
        from station_app.services.export_ledger import export_ledger

        return export_ledger(self._desk, wanted, to, full=full, reason=reason, progress=progress)
