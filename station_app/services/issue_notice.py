"""Use case: tell a family everything that is missing at once, in writing (一次性告知, 行政许可法32).

One transaction: the number, the paper's bytes, the entry that says what was demanded, and the link to the draft. Asking
again for the same draft gives the same notice; a new one takes its place only if something is demanded that the first
did not say, because the family's facts have changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec

from station_app import texts
from station_app.clock import local_date
from station_app.domain.authority import Action
from station_app.domain.case_file import FamilyMember
from station_app.domain.drafts import Draft
from station_app.domain.notices import (
    NoticeAddressee,
    NoticeRecord,
    NoticeState,
    adds_to,
    corrections,
    missing_documents,
)
from station_app.domain.policy import pack_for
from station_app.domain.reading import read_document
from station_app.domain.records import IssuedPaper
from station_app.domain.vocabulary import Business, Route, SiteKind
from station_app.errors import RefusedError
from station_app.services.capturing import refuse_permit
from station_app.services.drawing import draw_as_adopted
from station_app.services.issuing import issue, next_printing
from station_app.services.judging import judge_within
from station_app.services.noticing import PAPER, new_notice, write_notice
from station_app.storage import calendars, drafts, notices

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from station_app.domain.case_file import CaseFile
    from station_app.domain.reprints import Reprint
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def preview_notice(desk: Desk, draft_id: str) -> bytes:
    """Make the notice as it would be issued now, without number and codes; or the one that was issued already.

    Raises:
        RefusedError: as `issue_notice`.
    """
    _may_issue(desk)
    with desk.store.read() as uow:
        draft = drafts.load(uow, draft_id)
        if draft is None:
            raise RefusedError("draft_unknown")
        record = _wanted(uow, desk, draft, drafts.begun_at(uow, draft_id) or desk.now())
        printing = next_printing(uow, desk, record, PAPER) if record.notice_no else 1
        return draw_as_adopted(uow, desk, record, PAPER, printing).pdf


def issue_notice(desk: Desk, draft_id: str, again: Reprint | None = None) -> IssuedPaper:
    """Issue the notice for a draft, or print the one again that was issued for it; `again` says why.

    Raises:
        RefusedError: `draft_unknown`; `notice_nothing_missing`; `notice_without_applicant` - a notice is addressed to
            somebody; `case_unreadable`; `not_a_station`; `notice_numbers_used_up`; `reprint_reason_missing`,
            `reprint_words_missing`, `text_unfit`. Nothing was stored.
    """
    _may_issue(desk)
    with desk.store.write() as uow:
        draft = drafts.load(uow, draft_id)
        if draft is None:
            raise RefusedError("draft_unknown")
        issued = _issue(uow, desk, draft, drafts.begun_at(uow, draft_id) or desk.now(), again)
        uow.commit()
    return issued


def issue_notice_for(desk: Desk, case: CaseFile, confirmed: Mapping[str, str] | None = None) -> tuple[IssuedPaper, str]:
    """Keep a case file as a new draft and issue its notice in the same transaction; give both, for the command line.

    Raises:
        RefusedError: as `issue_notice`.
    """
    _may_issue(desk)
    draft = Draft(
        draft_id=str(uuid4()),
        title=case.family[0].name or "" if case.family else "",
        saved_at=desk.now(),
        officer=desk.officer.badge,
        content=_as_typed(case),
        view={"member": 0, "field": "", "confirmed": dict(confirmed or {}), "proposed": []},
    )
    with desk.store.write() as uow:
        drafts.make(uow, draft)
        issued = _issue(uow, desk, draft, draft.saved_at)
        uow.commit()
    return issued, draft.draft_id


def find_notice(desk: Desk, notice_no: str) -> NoticeState:
    """Say where a notice leads: to its draft, or to the case that was accepted from it.

    Raises:
        RefusedError: `notice_unknown`.
    """
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        found = notices.state(uow, notice_no)
    if found is None:
        raise RefusedError("notice_unknown", notice_no=notice_no[:40])
    return found


def _may_issue(desk: Desk) -> None:
    desk.require(Action.NOTICE)
    if desk.site.kind is not SiteKind.STATION:
        raise RefusedError("not_a_station", site=desk.site.name)


def _issue(uow: UnitOfWork, desk: Desk, draft: Draft, begun: datetime, again: Reprint | None = None) -> IssuedPaper:
    record = _wanted(uow, desk, draft, begun)
    if record.notice_no:
        return issue(uow, desk, record, PAPER, again)
    before = notices.open_of_draft(uow, draft.draft_id, desk.site.code)
    return write_notice(uow, desk, record, before.notice_no if before else None)


def _wanted(uow: UnitOfWork, desk: Desk, draft: Draft, begun: datetime) -> NoticeRecord:
    """Give the notice that holds for the draft: the one that was issued, or a new one still without a number."""
    case, structure = read_document(dict(draft.content))
    refuse_permit(case)
    with texts.speaking("zh"):
        result = judge_within(uow, desk, case, structure)
        if not result.pack:
            raise RefusedError("case_unreadable", result.findings)
        pack = pack_for(desk.packs, case.business, desk.today())
        asked, found = missing_documents(result, pack), corrections(result, _confirmed(draft))
    if not asked and not found:
        raise RefusedError("notice_nothing_missing")
    before = notices.open_of_draft(uow, draft.draft_id, desk.site.code)
    if before is not None and not adds_to(before, asked, found):
        return before
    applicant = result.case.applicant or FamilyMember()
    if not (applicant.name or "").strip():
        raise RefusedError("notice_without_applicant")
    return new_notice(
        desk,
        calendars.in_force(uow, desk.site.code),
        pack,
        draft_id=draft.draft_id,
        business=case.business or Business.SETTLEMENT,
        route=Route(pack.route(case.route).route),
        applicant=NoticeAddressee(applicant.name or "", applicant.id_number),
        received=local_date(begun),
        documents=asked,
        corrections=found,
    )


def _confirmed(draft: Draft) -> dict[str, str]:
    given = draft.view.get("confirmed")
    return {str(code): str(reason) for code, reason in given.items()} if isinstance(given, dict) else {}


def _as_typed(case: CaseFile) -> dict[str, object]:
    """Give a case file as the page keeps it: lists, and whether somebody moves written out."""
    content: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(case))
    content["family"] = [{"moves": True, **member} for member in content.get("family", [])]
    return content
