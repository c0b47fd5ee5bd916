"""What the receipt states about a case. Knows nothing of its looks; needs no ReportLab."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from printing import words
from station_app.domain.case_file import CaseDocument, FamilyMember
from station_app.domain.identifiers import mask_id
from station_app.domain.vocabulary import DestinationKind, IdAbsentReason, Level, Presented, Route

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord


class StatedDocument(msgspec.Struct, frozen=True):
    """One document as it was presented; `holders` are indexes into the family, empty for the whole family."""

    kind: str
    holders: tuple[int, ...]
    presented: Presented | None


class StatedPerson(msgspec.Struct, frozen=True):
    """One member of the family unit; `relationship` is the code of GB/T 4761 towards the applicant."""

    name: str
    relationship: str
    moves: bool


class ReceiptFacts(msgspec.Struct, frozen=True):
    """What the receipt states, in codes and in the form that is on the applicant's copy.

    ID number and telephone are masked here too: the digest of these facts is in the code on the paper, and a digest of
    the full number would let anyone who found the paper try out the eight hidden figures.
    """

    case_no: str
    site: str
    site_name: str
    accepted_at: datetime
    badge: str
    officer: str
    practice: bool
    route: Route | None
    destination: DestinationKind | None
    household_no: str | None
    address: str | None
    applicant: str
    id_number: str
    phone: str
    family: tuple[StatedPerson, ...]
    documents: tuple[StatedDocument, ...]
    decision_by: date
    promised_by: date | None
    levels: tuple[Level, ...]


def facts(record: CaseRecord) -> ReceiptFacts:
    """Take from the record what the receipt states."""
    applicant = record.case.applicant or FamilyMember()
    family = record.case.family
    return ReceiptFacts(
        case_no=record.case_no,
        site=record.site,
        site_name=record.site_name,
        accepted_at=words.to_the_minute(record.accepted_at),
        badge=record.accepted_by,
        officer=record.accepted_by_name,
        practice=record.practice,
        route=record.case.route,
        destination=record.placement.kind,
        household_no=record.placement.household_no,
        address=_address(record),
        applicant=applicant.name or "",
        id_number=id_number(applicant, masked=True),
        phone=words.masked_phone(applicant.phone or ""),
        family=tuple(StatedPerson(each.name or "", each.relationship or "", each.moves) for each in family),
        documents=tuple(
            StatedDocument(each.kind or "", _holders(each, len(family)), each.presented)
            for each in record.case.documents
        ),
        decision_by=record.deadlines.decision,
        promised_by=record.deadlines.promised,
        levels=record.decided_by,
    )


def _address(record: CaseRecord) -> str | None:
    if record.placement.address:
        return record.placement.address
    return record.household.address if record.household else None


def id_number(member: FamilyMember, *, masked: bool) -> str:
    """Give a member's ID number, masked or whole, or say why there is none."""
    if member.id_number:
        return mask_id(member.id_number) if masked else member.id_number
    return words.ID_ABSENT.get(member.id_absent_reason or IdAbsentReason.UNREGISTERED, "")


def _holders(document: CaseDocument, persons: int) -> tuple[int, ...]:
    indexes = (() if document.holder is None else (document.holder,)) + document.also
    return tuple(index for index in indexes if 0 <= index < persons)
