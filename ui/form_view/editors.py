"""Editors by kind of field: which widget a declaration becomes, and how code tables and divisions reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain import codes, divisions
from ui.widgets.choice_popup import Choice
from ui.widgets.code_box import CodeBox
from ui.widgets.division_box import DivisionBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.domain.divisions import Division


def code_box(table: str) -> CodeBox:
    """Make a box over a national code table."""

    def choose(text: str) -> Sequence[Choice]:
        return [Choice(code.code, code.label) for code in codes.table(table).choose(text)]

    def name_of(code: str) -> str | None:
        found = codes.table(table).get(code)
        return found.label if found else None

    return CodeBox(choose, name_of)


def list_box(choices: Sequence[Choice]) -> CodeBox:
    """Make a box over a short list of our own; found by its number in the list or by part of the name."""
    numbered = [
        Choice(choice.code, f"{number}  {choice.name}", choice.note) for number, choice in enumerate(choices, start=1)
    ]
    names = {choice.code: choice.name for choice in choices}

    def choose(text: str) -> Sequence[Choice]:
        wanted = text.strip().casefold()
        return [choice for choice in numbered if wanted in choice.name.casefold()]

    return CodeBox(choose, names.get)


def division_box(inside: str = "") -> DivisionBox:
    """Make a box over the divisions; `inside` is where villages are looked for too (the station's county)."""

    def choose(text: str) -> Sequence[Choice]:
        found = [*divisions.choose(text, inside)] if inside else []
        seen = {division.code for division in found}
        return [_choice(each) for each in (*found, *(d for d in divisions.choose(text) if d.code not in seen))]

    def name_of(code: str) -> str | None:
        return divisions.full_name(code) or None

    def children(code: str) -> Sequence[Choice]:
        return [_choice(each) for each in divisions.children(code)]

    return DivisionBox(choose, name_of, children)


def _choice(division: Division) -> Choice:
    above = divisions.full_name(division.parent_code)
    return Choice(division.code, division.name, above)
