"""The figures of a month, counted or frozen. Not a use case: several need it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from station_app.clock import local_date
from station_app.domain.counting import Area, Month, area_of, count, movements
from station_app.domain.month_figures import (
    MonthCounts,
    MonthReport,
    StationThen,
    counted,
)
from station_app.domain.month_reports import area_name, report_of
from station_app.domain.rankings import BY, Ranking, rank
from station_app.domain.statistics import figures
from station_app.domain.vocabulary import SiteKind
from station_app.errors import RefusedError, UsageError
from station_app.storage import editions, statistics

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork

_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")


def month_of(written: str) -> Month:
    """Read `2026-11`.

    Raises:
        UsageError: `month_form`.
    """
    found = _MONTH.fullmatch(written.strip())
    if found is None:
        raise UsageError("month_form", given=written[:20])
    return Month(int(found[1]), int(found[2]))


def refuse_future(desk: Desk, month: Month) -> None:
    """Refuse a month that has not begun.

    Raises:
        RefusedError: `month_not_begun`.
    """
    if month > Month.of(desk.today()):
        raise RefusedError("month_not_begun", month=str(month))


def count_month(uow: UnitOfWork, desk: Desk, month: Month) -> MonthCounts:
    """Count everything of a month from what is here."""
    happened = tuple(statistics.happened(uow, month.begins, month.ends))
    return counted(month, count(happened, figures(desk.packs)), movements(happened), _stations(uow, desk))


def _stations(uow: UnitOfWork, desk: Desk) -> Iterator[StationThen]:
    """Give the stations whose entries are counted here; a station counts its own as they are written."""
    if desk.site.kind is SiteKind.STATION:
        yield StationThen(desk.site.code, desk.site.name, desk.now())
        return
    for code, name in statistics.stations(uow).items():
        if desk.site.kind is SiteKind.CITY or code.startswith(desk.site.code):
            yield StationThen(code, name, statistics.data_until(uow, code))


def report(uow: UnitOfWork, desk: Desk, month: Month, by: Area) -> MonthReport:
    """Give the report of a month: the newest edition and what came to differ since, or what is counted now."""
    now = count_month(uow, desk, month)
    frozen = editions.newest(uow, desk.site.code, str(month))
    return report_of(desk.site, now, desk.now(), by, figures(desk.packs), frozen=frozen)


def is_over(desk: Desk, month: Month) -> bool:
    """Tell whether a month is over at the desk."""
    return month < Month.of(local_date(desk.now()))


def ranking(uow: UnitOfWork, desk: Desk, month: Month) -> Ranking:
    """Give the ranking of a month, of its newest edition where it is frozen; a city ranks counties, a county stations.

    Raises:
        RefusedError: `month_not_begun`, `ranking_of_stations` - a station is no ranking of its own.
    """
    if desk.site.kind is SiteKind.STATION:
        raise RefusedError("ranking_of_stations")
    refuse_future(desk, month)
    frozen, earlier = (editions.newest(uow, desk.site.code, str(each)) for each in (month, month.moved(-1)))
    counts = frozen.counts if frozen else count_month(uow, desk, month)
    before = earlier.counts if earlier else count_month(uow, desk, month.moved(-1))
    area = Area.COUNTY if desk.site.kind is SiteKind.CITY else Area.STATION
    names, until = _ranked(counts.stations, area)
    return Ranking(
        month=str(month),
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
        code = area_of((station.code, ""), area)
        names[code] = station.name if area is Area.STATION else area_name(code)
        known = until.get(code, station.until)
        until[code] = min(known, station.until) if known and station.until else None
    return names, until
