"""Use case: accept a family (受理). One transaction: the case, its people, their placement, its number, the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import uuid_utils

from station_app.domain.authority import Action
from station_app.domain.findings import Severity
from station_app.domain.outcomes import Accepted
from station_app.domain.vocabulary import CaseStatus, SiteKind
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.case_entries import CaseAccepted
from station_app.services.attachments import gather_attachments, keep_attachments, settle_attachments
from station_app.services.capturing import captured, refuse_blocked
from station_app.services.judging import judge_within
from station_app.services.turning import refuse_unturnable
from station_app.services.written import refuse_unfit
from station_app.storage import cases, drafts, notices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from station_app.domain.case_file import CaseFile
    from station_app.domain.findings import Finding
    from station_app.journal.case_entries import CaseFacts
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
    turned_from: str | None = None,
) -> Accepted:
    """Accept `case` if nothing blocks it; checks again inside the transaction and gives it its number.

    `confirmed` maps finding codes, or `CODE@path` for one place, to the officer's reasons.
    `attachments` is the folder in which the
    scans that the documents name lie; a scan that this desk keeps already may be named by its SHA-256 instead.
    `turned_from` is the failed case of another route that this one goes on from.

    Raises:
        RefusedError: `case_not_acceptable` with all findings; `text_unfit`; `not_a_station`; `turn_impossible`,
            `turned_already`, `case_unknown`, `case_of_another_site`. Nothing was stored.
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
        if turned_from:
            refuse_unturnable(uow, desk, turned_from, kept)
        result = judge_within(uow, desk, kept, structure)
        refuse_blocked(result, reasons)
        number = cases.next_number(uow, desk.site.code, desk.today())
        facts = captured(number, result, reasons, files, desk.officer.badge)
        entry = _entry(uow, desk, facts, draft_id, turned_from)
        chain.append(uow, site=desk.site.code, officer=desk.officer.badge, subject=number, payload=entry, at=desk.now())
        if draft_id:
            drafts.drop(uow, draft_id)
        uow.commit()
    settle_attachments(desk, files)
    promised = any(each.status == "commitment" for each in entry.documents)
    to_hand_over = ("receipt", "commitment") if promised else ("receipt",)
    told = tuple(each for each in result.findings if each.severity in {Severity.WARNING, Severity.NOTE})
    return Accepted(number, CaseStatus.ACCEPTED, entry.placement.household_no, entry.deadlines, to_hand_over, told)


def _refuse_early(desk: Desk, case: CaseFile, found: Sequence[Finding], reasons: Mapping[str, str]) -> None:
    """Where scans come along, judge family and scans together before a scan is kept: all findings, nothing stored."""
    with desk.store.read() as uow:
        refuse_blocked(judge_within(uow, desk, case, found), reasons)


def _entry(
    uow: UnitOfWork, desk: Desk, facts: CaseFacts, draft_id: str | None, turned_from: str | None
) -> CaseAccepted:
    """Make the family a group, and name the one-time notice that this acceptance answers."""
    notice = notices.open_of_draft(uow, draft_id, desk.site.code) if draft_id else None
    said = msgspec.structs.asdict(facts) | {
        "family_group": str(uuid_utils.uuid7()) if len(facts.case.movers) > 1 else None,
        "notice_no": notice.notice_no if notice else None,
        "turned_from": turned_from,
    }
    return CaseAccepted(**said)
