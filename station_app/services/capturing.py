"""What becomes of a checked family when it is written down. Shared by the use cases that do so; not one itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from forms.settlement import FORM
from station_app.domain.case_file import Destination
from station_app.domain.findings import blocking, question
from station_app.domain.households import household_type
from station_app.domain.permit_file import PermitFile
from station_app.domain.vocabulary import DocumentOutcome, Presented
from station_app.errors import RefusedError
from station_app.journal.case_entries import CaseFacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station_app.domain.case_file import CaseDocument, CaseFile
    from station_app.domain.records import CheckResult, Placement
    from station_app.journal.case_entries import Attachment


def refuse_blocked(result: CheckResult, reasons: Mapping[str, str]) -> None:
    """Refuse what an error or an unanswered question blocks, and what is no family that settles.

    Raises:
        RefusedError: `case_not_acceptable` with all findings; `permit_is_no_case`.
    """
    refuse_permit(result.case)
    if blocking(result.findings, reasons):
        raise RefusedError("case_not_acceptable", result.findings, result=result)


def refuse_permit(case: CaseFile) -> None:
    """Refuse to make a case of an application for a residence permit: it has a register of its own.

    Raises:
        RefusedError: `permit_is_no_case`.
    """
    if isinstance(case, PermitFile):
        raise RefusedError("permit_is_no_case")


def captured(
    case_no: str, result: CheckResult, reasons: Mapping[str, str], files: tuple[Attachment, ...], badge: str
) -> CaseFacts:
    """Give the facts as the officer `badge` puts them down; `reasons` that answer no question are left out.

    Raises:
        RefusedError: `case_not_acceptable` - the rules could not be asked at all.
    """
    if result.placement is None or result.deadlines is None:
        raise RefusedError("case_not_acceptable", result.findings, result=result)
    asked = {name for finding in result.findings for name in (finding.code, question(finding))}
    return CaseFacts(
        case_no=case_no,
        case=_completed(result.case, result.placement, badge),
        pack=result.pack,
        decided_by=result.decided_by,
        deadlines=result.deadlines,
        # What each is for is said by the pack, in the language of whoever looks.
        documents=tuple(msgspec.structs.replace(each, why="") for each in result.documents),
        placement=result.placement,
        family_group=None,
        confirmed={code: why.strip() for code, why in reasons.items() if code in asked},
        attachments=files,
        form=FORM.name,
    )


def _completed(case: CaseFile, placement: Placement, badge: str) -> CaseFile:
    """Write down who saw each document, and the type of registration (户别) that follows from where the family goes."""
    seen = msgspec.structs.replace(case, documents=tuple(_seen(each, badge) for each in case.documents))
    if placement.kind is None:
        return seen
    settled = msgspec.structs.replace(seen.destination or Destination(), household_type=household_type(placement.kind))
    return msgspec.structs.replace(seen, destination=settled)


def _seen(document: CaseDocument, badge: str) -> CaseDocument:
    """Write down that this officer compared a document, unless somebody else is named or nobody could."""
    if document.presented in {None, Presented.COMMITMENT}:
        return document
    return msgspec.structs.replace(
        document,
        outcome=document.outcome or DocumentOutcome.MATCHES,
        checked_by=document.checked_by or badge,
    )
