"""Use case: the figures of a month, what each of them is made of, and how a figure went over twelve months."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.authority import Action
from station_app.domain.counting import Area, Month, open_figure, total
from station_app.domain.statistics import figures
from station_app.errors import UsageError
from station_app.services.figures import count_month, month_of, refuse_future, report
from station_app.storage import editions, statistics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from station_app.domain.counting import Figure, Opened
    from station_app.domain.month_figures import MonthReport
    from station_app.services.desk import Desk

MONTHS = 12


class OpenedFigure(msgspec.Struct, frozen=True):
    """What makes a figure: each entry with what it adds; they add up to `value`."""

    code: str
    name: str
    meaning: str
    value: int
    entries: tuple[Opened, ...]


class TrendPoint(msgspec.Struct, frozen=True):
    """A month of a trend: the figures asked for, by their codes; `frozen` says they are those of an edition."""

    month: str
    values: dict[str, int]
    frozen: bool


def show_month(desk: Desk, month: str, by: Area = Area.STATION) -> MonthReport:
    """Give the report of a month.

    Raises:
        UsageError: `month_form`.
        RefusedError: `month_not_begun`.
    """
    desk.require(Action.LOOK)
    wanted = month_of(month)
    refuse_future(desk, wanted)
    with desk.store.read() as uow:
        return report(uow, desk, wanted, by)


def open_month_figure(desk: Desk, month: str, code: str) -> OpenedFigure:
    """Give the entries that a figure of a month is made of, as they are now.

    Raises:
        UsageError: `month_form`, `figure_unknown`.
        RefusedError: `month_not_begun`.
    """
    desk.require(Action.LOOK)
    wanted = month_of(month)
    refuse_future(desk, wanted)
    figure = _figure_of(desk, code)
    with desk.store.read() as uow:
        entries = tuple(open_figure(statistics.happened(uow, wanted.begins, wanted.ends), figure))
    return OpenedFigure(code, figure.name, figure.meaning, sum(each.value for each in entries), entries)


def _figure_of(desk: Desk, code: str) -> Figure:
    """Give the declaration of a figure.

    Raises:
        UsageError: `figure_unknown`.
    """
    found = next((each for each in figures(desk.packs) if each.code == code), None)
    if found is None:
        raise UsageError("figure_unknown", given=code[:40])
    return found


def show_trend(
    desk: Desk, month: str, codes: tuple[str, ...], progress: Callable[[int, int], None] | None = None
) -> tuple[TrendPoint, ...]:
    """Give some figures of the twelve months up to this one, the oldest first; `progress` may raise to stop.

    Raises:
        UsageError: `month_form`, `figure_unknown`.
        RefusedError: `month_not_begun`.
    """
    desk.require(Action.LOOK)
    last = month_of(month)
    refuse_future(desk, last)
    known = {each.code for each in figures(desk.packs)}
    for code in codes:
        if code not in known:
            raise UsageError("figure_unknown", given=code[:40])
    return tuple(_points(desk, last, codes, progress))


def _points(
    desk: Desk, last: Month, codes: tuple[str, ...], progress: Callable[[int, int], None] | None
) -> Iterator[TrendPoint]:
    for done in range(MONTHS):
        month = last.moved(done - MONTHS + 1)
        with desk.store.read() as uow:  # a transaction a month: a look at a whole year must hold up nobody
            frozen = editions.newest(uow, desk.site.code, str(month))
            cells = (frozen.counts if frozen else count_month(uow, desk, month)).cells
        yield TrendPoint(str(month), {code: total(cells, code) for code in codes}, frozen is not None)
        if progress is not None:
            progress(done + 1, MONTHS)
