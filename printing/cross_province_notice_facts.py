"""What the notice of moving between provinces online (跨省网上迁移告知单) states. Needs no ReportLab."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from printing.receipt_facts import id_number
from station_app.domain.case_file import FamilyMember

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord


class CrossProvinceFacts(msgspec.Struct, frozen=True):
    """What the notice states, the ID number masked; `origins` are the divisions that people leave, in order."""

    case_no: str
    site: str
    site_name: str
    practice: bool
    accepted_at: datetime
    badge: str
    applicant: str
    id_number: str
    origins: tuple[tuple[str, int], ...]


def facts(record: CaseRecord) -> CrossProvinceFacts:
    """Take from the record what the notice states."""
    applicant = record.case.applicant or FamilyMember()
    return CrossProvinceFacts(
        case_no=record.case_no,
        site=record.site,
        site_name=record.site_name,
        practice=record.practice,
        accepted_at=record.accepted_at.astimezone(UTC).replace(second=0, microsecond=0),
        badge=record.accepted_by,
        applicant=applicant.name or "",
        id_number=id_number(applicant, masked=True),
        origins=tuple(_origins(record).items()),
    )


def crosses_provinces(record: CaseRecord) -> bool:
    """Tell whether somebody comes from another province."""
    return bool(_origins(record))


def _origins(record: CaseRecord) -> dict[str, int]:
    """Count who comes from which division of another province."""
    found: dict[str, int] = {}
    for _, member in record.case.movers:
        division = (member.origin.division if member.origin else None) or ""
        if division and division[:2] != record.site[:2]:
            found[division] = found.get(division, 0) + 1
    return found
