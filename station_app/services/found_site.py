"""Use case: first run. Keys, database, first officer and the station's public collective household come into being.

The keyring is put in place last: until then nothing was founded, and a crash leaves only files that the next try sets
aside.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app.domain.divisions import division, full_name
from station_app.domain.names import normalise_name
from station_app.domain.records import Officer, Site
from station_app.domain.vocabulary import HouseholdKind, OfficerRole, SiteKind
from station_app.errors import RefusedError
from station_app.exchange.identities import Identity
from station_app.journal import chain
from station_app.journal.entries import HouseholdOpened, OfficerAdded, SiteFounded
from station_app.services.passwords import refuse_weak_password, refuse_wrong_badge
from station_app.services.written import refuse_unfit
from station_app.storage.attempts import Attempts
from station_app.storage.engine import Store
from station_app.storage.keyring import Keyring, Strength
from station_app.uptime import running

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from station_app.clock import Clock
    from station_app.journal.entries import Payload
    from station_app.paths import Home

FIRST_ROLES = (OfficerRole.ADMINISTRATOR, OfficerRole.FRONT_DESK)
"""So that a one-person branch can work (contract)."""

_CODE_LENGTHS = {SiteKind.STATION: (9, 12), SiteKind.COUNTY: (6,), SiteKind.CITY: (4, 6)}


@dataclass(frozen=True, slots=True)
class Foundation:
    """Everything founding needs to know; `location` is the database (path or URL)."""

    home: Home
    location: Path | str
    site: Site
    badge: str
    officer_name: str
    password: str
    clock: Clock
    strength: Strength
    draw_sheet: Callable[[Site, Officer, str, datetime], bytes]


def found_site(wish: Foundation) -> tuple[Site, Officer, bytes]:
    """Found a site; give it, its first officer and the recovery sheet as PDF.

    Raises:
        RefusedError: `site_exists`, `keyring_missing`, `site_code_wrong`, `site_name_missing`, `badge_wrong`,
            `name_missing`, `text_unfit`, `password_weak`.
        DeviceError: `disk_full`. Nothing was founded.
    """
    _refuse_bad(wish)
    wish.home.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    _set_aside(wish)
    identity = Identity.generate()
    officer = Officer(wish.badge, normalise_name(wish.officer_name), FIRST_ROLES)
    waiting = wish.home.founding
    waiting.unlink(missing_ok=True)
    unlocked, recovery_code = Keyring.found(
        waiting, wish.badge, wish.password, identity.secrets(), strength=wish.strength
    )
    store = Store.create(wish.location, unlocked.data_key)
    try:
        _write_first_entries(store, wish, officer, identity)
    finally:
        store.close()
    sheet = wish.draw_sheet(wish.site, officer, recovery_code, wish.clock.now())
    if wish.site.practice:
        wish.home.practice_mark.touch()
    Attempts(wish.home.attempts, running, wish.clock.now).begin()
    waiting.replace(wish.home.keyring)
    return wish.site, officer, sheet


def _refuse_bad(wish: Foundation) -> None:
    site = wish.site
    if wish.home.founded:
        raise RefusedError("site_exists")
    if wish.home.keys_lost:
        raise RefusedError("keyring_missing", home=wish.home.root.name)
    known = division(site.code[:9]) if site.code.isascii() and site.code.isdigit() else None
    if len(site.code) not in _CODE_LENGTHS[site.kind] or known is None or not site.code.startswith("6205"):
        raise RefusedError(
            "site_code_wrong", given=site.code[:12], lengths="/".join(map(str, _CODE_LENGTHS[site.kind]))
        )
    if not site.name.strip():
        raise RefusedError("site_name_missing")
    refuse_wrong_badge(wish.badge)
    if not wish.officer_name.strip():
        raise RefusedError("name_missing")
    refuse_unfit(site.name, wish.officer_name)
    refuse_weak_password(wish.password, wish.badge)


def _set_aside(wish: Foundation) -> None:
    """Move a database without keys out of the way; it may be somebody's, so it is never deleted."""
    if isinstance(wish.location, str):
        return
    for suffix in ("", "-wal", "-shm"):
        path = wish.location.with_name(wish.location.name + suffix)
        if path.exists():
            path.rename(path.with_name(f"{path.name}.orphan-{secrets.token_hex(4)}"))


def _write_first_entries(store: Store, wish: Foundation, officer: Officer, identity: Identity) -> None:
    site = wish.site
    payloads: list[tuple[str, Payload]] = [
        (
            site.code,
            SiteFounded(
                site.code,
                site.name,
                site.kind,
                secrets.token_hex(8),
                identity.signing_key,
                identity.exchange_key,
                site.practice,
            ),
        ),
        (officer.badge, OfficerAdded(officer.badge, officer.name, officer.roles)),
    ]
    if site.kind is SiteKind.STATION:
        number = f"{site.code}-P001"
        address = full_name(site.code[:9])
        payloads.append(
            (
                number,
                HouseholdOpened(
                    number,
                    HouseholdKind.PUBLIC_COLLECTIVE,
                    site.code[:9],
                    address,
                    f"{site.name}公共集体户",
                    site.name,
                    None,
                ),
            )
        )
    with store.write() as uow:
        for subject, payload in payloads:
            chain.append(
                uow, site=site.code, officer=officer.badge, subject=subject, payload=payload, at=wish.clock.now()
            )
        uow.commit()
