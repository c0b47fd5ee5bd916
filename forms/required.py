"""What the form demands and the case does not give: missing values, and values that are in no list.

What the values mean together is the business of the rules (`domain.family`, `domain.documents`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import msgspec

from forms.conditions import NEVER, Asked, is_given
from forms.fields import Field, Form, Kind, Section
from forms.permit import FORM as PERMIT
from forms.settlement import FORM
from station_app.domain import codes, divisions
from station_app.domain.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from station_app.domain.case_file import CaseFile

    Look: TypeAlias = Callable[[Field, str, int], Sequence[Finding]]

_PHONE = re.compile(r"(\+?86)?(1[3-9][0-9]{9}|0[0-9]{2,3}[0-9]{7,8}|[2-9][0-9]{6,7})", re.ASCII)
_FORM = "行政许可法 第二十九条"
"""An application is made on the office's form: the basis of a field that has none of its own."""
# Kinds of documents are looked up by the policy's rules, which also know what may be demanded.
_CHECKED_ELSEWHERE = ("document_kind",)


class _Plan(NamedTuple):
    """A section made ready: fields, keys of their values, whether a missing one says nothing, how one is looked at.

    A field that is never demanded and whose text is not looked at says nothing here, so it is left out.
    """

    section: Section
    fields: tuple[tuple[Field, str, tuple[str, ...], bool, Look | None], ...]


def _planned(section: Section) -> _Plan:
    """Split the paths once; those of a repeated section begin at the person or document in question."""
    start = f"{section.each}[]." if section.each else ""
    ready = []
    for field in section.fields:
        first, *rest = field.path.removeprefix(start).split(".")
        silent, look = field.required is NEVER, _look(field)
        if look is not None or not silent:
            ready.append((field, first, tuple(rest), silent, look))
    return _Plan(section, tuple(ready))


def required_findings(
    case: CaseFile, on: date | None = None, already: Iterable[Finding] = (), form: Form = FORM
) -> tuple[Finding, ...]:
    """Say at each path what is missing or in no list.

    `on` is the day of acceptance (ages decide whether a marital status is wanted); paths that `already` have a finding,
    as from reading a damaged file, are not called missing a second time.
    """
    content = msgspec.to_builtins(case)
    told = {finding.where for finding in already}
    found = [finding for plan in _PLANS[form.name] for finding in _section_findings(plan, content, on)]
    if not case.family and "family" not in told:
        found.insert(0, Finding(Severity.ERROR, "family_empty", "family", "天政办发〔2020〕5号 第1项"))
    return tuple(finding for finding in found if finding.where not in told)


def _section_findings(plan: _Plan, content: dict[str, object], on: date | None) -> Iterator[Finding]:
    section = plan.section
    repeated = content.get(section.each) if section.each else [content]
    for index, here in enumerate(repeated if isinstance(repeated, (list, tuple)) else ()):
        asked = Asked(content, index, on)
        if section.visible.holds(asked):
            for field, first, rest, silent, form in plan.fields:
                value = here.get(first)
                for key in rest:
                    value = value.get(key) if isinstance(value, dict) else None
                if value is None:
                    if not silent:
                        yield from _missing(field, asked)
                elif isinstance(value, str) and value.strip() and field.kind is not Kind.DECLARATION:
                    if form is not None:
                        yield from form(field, value, asked.index)
                elif not is_given(value) or (field.kind is Kind.DECLARATION and value is not True):
                    yield from _missing(field, asked)


def _missing(field: Field, asked: Asked) -> Iterator[Finding]:
    if field.is_required(asked):
        code = "declaration_missing" if field.kind is Kind.DECLARATION else "required_missing"
        yield Finding(Severity.ERROR, code, field.path_at(asked.index), field.basis or _FORM, {"label": field.label})


def _look(field: Field) -> Look | None:
    """Give how a text in this field is looked at."""
    if field.kind is Kind.CODE and field.table not in _CHECKED_ELSEWHERE:
        return _code_findings
    return {Kind.DIVISION: _division_findings, Kind.PHONE: _phone_findings}.get(field.kind)


def _code_findings(field: Field, value: str, index: int) -> Sequence[Finding]:
    if value in codes.table(field.table):
        return ()
    return (
        Finding(
            Severity.ERROR, "code_unknown", field.path_at(index), field.basis or _source(field), {"label": field.label}
        ),
    )


def _source(field: Field) -> str:
    return codes.table(field.table).source or _FORM


def _phone_findings(field: Field, value: str, index: int) -> Sequence[Finding]:
    if _PHONE.fullmatch(re.sub(r"[\s()-]", "", value)):
        return ()
    return (Finding(Severity.WARNING, "phone_form", field.path_at(index), "电信网编号计划"),)


def _division_findings(field: Field, value: str, index: int) -> Sequence[Finding]:
    found = divisions.division(value)
    if found is not None and found.current:
        return ()
    where = field.path_at(index)
    if found is None:
        return (Finding(Severity.ERROR, "division_unknown", where, "GB/T 2260"),)
    # An origin may be written as it was on the old papers; nobody can move to a division that is no more.
    severity = Severity.ERROR if where.startswith("destination") else Severity.WARNING
    return (Finding(severity, "division_retired", where, "GB/T 2260"),)


_PLANS = {form.name: tuple(_planned(section) for section in form.sections) for form in (FORM, PERMIT)}
