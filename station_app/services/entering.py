"""How a password becomes an open database; shared by the use cases that begin with one.

Counts every try before it looks at the password, and brings a change of the key to its end that was cut short.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from station_app.errors import DeviceError, NotPermittedError
from station_app.journal import chain
from station_app.journal.entries import BadgeLocked
from station_app.storage import officers, rekeying, sites
from station_app.storage.attempts import Attempts
from station_app.storage.engine import Store
from station_app.storage.keyring import Keyring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from station_app.clock import Clock
    from station_app.domain.accounts import Account
    from station_app.paths import Home
    from station_app.storage.attempts import Locked
    from station_app.storage.engine import UnitOfWork
    from station_app.storage.keyring import Strength, Unlocked


@dataclass(frozen=True, slots=True)
class Doorway:
    """A site that nobody has opened yet: its files, its database (path or URL), the two times and the cost of a try."""

    home: Home
    location: Path | str
    clock: Clock
    running: Callable[[], float]
    strength: Strength

    @property
    def keyring(self) -> Keyring:
        """The key slots."""
        return Keyring(self.home.keyring)

    @property
    def attempts(self) -> Attempts:
        """The record of attempts; kept by the machine's running time, see `storage.attempts`."""
        return Attempts(self.home.attempts, self.running, self.clock.now)


def unlock(doorway: Doorway, badge: str, password: str) -> tuple[Unlocked, tuple[Locked, ...]]:
    """Open the key slot of `badge`; give also the locks since it last opened, for the journal.

    Raises:
        RefusedError: `keyring_missing`, `site_missing`.
        NotPermittedError: `wrong_password`; `badge_locked` - then the password is not even looked at.
        DamagedError: the keyring is damaged.
    """
    doorway.home.refuse_unfounded()
    keyring, attempts = doorway.keyring, doorway.attempts
    if not keyring.watched() and not doorway.home.attempts.exists():
        with suppress(DeviceError):
            attempts.begin()  # a site from before attempts were counted
    return try_password(keyring, attempts, badge, password)


def try_password(
    keyring: Keyring, attempts: Attempts, badge: str, password: str
) -> tuple[Unlocked, tuple[Locked, ...]]:
    """Count the try, then open the slot.

    Raises:
        as `unlock`.
    """
    known = keyring.badges()
    attempts.admit(badge, known)
    try:
        unlocked = keyring.unlock(badge, password)
    except NotPermittedError:
        attempts.refused(badge, known)
        raise
    return unlocked, attempts.opened(badge)


def open_store(doorway: Doorway, unlocked: Unlocked) -> tuple[Store, Unlocked]:
    """Open the database; where a change of the key was interrupted, with whichever key it has, and end the change.

    Raises:
        as `Store.open`.
    """
    following = unlocked.following
    if following is None:
        return Store.open(doorway.location, unlocked.data_key), unlocked
    if isinstance(doorway.location, Path) and not rekeying.holds(doorway.location, following.data_key):
        store = Store.open(doorway.location, unlocked.data_key)
        doorway.keyring.give_up()
        return store, unlocked
    store = Store.open(doorway.location, following.data_key, earlier=unlocked.data_key)
    doorway.keyring.settle(following)
    return store, following


def open_account(uow: UnitOfWork, badge: str) -> Account:
    """Give the account whose password fitted.

    Raises:
        NotPermittedError: `wrong_password` - a slot without an account; `officer_closed`.
    """
    account = officers.account(uow, badge)
    if account is None:
        raise NotPermittedError("wrong_password")
    if account.disabled_at is not None:
        raise NotPermittedError("officer_closed", badge=badge)
    return account


def note_locks(uow: UnitOfWork, locks: Iterable[Locked], at: datetime) -> None:
    """Write into the journal that wrong passwords had locked a badge: before a login nobody could."""
    for lock in locks:
        chain.append(
            uow,
            site=sites.own(uow).code,
            officer="system",
            subject=lock.badge,
            payload=BadgeLocked(lock.badge, lock.tries, lock.first_at.isoformat()),
            at=at,
        )
