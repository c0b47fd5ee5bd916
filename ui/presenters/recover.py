"""A new password by the code of the recovery sheet: what the card shows, and what it asks of the door."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ui.presenters.passwords import Rule, rules
from ui.presenters.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.catalogue import Door
    from station_app.errors import StationError
    from ui.tasks import Runner


@dataclass(frozen=True, slots=True)
class RecoverForm:
    """What was typed so far."""

    badge: str = ""
    code: str = field(default="", repr=False)
    complete: bool = False
    password: str = field(default="", repr=False)
    again: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RecoverView:
    """State of the card; `problem` is a sentence or empty."""

    rules: tuple[Rule, ...] = ()
    ready: bool = False
    busy: bool = False
    problem: str = ""


class RecoverPresenter:
    """Judges while it is typed, then lets the door try the code."""

    def __init__(
        self, door: Door, runner: Runner, show: Callable[[RecoverView], None], done: Callable[[str], None]
    ) -> None:
        self._door = door
        self._runner = runner
        self._show = show
        self._done = done
        self._form = RecoverForm()
        self._view = RecoverView()

    def type(self, form: RecoverForm) -> None:
        """Hear what was typed."""
        self._form = form
        judged = rules(form.password, form.again, form.badge)
        ready = bool(form.badge.strip()) and form.complete and all(rule.kept for rule in judged)
        self._set(replace(self._view, rules=judged, ready=ready, problem=""))

    def recover(self) -> None:
        """Try the code; the new password holds as soon as `done` is told the badge."""
        form = self._form
        if self._view.busy or not self._view.ready:
            return
        badge = form.badge.strip()
        self._set(replace(self._view, busy=True, problem=""))
        self._runner.run(
            lambda: self._door.recover(form.code, badge, form.password), lambda _none: self._succeed(badge), self._fail
        )

    def _succeed(self, badge: str) -> None:
        self._form = RecoverForm()
        self._set(RecoverView())
        self._done(badge)

    def _fail(self, error: StationError) -> None:
        self._set(replace(self._view, busy=False, problem=sentence(error)))

    def _set(self, view: RecoverView) -> None:
        self._view = view
        self._show(view)
