"""The officers page: who has an account, in which roles, how it stands; opening, changing, closing, new passwords."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.authority import AUTHORITY, Action, permits
from station_app.domain.vocabulary import OfficerRole
from ui.presenters import words
from ui.presenters.page_presenter import PagePresenter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from station_app.catalogue import Catalogue
    from station_app.domain.accounts import Account, AccountClosed
    from ui.tasks import Runner

_BYTES_A_SECOND = 60_000_000
"""What changing the key writes on a slow desk; 86 MB a second were measured (docs/decisions/076)."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as the list shows it; `stands` is `open`, `closed`, `must_change` or `no_key`."""

    badge: str
    name: str
    roles: str
    password_set: str
    state: str
    stands: str
    held: tuple[OfficerRole, ...]


@dataclass(frozen=True, slots=True)
class OfficersView:
    """State of the page: the list, the chosen account, and what this officer may do about it."""

    rows: tuple[AccountRow, ...] = ()
    chosen: AccountRow | None = None
    facts: tuple[tuple[str, str], ...] = ()
    lead: str = ""
    may_manage: bool = False
    may_reset: bool = False
    may_rotate: bool = False

    @property
    def chosen_open(self) -> bool:
        """Whether the chosen account can still be changed."""
        return self.chosen is not None and self.chosen.stands != "closed"


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """What opening an account asks for; `must_change` makes the password good for its own change only."""

    badge: str
    name: str
    roles: tuple[OfficerRole, ...]
    password: str = field(repr=False)
    must_change: bool


@dataclass(frozen=True, slots=True)
class Handed:
    """A password that was drawn and is shown once, and whom it is for."""

    badge: str
    name: str
    password: str = field(repr=False)


class OfficersPresenter(PagePresenter[OfficersView]):
    """Lists accounts and changes them; every refusal goes to `tell`, a drawn password to `hand` once it holds."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[OfficersView], None],
        told: Callable[[str, str], None],
        hand: Callable[[Handed], None],
    ) -> None:
        super().__init__(catalogue, runner, show, told)
        self._hand = hand
        self._accounts: dict[str, Account] = {}
        held = catalogue.officer.roles
        manage, reset = permits(held, Action.MANAGE_ACCOUNTS), permits(held, Action.RESET_PASSWORDS)
        lead = "accounts" if manage else "passwords" if reset else "read_only"
        self._view = OfficersView(
            lead=texts.say(f"ui.officers.lead_{lead}"),
            may_manage=manage,
            may_reset=reset,
            may_rotate=permits(held, Action.ROTATE_KEYS),
        )

    def refresh(self) -> None:
        """List the accounts anew."""
        self._runner.run(self._catalogue.officers, self._listed, channel="officers")

    def choose(self, badge: str) -> None:
        """Show one account in full."""
        account = self._accounts[badge]
        self._set(replace(self._view, chosen=_row(account), facts=_facts(account)))

    def draw_password(self) -> str:
        """Give a password to hand over."""
        return self._catalogue.draw_password()

    def add(self, wish: NewOfficer) -> None:
        """Open an account."""
        self._runner.run(
            lambda: self._catalogue.add_officer(
                wish.badge, wish.name, wish.roles, wish.password, must_change=wish.must_change
            ),
            lambda made: self._added(made, wish),
            self._refused,
        )

    def change(self, badge: str, name: str, roles: tuple[OfficerRole, ...]) -> None:
        """Give an account another name or other roles."""

        def changed(account: Account) -> None:
            said = texts.say("ui.officers.changed", badge=badge, name=account.name, roles=roles_in_words(account.roles))
            self._changed(said)

        self._runner.run(lambda: self._catalogue.change_officer(badge, name=name, roles=roles), changed, self._refused)

    def reset(self, badge: str, password: str, *, must_change: bool) -> None:
        """Give a colleague a new password."""
        self._runner.run(
            lambda: self._catalogue.reset_password(badge, password, must_change=must_change),
            lambda account: self._secret("ui.officers.reset_done", account, password, drawn=must_change),
            self._refused,
        )

    def close(self, badge: str, reason: str, after: Callable[[], None]) -> None:
        """Close an account and change the site's key; `after` hears that it is over, however it went."""
        self._runner.run(
            lambda: self._catalogue.disable_officer(badge, reason), self._closed, self._refused, after=after
        )

    def rotate(self, after: Callable[[], None]) -> None:
        """Change the site's key on its own account."""
        self._runner.run(
            self._catalogue.rotate_keys,
            lambda _nothing: self._changed(texts.say("ui.officers.rotated")),
            self._refused,
            after=after,
        )

    def how_long(self) -> str:
        """Say that the key will be changed, and for how long that keeps this desk."""
        _done, total = self._catalogue.key_change_progress()
        if not total:
            return texts.say("ui.officers.close_key_server")
        megabytes, seconds = math.ceil(total / 1_000_000), math.ceil(total / _BYTES_A_SECOND) + 1
        return texts.say("ui.officers.close_key", size=megabytes, seconds=seconds)

    def progress(self) -> tuple[str, int]:
        """Say how far the change of the key has come, and as percent; -1 where that is not known."""
        done, total = self._catalogue.key_change_progress()
        if not total:
            return texts.say("ui.officers.working_server"), -1
        percent = min(99, 100 * done // total)
        return texts.say("ui.officers.working", percent=percent), percent

    def _added(self, made: Account, wish: NewOfficer) -> None:
        """Go on with the new account: what is done next is done with it."""
        self._view = replace(self._view, chosen=_row(made))
        self._secret("ui.officers.added", made, wish.password, drawn=wish.must_change)

    def _secret(self, key: str, account: Account, password: str, *, drawn: bool) -> None:
        self._changed(texts.say(key, badge=account.badge, name=account.name))
        if drawn:
            self._hand(Handed(account.badge, account.name, password))

    def _closed(self, closed: AccountClosed) -> None:
        badge = closed.account.badge
        if closed.keys_rotated:
            said, state = texts.say("ui.officers.closed_done", badge=badge), "ok"
        else:
            problem = texts.say(f"error.{closed.keys_problem}", None, owners="…", problem="")
            said, state = texts.say("ui.officers.closed_keys_kept", badge=badge, problem=problem), "look"
        if closed.drafts:
            said += texts.say("ui.officers.drafts_left", count=closed.drafts)
        self._changed(said, state)

    def _changed(self, sentence: str, state: str = "ok") -> None:
        self._told(sentence, state)
        self.refresh()

    def _listed(self, accounts: tuple[Account, ...]) -> None:
        self._accounts = {each.badge: each for each in accounts}
        before = self._view.chosen.badge if self._view.chosen else ""
        kept = self._accounts.get(before) or (accounts[0] if accounts else None)
        self._set(
            replace(
                self._view,
                rows=tuple(_row(each) for each in accounts),
                chosen=_row(kept) if kept else None,
                facts=_facts(kept) if kept else (),
            )
        )

    def _set(self, view: OfficersView) -> None:
        self._view = view
        self._show(view)


def roles_in_words(roles: Iterable[OfficerRole]) -> str:
    """Name roles, in the order of the table of authority."""
    held = set(roles)
    return words.joined(texts.say(f"choice.officer_role.{role.value}") for role in OfficerRole if role in held)


def roles_that(action: Action) -> str:
    """Name the roles that may do something."""
    return roles_in_words(AUTHORITY[action])


def _stands(account: Account) -> str:
    if account.disabled_at is not None:
        return "closed"
    if not account.has_key:
        return "no_key"
    return "must_change" if account.must_change else "open"


def _row(account: Account) -> AccountRow:
    stands = _stands(account)
    return AccountRow(
        badge=account.badge,
        name=account.name,
        roles=roles_in_words(account.roles),
        password_set=_set_at(account),
        state=texts.say(f"ui.officers.stands.{stands}"),
        stands=stands,
        held=account.roles,
    )


def _set_at(account: Account) -> str:
    return texts.say("ui.officers.never") if account.password_set_at is None else words.moment(account.password_set_at)


def _facts(account: Account) -> tuple[tuple[str, str], ...]:
    facts = [
        (texts.say("ui.officers.badge"), account.badge),
        (texts.say("ui.officers.roles"), roles_in_words(account.roles)),
        (texts.say("ui.officers.opened"), words.moment(account.added_at)),
        (texts.say("ui.officers.password_set"), _set_at(account)),
        (texts.say("ui.officers.state"), texts.say(f"ui.officers.stands.{_stands(account)}")),
    ]
    if account.disabled_at is not None:
        facts.append((texts.say("ui.officers.closed"), words.moment(account.disabled_at)))
    else:
        has = "ui.officers.key_here" if account.has_key else "ui.officers.key_missing"
        facts.append((texts.say("ui.officers.key"), texts.say(has)))
    return tuple(facts)
