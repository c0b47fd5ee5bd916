"""Use case: open the site with an officer's password. The password opens a key slot; the slot opens the database."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from resources import folder
from station_app.domain.policy import load_packs
from station_app.domain.records import Officer
from station_app.errors import DeviceError, NotPermittedError, RefusedError
from station_app.exchange.identities import Identity
from station_app.services.desk import Desk
from station_app.services.entering import note_locks, open_account, open_store, unlock
from station_app.services.naming import name_divisions
from station_app.storage import sites

if TYPE_CHECKING:
    from datetime import datetime

    from station_app.domain.accounts import Account
    from station_app.services.entering import Doorway
    from station_app.settings import Settings
    from station_app.storage.attempts import Locked
    from station_app.storage.engine import Store


def log_in(doorway: Doorway, settings: Settings, *, badge: str, password: str) -> Desk:
    """Open the site for the officer `badge`.

    Raises:
        RefusedError: `keyring_missing`; `site_missing` - nothing was founded here.
        NotPermittedError: `wrong_password` - wrong badge or password; which one is not said. `badge_locked`,
            `officer_closed`; `password_must_change`, `password_expired` - it only opens the change of itself.
        DamagedError: keyring or database damaged, not encrypted, or not this site's.
    """
    witness = doorway.clock.witnessed(doorway.home.files())  # before anything is opened: opening writes
    unlocked, locks = unlock(doorway, badge, password)
    store, unlocked = open_store(doorway, unlocked)
    store.witness = witness
    try:
        _note(store, doorway, locks)
        with store.read() as uow:
            site = sites.own(uow)
            account = open_account(uow, badge)
            name_divisions(uow)
        _refuse_outworn(account, settings, doorway.clock.now())
        with suppress(DeviceError):  # a disk that takes no writes keeps nobody out
            doorway.keyring.renew(unlocked, badge, password)
        packs = load_packs(folder("policy"))
    except BaseException:
        store.close()
        raise
    return Desk(
        store=store,
        identity=Identity.from_secrets(unlocked.secrets),
        site=site,
        officer=Officer(account.badge, account.name, account.roles),
        clock=doorway.clock,
        packs=packs,
        home=doorway.home,
        settings=settings,
        unlocked=unlocked,
        strength=doorway.strength,
        attempts=doorway.attempts,
        before=doorway.attempts.before(badge),
    )


def _note(store: Store, doorway: Doorway, locks: tuple[Locked, ...]) -> None:
    if not locks:
        return
    with suppress(DeviceError, RefusedError), store.write() as uow:
        note_locks(uow, locks, doorway.clock.now())
        uow.commit()


def _refuse_outworn(account: Account, settings: Settings, now: datetime) -> None:
    if account.must_change:
        raise NotPermittedError("password_must_change")
    days = settings.password_days
    if days and account.password_set_at is not None and now - account.password_set_at > timedelta(days=days):
        raise NotPermittedError("password_expired", days=days)
