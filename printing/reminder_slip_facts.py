"""What a reminder slip (催办单) states about a case. Knows nothing of its looks; needs no ReportLab.

The newest reminder is what it is drawn from: an older slip is genuine and differs from the record, which is what
checking its code then says.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from printing import words
from station_app.domain.case_file import FamilyMember
from station_app.domain.deadlines import LimitKind
from station_app.domain.vocabulary import Route

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord


class ReminderSlipFacts(msgspec.Struct, frozen=True):
    """What the slip states; `left` in working days, negative when late. Colleagues read it: it has no ID number."""

    case_no: str
    site: str
    site_name: str
    practice: bool
    applicant: str
    movers: int
    route: Route | None
    accepted_at: datetime
    accepted_by: str
    limit: LimitKind
    due: date
    left: int
    basis: str
    waits_for: str
    text: str
    reminded_at: datetime
    badge: str
    officer: str
    count: int


def was_reminded(record: CaseRecord) -> bool:
    """Tell whether there is a reminder to draw."""
    return record.reminder is not None


def revision(record: CaseRecord) -> int:
    """Give the number of the entry that holds the reminder, at the site that reminded."""
    return record.reminder.seq if record.reminder else record.revision


def facts(record: CaseRecord) -> ReminderSlipFacts:
    """Take from the record what the slip states.

    Raises:
        ValueError: Nobody was reminded of this case; `was_reminded` tells before.
    """
    reminder = record.reminder
    if reminder is None:
        raise ValueError("the case was never reminded")
    applicant = record.case.applicant or FamilyMember()
    return ReminderSlipFacts(
        case_no=record.case_no,
        site=record.site,
        site_name=record.site_name,
        practice=record.practice,
        applicant=applicant.name or "",
        movers=len(record.case.movers),
        route=record.case.route,
        accepted_at=words.to_the_minute(record.accepted_at),
        accepted_by=record.accepted_by_name,
        limit=reminder.limit,
        due=reminder.due,
        left=reminder.left,
        basis=reminder.basis,
        waits_for=reminder.waits_for,
        text=reminder.text,
        reminded_at=words.to_the_minute(reminder.at),
        badge=reminder.officer,
        officer=reminder.officer_name,
        count=reminder.count,
    )
