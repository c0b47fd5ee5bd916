"""How far the wall clock is believed, in words, and its confirmation after a look at another clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from station_app import texts
from station_app.clock import BEIJING, Doubt
from ui.presenters import words
from ui.presenters.page_presenter import PagePresenter

if TYPE_CHECKING:
    from station_app.clock import Belief


@dataclass(frozen=True, slots=True)
class ClockView:
    """What the sheet says: the times as named lines, what speaks against the clock, what follows from it.

    `confirmable` is False where nothing is doubted, or where no look at another clock could make it right. `day` is the
    day the clock shows, proposed for what the other clock shows; its time has to be typed.
    """

    times: tuple[tuple[str, str], ...] = ()
    doubt: str = ""
    meaning: str = ""
    confirmable: bool = False
    day: str = ""


class ClockPresenter(PagePresenter[ClockView]):
    """Asks how the clock stands, and confirms it."""

    def ask(self) -> None:
        """Ask how far the clock is believed now."""
        self._runner.run(
            self._catalogue.clock_state, lambda state: self._show(view_of(state)), self._refused, channel="clock"
        )

    def confirm(self, day: str, time: str) -> None:
        """Believe the clock again: another one shows `day` (YYYY-MM-DD) and `time` (0930 or 09:30)."""
        read = read_time(day, time)
        if read is None:
            self._told(texts.say("ui.clock.unreadable"), "look")
            return
        self._runner.run(lambda: self._catalogue.confirm_clock(read), self._confirmed, self._refused)

    def _confirmed(self, state: Belief) -> None:
        self._show(view_of(state))
        believed = state.doubt is None
        told = texts.say("ui.clock.confirmed" if believed else "ui.clock.still_doubted")
        self._told(told, "ok" if believed else "look")


def view_of(state: Belief) -> ClockView:
    """Give the sheet for a belief."""
    times = [(texts.say("ui.clock.shown"), words.moment(state.shown))]
    for name, moment in (("last_trusted", state.last_trusted), ("seen", state.seen)):
        if moment is not None:
            times.append((texts.say(f"ui.clock.{name}"), words.moment(moment)))
    if state.doubt is None:
        return ClockView(tuple(times), meaning=texts.say("ui.clock.fine"))
    return ClockView(
        times=tuple(times),
        doubt=texts.say("ui.clock.doubted", doubt=texts.say(f"clock.doubt.{state.doubt.value}")),
        meaning=texts.say("ui.clock.hopeless" if state.doubt is Doubt.BEFORE_PROGRAM else "ui.clock.meaning"),
        confirmable=state.doubt is not Doubt.BEFORE_PROGRAM,
        day=state.shown.astimezone(BEIJING).date().isoformat(),
    )


def read_time(day: str, time: str) -> datetime | None:
    """Read what another clock shows, in China's time; None where it is no time."""
    figures = "".join(sign for sign in time if sign.isdigit())
    if len(figures) == 3:
        figures = f"0{figures}"
    try:
        return datetime.strptime(f"{day} {figures}", "%Y-%m-%d %H%M").replace(tzinfo=BEIJING)
    except ValueError:
        return None
