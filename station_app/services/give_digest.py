"""Use case: give a station the digest of people known from others, and say who was accepted twice unawares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.errors import RefusedError
from station_app.services.digests import give_digest_to, late_duplicates
from station_app.storage import sites

if TYPE_CHECKING:
    from pathlib import Path

    from station_app.domain.records import LateDuplicate
    from station_app.services.desk import Desk


def give_digest(desk: Desk, to: Path, channel: str | None = None) -> Path:
    """Write the newest digest for `channel` (the only enrolled site, if None) into `to`.

    Raises:
        RefusedError: `digest_empty` - no other station's people are known here; `channel_missing`, `channel_choice`;
            and those of `give_digest_to`.
    """
    desk.require(Action.DIGEST)
    with desk.store.read() as uow:
        known = [channel] if channel else [site.code for site in sites.all_trusted(uow)]
    if not known:
        raise RefusedError("channel_missing")
    if len(known) > 1:
        raise RefusedError("channel_choice", channels=", ".join(known))
    written = give_digest_to(desk, known[0], to)
    if written is None:
        raise RefusedError("digest_empty", site=known[0])
    return written


def list_late_duplicates(desk: Desk) -> tuple[LateDuplicate, ...]:
    """Give who is, by a digest that came after accepting, in a case of another station too."""
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        return late_duplicates(uow)
