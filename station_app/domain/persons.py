"""What can be said of one person alone: name, ID number against what was captured, agent, guardian from outside.

How people are related is in `kinship`, what the unit as a whole needs in `family`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.findings import Finding, Severity
from station_app.domain.identifiers import STANDARD, IdReading, read_id
from station_app.domain.names import name_findings
from station_app.domain.people import age_on, is_minor
from station_app.domain.vocabulary import IdAbsentReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from station_app.domain.case_file import FamilyMember, NamedPerson

_MOST_FORMER_NAMES = 5
_OLDEST = 130
_PERMITS = {"region_permit": "居民身份证法 第九条", "foreign_permit": "居民身份证法 第二条"}


def member_findings(member: FamilyMember, index: int, on: date) -> Iterator[Finding]:
    """Everything about one member that needs nobody else."""
    where = f"family[{index}]"
    if member.name is not None:
        yield from name_findings(member.name, f"{where}.name")
    for place, former in enumerate(member.former_names):
        yield from name_findings(former, f"{where}.former_names[{place}]")
    if len(member.former_names) > _MOST_FORMER_NAMES:
        yield _finding(Severity.ERROR, "former_names_too_many", f"{where}.former_names", most=_MOST_FORMER_NAMES)
    yield from _birth_findings(member, f"{where}.birth_date", on)
    if member.id_number:
        yield from _number_findings(member, where, on)


def outsider_findings(person: NamedPerson, where: str, on: date) -> Iterator[Finding]:
    """An agent or guardian who is no member: the name, the number, and that they are grown up."""
    if person.name is not None:
        yield from name_findings(person.name, f"{where}.name")
    if person.id_number:
        reading = read_id(person.id_number, on, f"{where}.id_number")
        yield from reading.findings
        if reading.valid and reading.birth_date and is_minor(reading.birth_date, on):
            yield _finding(Severity.ERROR, "outsider_minor", f"{where}.id_number", "民法典 第十七条、第十八条")


def _birth_findings(member: FamilyMember, where: str, on: date) -> Iterator[Finding]:
    if member.birth_date is None:
        return
    years = age_on(member.birth_date, on)
    if member.birth_date > on:
        yield _finding(Severity.ERROR, "born_in_future", where)
    elif years > _OLDEST:
        yield _finding(Severity.WARNING, "very_old", where, years=_OLDEST)
    elif member.id_absent_reason is IdAbsentReason.NEWBORN and not member.id_number and years >= 1:
        yield _finding(Severity.WARNING, "newborn_not_new", where, "户口登记条例 第七条")


def _number_findings(member: FamilyMember, where: str, on: date) -> Iterator[Finding]:
    place = f"{where}.id_number"
    if member.id_absent_reason is not None:
        yield _finding(Severity.ERROR, "id_and_reason", f"{where}.id_absent_reason")
    reading = read_id(member.id_number or "", on, place)
    yield from reading.findings
    if reading.kind in _PERMITS and member.moves:
        yield _finding(Severity.ERROR, "permit_holder_moves", f"{where}.moves", _PERMITS[reading.kind])
    if reading.valid:
        yield from _differences(member, reading, where)


def _differences(member: FamilyMember, reading: IdReading, where: str) -> Iterator[Finding]:
    """Old numbers with a wrong sex or date exist: an officer may go on with a reason, nothing is corrected silently."""
    if reading.kind == "foreign_permit":
        return
    if member.birth_date is not None and reading.birth_date != member.birth_date:
        yield _finding(Severity.CONFIRM, "id_birth_differs", f"{where}.birth_date", STANDARD)
    if member.sex in ("1", "2") and reading.sex != member.sex:
        yield _finding(Severity.CONFIRM, "id_sex_differs", f"{where}.sex", STANDARD)


def _finding(severity: Severity, code: str, where: str, basis: str = "", /, **details: str | int) -> Finding:
    return Finding(severity, code, where, basis, dict(details))
