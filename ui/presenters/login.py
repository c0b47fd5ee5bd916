"""What the login and the lock screen show, and what they ask of the door."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from station_app import texts
from station_app.errors import NotPermittedError
from ui.presenters.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.catalogue import Catalogue, Door
    from station_app.errors import StationError
    from ui.tasks import Runner


ONLY_TO_CHANGE = frozenset({"password_must_change", "password_expired"})
"""Refusals of a password that is right and opens nothing but its own change."""


@dataclass(frozen=True, slots=True)
class LoginView:
    """State of the login: `busy` while the key is derived; `problem` and `news` are sentences or empty.

    `change` says why the password opens nothing but its own change; empty where it need not be changed.
    """

    badge: str = ""
    busy: bool = False
    failures: int = 0
    problem: str = ""
    news: str = ""
    change: str = ""


class LoginPresenter:
    """Opens the site with badge and password; after some failures the sentence says more."""

    def __init__(
        self,
        door: Door,
        runner: Runner,
        show: Callable[[LoginView], None],
        opened: Callable[[Catalogue], None],
    ) -> None:
        self._door = door
        self._runner = runner
        self._show = show
        self._opened = opened
        self._view = LoginView()

    def begin(self, badge: str = "", news: str = "") -> None:
        """Start afresh, with the badge that is most likely and what there is to say of it."""
        self._set(LoginView(badge=badge, news=news))

    def look_for_badges(self) -> None:
        """Propose the badge where there is but one; reading the key slots takes a library, so not before a paint."""
        if not self._view.badge:
            self._runner.run(self._door.badges, self._propose, channel="badges")

    def submit(self, badge: str, password: str) -> None:
        """Try to open the site."""
        badge = badge.strip()
        if self._view.busy:
            return
        if not badge or not password:
            self._set(replace(self._view, badge=badge, problem=texts.say("ui.login.incomplete")))
            return
        self._set(replace(self._view, badge=badge, busy=True, problem="", news="", change=""))
        self._runner.run(lambda: self._door.log_in(badge, password), self._succeed, self._fail)

    def _propose(self, badges: tuple[str, ...]) -> None:
        if len(badges) == 1 and not self._view.busy and not self._view.badge:
            self._set(LoginView(badge=badges[0]))

    def _succeed(self, catalogue: Catalogue) -> None:
        self._set(LoginView(badge=self._view.badge))
        self._opened(catalogue)

    def _fail(self, error: StationError) -> None:
        if error.code in ONLY_TO_CHANGE:
            self._set(
                replace(self._view, busy=False, change=texts.say(f"ui.password.why.{error.code}", **error.details))
            )
            return
        failures = self._view.failures + isinstance(error, NotPermittedError)
        problem = sentence(error)
        if failures >= 3 and error.code == "wrong_password":  # other refusals say themselves what helps
            problem += texts.say("ui.login.after_failures")
        self._set(replace(self._view, busy=False, failures=failures, problem=problem))

    def _set(self, view: LoginView) -> None:
        self._view = view
        self._show(view)
