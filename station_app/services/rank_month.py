"""Use case: rank the stations of a county, or the counties of a city, by what they settled in a month (通报)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.services.figures import month_of, ranking

if TYPE_CHECKING:
    from station_app.domain.rankings import Ranking
    from station_app.services.desk import Desk


def rank_month(desk: Desk, month: str) -> Ranking:
    """Give the ranking of a month, of its newest edition where it is frozen.

    Raises:
        UsageError: `month_form`.
        RefusedError: `month_not_begun`, `ranking_of_stations` - a station is no ranking of its own.
    """
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        return ranking(uow, desk, month_of(month))
