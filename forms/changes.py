"""What was put right in a case, as people read it: whose, which field, what it was and what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from forms.cells import said
from forms.conditions import Asked
from forms.fields import Kind
from forms.redaction import HIDDEN
from forms.settlement import FORM
from station_app import texts
from station_app.domain import codes
from station_app.domain.identifiers import mask_id
from station_app.domain.names import mask_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from forms.fields import Field

_PLACE = re.compile(r"(family|documents)\[(\d+)\]")
_FIELDS: dict[str, Field] = {}


class ChangeLine(NamedTuple):
    """One field: whose it is (empty: the case's), its name, its words; `hidden_as` is what it holds where personal."""

    whom: str
    label: str
    before: str
    after: str
    hidden_as: Kind | None = None

    @property
    def name(self) -> str:
        """Whose field it is and what it is called."""
        return " · ".join(filter(None, (self.whom, self.label)))

    @property
    def masked(self) -> ChangeLine:
        """The same for eyes that pass by: what is personal as lists show it, and enough of it to know it again."""
        if self.hidden_as is None:
            return self
        hide = _MASKS.get(self.hidden_as, _hidden)
        return self._replace(before=self.before and hide(self.before), after=self.after and hide(self.after))


def _hidden(_value: str) -> str:
    return HIDDEN


def _phone(value: str) -> str:
    return f"{value[:3]}{'*' * max(len(value) - 7, 1)}{value[-4:]}" if len(value) > _LONG else HIDDEN


_LONG = 7
_MASKS: dict[Kind, Callable[[str], str]] = {
    Kind.ID_NUMBER: mask_id,
    Kind.PHONE: _phone,
    Kind.NAME: mask_name,
    Kind.NAMES: mask_name,
    Kind.TEXT: mask_name,
    Kind.DATE: lambda day: f"{day[:4]}-**-**",
}
"""How a value is shown where it is not to be read; of all others nothing is."""


def change_line(
    path: str, before: object, after: object, content: Mapping[str, object], on: date | None = None
) -> ChangeLine:
    """Give the words for a change at `path` of the case file `content`; what nothing declares is shown as it lies."""
    found = _PLACE.match(path)
    kind, place = (found[1], int(found[2])) if found else ("", 0)
    whom = _whom(content, kind, place)
    if found and found.end() == len(path):
        return ChangeLine("", texts.say(f"changes.{kind}"), _called(kind, before), _called(kind, after))
    field = _field(path)
    if field is None:
        return ChangeLine(whom, path, _plain(before), _plain(after))
    asked = Asked(content, place, on)
    words = (said(field, before, asked), said(field, after, asked))
    return ChangeLine(whom, field.label, *words, field.kind if field.personal else None)


def _field(path: str) -> Field | None:
    if not _FIELDS:
        _FIELDS.update({field.path: field for field in FORM.fields()})
    return _FIELDS.get(_PLACE.sub(lambda match: f"{match[1]}[]", path))


def _whom(content: Mapping[str, object], kind: str, place: int) -> str:
    listed = content.get(kind) if kind else None
    if not isinstance(listed, (list, tuple)) or not 0 <= place < len(listed):
        return ""
    each = listed[place]
    if not isinstance(each, dict):
        return ""
    return str(each.get("name") or "") if kind == "family" else _called(kind, each.get("kind"))


def _called(kind: str, value: object) -> str:
    if value is None or kind == "family":
        return _plain(value)
    found = codes.table("document_kind").get(str(value))
    return found.label if found is not None else str(value)


def _plain(value: object) -> str:
    return "" if value is None else str(value)
