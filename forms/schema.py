"""The JSON Schema of a case file with what the form says of each value: its words, its code table, its basis."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import msgspec

from forms.conditions import ALWAYS
from forms.fields import Kind
from station_app.domain import codes
from station_app.domain.case_file import CaseFile

if TYPE_CHECKING:
    from forms.fields import Field, Form

_LISTED = frozenset({"sex", "marital_status", "urban_rural", "agri_transfer_reason", "registration_kind"})
"""Code tables short enough to be listed in the schema; the others are named."""


def case_schema(form: Form, file: type[CaseFile] = CaseFile) -> dict[str, Any]:
    """Give the schema (JSON Schema 2020-12) of a kind of file, each value titled in the language of this process."""
    told = msgspec.json.schema(file)
    shapes = _Shapes(told)
    for field in form.fields():
        for place in shapes.places(field.path.split(".")):
            _annotate(place, field)
    told["$id"] = f"urn:station-app:case:{form.name}"
    return told


class _Shapes:
    """The named shapes of a schema; one that serves several values is given to each, to bear its own words."""

    def __init__(self, told: dict[str, Any]) -> None:
        self._root = told
        self._named: dict[str, Any] = told["$defs"]
        self._plain = copy.deepcopy(self._named)
        self._owner: dict[str, str] = {}

    def places(self, steps: list[str]) -> list[dict[str, Any]]:
        """Give the places of the schema that describe the value at this path."""
        return self._below(self._root, steps, "")

    def _below(self, node: dict[str, Any], steps: list[str], path: str) -> list[dict[str, Any]]:
        if not steps:
            return [node]
        key, many = steps[0].removesuffix("[]"), steps[0].endswith("[]")
        here = f"{path}.{key}" if path else key
        found = []
        for shape in (self._followed(each, path) for each in (node, *node.get("anyOf", ()))):
            below = shape.get("properties", {}).get(key)
            if below is not None:
                found += self._below(below["items"] if many else below, steps[1:], here)
        return found

    def _followed(self, node: dict[str, Any], path: str) -> dict[str, Any]:
        if "$ref" not in node:
            return node
        name = node["$ref"].rpartition("/")[2]
        if self._owner.setdefault(name, path) != path:
            own = f"{name}.{path}"
            self._named[own] = copy.deepcopy(self._plain[name])
            self._owner[own] = path
            node["$ref"] = f"#/$defs/{own}"
            name = own
        return self._named[name]  # type: ignore[no-any-return]


def _annotate(place: dict[str, Any], field: Field) -> None:
    place["title"] = field.label
    if field.basis:
        place["description"] = field.basis
    if field.kind is Kind.CODE:
        table = codes.table(field.table)
        place["x-code-table"] = field.table
        if field.table in _LISTED:
            place["x-codes"] = {code.code: code.label for code in table}
    if field.kind is Kind.DIVISION:
        place["x-code-table"] = "GB/T 2260"
    if field.personal:
        place["x-personal"] = True
    if field.required is ALWAYS:
        place["x-required"] = True
