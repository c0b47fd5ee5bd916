"""When a discarded draft is cleared away: after the end of the day on which somebody discarded it, in China.

A wrong clock may keep one longer, but never clears one early.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.clock import local_date, trusted

if TYPE_CHECKING:
    from datetime import datetime


def is_over(discarded_at: datetime, now: datetime) -> bool:
    """Tell whether the day on which a draft was discarded is over at `now`.

    A clock set back shows an earlier day, and one set forward by half a year is not believed: both keep the draft.
    """
    return local_date(now) > local_date(discarded_at) and trusted(now, discarded_at)
