"""Take out of a case what identifies people, for logs, extracts and support; which fields those are is declared."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

from forms.fields import Form, Kind
from station_app.domain.identifiers import mask_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forms.fields import Field

HIDDEN = "***"
_STEP = re.compile(r"([a-z_0-9]+)(\[\])?")


def redacted(form: Form, content: dict[str, Any]) -> dict[str, Any]:
    """Give a copy of `content` in which every personal value is hidden.

    ID numbers keep their first six and last four characters, as on lists. A key the form does not declare is dropped:
    nobody has said that it is harmless.
    """
    declared = list(form.fields())
    kept: dict[str, Any] = _known_only(content, {field.path for field in declared}, "")
    for field in declared:
        if field.personal:
            for place, key in _places(kept, field.path):
                place[key] = _hide(field, place[key])
    return kept


def _known_only(content: Any, paths: set[str], here: str) -> Any:
    if isinstance(content, dict):
        below = {key: f"{here}.{key}" if here else key for key in content}
        return {key: _known_only(content[key], paths, path) for key, path in below.items() if _leads(path, paths)}
    if isinstance(content, (list, tuple)) and here not in paths:
        return [_known_only(each, paths, f"{here}[]") for each in content]
    return copy.deepcopy(content)


def _leads(path: str, paths: set[str]) -> bool:
    """Tell whether a declared value lies at or below `path`, or `path` within a declared value."""
    return any(each == path or each.startswith((f"{path}.", f"{path}[")) for each in paths) or any(
        path.startswith(f"{each}.") for each in paths
    )


def _places(content: Any, path: str) -> Iterator[tuple[Any, str]]:
    """Give every (object, key) that `path` names in `content`."""
    here = [content]
    steps = _STEP.findall(path)
    for number, (key, many) in enumerate(steps, start=1):
        holders = [each for each in here if isinstance(each, dict) and key in each]
        if number == len(steps):
            yield from ((each, key) for each in holders)
            return
        here = [
            below for each in holders for below in (each[key] if many and isinstance(each[key], list) else [each[key]])
        ]


def _hide(field: Field, value: Any) -> Any:
    if value is None or isinstance(value, (bool, int)):  # an index into the family names nobody
        return value
    if field.kind is Kind.ID_NUMBER and isinstance(value, str):
        return mask_id(value)
    if isinstance(value, (list, tuple)):
        return [HIDDEN for _ in value]
    if isinstance(value, dict):
        return {key: HIDDEN if isinstance(each, str) else each for key, each in value.items()}
    return HIDDEN
