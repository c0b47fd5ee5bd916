"""Use case: open the site with an officer's password. The password opens a key slot; the slot opens the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources import folder
from station_app.domain.policy import load_packs
from station_app.errors import NotPermittedError, RefusedError
from station_app.exchange.identities import Identity
from station_app.services.desk import Desk
from station_app.storage import officers, sites
from station_app.storage.engine import Store
from station_app.storage.keyring import Keyring

if TYPE_CHECKING:
    from pathlib import Path

    from station_app.clock import Clock
    from station_app.domain.records import Officer
    from station_app.paths import Home
    from station_app.settings import Settings
    from station_app.storage.engine import UnitOfWork


def log_in(home: Home, location: Path | str, settings: Settings, clock: Clock, *, badge: str, password: str) -> Desk:
    """Open the site in `home` for the officer `badge`.

    Raises:
        RefusedError: `site_missing` - nothing was founded here.
        NotPermittedError: `wrong_password` - wrong badge or password; which one is not said.
        DamagedError: keyring or database damaged, not encrypted, or not this site's.
    """
    if not home.founded:
        raise RefusedError("site_missing")
    unlocked = Keyring(home.keyring).unlock(badge, password)
    store = Store.open(location, unlocked.data_key)
    try:
        with store.read() as uow:
            site = sites.own(uow)
            officer = _officer(uow, badge)
        packs = load_packs(folder("policy"))
    except BaseException:
        store.close()
        raise
    return Desk(
        store=store,
        identity=Identity.from_secrets(unlocked.secrets),
        site=site,
        officer=officer,
        clock=clock,
        packs=packs,
        home=home,
        settings=settings,
        unlocked=unlocked,
    )


def _officer(uow: UnitOfWork, badge: str) -> Officer:
    officer = officers.get(uow, badge)
    if officer is None:
        raise NotPermittedError("wrong_password")
    return officer
