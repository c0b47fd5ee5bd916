"""What the form demands and the case does not give: missing values, and values that are in no list.

What the values mean together is the business of the rules (`domain.family`, `domain.documents`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from forms.conditions import NEVER, Asked, is_given
from forms.fields import Field, Kind, Section
from forms.settlement import FORM
from station_app.domain import codes, divisions
from station_app.domain.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from station_app.domain.case_file import CaseFile

_PHONE = re.compile(r"(\+?86)?(1[3-9][0-9]{9}|0[0-9]{2,3}[0-9]{7,8}|[2-9][0-9]{6,7})", re.ASCII)
# Kinds of documents are looked up by the policy's rules, which also know what may be demanded.
_CHECKED_ELSEWHERE = ("document_kind",)
_FORMS_KNOWN = frozenset({Kind.CODE, Kind.DIVISION, Kind.PHONE})


class _Plan(NamedTuple):
    """A section made ready: its fields with the keys of their values, and whether a missing value says nothing."""

    section: Section
    fields: tuple[tuple[Field, tuple[str, ...], bool], ...]


def _planned(section: Section) -> _Plan:
    """Split the paths once; those of a repeated section begin at the person or document in question."""
    start = f"{section.each}[]." if section.each else ""
    return _Plan(
        section,
        tuple(
            (field, tuple(field.path.removeprefix(start).split(".")), field.required is NEVER)
            for field in section.fields
        ),
    )


_PLANS = tuple(_planned(section) for section in FORM.sections)


def required_findings(case: CaseFile, on: date | None = None, already: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """Say at each path what is missing or in no list.

    `on` is the day of acceptance (ages decide whether a marital status is wanted); paths that `already` have a finding,
    as from reading a damaged file, are not called missing a second time.
    """
    content = msgspec.to_builtins(case)
    told = {finding.where for finding in already}
    found = [finding for plan in _PLANS for finding in _section_findings(plan, content, on)]
    if not case.family and "family" not in told:
        found.insert(0, Finding(Severity.ERROR, "family_empty", "family"))
    return tuple(finding for finding in found if finding.where not in told)


def _section_findings(plan: _Plan, content: dict[str, object], on: date | None) -> Iterator[Finding]:
    section = plan.section
    repeated = content.get(section.each) if section.each else [content]
    for index, here in enumerate(repeated if isinstance(repeated, (list, tuple)) else ()):
        asked = Asked(content, index, on)
        if section.visible.holds(asked):
            for field, keys, silent in plan.fields:
                value = _captured(here, keys)
                if value is None and silent:
                    continue
                yield from _field_findings(field, value, asked)


def _captured(here: object, keys: tuple[str, ...]) -> object:
    for key in keys:
        if not isinstance(here, dict):
            return None
        here = here.get(key)
    return here


def _field_findings(field: Field, value: object, asked: Asked) -> Sequence[Finding]:
    if field.kind is Kind.DECLARATION:
        missing = "" if value is True else "declaration_missing"
    elif is_given(value):
        if not isinstance(value, str) or field.kind not in _FORMS_KNOWN:
            return ()
        return tuple(_value_findings(field, value, field.path_at(asked.index)))
    else:
        missing = "required_missing"
    if not missing or not field.is_required(asked):
        return ()
    return (Finding(Severity.ERROR, missing, field.path_at(asked.index), field.basis, {"label": field.label}),)


def _value_findings(field: Field, value: str, where: str) -> Iterator[Finding]:
    if field.kind is Kind.CODE and field.table not in _CHECKED_ELSEWHERE and value not in codes.table(field.table):
        yield Finding(Severity.ERROR, "code_unknown", where, field.basis, {"label": field.label})
    elif field.kind is Kind.DIVISION:
        yield from _division_findings(value, where)
    elif field.kind is Kind.PHONE and not _PHONE.fullmatch(re.sub(r"[\s()-]", "", value)):
        yield Finding(Severity.WARNING, "phone_form", where)


def _division_findings(value: str, where: str) -> Iterator[Finding]:
    found = divisions.division(value)
    if found is None:
        yield Finding(Severity.ERROR, "division_unknown", where, "GB/T 2260")
    elif not found.current:
        # An origin may be written as it was on the old papers; nobody can move to a division that is no more.
        destination = where.startswith("destination")
        severity = Severity.ERROR if destination else Severity.WARNING
        yield Finding(severity, "division_retired", where, "GB/T 2260")
