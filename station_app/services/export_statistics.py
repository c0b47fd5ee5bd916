"""Use case: write the figures of a month as a table for somebody outside (XLSX, CSV). Nobody is named in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.domain.authority import Action
from station_app.domain.counting import Area, Group
from station_app.domain.month_words import days, notes
from station_app.errors import UsageError
from station_app.outgoing import handed_out, is_nothing, refuse_place, said_if_not_saved
from station_app.services.figures import month_of, refuse_future, report
from station_app.spreadsheets import KINDS, begin, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station_app.domain.month_figures import FigureLine, MonthReport
    from station_app.services.desk import Desk


class WrittenFigures(msgspec.Struct, frozen=True):
    """A table that was written: where, and of how many figures."""

    file: str
    figures: int


def export_statistics(
    desk: Desk, month: str, to: Path, by: Area = Area.STATION, *, form58: bool = False
) -> WrittenFigures:
    """Write the figures of a month, or only the columns of 公业58表, into the new file `to`; its name says which kind.

    Raises:
        UsageError: `month_form`, `table_kind_unknown`, `output_in_home`, `output_taken`.
        RefusedError: `month_not_begun`.
        DeviceError: `file_not_saved`.
    """
    desk.require(Action.LOOK)
    wanted = month_of(month)
    refuse_future(desk, wanted)
    kind = kind_of(to)
    if not kind:
        raise UsageError("table_kind_unknown", kinds=" ".join(KINDS))
    refuse_place(to, is_nothing)
    with desk.store.read() as uow:
        made = report(uow, desk, wanted, by)
    rows = tuple(_columns(made) if form58 else _figures(made))
    heads = [texts.say(f"figure.head.{name}") for name in ("group", "code", "name", "unit", "whole")]
    with said_if_not_saved(to), handed_out(to, is_nothing) as file:
        table = begin(
            kind, file, texts.say("figure.sheet", month=made.month), [*heads, *made.areas.values()], desk.now()
        )
        for row in rows:
            table.add(row)
        for note in notes(made):
            table.add(("", "", note))
        table.close()
    return WrittenFigures(str(to), len(rows))


def _figures(made: MonthReport) -> Iterator[tuple[str | int, ...]]:
    for line in made.figures:
        yield _row(made, line, line.value)
    for mean in made.means:
        yield (texts.say(f"figure.group.{mean.group}"), mean.code, mean.name, texts.say("figure.unit.days"), days(mean))


def _columns(made: MonthReport) -> Iterator[tuple[str | int, ...]]:
    found = {line.code: line for line in made.figures}
    for column in made.form58:
        line = found.get(f"form58.{column.column}")
        if line is None:
            unknown = texts.say("figure.unknown")
            yield (texts.say("figure.group.form58"), str(column.column), column.name, "", unknown)
        else:
            yield _row(made, msgspec.structs.replace(line, code=str(column.column), name=column.name), line.value)
    for code, line in found.items():
        if line.group is Group.FORM58 and not code.startswith("form58."):
            yield _row(made, line, line.value)


def _row(made: MonthReport, line: FigureLine, value: int) -> tuple[str | int, ...]:
    told = (texts.say(f"figure.group.{line.group}"), line.code, line.name, texts.say(f"figure.unit.{line.unit}"))
    return (*told, value, *(line.parts.get(code, 0) for code in made.areas))
