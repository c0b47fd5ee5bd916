"""What a captured value looks like to people: the text of a printed cell, of a line on the case page, of a list.

One home for it, from the declaration of the field alone. Papers ask for Chinese; a division has the name of the day
the case is of (`Asked.on`), so what was renamed or retired since keeps its name on an old case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from forms import choices
from forms.conditions import Asked, is_given
from forms.fields import Field, Form, Kind
from station_app import texts
from station_app.domain import codes, divisions
from station_app.domain.case_file import LONG_TERM
from station_app.domain.identifiers import mask_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from enum import StrEnum

    from station_app.texts import Language

_SHOWN_OF_A_HASH = 12
_HIDDEN = "***"


class Cell(NamedTuple):
    """One value of a case: its declared field, whom it is about (None: the case), its words."""

    field: Field
    place: int | None
    label: str
    text: str


def cell(field: Field, asked: Asked, language: Language | None = None) -> str:
    """Give the words for the value of `field` in the case; empty where nothing was captured."""
    return said(field, field.value(asked), asked, language)


def said(field: Field, value: object, asked: Asked, language: Language | None = None) -> str:
    """Give the words for a `value` of `field` that the case has, had, or might have."""
    if not is_given(value):
        return ""
    return _WORDS.get(field.kind, _plain)(field, value, asked, language)


def masked(field: Field, asked: Asked, language: Language | None = None) -> str:
    """Give the words with what is personal hidden, for lists, extracts and eyes that pass by."""
    shown = cell(field, asked, language)
    if not shown or not field.personal:
        return shown
    return mask_id(shown) if field.kind is Kind.ID_NUMBER else _HIDDEN


def cells(form: Form, content: Mapping[str, object], on: date | None = None) -> tuple[Cell, ...]:
    """Give everything captured in `content` as the form `form` orders it; what is empty or not shown is left out."""
    return tuple(_cells(form, content, on))


def _cells(form: Form, content: Mapping[str, object], on: date | None) -> Iterator[Cell]:
    for section in form.sections:
        repeated = content.get(section.each) if section.each else None
        places = range(len(repeated)) if isinstance(repeated, (list, tuple)) else (() if section.each else (0,))
        for index in places:
            asked = Asked(content, index, on)
            if not section.visible.holds(asked):
                continue
            for field in section.fields:
                shown = cell(field, asked) if field.is_visible(asked) else ""
                if shown:
                    yield Cell(field, index if section.each else None, field.label, shown)


def _plain(_field: Field, value: object, _asked: Asked, _language: Language | None) -> str:
    return str(value)


def _list(_field: Field, value: object, _asked: Asked, language: Language | None) -> str:
    return _joined((str(each) for each in _items(value)), language)


def _code(field: Field, value: object, _asked: Asked, language: Language | None) -> str:
    found = codes.table(field.table).get(str(value))
    if found is None:
        return str(value)
    return found.name if (language or texts.chosen()) == "zh" else found.name_en or found.name


def _division(_field: Field, value: object, asked: Asked, _language: Language | None) -> str:
    return divisions.full_name(str(value), asked.on) or str(value)


def _choice(field: Field, value: object, _asked: Asked, language: Language | None) -> str:
    return _word(field.choices, str(value), language)


def _choices(field: Field, value: object, _asked: Asked, language: Language | None) -> str:
    return _joined((_word(field.choices, str(each), language) for each in _items(value)), language)


def _flag(_field: Field, value: object, _asked: Asked, language: Language | None) -> str:
    return texts.say("cell.yes" if value is True else "cell.no", language)


def _expiry(_field: Field, value: object, _asked: Asked, language: Language | None) -> str:
    return texts.say("cell.long_term", language) if value == LONG_TERM else str(value)


def _member(_field: Field, value: object, asked: Asked, _language: Language | None) -> str:
    return _name_at(asked, value)


def _members(_field: Field, value: object, asked: Asked, language: Language | None) -> str:
    return _joined((_name_at(asked, each) for each in _items(value)), language)


def _guardian(_field: Field, value: object, asked: Asked, _language: Language | None) -> str:
    return str(value.get("name") or "") if isinstance(value, dict) else _name_at(asked, value)


def _scan(_field: Field, value: object, _asked: Asked, language: Language | None) -> str:
    listed = _items(value) if isinstance(value, (list, tuple)) else (value,)
    return _joined((str(each)[:_SHOWN_OF_A_HASH] for each in listed), language)


def _reasons(_field: Field, value: object, _asked: Asked, language: Language | None) -> str:
    given = value.items() if isinstance(value, dict) else ()
    return _joined((f"{_label(str(name), language)}:{reason}" for name, reason in given), language)


def _label(name: str, language: Language | None) -> str:
    key = f"field.member.{name}"
    return texts.say(key, language) if texts.known(key) else name


def _word(words: type[StrEnum] | None, value: str, language: Language | None) -> str:
    known = {each.value: each for each in words or ()}
    return choices.label(known[value], language) if value in known else value


def _name_at(asked: Asked, place: object) -> str:
    family = asked.content.get("family")
    if isinstance(family, (list, tuple)) and isinstance(place, int) and 0 <= place < len(family):
        person = family[place]
        return str(person.get("name") or "") if isinstance(person, dict) else ""
    return ""


def _items(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _joined(parts: Iterator[str], language: Language | None) -> str:
    return texts.say("cell.comma", language).join(part for part in parts if part)


_WORDS: dict[Kind, Callable[[Field, object, Asked, Language | None], str]] = {
    Kind.NAMES: _list,
    Kind.CODE: _code,
    Kind.DIVISION: _division,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.FLAG: _flag,
    Kind.DECLARATION: _flag,
    Kind.EXPIRY: _expiry,
    Kind.MEMBER: _member,
    Kind.MEMBERS: _members,
    Kind.GUARDIAN: _guardian,
    Kind.ATTACHMENT: _scan,
    Kind.ATTACHMENTS: _scan,
    Kind.REASONS: _reasons,
}
