"""Use case: the recovery sheet was opened; its code gives an officer a new password, and the journal keeps that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app.errors import NotPermittedError
from station_app.journal import chain
from station_app.journal.entries import OfficerRecovered
from station_app.services.entering import open_store
from station_app.services.passwords import refuse_weak_password
from station_app.storage import officers, sites
from station_app.storage.key_slots import RECOVERY

if TYPE_CHECKING:
    from station_app.services.entering import Doorway


@dataclass(frozen=True, slots=True)
class Recovery:
    """What the officer brings: the code of the sheet, the badge, the new password."""

    code: str
    badge: str
    password: str


def recover_officer(doorway: Doorway, wish: Recovery) -> None:
    """Give `wish.badge` a new password by the recovery code.

    The journal is written first: a crash in between leaves an entry too many, never a new password unseen.

    Raises:
        RefusedError: `keyring_missing`, `site_missing`, `password_weak`.
        NotPermittedError: `recovery_code_wrong`, `officer_unknown` - also where the account is closed.
    """
    doorway.home.refuse_unfounded()
    refuse_weak_password(wish.password, wish.badge)
    keyring = doorway.keyring
    store, unlocked = open_store(doorway, keyring.recover(wish.code))
    try:
        with store.write() as uow:
            if officers.get(uow, wish.badge) is None:
                raise NotPermittedError("officer_unknown", badge=wish.badge[:12])
            chain.append(
                uow,
                site=sites.own(uow).code,
                officer=wish.badge,
                subject=wish.badge,
                payload=OfficerRecovered(wish.badge),
                at=doorway.clock.now(),
            )
            uow.commit()
    finally:
        store.close()
    keyring.add_slot(unlocked, wish.badge, wish.password, strength=doorway.strength)
    if RECOVERY in keyring.not_renewed():
        keyring.renew_recovery(unlocked, wish.code)
    doorway.attempts.clear(wish.badge)
