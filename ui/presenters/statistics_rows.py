"""The rows of the statistics page, as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.counting import Group, Happening
from station_app.domain.divisions import full_name, local_name
from station_app.domain.month_words import days, minute, signed, thousandths
from station_app.domain.statistics import MEANS, is_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.counting import Opened
    from station_app.domain.month_figures import FigureLine, MeanLine, MonthReport
    from station_app.domain.rankings import Ranking

_IN_HOUSEHOLDS = {Happening.MOVED_OUT, Happening.DIED, Happening.BORN, Happening.MARRIED_IN}
_PERMIT = "permit_"
"""How the kinds of what happens to residence permits begin."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure; `opens` whether it is made of entries, `changed` what it is now where that differs from the edition.

    `parts` are its areas with their names, the largest first.
    """

    code: str
    group: str
    name: str
    value: str
    number: int
    unit: str
    changed: str = ""
    state: str = ""
    opens: bool = True
    parts: tuple[tuple[str, int], ...] = ()
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class WayRow:
    """How many came from one place to one town."""

    origin: str
    town: str
    people: int


@dataclass(frozen=True, slots=True)
class RankRow:
    """One station or county of the ranking."""

    rank: int
    name: str
    value: int
    before: int
    growth: str
    decided: int
    in_time: str
    until: str
    state: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry that a figure is made of; `leads_to` is what its number is of: `case`, `permit`, or nothing to open."""

    number: str
    kind: str
    at: str
    value: str
    leads_to: str


def figure_rows(made: MonthReport) -> Iterator[FigureRow]:
    """Give the figures that are not of the form; parts that are nought are left out."""
    means = {mean.days: line for mean, line in zip(MEANS, made.means, strict=True)}
    changed = _changed(made)
    for line in made.figures:
        if line.group is Group.FORM58 or (is_part(line.code) and not line.value and line.code not in changed):
            continue
        yield _row(made, line, changed)
        if line.code in means:
            yield _mean(means[line.code])


def form_rows(made: MonthReport) -> Iterator[FigureRow]:
    """Give the columns of 公业58表, then the flags and who is in no column."""
    found = {line.code: line for line in made.figures}
    changed = _changed(made)
    for column in made.form58:
        code, name = f"form58.{column.column}", f"{column.column}　{column.name}"
        if code in found:
            yield _row(made, found[code], changed, name)
        else:
            group, unknown = texts.say("figure.group.form58"), texts.say("figure.unknown")
            yield FigureRow(code, group, name, unknown, 0, "", opens=False)
    for line in made.figures:
        if line.group is Group.FORM58 and not line.code.startswith("form58."):
            yield _row(made, line, changed)


def way_rows(made: MonthReport) -> Iterator[WayRow]:
    """Give who came from where."""
    for each in made.movements:
        near = each.origin[:4] == made.site_code[:4]
        origin = (local_name(each.origin) if near else full_name(each.origin)) or each.origin
        town = local_name(each.town) or each.town
        unsaid, nowhere = texts.say("figure.unsaid"), texts.say("figure.nowhere")
        yield WayRow(origin or unsaid, town or nowhere, each.people)


def rank_rows(found: Ranking) -> Iterator[RankRow]:
    """Give the ranking; whose entries have not come is looked at again."""
    for row in found.rows:
        said = minute(row.until) if row.until else texts.say("ui.statistics.no_data")
        yield RankRow(
            row.rank,
            row.name,
            row.value,
            row.before,
            signed(row.growth),
            row.beside["decided_cases"],
            thousandths(row.in_time),
            said,
            "" if row.until else "look",
        )


def entry_row(each: Opened) -> EntryRow:
    """Give one entry."""
    kind = texts.say(f"figure.event.{each.kind}")
    at_home = each.kind.removesuffix("_undone") in _IN_HOUSEHOLDS
    leads_to = "" if at_home else "permit" if each.kind.startswith(_PERMIT) else "case"
    return EntryRow(each.number, kind, minute(each.at), f"{each.value:+d}", leads_to)


def _changed(made: MonthReport) -> dict[str, int]:
    return {each.code: each.now for each in made.corrections}


def _row(made: MonthReport, line: FigureLine, changed: dict[str, int], name: str = "") -> FigureRow:
    parts = sorted(((made.areas[code], value) for code, value in line.parts.items()), key=lambda part: -abs(part[1]))
    now = texts.say("ui.statistics.now", now=changed[line.code]) if line.code in changed else ""
    return FigureRow(
        line.code,
        texts.say(f"figure.group.{line.group}"),
        name or line.name,
        str(line.value),
        line.value,
        texts.say(f"figure.unit.{line.unit}"),
        now,
        "look" if now else "",
        parts=tuple(parts),
        meaning=line.meaning,
    )


def _mean(line: MeanLine) -> FigureRow:
    group, unit = texts.say(f"figure.group.{line.group}"), texts.say("figure.unit.days")
    meaning = texts.say(f"figure.meaning.{line.code}")
    return FigureRow(line.code, group, line.name, days(line), line.tenths or 0, unit, opens=False, meaning=meaning)
