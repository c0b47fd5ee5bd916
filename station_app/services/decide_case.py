"""Use case: one level decides a case - approves it, refuses it on one of the pack's grounds, or sends it back.

The county decides in its own database, and its bundle brings the decision to the station; where the county still writes
on paper, the station enters the stamped form with a scan of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.case_life import STEP_OF, action_of
from station_app.domain.findings import Finding, Severity
from station_app.domain.outcomes import Decided
from station_app.domain.vocabulary import Level, Outcome, SiteKind
from station_app.errors import RefusedError
from station_app.imaging.kinds import UnfitScanError
from station_app.journal.case_entries import Attachment, CaseDecided, PaperDecision
from station_app.services.attachments import blobs_of, keep_scan
from station_app.services.standing import flagged, named_alike, pack_of, refuse_step, standing, ways_open, write_step
from station_app.services.written import refuse_unfit

if TYPE_CHECKING:
    from datetime import date

    from station_app.domain.policy import Pack
    from station_app.domain.records import CaseRecord
    from station_app.services.desk import Desk


_STOPS = "。. "
"""What ends a sentence that stands within another."""


class Said(msgspec.Struct, frozen=True):
    """What is decided: `reason` is the code of a ground of the pack, `text` what the applicant is told."""

    level: Level
    outcome: Outcome
    reason: str | None = None
    text: str = ""
    reference: str | None = None


class StampedForm(msgspec.Struct, frozen=True):
    """A decision of the county on paper: who signed it, when, and the bytes of its scan."""

    decider: str
    decided_on: date
    scan: bytes


def decide_case(desk: Desk, case_no: str, said: Said, form: StampedForm | None = None) -> Decided:
    """Write the decision down; the case moves on when every level of the pack has approved.

    Raises:
        RefusedError: `case_unknown`, `case_of_another_site`, `step_impossible`, `level_not_next`, `ground_missing`,
            `ground_unknown`, `ground_not_asked`, `reason_missing`, `reference_missing`, `county_decides`,
            `form_not_expected`, `form_incomplete`, `form_dated_wrong`, `scan_unfit`, `text_unfit`. Nothing was stored.
        NotPermittedError: `role_missing`, `own_case`.
        DeviceError: `disk_full`.
    """
    _refuse_wrong_desk(desk, said, form)
    refuse_unfit(said.text, lines=True)
    refuse_unfit(said.reference or "", form.decider if form else "")
    with desk.store.read() as uow:
        record = standing(uow, case_no)
    _refuse(desk, record, said, form)
    attachments = _kept(desk, form)  # before the transaction: a crash leaves a scan nobody names, never the reverse
    payload = CaseDecided(
        case_no=record.case_no,
        level=said.level,
        outcome=said.outcome,
        reason=said.reason,
        text=said.text.strip(),
        reference=(said.reference or "").strip() or None,
        flags=_flags(desk, record, said, form),
        on_paper=PaperDecision(form.decider.strip(), form.decided_on) if form else None,
        attachments=attachments,
        about=record.revision,
    )
    with desk.store.write() as uow:
        _refuse(desk, standing(uow, case_no), said, form)  # as it stands now that nobody else can write
        now = write_step(uow, desk, record.case_no, payload)
        uow.commit()
    for file in attachments:
        blobs_of(desk).settle(file.sha256)
    refused = said.outcome is Outcome.REFUSE
    still_open = ways_open(pack_of(desk, now), now) if refused else ()
    to_come = now.still if said.outcome is Outcome.APPROVE else ()
    return Decided(now.case_no, now.status, to_come, payload.flags, still_open)


def _refuse_wrong_desk(desk: Desk, said: Said, form: StampedForm | None) -> None:
    """A level decides at its own site; a station enters the county's paper, and a county needs none."""
    at_station = desk.site.kind is SiteKind.STATION
    desk.require(action_of(STEP_OF[said.outcome], level=said.level, at_station=at_station))
    if said.level is Level.STATION:
        if form is not None:
            raise RefusedError("form_not_expected")
    elif at_station:
        if form is None:
            raise RefusedError("county_decides")
        if not form.decider.strip() or not form.scan:
            raise RefusedError("form_incomplete")
        if form.decided_on > desk.today():
            raise RefusedError("form_dated_wrong", day=form.decided_on.isoformat())
    elif form is not None:
        raise RefusedError("form_not_expected")


def _refuse(desk: Desk, record: CaseRecord, said: Said, form: StampedForm | None) -> None:
    refuse_step(desk, record, STEP_OF[said.outcome], level=said.level, on_paper=form is not None)
    pack = pack_of(desk, record)
    if said.outcome is Outcome.REFUSE:
        _refuse_groundless(pack, said)
    elif said.reason:
        raise RefusedError("ground_not_asked")
    if said.outcome is Outcome.RETURN and not said.text.strip():
        raise RefusedError("reason_missing")
    if said.level is Level.COUNTY and said.outcome is not Outcome.RETURN and not (said.reference or "").strip():
        raise RefusedError("reference_missing")
    if form is not None and form.decided_on < record.accepted_at.date():
        raise RefusedError("form_dated_wrong", day=form.decided_on.isoformat())


def _refuse_groundless(pack: Pack, said: Said) -> None:
    """Only the pack's own grounds; work, insurance, housing and length of residence are none of them."""
    grounds = {ground.code: ground.title.said for ground in pack.refusals}
    offered = "; ".join(f"{code} {title}" for code, title in grounds.items())
    if not said.reason:
        raise RefusedError("ground_missing", grounds=offered)
    if said.reason not in grounds:
        raise RefusedError("ground_unknown", given=said.reason[:40], grounds=offered)


def _flags(desk: Desk, record: CaseRecord, said: Said, form: StampedForm | None) -> tuple[str, ...]:
    """Name what somebody else has to look at: forbidden grounds in the words, a decider called like an applicant."""
    found = flagged(desk, record, said.text)
    return (*found, *named_alike(record, form.decider.strip() if form else desk.officer.name))


def _kept(desk: Desk, form: StampedForm | None) -> tuple[Attachment, ...]:
    if form is None:
        return ()
    try:
        kept = keep_scan(desk, form.scan)
    except UnfitScanError as problem:
        raise RefusedError(
            "scan_unfit", problem=Finding(Severity.ERROR, problem.code).message.rstrip(_STOPS)
        ) from problem
    return (Attachment(kept.sha256, kept.size, kept.media_type),)
