"""Use case: say who looked at whom. For the auditor alone; reading this log changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.storage import reads

if TYPE_CHECKING:
    from station_app.domain.accounts import Look
    from station_app.services.desk import Desk

MOST = 10_000


def read_looks(desk: Desk, *, subject: str = "", by: str = "", limit: int = 100) -> tuple[Look, ...]:
    """Give the looks at one record, by one officer, or all of them, newest first."""
    desk.require(Action.READ_LOGS)
    with desk.store.read() as uow:
        return reads.listing(uow, subject=subject.strip(), by=by.strip(), limit=max(1, min(limit, MOST)))
