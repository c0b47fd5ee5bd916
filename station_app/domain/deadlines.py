"""Legal clocks in working days (行政许可法 article 82).

The starting day and public holidays are not counted; the weekend days that the State Council makes working days are.
The calendar is chinesecalendar's; after its last year Monday to Friday count and `holiday_findings` says so.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from station_app.domain.findings import Finding, Severity
from station_app.domain.records import Deadlines

if TYPE_CHECKING:
    from station_app.domain.policy import Pack

_DAY = timedelta(days=1)


@lru_cache(maxsize=1024)  # a desk asks for the same few spans all day
def add_working_days(start: date, days: int) -> date:
    """Give the `days`-th working day after `start`; `start` itself never counts, 0 gives `start`."""
    day = start
    left = days
    while left > 0:
        day += _DAY
        left -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Count the working days after `start` up to and including `end`; 0 when `end` is not later."""
    span = range((end - start).days)
    return sum(is_working_day(start + timedelta(days=offset + 1)) for offset in span)


def is_working_day(day: date) -> bool:
    """Tell whether offices work on `day`: the published calendar, else Monday to Friday."""
    first, last, off, on = _calendar()
    if not first <= day.year <= last:
        return day.weekday() < 5
    return day in on or (day.weekday() < 5 and day not in off)


def last_published_year() -> int:
    """Give the last year whose public holidays are known here."""
    return _calendar()[1]


def deadlines(pack: Pack, route: str | None, on: date) -> Deadlines:
    """Give the dates that start running when a case is accepted on `on` under `pack`."""
    return Deadlines(
        notice=add_working_days(on, pack.limits.notice.working_days),
        decision=add_working_days(on, pack.limits.decision.working_days),
        promised=add_working_days(on, pack.route(route).promised_working_days),
    )


def holiday_findings(pack: Pack, route: str | None, on: date) -> tuple[Finding, ...]:
    """Say when a deadline runs into a year whose public holidays were not yet published."""
    ends = deadlines(pack, route, on)
    last = max(ends.notice, ends.decision, ends.promised or on)
    if last.year <= last_published_year():
        return ()
    details: dict[str, str | int] = {"year": last.year, "decision": ends.decision.isoformat()}
    return (Finding(Severity.NOTE, "holidays_unpublished", basis="行政许可法第82条", details=details),)


@cache
def _calendar() -> tuple[int, int, frozenset[date], frozenset[date]]:
    """Give first and last year, days off and working weekend days; read late because nobody needs it to start."""
    from chinese_calendar import constants  # noqa: PLC0415

    off = frozenset(constants.holidays)
    years = {day.year for day in off}
    return min(years), max(years), off, frozenset(constants.workdays)
