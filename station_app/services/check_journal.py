"""Use cases: walk the journal's chain; replay it and compare with the live tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.exchange.identities import verify
from station_app.journal import chain, rebuild

if TYPE_CHECKING:
    from station_app.domain.records import ChainReport
    from station_app.services.desk import Desk


def verify_journal(desk: Desk) -> ChainReport:
    """Recompute every hash, look for gaps, check every signed checkpoint."""
    with desk.store.read() as uow:
        return chain.verify(uow, verify)


def rebuild_journal(desk: Desk) -> ChainReport:
    """Replay the journal into empty tables and compare them with the live ones; the live ones stay as they are."""
    return rebuild.rebuild(desk.store)
