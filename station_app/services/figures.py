"""The figures of a month, counted or frozen. Not a use case: several need it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from station_app import texts
from station_app.clock import local_date
from station_app.domain.counting import Area, Month, area_of, count, movements
from station_app.domain.divisions import full_name, local_name
from station_app.domain.form58 import LAST
from station_app.domain.month_figures import (
    MonthCounts,
    MonthReport,
    Movement,
    StationThen,
    columns,
    corrections,
    counted,
    lines,
    mean_lines,
)
from station_app.domain.statistics import MEANS, figures
from station_app.domain.vocabulary import SiteKind
from station_app.errors import RefusedError, UsageError
from station_app.storage import editions, statistics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.counting import Cells, Movements
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
    shown = frozen.counts if frozen else now
    all_figures = figures(desk.packs)
    found = {each.code: each for each in lines(shown.cells, all_figures, by)}
    return MonthReport(
        month=str(month),
        counted_at=frozen.edition.at if frozen else desk.now(),
        site_code=desk.site.code,
        site_name=desk.site.name,
        practice=desk.site.practice,
        by=by,
        areas=_areas(shown.cells, by, {each.code: each.name for each in shown.stations}),
        figures=tuple(found.values()),
        means=tuple(mean_lines(found, ((mean, texts.say(f"figure.name.{mean.code}")) for mean in MEANS))),
        form58=tuple(columns(found, {number: texts.say(f"figure.column.{number}") for number in range(1, LAST + 1)})),
        movements=tuple(_movements(shown.ways)),
        stations=shown.stations,
        edition=frozen.edition if frozen else None,
        corrections=tuple(corrections(shown.cells, now.cells, all_figures)) if frozen else (),
    )


def _areas(cells: Cells, by: Area, names: dict[str, str]) -> dict[str, str]:
    codes = {area_of(place, by) for found in cells.values() for place in found}
    if by is not Area.STATION:
        return {code: area_name(code) for code in sorted(codes)}
    return {code: names.get(code) or code for code in sorted(codes | set(names))}


def area_name(code: str) -> str:
    """Say what a county or a town is called."""
    return local_name(code) or code if code else texts.say("figure.nowhere")


def origin_name(code: str, site: str) -> str:
    """Say where people come from: in short within the province of the station."""
    if not code:
        return texts.say("figure.unsaid")
    return full_name(code).removeprefix(full_name(site[:4]) if code[:4] == site[:4] else "") or code


def _movements(ways: Movements) -> Iterator[Movement]:
    for (origin, town), people in sorted(ways.items(), key=lambda way: (-way[1], way[0])):
        yield Movement(origin, town, people)


def is_over(desk: Desk, month: Month) -> bool:
    """Tell whether a month is over at the desk."""
    return month < Month.of(local_date(desk.now()))
