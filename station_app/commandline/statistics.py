"""The command `stats`: the figures of a month, what makes one of them, the ranking, freezing, tables and papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from station_app import texts
from station_app.commandline.answer import Answer, one
from station_app.domain.counting import Area, Group
from station_app.domain.month_words import days, minute, notes, signed, standing, thousandths, until
from station_app.domain.statistics import is_part
from station_app.errors import UsageError
from station_app.outgoing import hand_out, is_paper, refuse_place, said_if_not_saved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.commandline.call import Call
    from station_app.domain.month_figures import FigureLine, MonthReport
    from station_app.domain.rankings import Ranking
    from station_app.services.show_statistics import OpenedFigure

_WIDE = 12


def stats(call: Call) -> Answer:
    """Give the figures of a month as they are asked for."""
    given = call.arguments
    asked = [name for name in ("figure", "ranking", "freeze", "xlsx", "pdf") if getattr(given, name)]
    if len(asked) > 1 and asked != ["ranking", "pdf"]:
        raise UsageError("stats_one_at_a_time", given=" ".join(f"--{name}" for name in asked))
    area = Area(given.by) if given.by else Area.STATION
    if given.pdf:
        return _printed(call, Path(given.pdf), area)
    if given.figure:
        return _opened(call.catalogue.open_figure(given.month, given.figure))
    if given.ranking:
        return _ranked(call.catalogue.ranking(given.month))
    if given.xlsx:
        done = call.catalogue.export_statistics(given.month, Path(given.xlsx), area, form58=given.form == "58")
        return one(msgspec.to_builtins(done), texts.say("figure.written", figures=done.figures, file=done.file))
    if given.freeze:
        made = call.catalogue.freeze_month(given.month, given.reason or "", area)
    else:
        made = call.catalogue.month_report(given.month, area)
    form58 = given.form == "58"
    return one(_data(made, form58=form58), *_lines(made, form58=form58, divided=bool(given.by)))


def _printed(call: Call, target: Path, area: Area) -> Answer:
    """Make the paper and save it; the place is looked at before a copy is journalled."""
    given = call.arguments
    refuse_place(target, is_paper)
    made = call.catalogue.print_ranking(given.month) if given.ranking else call.catalogue.print_month(given.month, area)
    with said_if_not_saved(target):
        hand_out(target, made.pdf)
    data = {"paper": made.paper, "pdf": str(target), "sha256": made.sha256, "copy": made.copy}
    return one(data, str(target))


def _data(made: MonthReport, *, form58: bool) -> dict[str, Any]:
    """Give the table: with the form its columns alone."""
    data: dict[str, Any] = msgspec.to_builtins(made)
    data["means"] = [{**msgspec.to_builtins(each), "mean": _mean(each.tenths)} for each in made.means]
    parts = {line.code: line.parts for line in made.figures}
    columns = [{**msgspec.to_builtins(each), "parts": parts.get(f"form58.{each.column}", {})} for each in made.form58]
    data["form58"] = columns
    if form58:
        data["figures"] = [each for each in data["figures"] if each["group"] == Group.FORM58]
        data.pop("means")
        data.pop("movements")
    return data


def _mean(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10


def _lines(made: MonthReport, *, form58: bool, divided: bool) -> Iterator[str]:
    yield texts.say("figure.heading", site=made.site_name, month=made.month)
    if divided:
        yield "  ".join((" " * _WIDE, *(f"{name} {code}".strip() for code, name in made.areas.items())))
    if form58:
        for column in made.form58:
            value = texts.say("figure.unknown") if column.value is None else str(column.value)
            yield f"{column.column:>4}  {value:>{_WIDE}}  {column.name}"
        shown = [line for line in made.figures if line.group is Group.FORM58 and "form58." not in line.code]
    else:
        shown = [
            line for line in made.figures if line.group is not Group.FORM58 and (line.value or not is_part(line.code))
        ]
    group = None
    for line in shown:
        if line.group is not group and not form58:
            group = line.group
            yield texts.say(f"figure.group.{line.group}")
        yield _line(made, line, divided=divided)
    if not form58:
        for mean in made.means:
            yield f"  {days(mean):>{_WIDE}}  {mean.name}  [{mean.code}]"
    yield from notes(made)


def _line(made: MonthReport, line: FigureLine, *, divided: bool) -> str:
    parts = [f"{line.parts.get(code, 0):>6}" for code in made.areas] if divided else []
    unit = texts.say(f"figure.unit.{line.unit}")
    return "  ".join((f"  {line.value:>{_WIDE}}", *parts, f"{line.name}（{unit}）", f"[{line.code}]"))


def _opened(found: OpenedFigure) -> Answer:
    lines = [texts.say("figure.opened", name=found.name, value=found.value, meaning=found.meaning)]
    for each in found.entries:
        kind = texts.say(f"figure.event.{each.kind}")
        lines.append(f"  {each.value:+d}  {each.number}  {kind}  {minute(each.at)}")
    data = {
        "code": found.code,
        "name": found.name,
        "meaning": found.meaning,
        "value": found.value,
        "entries": [each._asdict() for each in found.entries],
    }
    return one(data, *lines)


def _ranked(found: Ranking) -> Answer:
    lines = [texts.say("figure.ranking_heading", site=found.site_name, month=found.month)]
    for row in found.rows:
        part = thousandths(row.in_time)
        lines.append(
            texts.say(
                "figure.ranked",
                rank=row.rank,
                name=row.name,
                value=row.value,
                growth=signed(row.growth),
                in_time=part,
                until=until("", row.until).strip(),
            )
        )
    lines += [texts.say("figure.ranking_rule"), standing(found.edition, found.counted_at)]
    rows = [{**msgspec.to_builtins(row), "growth": row.growth, "in_time": row.in_time} for row in found.rows]
    return one({**msgspec.to_builtins(found), "rows": rows}, *lines)
