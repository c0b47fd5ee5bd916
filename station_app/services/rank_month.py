"""Use case: rank the stations of a county, or the counties of a city, by what they settled in a month (通报)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.counting import Area
from station_app.domain.divisions import local_name
from station_app.domain.rankings import BY, Ranking, rank
from station_app.domain.vocabulary import SiteKind
from station_app.errors import RefusedError
from station_app.services.figures import count_month, month_of, refuse_future
from station_app.storage import editions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from station_app.domain.month_figures import StationThen
    from station_app.services.desk import Desk

_COUNTY = 6


def rank_month(desk: Desk, month: str) -> Ranking:
    """Give the ranking of a month, of its newest edition where it is frozen.

    Raises:
        UsageError: `month_form`.
        RefusedError: `month_not_begun`, `ranking_of_stations` - a station is no ranking of its own.
    """
    desk.require(Action.LOOK)
    if desk.site.kind is SiteKind.STATION:
        raise RefusedError("ranking_of_stations")
    wanted = month_of(month)
    refuse_future(desk, wanted)
    last = wanted.moved(-1)
    with desk.store.read() as uow:
        frozen = editions.newest(uow, desk.site.code, str(wanted))
        counts = frozen.counts if frozen else count_month(uow, desk, wanted)
        earlier = editions.newest(uow, desk.site.code, str(last))
        before = earlier.counts if earlier else count_month(uow, desk, last)
    area = Area.COUNTY if desk.site.kind is SiteKind.CITY else Area.STATION
    names, until = _ranked(counts.stations, area)
    return Ranking(
        month=str(wanted),
        counted_at=frozen.edition.at if frozen else desk.now(),
        site_code=desk.site.code,
        site_name=desk.site.name,
        practice=desk.site.practice,
        by=BY,
        rows=rank(counts.cells, before.cells, area, names, until),
        edition=frozen.edition if frozen else None,
    )


def _ranked(stations: Iterable[StationThen], area: Area) -> tuple[dict[str, str], dict[str, datetime | None]]:
    """Give who is ranked, and until when their entries are here: of a county until when those of all its stations."""
    names: dict[str, str] = {}
    until: dict[str, datetime | None] = {}
    for station in stations:
        code = station.code if area is Area.STATION else station.code[:_COUNTY]
        names[code] = station.name if area is Area.STATION else local_name(code) or code
        known = until.get(code, station.until)
        until[code] = min(known, station.until) if known and station.until else None
    return names, until
