"""What a letter of commitment (承诺书) states about a case. Knows nothing of its looks; needs no ReportLab."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from printing import words
from printing.receipt_facts import id_number
from station_app.domain.case_file import FamilyMember

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.records import CaseRecord


class Promise(msgspec.Struct, frozen=True):
    """One document to be brought later: its kind, whose (index in the family, None: the whole family), until when."""

    kind: str
    holder: int | None
    relationship: str
    basis: str
    due: date | None


class CommitmentFacts(msgspec.Struct, frozen=True):
    """What the letter states, as it stands on the family's copy: the ID number masked."""

    case_no: str
    site: str
    site_name: str
    accepted_at: datetime
    badge: str
    officer: str
    practice: bool
    applicant: str
    id_number: str
    promises: tuple[Promise, ...]


def facts(record: CaseRecord) -> CommitmentFacts:
    """Take from the record what the letter states."""
    applicant = record.case.applicant or FamilyMember()
    return CommitmentFacts(
        case_no=record.case_no,
        site=record.site,
        site_name=record.site_name,
        accepted_at=words.to_the_minute(record.accepted_at),
        badge=record.accepted_by,
        officer=record.accepted_by_name,
        practice=record.practice,
        applicant=applicant.name or "",
        id_number=id_number(applicant, masked=True),
        promises=tuple(_promises(record)),
    )


def has_promises(record: CaseRecord) -> bool:
    """Tell whether anything was promised."""
    return any(each.status == "commitment" for each in record.documents)


def _promises(record: CaseRecord) -> Iterator[Promise]:
    family = record.case.family
    for each in record.documents:
        if each.status == "commitment":
            holder = each.holder if each.holder is not None and 0 <= each.holder < len(family) else None
            relationship = family[holder].relationship or "" if holder is not None else ""
            yield Promise(each.kind, holder, relationship, each.basis, each.due)
