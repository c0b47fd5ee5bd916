"""What can be said of one person alone: name, ID number against what was captured, agent, guardian from outside.

How people are related is in `kinship`, what the unit as a whole needs in `family`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.cards import card_findings
from station_app.domain.findings import VERIFIED, Finding, Severity
from station_app.domain.identifiers import STANDARD, IdReading, read_id
from station_app.domain.names import chip_findings, name_findings
from station_app.domain.people import age_on, is_minor
from station_app.domain.vocabulary import CardKind, IdAbsentReason, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from station_app.domain.case_file import CaseFile, FamilyMember, NamedPerson

_MOST_FORMER_NAMES = 5
_OLDEST = 130
_PERMITS = {"region_permit": "居民身份证法 第九条", "foreign_permit": "居民身份证法 第二条"}
_PERMIT_CARDS = {
    CardKind.REGION_PERMIT: _PERMITS["region_permit"],
    CardKind.FOREIGN_PERMIT_2017: _PERMITS["foreign_permit"],
    CardKind.FOREIGN_PERMIT_2023: _PERMITS["foreign_permit"],
}
_FOREIGN_DOCUMENTS = frozenset({"417", "418", "420", "421", "423", "511", "512", "516", "553", "554", "555", "636"})
"""GA/T 517: papers of foreigners and of residents of Hong Kong, Macao and Taiwan, and of nobody else. Not 414: mainland
residents have passports too; not 551, 552 and 556: who holds those has been let in to settle."""


def member_findings(member: FamilyMember, index: int, on: date) -> Iterator[Finding]:
    """Everything about one member that needs nobody else."""
    where = f"family[{index}]"
    if member.name is not None:
        yield from name_findings(member.name, f"{where}.name")
        if member.name_code_points:
            reasoned = member.card is not None and bool(member.card.overridden.get("name", "").strip())
            for said in chip_findings(member.name_code_points, member.name, where):
                # Whoever changed a name that was read from a card has given the reason already.
                yield msgspec.structs.replace(said, severity=Severity.NOTE) if reasoned else said
    for place, former in enumerate(member.former_names):
        yield from name_findings(former, f"{where}.former_names[{place}]")
    if len(member.former_names) > _MOST_FORMER_NAMES:
        basis = "户口登记条例 第十八条"
        yield _finding(Severity.ERROR, "former_names_too_many", f"{where}.former_names", basis, most=_MOST_FORMER_NAMES)
    yield from _birth_findings(member, f"{where}.birth_date", on)
    if member.role is Role.APPLICANT and not (member.phone or "").strip():
        # A telephone is no condition of anything; somebody without one must be told in another way.
        yield _finding(Severity.WARNING, "phone_missing", f"{where}.phone", "行政许可法 第四十四条")
    if member.id_number:
        yield from _number_findings(member, where, on)
    elif member.moves and member.id_absent_reason is IdAbsentReason.FOREIGN:
        yield _finding(Severity.ERROR, "permit_holder_moves", f"{where}.moves", _PERMITS["foreign_permit"])
    if member.card is not None:
        yield from card_findings(member.card.expires, f"{where}.card.expires", on)
    if member.moves and member.card is not None and member.card.kind in _PERMIT_CARDS:
        yield _finding(Severity.ERROR, "permit_holder_moves", f"{where}.moves", _PERMIT_CARDS[member.card.kind])


def outsider_findings(person: NamedPerson, where: str, on: date, *, acts: bool = True) -> Iterator[Finding]:
    """Someone who is no member: the name, the number and, if they act for the family, that they are grown up.

    `on` is the day ages are looked up on.
    """
    if person.name is not None:
        yield from name_findings(person.name, f"{where}.name")
    if person.id_number:
        reading = read_id(person.id_number, on, f"{where}.id_number")
        yield from reading.findings
        if acts and reading.valid and reading.birth_date and is_minor(reading.birth_date, on):
            yield _finding(Severity.ERROR, "outsider_minor", f"{where}.id_number", "民法典 第十七条、第十八条")


def foreign_document_findings(case: CaseFile, on: date) -> Iterator[Finding]:
    """Who moves but shows a foreigner's or a region's paper: another procedure, unless they are citizens after all."""
    for place, document in enumerate(case.documents):
        index = document.holder
        if document.kind not in _FOREIGN_DOCUMENTS or document.presented is None:
            continue
        if index is None or not 0 <= index < len(case.family) or not case.family[index].moves:
            continue
        number = case.family[index].id_number
        if number and read_id(number, on).kind == "citizen":
            yield _finding(
                Severity.CONFIRM, "foreign_document_of_mover", f"documents[{place}].kind", _PERMITS["region_permit"]
            )
        else:
            where = f"family[{index}].moves"
            yield _finding(Severity.ERROR, "permit_holder_moves", where, _PERMITS["region_permit"])


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
        yield _finding(Severity.ERROR, "id_and_reason", f"{where}.id_absent_reason", STANDARD)
    reading = read_id(member.id_number or "", on, place)
    for finding in reading.findings:
        # The old card of a relative who stays: on record only, so it is said and not asked for another one.
        recorded = finding.code == "id_old_foreign_permit" and not member.moves
        yield msgspec.structs.replace(finding, severity=Severity.NOTE) if recorded else finding
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


def _finding(severity: Severity, code: str, where: str, basis: str = VERIFIED, /, **details: str | int) -> Finding:
    return Finding(severity, code, where, basis, dict(details))
