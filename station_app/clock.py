"""Wall clock of the desk, and what speaks against believing it.

China keeps one time zone, so local time is UTC+8 and needs no zone database. Here is the pure rule; what it is asked
with (the journal, other sites, the files of this machine) is gathered by `journal.trust`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

BEIJING = timezone(timedelta(hours=8), "CST")
"""The one legal time of China."""

BUILT = datetime(2026, 1, 1, tzinfo=UTC)
"""No honest clock shows a time before the program was written."""

FARTHEST = timedelta(days=180)
"""No desk rests longer; a year typed wrong is always further away."""

SKEW = timedelta(minutes=2)
"""Two desks of one station write into one journal, each by its own clock."""

PATIENCE = timedelta(hours=1)
"""Clocks of two machines that nobody sets by the same signal differ by minutes."""


class Doubt(StrEnum):
    """What speaks against the wall clock."""

    BEFORE_PROGRAM = "before_program"  # earlier than this program was written
    SET_BACK = "set_back"  # earlier than what was already entered here
    BEHIND_OTHERS = "behind_others"  # earlier than what another site, or a file of this machine, shows
    FAR_AHEAD = "far_ahead"  # long after anything that is known to have happened


class Belief(NamedTuple):
    """How far the clock is believed: what it shows, what speaks against it, and what it was held against (UTC)."""

    shown: datetime
    doubt: Doubt | None
    last_trusted: datetime | None
    seen: datetime | None


class Clock(Protocol):
    """What time it is; tests bring their own."""

    def now(self) -> datetime:
        """Give the present time in UTC."""

    def witnessed(self, paths: Iterable[Path]) -> datetime | None:
        """Give the latest time at which one of `paths` was written by this clock, in UTC; None where none says."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Give the present time in UTC, to the millisecond (what a journal entry keeps)."""
        moment = datetime.now(UTC)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def witnessed(self, paths: Iterable[Path]) -> datetime | None:
        """Give the latest time a file was changed; a time no calendar has says nothing."""
        latest: datetime | None = None
        for path in paths:
            try:
                written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            except (OSError, OverflowError, ValueError):
                continue
            latest = written if latest is None else max(latest, written)
        return latest


class FixedClock:
    """A clock that stands until it is moved; for tests, samples and reproducible papers.

    The machine's files were written by another clock, so they say nothing unless `witness` says it for them.
    """

    def __init__(self, moment: datetime, witness: datetime | None = None) -> None:
        self._moment = moment
        self.witness = witness

    def now(self) -> datetime:
        """Give the moment it stands at."""
        return self._moment

    def witnessed(self, paths: Iterable[Path]) -> datetime | None:  # noqa: ARG002 - see the class
        """Give what the files were said to show."""
        return self.witness

    def move(self, by: timedelta) -> None:
        """Move the hands, forwards or backwards."""
        self._moment += by


def local_date(moment: datetime) -> date:
    """Give the calendar day in China at `moment`."""
    return moment.astimezone(BEIJING).date()


def doubt(
    moment: datetime, last: datetime | None, seen: datetime | None = None, news: datetime | None = None
) -> Doubt | None:
    """Say what speaks against `moment`; None where nothing does.

    `last` is the last believed time of this site, `seen` the latest that a file of this machine shows, `news` the
    latest of another site. A clock that is far ahead of `last` is believed where another site agrees; a file proves
    nothing there, because the same clock has written it.
    """
    if moment < BUILT:
        return Doubt.BEFORE_PROGRAM
    if last is not None and moment < last - SKEW:
        return Doubt.SET_BACK
    if any(time is not None and moment < time - PATIENCE for time in (seen, news)):
        return Doubt.BEHIND_OTHERS
    known = [time for time in (last, news) if time is not None]
    if known and moment - max(known) > FARTHEST:
        return Doubt.FAR_AHEAD
    return None


def trusted(moment: datetime, previous: datetime | None) -> bool:
    """Tell whether `moment` is believable after what happened at `previous`: neither before it, nor far from it."""
    return doubt(moment, previous) is None
