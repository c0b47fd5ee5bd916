"""What the form demands and the case does not give: missing values, and values that are in no list.

What the values mean together is the business of the rules (`domain.family`, `domain.documents`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from forms.conditions import Asked, is_given
from forms.fields import Field, Kind, Section
from forms.settlement import FORM
from station_app.domain import codes, divisions
from station_app.domain.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from station_app.domain.case_file import CaseFile

_PHONE = re.compile(r"(\+?86)?(1[3-9][0-9]{9}|0[0-9]{2,3}[0-9]{7,8}|[2-9][0-9]{6,7})", re.ASCII)
# Kinds of documents are looked up by the policy's rules, which also know what may be demanded.
_CHECKED_ELSEWHERE = ("document_kind",)


def required_findings(case: CaseFile, on: date | None = None, already: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """Say at each path what is missing or in no list.

    `on` is the day of acceptance (ages decide whether a marital status is wanted); paths that `already` have a finding,
    as from reading a damaged file, are not called missing a second time.
    """
    content = msgspec.to_builtins(case)
    told = {finding.where for finding in already}
    found = [finding for section in FORM.sections for finding in _section_findings(section, content, on)]
    if not case.family and "family" not in told:
        found.insert(0, Finding(Severity.ERROR, "family_empty", "family"))
    return tuple(finding for finding in found if finding.where not in told)


def _section_findings(section: Section, content: dict[str, object], on: date | None) -> Iterator[Finding]:
    repeated = content.get(section.each) if section.each else [None]
    for index in range(len(repeated) if isinstance(repeated, (list, tuple)) else 0):
        asked = Asked(content, index, on)
        if section.visible.holds(asked):
            for field in section.fields:
                yield from _field_findings(field, asked)


def _field_findings(field: Field, asked: Asked) -> Iterator[Finding]:
    value = field.value(asked)
    where = field.path_at(asked.index)
    if field.kind is Kind.DECLARATION:
        if value is not True and field.is_required(asked):
            yield Finding(Severity.ERROR, "declaration_missing", where, field.basis, {"label": field.label})
    elif not is_given(value):
        if field.is_required(asked):
            yield Finding(Severity.ERROR, "required_missing", where, field.basis, {"label": field.label})
    elif isinstance(value, str):
        yield from _value_findings(field, value, where)


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
