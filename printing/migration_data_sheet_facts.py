"""What the data sheet for the permit to move in (准予迁入证明数据核对单) states. Knows nothing of its looks.

The certificate itself is a numbered form of the ministry (户口登记条例 10, 22) and is never made here. One certificate
names four people of one origin at the most (domain notes), so a family is divided as its certificates will be.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from printing.letter_facts import LetterFacts, head
from printing.receipt_facts import id_number
from station_app.domain.case_file import FamilyMember, Origin
from station_app.domain.vocabulary import CaseStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.records import CaseRecord

AT_MOST = 4
"""People on one certificate."""


class Moving(msgspec.Struct, frozen=True):
    """Somebody on a certificate, in codes; the number masked."""

    index: int
    name: str
    former_names: tuple[str, ...]
    relationship: str
    sex: str
    ethnicity: str
    born: date | None
    id_number: str


class Certificate(msgspec.Struct, frozen=True):
    """What one certificate will say: where these people leave from, and who they are."""

    division: str
    address: str
    authority: str
    people: tuple[Moving, ...]


class MigrationFacts(LetterFacts, frozen=True):
    """What the sheet states."""

    id_number: str
    reason: str
    destination: str
    address: str
    certificates: tuple[Certificate, ...]


def needs_certificates(record: CaseRecord) -> bool:
    """Tell whether the case was approved and somebody comes from another province."""
    approved = CaseStatus.REGISTERED in {record.status, record.ended_as} or record.status is CaseStatus.APPROVED
    return approved and any(_leaves_a_province(member, record.site) for _, member in record.case.movers)


def facts(record: CaseRecord) -> MigrationFacts:
    """Take from the record what the sheet states."""
    applicant = record.case.applicant or FamilyMember()
    wanted = record.case.destination
    address = record.placement.address or (record.household.address if record.household else "")
    return MigrationFacts(
        **head(record),
        id_number=id_number(applicant, masked=True),
        reason=record.case.migration_reason or "",
        destination=(wanted.division if wanted else None) or record.site,
        address=address or "",
        certificates=tuple(_certificates(record)),
    )


def _leaves_a_province(member: FamilyMember, site: str) -> bool:
    division = member.origin.division if member.origin else None
    return bool(division) and str(division)[:2] != site[:2]


def _certificates(record: CaseRecord) -> Iterator[Certificate]:
    together: dict[tuple[str, str, str], list[Moving]] = {}
    for index, member in record.case.movers:
        if _leaves_a_province(member, record.site):
            origin = member.origin or Origin()
            place = (origin.division or "", origin.address or "", origin.registration_authority or "")
            together.setdefault(place, []).append(_moving(index, member))
    for place, people in together.items():
        for part in _parts(people):
            yield Certificate(*place, part)


def _parts(people: list[Moving]) -> Iterator[tuple[Moving, ...]]:
    for start in range(0, len(people), AT_MOST):
        yield tuple(people[start : start + AT_MOST])


def _moving(index: int, member: FamilyMember) -> Moving:
    return Moving(
        index,
        member.name or "",
        member.former_names,
        member.relationship or "",
        member.sex or "",
        member.ethnicity or "",
        member.birth_date,
        id_number(member, masked=True),
    )
