"""Use case: an officer sets a new password for themselves; the old one must open the site once more for that."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.entries import PasswordSet
from station_app.services.entering import note_locks, open_account, open_store, try_password, unlock
from station_app.services.passwords import refuse_weak_password
from station_app.storage import sites
from station_app.storage.keyring import Keyring

if TYPE_CHECKING:
    from datetime import datetime

    from station_app.services.desk import Desk
    from station_app.services.entering import Doorway
    from station_app.storage.engine import UnitOfWork


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """Whose password, the one that holds now, and the new one."""

    badge: str
    password: str = field(repr=False)
    new: str = field(repr=False)


def change_own_password(desk: Desk, password: str, new: str) -> None:
    """Put the new password of whoever sits at an open desk in the place of the old one, which must be typed again.

    Raises:
        RefusedError: `password_weak`, `password_same`.
        NotPermittedError: `wrong_password`, `badge_locked`, `officer_closed`.
    """
    badge, keyring = desk.officer.badge, Keyring(desk.home.keyring)
    unlocked, locks = try_password(keyring, desk.attempts, badge, password)
    _refuse_unfit(badge, password, new)
    with desk.store.write() as uow:
        open_account(uow, badge)
        note_locks(uow, locks, desk.now())
        _append(uow, badge, desk.now())
        keyring.add_slot(unlocked, badge, new, strength=desk.strength)
        uow.commit()


def change_password(doorway: Doorway, wish: PasswordChange) -> None:
    """Put the new password in the place of the old one; also for a password that must be changed or has expired.

    The slot first, then the journal: a crash in between leaves a password that must be changed once more, never one
    that was handed over and counts as the officer's own.

    Raises:
        RefusedError: `site_missing`, `password_weak`, `password_same`.
        NotPermittedError: `wrong_password`, `badge_locked`, `officer_closed`.
    """
    unlocked, locks = unlock(doorway, wish.badge, wish.password)
    _refuse_unfit(wish.badge, wish.password, wish.new)
    store, unlocked = open_store(doorway, unlocked)
    try:
        with store.write() as uow:
            open_account(uow, wish.badge)
            note_locks(uow, locks, doorway.clock.now())
            _append(uow, wish.badge, doorway.clock.now())
            doorway.keyring.add_slot(unlocked, wish.badge, wish.new, strength=doorway.strength)
            uow.commit()
    finally:
        store.close()


def _refuse_unfit(badge: str, password: str, new: str) -> None:
    refuse_weak_password(new, badge)
    if unicodedata.normalize("NFC", new) == unicodedata.normalize("NFC", password):
        raise RefusedError("password_same")


def _append(uow: UnitOfWork, badge: str, at: datetime) -> None:
    payload = PasswordSet(badge, must_change=False)
    chain.append(uow, site=sites.own(uow).code, officer=badge, subject=badge, payload=payload, at=at)
