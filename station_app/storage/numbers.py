"""The next number of a site and day: gapless, because only one writer works at a time."""

from __future__ import annotations

from station_app.errors import RefusedError

MOST_A_DAY = 9999
"""Numbers of one site, day and kind; the form has four digits."""


def next_after(last: str | None, prefix: str, used_up: str) -> str:
    """Give the number after `last`, the highest that begins with `prefix`; the first one where there is none.

    Raises:
        RefusedError: `used_up`.
    """
    number = int(last[len(prefix) :]) + 1 if last else 1
    if number > MOST_A_DAY:
        raise RefusedError(used_up, most=MOST_A_DAY)
    return f"{prefix}{number:04d}"
