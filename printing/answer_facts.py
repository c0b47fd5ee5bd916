"""What a written answer that says no states, whichever it is. Knows nothing of its looks; needs no ReportLab.

The ground is a code and its words are the pack's (031); what the officer wrote to the applicant is stated as written.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from printing import words
from printing.receipt_facts import id_number
from station_app.domain.case_file import FamilyMember
from station_app.domain.vocabulary import Route

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord


class AskedFor(msgspec.Struct, frozen=True):
    """Who asked for what; the ID number as on the applicant's copy, masked."""

    case_no: str
    site: str
    site_name: str
    practice: bool
    applicant: str
    id_number: str
    movers: int
    route: Route | None
    accepted_at: datetime


class AnswerFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A no, and why; `at` is when it was written down, `badge` and `officer` by whom."""

    asked: AskedFor
    reason: str
    text: str
    at: datetime
    badge: str
    officer: str


def asked_for(record: CaseRecord) -> AskedFor:
    """Take from the record who asked for what."""
    applicant = record.case.applicant or FamilyMember()
    return AskedFor(
        case_no=record.case_no,
        site=record.site,
        site_name=record.site_name,
        practice=record.practice,
        applicant=applicant.name or "",
        id_number=id_number(applicant, masked=True),
        movers=len(record.case.movers),
        route=record.case.route,
        accepted_at=words.to_the_minute(record.accepted_at),
    )
