"""Use cases: keep the accounts of a site - open, change, close them, give a new password, change the key.

Each change is journalled first and then made in the keyring: a crash in between leaves an account without a key, which
the list shows and a new password mends, never a key without an entry.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.domain.accounts import Account, AccountClosed
from station_app.domain.authority import Action, clashing, permits
from station_app.domain.names import normalise_name
from station_app.domain.vocabulary import OfficerRole
from station_app.errors import NotPermittedError, RefusedError, StationError
from station_app.journal import chain
from station_app.journal.entries import OfficerAdded, OfficerChanged, OfficerDisabled, PasswordSet
from station_app.services.passwords import refuse_weak_password, refuse_wrong_badge
from station_app.services.rotating import rotate
from station_app.services.written import refuse_unfit
from station_app.storage import officers
from station_app.storage.keyring import Keyring

if TYPE_CHECKING:
    from station_app.journal.entries import Payload
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an account begins with; `must_change` makes the first password good for setting another only."""

    badge: str
    name: str
    roles: tuple[OfficerRole, ...]
    password: str = field(repr=False)
    must_change: bool = False


def list_officers(desk: Desk) -> tuple[Account, ...]:
    """Give all accounts, closed ones too, and whether each has a key at this desk."""
    desk.require(Action.LIST_ACCOUNTS)
    keys = set(Keyring(desk.home.keyring).badges())
    with desk.store.read() as uow:
        found = officers.accounts(uow)
    return tuple(msgspec.structs.replace(each, has_key=each.badge in keys) for each in found)


def add_officer(desk: Desk, wish: NewAccount) -> Account:
    """Open an account and give it its key.

    Raises:
        RefusedError: `badge_wrong`, `officer_exists`, `name_missing`, `text_unfit`, `roles_missing`, `roles_clash`,
            `password_weak`. Nothing was stored.
    """
    desk.require(Action.MANAGE_ACCOUNTS)
    refuse_wrong_badge(wish.badge)
    name, roles = _fit(wish.name, wish.roles)
    refuse_weak_password(wish.password, wish.badge)
    with desk.store.write() as uow:
        _refuse_stale(uow, desk, Action.MANAGE_ACCOUNTS)
        if officers.account(uow, wish.badge) is not None:
            raise RefusedError("officer_exists", badge=wish.badge)
        _append(uow, desk, wish.badge, OfficerAdded(wish.badge, name, roles))
        if wish.must_change:
            _append(uow, desk, wish.badge, PasswordSet(wish.badge, must_change=True))
        opened = _account(uow, wish.badge)
        uow.commit()
    Keyring(desk.home.keyring).add_slot(desk.unlocked, wish.badge, wish.password, strength=desk.strength)
    return opened


def change_officer(desk: Desk, badge: str, *, name: str | None, roles: tuple[OfficerRole, ...]) -> Account:
    """Give an account another name or other roles; what is left out stays.

    Raises:
        RefusedError: `officer_unknown`, `name_missing`, `text_unfit`, `roles_clash`, `last_administrator`,
            `not_yourself` - nobody gives themselves a role.
        NotPermittedError: `officer_closed`.
    """
    desk.require(Action.MANAGE_ACCOUNTS)
    with desk.store.write() as uow:
        _refuse_stale(uow, desk, Action.MANAGE_ACCOUNTS)
        before = _account(uow, badge)
        fit_name, fit_roles = _fit(before.name if name is None else name, roles or before.roles)
        if set(fit_roles) != set(before.roles):
            _refuse_self(uow, desk, badge)
        _append(uow, desk, badge, OfficerChanged(badge, fit_name, fit_roles))
        changed = _account(uow, badge)
        uow.commit()
    return changed


def disable_officer(desk: Desk, badge: str, reason: str = "") -> tuple[AccountClosed, Desk]:
    """Close an account: its key goes, and the site's key is changed; give what was done and the desk with the new key.

    Drafts of the officer stay and can be taken over. Where the key cannot be changed now the account is closed all the
    same, and the answer says why; `rotate_keys` does it later.

    Raises:
        RefusedError: `officer_unknown`, `last_administrator`, `not_yourself`, `text_unfit`. Nothing was stored.
        NotPermittedError: `officer_closed`.
    """
    desk.require(Action.MANAGE_ACCOUNTS)
    refuse_unfit(reason, lines=True)
    moment = desk.now()
    with desk.store.write() as uow:
        _refuse_stale(uow, desk, Action.MANAGE_ACCOUNTS)
        account = _account(uow, badge)
        _refuse_self(uow, desk, badge)
        _append(uow, desk, badge, OfficerDisabled(badge, reason.strip()))
        drafts = officers.drafts_of(uow, badge)
        uow.commit()
    Keyring(desk.home.keyring).remove_slot(desk.unlocked, badge)
    problem = ""
    try:
        desk = rotate(desk, because_of=badge)
    except StationError as error:
        problem = error.code
    closed = msgspec.structs.replace(account, disabled_at=moment, has_key=False)
    return AccountClosed(closed, not problem, problem, drafts), desk


def reset_password(desk: Desk, badge: str, password: str, *, must_change: bool) -> Account:
    """Give a colleague a new password, and lift a lock; one's own is changed with the old one.

    Raises:
        RefusedError: `officer_unknown`, `password_weak`, `password_same`, `reset_own_password`.
        NotPermittedError: `officer_closed`.
    """
    desk.require(Action.RESET_PASSWORDS)
    if badge == desk.officer.badge:
        raise RefusedError("reset_own_password")
    refuse_weak_password(password, badge)
    keyring = Keyring(desk.home.keyring)
    with suppress(NotPermittedError):
        keyring.unlock(badge, password)
        raise RefusedError("password_same")
    with desk.store.write() as uow:
        _refuse_stale(uow, desk, Action.RESET_PASSWORDS)
        _account(uow, badge)
        _append(uow, desk, badge, PasswordSet(badge, must_change))
        account = _account(uow, badge)
        uow.commit()
    keyring.add_slot(desk.unlocked, badge, password, strength=desk.strength)
    desk.attempts.clear(badge)
    return account


def rotate_keys(desk: Desk) -> Desk:
    """Change the site's key on its own account; give the desk with the new one.

    Raises:
        RefusedError: `keys_not_renewed`, `database_not_alone`. DeviceError: `disk_full`.
    """
    desk.require(Action.ROTATE_KEYS)
    return rotate(desk)


def _fit(name: str, roles: tuple[OfficerRole, ...]) -> tuple[str, tuple[OfficerRole, ...]]:
    if not name.strip():
        raise RefusedError("name_missing")
    refuse_unfit(name)
    if not roles:
        raise RefusedError("roles_missing")
    apart = clashing(roles)
    if apart:
        words = (texts.say(f"choice.officer_role.{role.value}") for role in apart)
        raise RefusedError("roles_clash", roles=" + ".join(words))
    return normalise_name(name), tuple(role for role in OfficerRole if role in roles)


def _account(uow: UnitOfWork, badge: str) -> Account:
    """Give an account that is open."""
    account = officers.account(uow, badge)
    if account is None:
        raise RefusedError("officer_unknown", badge=badge[:12])
    if account.disabled_at is not None:
        raise NotPermittedError("officer_closed", badge=badge)
    return account


def _refuse_stale(uow: UnitOfWork, desk: Desk, action: Action) -> None:
    """Ask once more inside the transaction: two administrators may be closing each other's accounts."""
    now = officers.get(uow, desk.officer.badge)
    if now is None or not permits(now.roles, action):
        raise NotPermittedError("officer_closed", badge=desk.officer.badge)


def _refuse_self(uow: UnitOfWork, desk: Desk, badge: str) -> None:
    """Nobody closes or changes their own account; whoever keeps somebody else's is an administrator who stays."""
    if badge != desk.officer.badge:
        return
    if sum(OfficerRole.ADMINISTRATOR in each.roles for each in officers.listing(uow)) < 2:
        raise RefusedError("last_administrator", badge=badge)
    raise RefusedError("not_yourself")


def _append(uow: UnitOfWork, desk: Desk, badge: str, payload: Payload) -> None:
    chain.append(uow, site=desk.site.code, officer=desk.officer.badge, subject=badge, payload=payload, at=desk.now())
