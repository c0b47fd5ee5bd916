"""Published versions of a form: frozen as data, so that an old case opens on the form it was taken on.

The form of today is declared in Python (`forms.settlement`); `describe` writes it down, `restore` reads it back. What
was published lies in `resources/forms` and is never changed: a change of the declaration is a new version. The words of
fields and choices are not part of a version; they are in the text catalogue and only ever added to.
"""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from forms import conditions
from forms.fields import Field, Form, Kind, Section
from forms.settlement import FORM
from resources import folder
from station_app.domain import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_CONDITIONS: dict[str, type[Any]] = {
    each.__name__: each
    for each in (
        conditions.Always,
        conditions.OneOf,
        conditions.StartsWith,
        conditions.Given,
        conditions.OfAge,
        conditions.IsUrban,
        conditions.Anybody,
        conditions.All,
        conditions.AnyOf,
        conditions.Not,
    )
}


def describe(form: Form) -> str:
    """Write a form down: canonical JSON, one line a field, so that two versions can be compared line by line."""
    return json.dumps(_plain(form), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def restore(text: str) -> Form:
    """Read a form that `describe` wrote.

    Raises:
        ValueError: it is none, or a condition or a closed list in it is unknown here.
    """
    try:
        told = json.loads(text)
        return Form(
            id=told["id"],
            version=told["version"],
            sections=tuple(_section(each) for each in told["sections"]),
        )
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError("not a form") from problem


@cache
def published(name: str) -> Form:
    """Give the form `name` (`settlement/1`) as it was published; a version this program does not know is the newest.

    A county may receive cases of a newer station: what both know of them is shown on the newest form known here.
    """
    if name == FORM.name:
        return FORM
    path = folder("forms") / f"{name.replace('/', '-')}.json"
    known = name in published_names()
    return restore(path.read_text(encoding="utf-8")) if known else FORM


@cache
def published_names() -> tuple[str, ...]:
    """Give the names of all published versions, oldest first."""
    stems = (path.stem.rpartition("-") for path in folder("forms").glob("*.json"))
    return tuple(f"{form}/{number}" for form, _, number in sorted(stems, key=lambda each: (each[0], int(each[2]))))


def _plain(value: object) -> object:
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        told = {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
        return {"is": type(value).__name__, **told} if type(value).__name__ in _CONDITIONS else told
    return value


def _section(told: Mapping[str, Any]) -> Section:
    return Section(
        id=told["id"],
        each=told["each"],
        visible=_condition(told["visible"]),
        fields=tuple(_field(each) for each in told["fields"]),
    )


def _field(told: Mapping[str, Any]) -> Field:
    read: dict[str, Callable[[Any], Any]] = {
        "kind": Kind,
        "choices": _choices,
        "required": _condition,
        "visible": _condition,
    }
    return Field(**{name: read[name](value) if name in read else value for name, value in told.items()})


def _choices(name: str | None) -> type[StrEnum] | None:
    found = getattr(vocabulary, name) if name else None
    if found is not None and not (isinstance(found, type) and issubclass(found, StrEnum)):
        raise ValueError(name)
    return found


def _condition(told: Mapping[str, Any]) -> Any:
    shape = _CONDITIONS[told["is"]]
    return shape(**{name: _part(value) for name, value in told.items() if name != "is"})


def _part(value: object) -> object:
    if isinstance(value, dict):
        return _condition(value)
    return tuple(_part(each) for each in value) if isinstance(value, list) else value
