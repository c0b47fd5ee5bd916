"""Working days (行政许可法82): which days the offices work, made of years as the State Council announces them.

The one home of that knowledge: what ships with the program (`shipped`) and what an administrator brought
(`with_years`). Beyond the last announced year Monday to Friday count, but for the festivals that have a fixed date.
Nothing here knows of limits; `deadlines` does.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY = timedelta(days=1)
_COUNTED_FROM = 1970
"""The year that working days are counted from; nothing here is older than a person."""
NEW_YEAR = "元旦"
"""The one festival whose holiday may begin, or be worked for, in the December before its year."""

_FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Festivals that need no announcement, because the law names their date (全国年节及纪念日放假办法)."""

_NAMES = {
    "New Year's Day": NEW_YEAR,
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


class HolidayDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day that differs from its weekday, and the festival it differs for."""

    date: date
    name: str


class HolidayYear(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The holidays of one year as announced: days `off`, and weekend days that are to `work`.

    `year` is that of the announcement: days of the December before belong to it where its New Year needs them.
    """

    year: int
    off: tuple[HolidayDay, ...]
    work: tuple[HolidayDay, ...]


class Calendar:
    """The working days of all announced years; years follow each other without a gap from `first` to `last`."""

    __slots__ = ("_off", "_work", "first", "last", "name", "years")

    def __init__(self, years: Iterable[HolidayYear]) -> None:
        self.years = tuple(sorted(years, key=lambda year: year.year))
        self.first, self.last = self.years[0].year, self.years[-1].year
        self._off = frozenset(day.date for year in self.years for day in year.off)
        self._work = frozenset(day.date for year in self.years for day in year.work)
        days = "".join(sorted(f"-{day}" for day in self._off) + sorted(f"+{day}" for day in self._work))
        self.name = f"{self.last}-{hashlib.sha256(days.encode()).hexdigest()[:12]}"

    def is_working(self, day: date) -> bool:
        """Tell whether offices work on `day`: as announced, else Monday to Friday outside the fixed festivals."""
        if day.weekday() > 4:
            return day in self._work
        return day not in self._off and (self.announced(day) or (day.month, day.day) not in _FIXED)

    def after(self, start: date, days: int) -> date:
        """Give the `days`-th working day after `start`; `start` itself never counts, 0 gives `start`."""
        return _after(self, start, days)

    def between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; 0 when `end` is not later."""
        return _worked(self, end) - _worked(self, start) if end > start else 0

    def rolled(self, day: date) -> date:
        """Give `day`, or the first working day after it (民法典203: an end on a day off moves to the day after)."""
        while not self.is_working(day):
            day += _DAY
        return day

    def announced(self, day: date) -> bool:
        """Tell whether the holidays of the year of `day` are known here."""
        return self.first <= day.year <= self.last

    def with_years(self, years: Iterable[HolidayYear]) -> Calendar:
        """Give the calendar in which `years` take the place of those announced before."""
        mine = {year.year: year for year in self.years}
        return Calendar((mine | {year.year: year for year in years}).values())

    def until(self, year: int) -> Calendar:
        """Give the calendar as it was when `year` was the last one announced."""
        return Calendar(each for each in self.years if each.year <= max(year, self.first))


@lru_cache(maxsize=2048)  # a desk asks for the same few spans all day
def _after(calendar: Calendar, start: date, days: int) -> date:
    day = start
    left = days
    while left > 0:
        day += _DAY
        left -= calendar.is_working(day)
    return day


def _worked(calendar: Calendar, day: date) -> int:
    """Count the working days up to and including `day`: lists ask of thousands of cases, some of them years late."""
    return _worked_before(calendar, day.year) + _worked_in(calendar, day.year)[day.timetuple().tm_yday]


@lru_cache(maxsize=512)
def _worked_before(calendar: Calendar, year: int) -> int:
    return sum(_worked_in(calendar, each)[-1] for each in range(_COUNTED_FROM, year))


@lru_cache(maxsize=512)
def _worked_in(calendar: Calendar, year: int) -> tuple[int, ...]:
    """Give how many working days of the year have gone by after each of its days, 0 before the first."""
    first = date(year, 1, 1)
    days = (first + timedelta(days=offset) for offset in range((date(year, 12, 31) - first).days + 1))
    return (0, *accumulate(int(calendar.is_working(day)) for day in days))


@cache
def shipped() -> Calendar:
    """Give the calendar that came with the program; read late because nobody needs it to start."""
    from chinese_calendar import constants  # noqa: PLC0415

    parts: dict[int, tuple[list[HolidayDay], list[HolidayDay]]] = {}
    for place, days in enumerate((constants.holidays, constants.workdays)):
        for day, festival in sorted(days.items()):
            name = _NAMES.get(str(festival), str(festival))
            parts.setdefault(announced_for(day, name), ([], []))[place].append(HolidayDay(day, name))
    return Calendar(HolidayYear(year, tuple(off), tuple(work)) for year, (off, work) in parts.items())


def announced_for(day: date, name: str) -> int:
    """Give the year whose announcement `day` belongs to: New Year days of December are the next year's."""
    return day.year + (day.month == 12 and name == NEW_YEAR)
