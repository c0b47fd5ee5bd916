"""Use case: add papers to a case or put its facts right (补正), before and after both kept.

Whoever decides sees the new facts, and every level decides on them anew. The rules and limits of the day of acceptance
stay: the law stops no clock for it (行政许可法 42, 45).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.authority import Action
from station_app.domain.case_changes import Putting, differences, keeping_checks, merge, same_people
from station_app.domain.case_file import Destination
from station_app.domain.outcomes import Supplemented
from station_app.domain.vocabulary import DraftPurpose, Step
from station_app.errors import RefusedError
from station_app.journal.case_entries import CaseSupplemented
from station_app.services.attachments import gather_attachments, keep_attachments, settle_attachments
from station_app.services.capturing import captured, refuse_blocked
from station_app.services.drafting import keep_about
from station_app.services.judging import judge_within
from station_app.services.standing import flagged, refuse_foreign, refuse_impossible, standing, write_step
from station_app.services.written import refuse_unfit
from station_app.storage import cases, drafts, officers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from station_app.domain.case_file import CaseFile
    from station_app.domain.drafts import Draft
    from station_app.domain.records import CaseRecord, CheckResult
    from station_app.journal.case_entries import CaseFacts
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def supplement_case(
    desk: Desk,
    case_no: str,
    put: Putting,
    *,
    confirmed: Mapping[str, str] | None = None,
    draft_id: str | None = None,
    attachments: Path | None = None,
) -> Supplemented:
    """Write the newer facts down; the case goes back to everybody who has to decide.

    Raises:
        RefusedError: `case_unknown`, `case_of_another_site`, `step_impossible`, `route_stays`, `nothing_changed`,
            `case_not_acceptable` with all findings, `text_unfit`; `case_changed_meanwhile` - somebody else was quicker:
            `conflicts` and `merged` say how both changes come together. Nothing was stored.
        NotPermittedError: `role_missing`.
        DeviceError: `disk_full`.
    """
    desk.require(Action.SUPPLEMENT)
    reasons = dict(confirmed or {})
    refuse_unfit(put.text, *reasons.values(), lines=True)
    with desk.store.read() as uow:
        _judged(uow, desk, case_no, put, reasons)  # before a scan is kept
    scans = gather_attachments(desk, put.case, attachments)
    if scans.findings:
        raise RefusedError("case_not_acceptable", scans.findings)
    kept, files = keep_attachments(desk, put.case, scans)
    with desk.store.write() as uow:
        record, result = _judged(uow, desk, case_no, msgspec.structs.replace(put, case=kept), reasons)
        answered = _all_reasons(record, put.case, reasons)
        facts = captured(record.case_no, result, answered, files, desk.officer.badge)
        entry = _entry(record, facts, put)
        changes = differences(record.case, entry.case)
        if not changes and not entry.text:
            raise RefusedError("nothing_changed", case_no=record.case_no)
        now = write_step(uow, desk, record.case_no, entry)
        if draft_id:
            drafts.drop(uow, draft_id)
        uow.commit()
    settle_attachments(desk, files)
    return Supplemented(now.case_no, now.status, changes, flagged(desk, now, put.text))


def begin_supplement(desk: Desk, case_no: str) -> Draft:
    """Lay the facts of a case out as a draft to be put right; asked again for the same facts, the same draft.

    Raises:
        RefusedError: `case_unknown`, `case_of_another_site`, `step_impossible`.
    """
    desk.require(Action.SUPPLEMENT)
    with desk.store.write() as uow:
        record = standing(uow, case_no)
        refuse_foreign(desk, record)
        refuse_impossible(record, Step.SUPPLEMENT)
        draft = keep_about(uow, desk, DraftPurpose.SUPPLEMENT, record, record.case)
        uow.commit()
    return draft


def check_supplement(desk: Desk, case_no: str, put: Putting) -> CheckResult:
    """Say what the rules say of the newer facts, and what they change; store nothing.

    Raises:
        RefusedError: `case_unknown`.
    """
    desk.require(Action.CHECK)
    with desk.store.read() as uow:
        record = standing(uow, case_no)
        case = keeping_checks(record.case, put.case)
        result = judge_within(uow, desk, _placed(record, case), put.structure, record)
    return msgspec.structs.replace(result, changes=differences(record.case, case))


def _judged(
    uow: UnitOfWork, desk: Desk, case_no: str, put: Putting, reasons: Mapping[str, str]
) -> tuple[CaseRecord, CheckResult]:
    record = standing(uow, case_no)
    refuse_foreign(desk, record)
    refuse_impossible(record, Step.SUPPLEMENT)
    _refuse_overtaken(uow, desk, record, put)
    if (put.case.business, put.case.route) != (record.case.business, record.case.route):
        raise RefusedError("route_stays", case_no=record.case_no)
    case = _placed(record, keeping_checks(record.case, put.case))
    result = judge_within(uow, desk, case, put.structure, record)
    refuse_blocked(result, _all_reasons(record, put.case, reasons))
    return record, result


def _refuse_overtaken(uow: UnitOfWork, desk: Desk, record: CaseRecord, put: Putting) -> None:
    """Refuse what was made from facts that somebody has put right since, and say how both come together."""
    if put.based_on is None or put.based_on == record.revision:
        return
    base = cases.facts_at(uow, record, put.based_on)
    if base is None:
        raise RefusedError("revision_unknown", case_no=record.case_no)
    merged = merge(base, record.case, keeping_checks(base, put.case))
    by = next((each.officer for each in record.timeline if each.seq == record.revision), "")
    raise RefusedError(
        "case_changed_meanwhile",
        case_no=record.case_no,
        name=officers.name_of(uow, desk.site.code, by) if by else "",
        count=len(merged.conflicts),
        conflicts=merged.conflicts,
        merged=merged.case,
        newest=record.case,
        theirs=differences(base, record.case),
        revision=record.revision,
    )


def _all_reasons(record: CaseRecord, case: CaseFile, given: Mapping[str, str]) -> dict[str, str]:
    """Give the reasons of now with those of before, as long as these are about the same people."""
    before = record.confirmed if same_people(record.case, case) else {}
    return {**before, **given}


def _placed(record: CaseRecord, case: CaseFile) -> CaseFile:
    """Leave the family in the household that was kept for it, unless it asks for another or that takes nobody in."""
    asked, was = case.destination or Destination(), record.case.destination or Destination()
    here = record.household
    if asked.household_no or here is None or here.state != "open" or asked.kind != was.kind:
        return case
    placed = msgspec.structs.replace(asked, household_no=here.household_no)
    return msgspec.structs.replace(case, destination=placed)


def _entry(record: CaseRecord, facts: CaseFacts, put: Putting) -> CaseSupplemented:
    """Keep what was told at acceptance, and the household as it was asked for."""
    case = facts.case
    if case.destination is not None:
        asked = put.case.destination.household_no if put.case.destination else None
        case = msgspec.structs.replace(case, destination=msgspec.structs.replace(case.destination, household_no=asked))
    said = msgspec.structs.asdict(facts) | {
        "case": case,
        "deadlines": record.deadlines,
        "family_group": record.family_group,
        "notice_no": record.notice_no,
        "turned_from": record.turned_from,
        "text": put.text.strip(),
    }
    return CaseSupplemented(**said)
