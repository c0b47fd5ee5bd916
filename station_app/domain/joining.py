"""Whether somebody may be registered without a case, by their facts alone: complete, and in agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.findings import Finding, Severity
from station_app.domain.identifiers import read_id
from station_app.domain.kinship import FEMALE, MALE
from station_app.domain.names import name_findings
from station_app.domain.people import years_between

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from station_app.domain.residents import RegisteredPerson

_BASIS = "户口登记条例 第四、七条"
_YOUNGEST_PARENT = 14


def joining_findings(person: RegisteredPerson, on: date, parent: RegisteredPerson | None = None) -> tuple[Finding, ...]:
    """Give what is missing or contradicts itself (errors) and what somebody should look at."""
    return tuple(_findings(person, on, parent))


def _findings(person: RegisteredPerson, on: date, parent: RegisteredPerson | None) -> Iterator[Finding]:
    if not person.name.strip():
        yield _error("joining_name_missing", "name")
    else:
        yield from name_findings(person.name, "name")
    if person.sex not in (MALE, FEMALE):
        yield _error("joining_sex_missing", "sex")
    if person.birth_date is None:
        yield _error("joining_birth_missing", "birth_date")
    elif person.birth_date > on:
        yield _error("joining_birth_ahead", "birth_date")
    yield from _number_findings(person, on)
    if parent is not None and parent.birth_date is not None and person.birth_date is not None:
        gap = years_between(parent.birth_date, person.birth_date)
        if gap < _YOUNGEST_PARENT:
            yield _error("joining_parent_too_young", "birth_date")


def _number_findings(person: RegisteredPerson, on: date) -> Iterator[Finding]:
    if person.id_number is None:
        if person.id_absent_reason is None:
            yield _error("joining_number_missing", "id_number")
        return
    reading = read_id(person.id_number, on, "id_number")
    yield from reading.findings
    if not reading.valid:
        return
    if reading.kind != "citizen":
        yield _error("joining_number_foreign", "id_number")
    if person.birth_date not in (None, reading.birth_date):
        yield _error("joining_birth_differs", "birth_date")
    if person.sex not in (None, reading.sex):
        yield _error("joining_sex_differs", "sex")


def _error(code: str, where: str) -> Finding:
    return Finding(Severity.ERROR, code, where, _BASIS)
