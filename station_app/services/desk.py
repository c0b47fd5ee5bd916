"""What every use case works on: one open site with one logged-in officer. Built by `bootstrap`, passed on whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import texts
from station_app.clock import local_date
from station_app.domain.authority import AUTHORITY, permits
from station_app.errors import NotPermittedError
from station_app.storage.blobs import blob_key

if TYPE_CHECKING:
    from datetime import date, datetime

    from station_app.clock import Clock
    from station_app.domain.accounts import LastLogin
    from station_app.domain.authority import Action
    from station_app.domain.policy import Pack
    from station_app.domain.records import Officer, Site
    from station_app.exchange.identities import Identity
    from station_app.paths import Home
    from station_app.settings import Settings
    from station_app.storage.attempts import Attempts
    from station_app.storage.engine import Store
    from station_app.storage.keyring import Strength, Unlocked


@dataclass(frozen=True, slots=True)
class Desk:
    """One open site and the officer who works at it."""

    store: Store
    identity: Identity
    site: Site
    officer: Officer
    clock: Clock
    packs: tuple[Pack, ...]
    home: Home
    settings: Settings
    unlocked: Unlocked
    strength: Strength
    attempts: Attempts
    before: LastLogin | None = None

    @property
    def blob_key(self) -> bytes:
        """The key that scans are kept under now; those before a change of the site's key have earlier ones."""
        return blob_key(self.unlocked.data_key)

    def now(self) -> datetime:
        """Give the present time in UTC."""
        return self.clock.now()

    def today(self) -> date:
        """Give the calendar day at the desk."""
        return local_date(self.clock.now())

    def require(self, action: Action) -> None:
        """Stop an officer whose roles do not permit `action`; every use case asks this first.

        Raises:
            NotPermittedError: `role_missing`.
        """
        if not permits(self.officer.roles, action):
            words = (texts.say(f"choice.officer_role.{role.value}") for role in AUTHORITY[action])
            raise NotPermittedError("role_missing", roles=" / ".join(words))
