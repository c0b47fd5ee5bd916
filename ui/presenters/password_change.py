"""An officer's own new password: what the card at the login and the sheet at the desk show, and what they ask for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ui.presenters.passwords import Rule, rules
from ui.presenters.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.errors import StationError
    from ui.tasks import Runner


@dataclass(frozen=True, slots=True)
class ChangeForm:
    """What was typed so far; `present` is the password that still holds."""

    badge: str = ""
    present: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    again: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ChangeView:
    """State of the form; `problem` is a sentence or empty."""

    rules: tuple[Rule, ...] = ()
    ready: bool = False
    busy: bool = False
    problem: str = ""


class PasswordChangePresenter:
    """Judges while it is typed, then sets the new password; `done` hears what `change` gave."""

    def __init__(
        self,
        runner: Runner,
        change: Callable[[ChangeForm], Any],
        show: Callable[[ChangeView], None],
        done: Callable[[Any], None],
    ) -> None:
        self._runner = runner
        self._change = change
        self._show = show
        self._done = done
        self._form = ChangeForm()
        self._view = ChangeView()

    def type(self, form: ChangeForm) -> None:
        """Hear what was typed."""
        self._form = form
        judged = rules(form.password, form.again, form.badge)
        ready = bool(form.present) and all(rule.kept for rule in judged)
        self._set(replace(self._view, rules=judged, ready=ready, problem=""))

    def change(self) -> None:
        """Set the new password."""
        if self._view.busy or not self._view.ready:
            return
        form = self._form
        self._set(replace(self._view, busy=True, problem=""))
        self._runner.run(lambda: self._change(form), self._succeed, self._fail)

    def _succeed(self, given: Any) -> None:
        self._form = ChangeForm()
        self._set(ChangeView())
        self._done(given)

    def _fail(self, error: StationError) -> None:
        self._set(replace(self._view, busy=False, problem=sentence(error)))

    def _set(self, view: ChangeView) -> None:
        self._view = view
        self._show(view)
