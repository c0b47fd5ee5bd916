"""What can be done before anybody has logged in."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from station_app import uptime
from station_app.catalogue.desk import Catalogue
from station_app.domain.records import Officer, Site
from station_app.domain.vocabulary import SiteKind
from station_app.errors import DeviceError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.catalogue.reader import ReaderCalls
    from station_app.clock import Clock
    from station_app.paths import Home
    from station_app.services.entering import Doorway
    from station_app.settings import Settings


class Founding(msgspec.Struct, frozen=True):
    """What the first run asks for."""

    site_kind: SiteKind
    site_code: str
    site_name: str
    badge: str
    officer_name: str
    password: str
    practice: bool = False


class Founded(msgspec.Struct, frozen=True):
    """A site that came into being; `recovery_sheet` is a PDF that must be printed and locked away."""

    site: Site
    officer: Officer
    recovery_sheet: bytes


class Door:
    """What can be done before anybody has logged in. Made by `bootstrap.door`.

    `location` is the database (path or URL), `cheap_keys` weakens the password hashing for tests and demonstrations.
    """

    def __init__(
        self,
        home: Home,
        location: Path | str,
        settings: Settings,
        clock: Clock,
        reader: ReaderCalls,
        *,
        cheap_keys: bool = False,
        running: Callable[[], float] = uptime.running,
    ) -> None:
        self._home = home
        self._location = location
        self._settings = settings
        self._clock = clock
        self._cheap_keys = cheap_keys
        self._running = running
        self.reader = reader

    @property
    def home(self) -> Home:
        """Where the site keeps its files."""
        return self._home

    @property
    def settings(self) -> Settings:
        """The choices of this desk."""
        return self._settings

    @property
    def founded(self) -> bool:
        """Whether a site was set up in this home; if not, the windows open the first run."""
        return self._home.founded

    @property
    def practice(self) -> bool:
        """Whether this home is the practice mode (训练模式)."""
        return self._home.practice_mark.exists()

    @property
    def practice_account(self) -> tuple[str, str] | None:
        """Badge and password of the practice mode, shown on its login page; None for a real site."""
        if not self.practice:
            return None
        badge, _, password = self._home.practice_mark.read_text(encoding="utf-8").strip().partition(" ")
        return (badge, password) if password else None

    def badges(self) -> tuple[str, ...]:
        """Give the badges that have a key slot here."""
        from station_app.storage.keyring import Keyring

        return Keyring(self._home.keyring).badges()

    def found_site(self, founding: Founding) -> Founded:
        """Set up the site: keys, database, first officer, public collective household of the station."""
        from printing import recovery_sheet
        from station_app.services.found_site import Foundation, found_site
        from station_app.storage.keyring import CHEAPEST, STANDARD

        site, officer, sheet = found_site(
            Foundation(
                home=self._home,
                location=self._location,
                site=Site(founding.site_code, founding.site_name.strip(), founding.site_kind, founding.practice),
                badge=founding.badge,
                officer_name=founding.officer_name,
                password=founding.password,
                clock=self._clock,
                strength=CHEAPEST if self._cheap_keys else STANDARD,
                draw_sheet=recovery_sheet.render,
            )
        )
        return Founded(site, officer, sheet)

    def recover(self, code: str, badge: str, password: str) -> None:
        """Give an officer a new password by the code of the recovery sheet; the journal keeps that it happened."""
        from station_app.services.recover_officer import Recovery, recover_officer

        recover_officer(self._doorway(), Recovery(code, badge, password))

    def change_password(self, badge: str, password: str, new: str) -> None:
        """Set an officer's own new password; the only thing that a password opens which must be changed."""
        from station_app.services.change_password import PasswordChange, change_password

        change_password(self._doorway(), PasswordChange(badge, password, new))

    def log_in(self, badge: str, password: str) -> Catalogue:
        """Open the database with the officer's password; the first of the day signs the journal's head.

        Drafts discarded on an earlier day are cleared away.
        """
        from station_app.services.keep_drafts import clear_drafts
        from station_app.services.log_in import log_in
        from station_app.services.seal_journal import seal_journal

        desk = log_in(self._doorway(), self._settings, badge=badge, password=password)
        try:
            seal_journal(desk)
            with suppress(DeviceError, RefusedError):  # a disk that takes no writes keeps nobody out
                clear_drafts(desk)
        except BaseException:
            desk.store.close()
            raise
        return Catalogue(desk, self.reader)

    def _doorway(self) -> Doorway:
        from station_app.services.entering import Doorway
        from station_app.storage.keyring import CHEAPEST, STANDARD

        strength = CHEAPEST if self._cheap_keys else STANDARD
        return Doorway(self._home, self._location, self._clock, self._running, strength)
