"""Use case: decline an application (不予受理), in writing, on one of the pack's grounds (行政许可法32).

What has to be there is what names the applicant; the papers need not be complete, for nobody looks at them any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.authority import Action
from station_app.domain.offers import DeclineBasis, Ground
from station_app.domain.outcomes import Decided
from station_app.domain.policy import decline_grounds, forbidden_grounds, pack_for
from station_app.domain.vocabulary import CaseStatus, SiteKind
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.case_entries import CaseDeclined
from station_app.services.attachments import gather_attachments, keep_attachments, settle_attachments
from station_app.services.capturing import captured, refuse_permit
from station_app.services.judging import judge_within
from station_app.services.written import refuse_unfit
from station_app.storage import cases, declined, drafts, notices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.domain.case_file import CaseFile
    from station_app.domain.findings import Finding
    from station_app.domain.policy import Pack, RefusalReason
    from station_app.domain.vocabulary import Business
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def decline_case(
    desk: Desk,
    case: CaseFile,
    structure: Sequence[Finding] = (),
    *,
    reason: str,
    text: str,
    draft_id: str | None = None,
) -> Decided:
    """Give the declined application a number, so that it is found, printed, delivered and can be complained about.

    `reason` is the code of a ground that the pack allows for it, `text` what the applicant is told, with where to go.

    Raises:
        RefusedError: `not_a_station`, `ground_missing`, `ground_unknown`, `reason_missing`, `applicant_unnamed`,
            `case_not_acceptable` - the file can't be read; `notice_first`, `text_unfit`.
        DeviceError: `disk_full`.
        NotPermittedError: `role_missing`.
    """
    desk.require(Action.DECLINE)
    if desk.site.kind is not SiteKind.STATION:
        raise RefusedError("not_a_station", site=desk.site.name)
    refuse_unfit(text, lines=True)
    refuse_permit(case)
    if not text.strip():
        raise RefusedError("reason_missing")
    pack = pack_for(desk.packs, case.business, desk.today())
    ground = _ground(pack, reason)
    if case.applicant is None or not case.applicant.name:
        raise RefusedError("applicant_unnamed")
    scans = gather_attachments(desk, case, None)
    if scans.findings:
        raise RefusedError("case_not_acceptable", scans.findings)
    kept, files = keep_attachments(desk, case, scans)
    with desk.store.write() as uow:
        if ground.after_notice:
            _refuse_untold(uow, desk, draft_id)
        result = judge_within(uow, desk, kept, structure)
        earlier = declined.earlier(uow, desk.site.code, case.applicant.id_number, desk.today())
        number = cases.next_number(uow, desk.site.code, desk.today())
        facts = captured(number, result, {}, files, desk.officer.badge)
        said = msgspec.structs.asdict(facts) | {"decided_by": (), "reason": reason, "text": text.strip()}
        entry = CaseDeclined(**said, flags=forbidden_grounds(pack, text))
        chain.append(uow, site=desk.site.code, officer=desk.officer.badge, subject=number, payload=entry, at=desk.now())
        if draft_id:
            drafts.drop(uow, draft_id)
        uow.commit()
    settle_attachments(desk, files)
    still_open = tuple(each.code for each in result.alternatives)
    return Decided(number, CaseStatus.DECLINED, (), entry.flags, (*still_open, "residence_permit"), earlier)


def prepare_decline(desk: Desk, business: Business | None = None) -> DeclineBasis:
    """Give the pack of today and the grounds on which it lets an application be declined.

    Raises:
        RefusedError: `policy_not_in_force`.
    """
    desk.require(Action.DECLINE)
    pack = pack_for(desk.packs, business, desk.today())
    grounds = tuple(Ground(each.code, each.title.said, each.basis) for each in decline_grounds(pack))
    return DeclineBasis(pack.id, grounds)


def _ground(pack: Pack, reason: str) -> RefusalReason:
    grounds = {ground.code: ground for ground in decline_grounds(pack)}
    offered = "; ".join(f"{code} {ground.title.said}" for code, ground in grounds.items())
    if not reason:
        raise RefusedError("ground_missing", grounds=offered)
    if reason not in grounds:
        raise RefusedError("ground_unknown", given=reason[:40], grounds=offered)
    return grounds[reason]


def _refuse_untold(uow: UnitOfWork, desk: Desk, draft_id: str | None) -> None:
    """Nobody is sent away for papers that he was not told of in writing, or while there is still time."""
    notice = notices.open_of_draft(uow, draft_id, desk.site.code) if draft_id else None
    if notice is None or notice.supplement_by >= desk.today():
        raise RefusedError("notice_first")
