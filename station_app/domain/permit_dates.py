"""The years of a residence permit: when the next full year is reached, and when it may be endorsed (居住证暂行条例 10).

A period by months or years ends on the day of the same number, or on the last day of a month that has no such day
(民法典 202); its last day moves off days on which offices are closed (203). All days are reckoned from the day that
counting began, never from the end of the year before, so that a 29 February comes back every fourth year.
"""

from __future__ import annotations

import calendar as month_lengths
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from station_app.domain.working_days import Calendar

_MONTHS_A_YEAR = 12


class Endorsement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When the next full year is to be endorsed.

    `counted_from` is the day from which years of residence count without a break, `years` the full year that is
    reached next, on `full_year`. It may be endorsed from `opens` to `last`, both included; after that the permit
    is suspended.
    """

    counted_from: date
    years: int
    full_year: date
    opens: date
    last: date


class Endorsed(NamedTuple):
    """What an endorsement leads to: the next window, and whether it came late, so that years count anew."""

    following: Endorsement
    late: bool


def months_after(day: date, months: int) -> date:
    """Give the day so many months later (before, where negative); the last of the month that has no such day."""
    place = day.year * _MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(place, _MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, month_lengths.monthrange(year, month + 1)[1]))


def window(counted_from: date, years: int, calendar: Calendar) -> Endorsement:
    """Give the month before the full year `years` after `counted_from`, its last day moved off closed days."""
    full_year = months_after(counted_from, years * _MONTHS_A_YEAR)
    return Endorsement(
        counted_from=counted_from,
        years=years,
        full_year=full_year,
        opens=months_after(full_year, -1),
        last=calendar.rolled(full_year),
    )


def endorsed(due: Endorsement, on: date, calendar: Calendar) -> Endorsed | None:
    """Give what an endorsement on `on` leads to; None before the month of endorsement.

    In time the years go on; late they count anew from that day (居住证暂行条例 10).
    """
    if on < due.opens:
        return None
    if on <= due.last:
        return Endorsed(window(due.counted_from, due.years + 1, calendar), late=False)
    return Endorsed(window(on, 1, calendar), late=True)
