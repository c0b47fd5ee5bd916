"""What a rights notice (权益告知单) states about a case. Knows nothing of its looks; needs no ReportLab.

The rights themselves are those of the policy pack that the case was accepted under, so the pack's name stands for them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from station_app.domain.case_file import FamilyMember
from station_app.domain.vocabulary import Route

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord


class RightsFacts(msgspec.Struct, frozen=True):
    """What the notice states: for whom it is and which pack's rights it lists. It has no ID number."""

    case_no: str
    site: str
    site_name: str
    practice: bool
    accepted_at: datetime
    badge: str
    applicant: str
    persons: int
    route: Route | None
    pack: str


def facts(record: CaseRecord) -> RightsFacts:
    """Take from the record what the notice states."""
    applicant = record.case.applicant or FamilyMember()
    return RightsFacts(
        case_no=record.case_no,
        site=record.site,
        site_name=record.site_name,
        practice=record.practice,
        accepted_at=record.accepted_at.astimezone(UTC).replace(second=0, microsecond=0),
        badge=record.accepted_by,
        applicant=applicant.name or "",
        persons=len(record.case.movers),
        route=record.case.route,
        pack=record.pack,
    )
