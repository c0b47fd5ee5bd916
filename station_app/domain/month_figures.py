"""The figures of a month as they travel: counted now, frozen in an edition, and what came to differ later.

A frozen month keeps its figures for ever, with a digest of them; later entries change it only by another edition.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from station_app.domain.counting import Area, Group, Unit, divided, total
from station_app.domain.form58 import LAST, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from station_app.domain.counting import Cells, Figure, Mean, Month, Movements

_BETWEEN = "|"


class StationThen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A station, and until when its entries were here; `until` is None while nothing has come from it."""

    code: str
    name: str
    until: datetime | None


class MonthCounts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that was counted of a month; places and ways are written `620502001|620502001`, nought is left out."""

    month: str
    figures: dict[str, dict[str, int]]
    movements: dict[str, int]
    stations: tuple[StationThen, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of what was counted, over its canonical JSON; until when entries had come is no part of it."""
        counted = {"month": self.month, "figures": self.figures, "movements": self.movements}
        return hashlib.sha256(msgspec.json.encode(counted, order="deterministic")).hexdigest()

    @property
    def cells(self) -> Cells:
        """The figures by place."""
        return {code: {_pair(place): value for place, value in found.items()} for code, found in self.figures.items()}

    @property
    def ways(self) -> Movements:
        """The movements by where from and where to."""
        return {_pair(way): people for way, people in self.movements.items()}


def counted(month: Month, cells: Cells, ways: Movements, stations: Iterable[StationThen] = ()) -> MonthCounts:
    """Write down what was counted."""
    figures = {
        code: {_BETWEEN.join(place): value for place, value in found.items()} for code, found in cells.items() if found
    }
    return MonthCounts(str(month), figures, {_BETWEEN.join(way): n for way, n in ways.items()}, tuple(stations))


def _pair(written: str) -> tuple[str, str]:
    first, _, second = written.partition(_BETWEEN)
    return first, second


class Edition(msgspec.Struct, frozen=True):
    """One freezing of a month (第N版): who did it, when, and why there had to be another one."""

    number: int
    at: datetime
    officer: str
    reason: str
    digest: str


class FrozenMonth(msgspec.Struct, frozen=True):
    """An edition and the figures in it."""

    edition: Edition
    counts: MonthCounts


class FigureLine(msgspec.Struct, frozen=True):
    """One figure: of the whole, and by area, where nought is left out; `meaning` says what exactly it counts."""

    code: str
    name: str
    group: Group
    unit: Unit
    value: int
    parts: dict[str, int]
    meaning: str = ""


class MeanLine(msgspec.Struct, frozen=True):
    """A mean in days of the calendar: `days` of `cases`; no mean without cases."""

    code: str
    name: str
    group: Group
    days: int
    cases: int

    @property
    def tenths(self) -> int | None:
        """The mean in tenths of a day, rounded half up; None without cases."""
        return None if not self.cases else (self.days * 20 + self.cases) // (self.cases * 2)


class ColumnLine(msgspec.Struct, frozen=True):
    """A column of 公业58表; `value` is None for one that no entry here can fill."""

    column: int
    name: str
    value: int | None


class Correction(msgspec.Struct, frozen=True):
    """A figure that is not what it was when the month was frozen."""

    code: str
    name: str
    frozen: int
    now: int


class Movement(msgspec.Struct, frozen=True):
    """People who were registered, from one division to one town; the code is empty where none was written down."""

    origin: str
    town: str
    people: int


class MonthReport(msgspec.Struct, frozen=True):
    """The figures of one month of one site.

    `counted_at` is when they were counted, of a frozen month when that was. `areas` are the codes of the areas that
    have a figure, with what they are called. `edition` is the newest one, None for a month that is not frozen, and
    `corrections` what came to differ since. Of a frozen month all figures are those of the edition.
    """

    month: str
    counted_at: datetime
    site_code: str
    site_name: str
    practice: bool
    by: Area
    areas: dict[str, str]
    figures: tuple[FigureLine, ...]
    means: tuple[MeanLine, ...]
    form58: tuple[ColumnLine, ...]
    movements: tuple[Movement, ...]
    stations: tuple[StationThen, ...]
    edition: Edition | None = None
    corrections: tuple[Correction, ...] = ()

    def line(self, code: str) -> FigureLine:
        """Give one figure.

        Raises:
            KeyError: there is none of this code.
        """
        found = next((each for each in self.figures if each.code == code), None)
        if found is None:
            raise KeyError(code)
        return found


def lines(cells: Cells, figures: Iterable[Figure], by: Area) -> Iterator[FigureLine]:
    """Give a line for each figure."""
    for figure in figures:
        parts = divided(cells, figure.code, by)
        named = (figure.code, figure.name, figure.group, figure.unit)
        yield FigureLine(*named, total(cells, figure.code), parts, figure.explained)


def columns(found: Mapping[str, FigureLine], names: Mapping[int, str]) -> Iterator[ColumnLine]:
    """Give all columns of 公业58表 in their order."""
    for number in range(1, LAST + 1):
        value = None if number in UNKNOWN else found[f"form58.{number}"].value
        yield ColumnLine(number, names[number], value)


def mean_lines(found: Mapping[str, FigureLine], means: Iterable[tuple[Mean, str]]) -> Iterator[MeanLine]:
    """Give the means, each with its name."""
    for mean, name in means:
        days = found[mean.days]
        yield MeanLine(mean.code, name, days.group, days.value, found[mean.cases].value)


def corrections(frozen: Cells, now: Cells, figures: Sequence[Figure]) -> Iterator[Correction]:
    """Give the figures that differ; those that differ between areas only are not among them."""
    for figure in figures:
        before, after = total(frozen, figure.code), total(now, figure.code)
        if before != after:
            yield Correction(figure.code, figure.name, before, after)
