"""Wall clock of the desk. China keeps one time zone, so local time is UTC+8 and needs no zone database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

BEIJING = timezone(timedelta(hours=8), "CST")
"""The one legal time of China."""

BUILT = datetime(2026, 1, 1, tzinfo=UTC)
"""No honest clock shows a time before the program was written."""


class Clock(Protocol):
    """What time it is; tests bring their own."""

    def now(self) -> datetime:
        """Give the present time in UTC."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Give the present time in UTC, to the millisecond (what a journal entry keeps)."""
        moment = datetime.now(UTC)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class FixedClock:
    """A clock that stands until it is moved; for tests, samples and reproducible papers."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """Give the moment it stands at."""
        return self._moment

    def move(self, by: timedelta) -> None:
        """Move the hands, forwards or backwards."""
        self._moment += by


def local_date(moment: datetime) -> date:
    """Give the calendar day in China at `moment`."""
    return moment.astimezone(BEIJING).date()


def trusted(moment: datetime, previous: datetime | None) -> bool:
    """Tell whether `moment` is believable after an entry made at `previous`.

    A clock set back, or a year ahead of the last entry, is not; the entry is kept and flagged.
    """
    if moment < BUILT:
        return False
    return previous is None or timedelta(0) <= moment - previous <= timedelta(days=366)
