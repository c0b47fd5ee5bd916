"""Putting the report of a month together from what was counted. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.counting import Area, area_of
from station_app.domain.divisions import local_name
from station_app.domain.form58 import LAST
from station_app.domain.month_figures import MonthReport, Movement, columns, corrections, lines, mean_lines
from station_app.domain.statistics import MEANS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from station_app.domain.counting import Cells, Figure, Movements
    from station_app.domain.month_figures import FrozenMonth, MonthCounts
    from station_app.domain.records import Site


def report_of(
    site: Site,
    now: MonthCounts,
    at: datetime,
    by: Area,
    figures: Sequence[Figure],
    *,
    frozen: FrozenMonth | None = None,
) -> MonthReport:
    """Give the report of a site: what was counted at `at`, or the figures of `frozen` with what differs `now`."""
    shown = frozen.counts if frozen else now
    found = {each.code: each for each in lines(shown.cells, figures, by)}
    return MonthReport(
        month=shown.month,
        counted_at=frozen.edition.at if frozen else at,
        site_code=site.code,
        site_name=site.name,
        practice=site.practice,
        by=by,
        areas=_areas(shown.cells, by, {each.code: each.name for each in shown.stations}),
        figures=tuple(found.values()),
        means=tuple(mean_lines(found, ((mean, texts.say(f"figure.name.{mean.code}")) for mean in MEANS))),
        form58=tuple(columns(found, {number: texts.say(f"figure.column.{number}") for number in range(1, LAST + 1)})),
        movements=tuple(_movements(shown.ways)),
        stations=shown.stations,
        edition=frozen.edition if frozen else None,
        corrections=tuple(corrections(shown.cells, now.cells, figures)) if frozen else (),
    )


def _areas(cells: Cells, by: Area, names: dict[str, str]) -> dict[str, str]:
    codes = {area_of(place, by) for found in cells.values() for place in found}
    if by is not Area.STATION:
        return {code: area_name(code) for code in sorted(codes)}
    return {code: names.get(code) or code for code in sorted(codes | set(names))}


def area_name(code: str) -> str:
    """Say what a county or a town is called."""
    return local_name(code) or code if code else texts.say("figure.nowhere")


def _movements(ways: Movements) -> Iterator[Movement]:
    for (origin, town), people in sorted(ways.items(), key=lambda way: (-way[1], way[0])):
        yield Movement(origin, town, people)
