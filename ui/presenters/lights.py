"""The lights of the top bar: card reader, printer, last hand-over, clock.

Each a state, a word and a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import clock, texts
from station_app.domain.print_jobs import NOWHERE, is_file
from ui.presenters.printing import place_word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station_app.catalogue import Catalogue
    from station_app.clock import Belief
    from station_app.domain.records import ExchangeState
    from station_app.settings import Settings
    from ui.session import ReaderSeen

_STALE_DAYS = 7
"""A station hands over weekly at the latest; after that the light asks to look."""


@dataclass(frozen=True, slots=True)
class Light:
    """One light: `state` is `ok`, `look`, `blocked` or `idle` (nothing to watch), `word` stands beside it."""

    key: str
    icon: str
    name: str
    state: str
    word: str
    reason: str


def read_lights(
    catalogue: Catalogue, settings: Settings, now: datetime, seen: ReaderSeen | None = None
) -> tuple[Light, ...]:
    """Ask the devices and channels how they stand. Blocks: asking for printers may take seconds."""
    channels = catalogue.channels()
    return (
        reader_light(settings, seen, practice=catalogue.site.practice),
        _printer(settings, catalogue.printers()),
        _hand_over(channels, now),
        _clock(catalogue.clock_state()),
    )


def _light(key: str, icon: str, state: str, word: str, **details: object) -> Light:
    return Light(
        key,
        icon,
        texts.say(f"ui.light.{key}"),
        state,
        texts.say(f"ui.light.{key}_{word}", None, **details),
        texts.say(f"ui.light.{key}_{word}_why", None, **details),
    )


def reader_light(settings: Settings, seen: ReaderSeen | None, *, practice: bool) -> Light:
    """Say how the card reader stands: as it was last seen, before that what will be done when a card is read.

    No port is opened for a light: other devices hang on serial ports too.
    """
    if seen is not None:
        state = {"failed": "blocked", "removed": "look"}.get(seen.word, "ok")
        return _light("reader", "reader", state, seen.word, **{"number": "", "reason": "", **seen.details})
    if practice:
        return _light("reader", "reader", "idle", "practice")
    if settings.card_reader is None:
        return _light("reader", "reader", "idle", "search")
    return _light("reader", "reader", "idle", "set", port=settings.card_reader)


def _printer(settings: Settings, printers: Sequence[str]) -> Light:
    if settings.printer is not None and (settings.printer == NOWHERE or is_file(settings.printer)):
        return _light("printer", "printer", "idle", "elsewhere", printer=place_word(settings.printer))
    named = settings.printer is not None and not settings.printer.startswith("ipp://")
    if named and settings.printer not in printers:
        return _light("printer", "printer", "blocked", "gone", printer=settings.printer)
    if not printers and settings.printer is None:
        return _light("printer", "printer", "idle", "none")
    return _light("printer", "printer", "ok", "ready", printer=settings.printer or printers[0])


def _hand_over(channels: Sequence[ExchangeState], now: datetime) -> Light:
    if not channels:
        return _light("hand_over", "stick", "idle", "none")
    waiting = sum(channel.waiting_entries for channel in channels)
    moments = [channel.last_at for channel in channels if channel.last_at is not None]
    if not moments:
        return _light("hand_over", "stick", "look" if waiting else "idle", "never", waiting=waiting)
    days = (clock.local_date(now) - clock.local_date(max(moments))).days
    state = "look" if days >= _STALE_DAYS and waiting else "ok"
    return _light("hand_over", "stick", state, "today" if days <= 0 else "days", days=days, waiting=waiting)


def _clock(state: Belief) -> Light:
    """Say whether the clock is believed, and what speaks against it: the officer sees it before the first case."""
    if state.doubt is None:
        return _light("clock", "clock", "ok", "ok")
    return _light("clock", "clock", "blocked", "wrong", doubt=texts.say(f"clock.doubt.{state.doubt.value}"))
