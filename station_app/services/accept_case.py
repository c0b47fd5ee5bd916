"""Use case: accept a family (受理). One transaction: the case, its people, their placement, its number, the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import uuid_utils

from forms.settlement import FORM
from station_app.domain.authority import Action
from station_app.domain.case_file import Destination
from station_app.domain.findings import blocking, question
from station_app.domain.households import household_type
from station_app.domain.outcomes import Accepted
from station_app.domain.vocabulary import CaseStatus, DocumentOutcome, Presented, SiteKind
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.case_entries import Attachment, CaseAccepted
from station_app.services.attachments import gather_attachments, keep_attachments, settle_attachments
from station_app.services.judging import judge_within
from station_app.services.written import refuse_unfit
from station_app.storage import cases, drafts, notices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from station_app.domain.case_file import CaseDocument, CaseFile
    from station_app.domain.findings import Finding
    from station_app.domain.records import CheckResult, Placement
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def accept_case(
    desk: Desk,
    case: CaseFile,
    structure: Sequence[Finding] = (),
    *,
    confirmed: Mapping[str, str] | None = None,
    draft_id: str | None = None,
    attachments: Path | None = None,
) -> Accepted:
    """Accept `case` if nothing blocks it; checks again inside the transaction and gives it its number.

    `confirmed` maps finding codes, or `CODE@path` for one place, to the officer's reasons.
    `attachments` is the folder in which the
    scans that the documents name lie; a scan that this desk keeps already may be named by its SHA-256 instead.

    Raises:
        RefusedError: `case_not_acceptable` with all findings; `text_unfit`; `not_a_station`. Nothing was stored.
        DeviceError: `disk_full`. Nothing was stored.
    """
    desk.require(Action.ACCEPT)
    if desk.site.kind is not SiteKind.STATION:
        raise RefusedError("not_a_station", site=desk.site.name)
    reasons = dict(confirmed or {})
    refuse_unfit(*reasons.values(), lines=True)
    scans = gather_attachments(desk, case, attachments)
    if scans.scans or scans.findings:
        _refuse_early(desk, case, (*scans.findings, *structure), reasons)
    kept, files = keep_attachments(desk, case, scans)
    with desk.store.write() as uow:
        result = judge_within(uow, desk, kept, structure)
        if blocking(result.findings, reasons):
            raise RefusedError("case_not_acceptable", result.findings, result=result)
        entry = _entry(cases.next_number(uow, desk.site.code, desk.today()), result, reasons, files)
        entry = _answering(uow, desk, entry, draft_id)
        chain.append(
            uow, site=desk.site.code, officer=desk.officer.badge, subject=entry.case_no, payload=entry, at=desk.now()
        )
        if draft_id:
            drafts.drop(uow, draft_id)
        uow.commit()
    settle_attachments(desk, files)
    promised = any(each.status == "commitment" for each in entry.documents)
    to_hand_over = ("receipt", "commitment") if promised else ("receipt",)
    return Accepted(entry.case_no, CaseStatus.ACCEPTED, entry.placement.household_no, entry.deadlines, to_hand_over)


def _refuse_early(desk: Desk, case: CaseFile, found: Sequence[Finding], reasons: Mapping[str, str]) -> None:
    """Where scans come along, judge family and scans together before a scan is kept: all findings, nothing stored."""
    with desk.store.read() as uow:
        result = judge_within(uow, desk, case, found)
    if blocking(result.findings, reasons):
        raise RefusedError("case_not_acceptable", result.findings, result=result)


def _answering(uow: UnitOfWork, desk: Desk, entry: CaseAccepted, draft_id: str | None) -> CaseAccepted:
    """Name the one-time notice that this acceptance answers, and who saw each document."""
    notice = notices.open_of_draft(uow, draft_id, desk.site.code) if draft_id else None
    documents = tuple(_seen(each, desk.officer.badge) for each in entry.case.documents)
    case = msgspec.structs.replace(entry.case, documents=documents)
    return msgspec.structs.replace(entry, case=case, notice_no=notice.notice_no if notice else None)


def _seen(document: CaseDocument, badge: str) -> CaseDocument:
    """Write down that the accepting officer compared a document, unless somebody else is named or nobody could."""
    if document.presented in {None, Presented.COMMITMENT}:
        return document
    return msgspec.structs.replace(
        document,
        outcome=document.outcome or DocumentOutcome.MATCHES,
        checked_by=document.checked_by or badge,
    )


def _completed(case: CaseFile, placement: Placement) -> CaseFile:
    """Write down the type of registration (户别) that follows from where the family goes."""
    if placement.kind is None:
        return case
    settled = msgspec.structs.replace(case.destination or Destination(), household_type=household_type(placement.kind))
    return msgspec.structs.replace(case, destination=settled)


def _entry(
    case_no: str, result: CheckResult, confirmed: Mapping[str, str], files: tuple[Attachment, ...]
) -> CaseAccepted:
    if result.placement is None or result.deadlines is None:
        raise RefusedError("case_not_acceptable", result.findings, result=result)
    asked = {name for finding in result.findings for name in (finding.code, question(finding))}
    return CaseAccepted(
        case_no=case_no,
        case=_completed(result.case, result.placement),
        pack=result.pack,
        decided_by=result.decided_by,
        deadlines=result.deadlines,
        # What each is for is said by the pack, in the language of whoever looks.
        documents=tuple(msgspec.structs.replace(each, why="") for each in result.documents),
        placement=result.placement,
        family_group=str(uuid_utils.uuid7()) if len(result.case.movers) > 1 else None,
        confirmed={code: why.strip() for code, why in confirmed.items() if code in asked},
        attachments=files,
        form=FORM.name,
    )
