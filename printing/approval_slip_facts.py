"""What an approval slip (准予落户通知单) states: who may settle where, by whose decision. Needs no ReportLab."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from printing import words
from printing.decision_facts import StatedDecision, last_approval
from printing.receipt_facts import id_number
from station_app.domain.case_file import FamilyMember
from station_app.domain.vocabulary import CaseStatus, DestinationKind, Route

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord


class ApprovalSlipFacts(msgspec.Struct, frozen=True):
    """What the slip states; `at`, `badge` and `officer` are those of the decision as it was written down here."""

    case_no: str
    site: str
    site_name: str
    practice: bool
    route: Route | None
    applicant: str
    id_number: str
    moving_along: tuple[tuple[str, str], ...]
    destination: DestinationKind | None
    household_no: str
    address: str
    approval: StatedDecision
    at: datetime
    badge: str
    officer: str


def may_settle(record: CaseRecord) -> bool:
    """Tell whether the case is approved and nobody is registered yet.

    Not while two decisions of the county differ: what an applicant was promised cannot be called back.
    """
    return record.status is CaseStatus.APPROVED and record.crossed is None and last_approval(record) is not None


def facts(record: CaseRecord) -> ApprovalSlipFacts | None:
    """Take from the record what the slip states, who moves along by name and relationship; None where nothing holds."""
    approval = last_approval(record)
    if approval is None:
        return None
    said = next(each for each in record.decisions if each.level is approval.level)
    applicant = record.case.applicant or FamilyMember()
    return ApprovalSlipFacts(
        case_no=record.case_no,
        site=record.site,
        site_name=record.site_name,
        practice=record.practice,
        route=record.case.route,
        applicant=applicant.name or "",
        id_number=id_number(applicant, masked=True),
        moving_along=tuple((each.name or "", each.relationship or "") for _, each in record.case.movers),
        destination=record.placement.kind,
        household_no=record.placement.household_no or "",
        address=record.placement.address or (record.household.address if record.household else ""),
        approval=approval,
        at=words.to_the_minute(said.at),
        badge=said.badge,
        officer=said.officer_name,
    )
