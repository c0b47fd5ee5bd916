"""Use case: drafts of this desk. Local, encrypted scratch; not journalled, because nothing has happened yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.storage import drafts

if TYPE_CHECKING:
    from station_app.domain.records import Draft
    from station_app.services.desk import Desk


def save_draft(desk: Desk, draft: Draft) -> None:
    """Keep `draft` with the present time and officer; replaces the one with the same `draft_id`."""
    kept = msgspec.structs.replace(draft, saved_at=desk.now(), officer=desk.officer.badge)
    with desk.store.write() as uow:
        drafts.save(uow, kept)
        uow.commit()


def list_drafts(desk: Desk) -> tuple[Draft, ...]:
    """Give the drafts of this desk, newest first."""
    with desk.store.read() as uow:
        return drafts.listing(uow)


def drop_draft(desk: Desk, draft_id: str) -> None:
    """Throw a draft away."""
    with desk.store.write() as uow:
        drafts.drop(uow, draft_id)
        uow.commit()
