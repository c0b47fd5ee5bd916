"""Use case: an officer sets a new password for themselves; the old one must open the site once more for that."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.entries import PasswordSet
from station_app.services.entering import note_locks, open_account, open_store, unlock
from station_app.services.passwords import refuse_weak_password
from station_app.storage import sites

if TYPE_CHECKING:
    from station_app.services.entering import Doorway


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """Whose password, the one that holds now, and the new one."""

    badge: str
    password: str = field(repr=False)
    new: str = field(repr=False)


def change_password(doorway: Doorway, wish: PasswordChange) -> None:
    """Put the new password in the place of the old one; also for a password that must be changed or has expired.

    The slot first, then the journal: a crash in between leaves a password that must be changed once more, never one
    that was handed over and counts as the officer's own.

    Raises:
        RefusedError: `site_missing`, `password_weak`, `password_same`.
        NotPermittedError: `wrong_password`, `badge_locked`, `officer_closed`.
    """
    unlocked, locks = unlock(doorway, wish.badge, wish.password)
    refuse_weak_password(wish.new, wish.badge)
    if unicodedata.normalize("NFC", wish.new) == unicodedata.normalize("NFC", wish.password):
        raise RefusedError("password_same")
    store, unlocked = open_store(doorway, unlocked)
    try:
        with store.write() as uow:
            open_account(uow, wish.badge)
            note_locks(uow, doorway, locks)
            chain.append(
                uow,
                site=sites.own(uow).code,
                officer=wish.badge,
                subject=wish.badge,
                payload=PasswordSet(wish.badge, must_change=False),
                at=doorway.clock.now(),
            )
            doorway.keyring.add_slot(unlocked, wish.badge, wish.new, strength=doorway.strength)
            uow.commit()
    finally:
        store.close()
