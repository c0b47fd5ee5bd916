"""Editors by kind of field: which widget a declaration becomes, and how code tables and divisions reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms.choices import labels
from forms.fields import Field, Kind
from station_app import texts
from station_app.domain import codes, division_search, divisions
from station_app.domain.identifiers import number_in
from ui.widgets.choice_popup import Choice
from ui.widgets.choice_row import ChoiceRow, TickBox, TickRow
from ui.widgets.code_box import CodeBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.division_box import DivisionBox
from ui.widgets.field_edit import FieldEdit, NameEdit, NamesEdit, PhoneEdit
from ui.widgets.guardian_box import GuardianBox
from ui.widgets.household_box import HouseholdBox
from ui.widgets.id_edit import IdEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from station_app.domain.divisions import Division

_IN_A_ROW = frozenset({"case.route", "case.jurisdiction_basis", "case.housing", "destination.kind", "permit.ground"})
"""Choices that are all in view, because the officer decides between them aloud with the applicant."""


def editor_of(field: Field) -> QWidget:
    """Make the editor of a declared field."""
    return _MAKERS[field.kind](field)


def prepare() -> None:
    """Read all tables, so that the first key in a code box does not wait; a blocking call."""
    for name in codes.names():
        codes.table(name)
    division_search.prepare()


def code_box(table: str, barred: Callable[[], Mapping[str, str]] = dict) -> CodeBox:
    """Make a box over a national code table.

    `barred` gives codes that are not offered, each with its ground; only who asks for nothing else is shown why.
    """

    def choose(text: str) -> Sequence[Choice]:
        grounds = barred()
        found = [Choice(code.code, code.label, grounds.get(code.code, "")) for code in codes.table(table).choose(text)]
        return [choice for choice in found if choice.code not in grounds] or found

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


def division_box(*, retired: bool = True) -> DivisionBox:
    """Make a box over the divisions, `retired` ones with them: people come from places that are no more.

    Villages are found by code, by walking down, by the words above them, or in the county already chosen. A box for
    where people come from offers first what was chosen in it last.
    """

    def name_of(code: str) -> str | None:
        return divisions.full_name(code) or None

    def children(code: str) -> Sequence[Choice]:
        return [_division(each) for each in divisions.children(code)]

    def choose(text: str, within: str = "") -> Sequence[Choice]:
        exact = divisions.division(text)
        near = division_search.choose(text, within[:6]) if len(within) >= 6 else ()
        found = (*((exact,) if exact else ()), *near, *division_search.choose(text))
        return [_division(each) for each in dict.fromkeys(found) if each.current or retired]

    return DivisionBox(choose, name_of, children, recalls=retired)


def _division(division: Division) -> Choice:
    above = divisions.full_name(division.parent_code)
    return Choice(division.code, division.name, above if division.current else f"{above} · {_past(division)}")


def _past(division: Division) -> str:
    """Say of a retired division until when it was, and what it is today, as far as that is known."""
    today = "、".join(divisions.full_name(code) for code in division.successor.split("/") if code)
    parts = (
        texts.say("ui.division.until", year=division.ended) if division.ended else texts.say("ui.division.retired"),
        texts.say("ui.division.today", name=today) if today else "",
    )
    return " ".join(part for part in parts if part)


def _choices(field: Field) -> list[Choice]:
    return [Choice(each.value, each.label) for each in labels(field.choices)] if field.choices else []


def _choice(field: Field) -> QWidget:
    return ChoiceRow(_choices(field)) if field.id in _IN_A_ROW else list_box(_choices(field))


def _code(field: Field) -> QWidget:
    box = code_box(field.table)
    if field.table == "sex":
        box.setPlaceholderText(texts.say("ui.intake.code.sex"))
    return box


_MAKERS: dict[Kind, Callable[[Field], QWidget]] = {
    Kind.TEXT: lambda field: HouseholdBox() if field.id == "destination.household_no" else FieldEdit(longest=200),
    Kind.NOTE: lambda _field: FieldEdit(longest=1000),
    Kind.NAME: lambda _field: NameEdit(),
    Kind.NAMES: lambda _field: NamesEdit(),
    Kind.ID_NUMBER: lambda _field: IdEdit(number_in),
    Kind.PHONE: lambda _field: PhoneEdit(),
    Kind.DATE: lambda _field: DateEdit(),
    Kind.EXPIRY: lambda _field: DateEdit(long_term=True),
    Kind.CODE: _code,
    # Nobody can move to a division that is no more.
    Kind.DIVISION: lambda field: division_box(retired=not field.path.startswith(("destination.", "permit."))),
    Kind.CHOICE: _choice,
    Kind.CHOICES: lambda field: TickRow(_choices(field), columns=2),
    Kind.FLAG: lambda field: TickBox(Choice("true", field.label)),
    Kind.DECLARATION: lambda field: TickBox(Choice("true", field.label)),
    Kind.GUARDIAN: lambda _field: GuardianBox(),
}
