"""Ages as the law counts them, in full years on a given day (民法典 第十七、十九、二十条).

Full years are reached on the birthday itself (the civil reckoning used at the desk), for somebody born on 29 February
on 1 March of a year without one. A policy pack may count from the day after instead (`Reckoning`): then every age of
majority is looked up on the day before.
"""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta
from enum import StrEnum

ADULT = 18
HEARD = 8
"""From this age a child is heard on what concerns it (民法典 第十九、二十条)."""


class Reckoning(StrEnum):
    """From which day a full year of age counts."""

    BIRTHDAY = "birthday"
    DAY_AFTER = "day_after"


def counted_on(on: date, reckoning: Reckoning) -> date:
    """Give the day whose ages by birthday are those of `on` under `reckoning`."""
    return on - timedelta(days=1) if reckoning is Reckoning.DAY_AFTER and on > date.min else on


def age_on(birth: date, on: date) -> int:
    """Give the full years on the day `on`; negative before birth."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def turns(birth: date, years: int) -> date:
    """Give the day on which somebody reaches `years` full years; the last day there is, where the calendar ends."""
    year = birth.year + years
    if year > MAXYEAR:
        return date.max
    try:
        return birth.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def is_minor(birth: date, on: date) -> bool:
    """Tell whether somebody is under eighteen (民法典 第十七条)."""
    return age_on(birth, on) < ADULT


def is_heard(birth: date, on: date) -> bool:
    """Tell whether a child is old enough to be heard, but still a child."""
    return HEARD <= age_on(birth, on) < ADULT


def years_between(older: date, younger: date) -> int:
    """Give how many full years `older` was when `younger` was born; negative if born later."""
    return age_on(older, younger)
