"""How the facts of every letter and sheet about a case begin: whose case, where and when. Needs no ReportLab."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from printing import words
from station_app.domain.case_file import FamilyMember

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord


class LetterFacts(msgspec.Struct, frozen=True):
    """The first facts of a letter; what it states besides follows."""

    case_no: str
    site: str
    site_name: str
    practice: bool
    accepted_at: datetime
    badge: str
    applicant: str


def head(record: CaseRecord) -> dict[str, Any]:
    """Take them from the record, by name."""
    applicant = record.case.applicant or FamilyMember()
    return {
        "case_no": record.case_no,
        "site": record.site,
        "site_name": record.site_name,
        "practice": record.practice,
        "accepted_at": words.to_the_minute(record.accepted_at),
        "badge": record.accepted_by,
        "applicant": applicant.name or "",
    }
