"""Use case: take in an application for a residence permit (申领): its number, its dates, the journal, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from forms.permit import FORM
from station_app.domain.authority import Action
from station_app.domain.findings import blocking, question
from station_app.domain.permit_file import PermitFile
from station_app.domain.permit_rules import making
from station_app.domain.policy import pack_for
from station_app.domain.vocabulary import Business, PermitBusiness, PermitGround
from station_app.errors import RefusedError
from station_app.journal.permit_entries import PermitApplied
from station_app.services.applying import judge_permit_within
from station_app.services.permitting import refuse_elsewhere, write_permit
from station_app.services.written import refuse_unfit
from station_app.storage import calendars, permits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station_app.domain.case_file import CaseFile
    from station_app.domain.findings import Finding
    from station_app.domain.permits import PermitRecord
    from station_app.services.desk import Desk


def permit_proofs(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Give the kinds of documents of which one proves each ground, as the rules of today have it.

    Raises:
        RefusedError: `policy_not_in_force`.
    """
    desk.require(Action.PERMIT)
    pack = pack_for(desk.packs, Business.RESIDENCE_PERMIT, desk.today())
    return {rule.purpose.value: rule.kinds for rule in pack.documents if rule.purpose.value in set(PermitGround)}


def apply_permit(
    desk: Desk, case: CaseFile, structure: Sequence[Finding] = (), confirmed: Mapping[str, str] | None = None
) -> PermitRecord:
    """Take the application in if nothing blocks it; checks again inside the transaction and gives it its number.

    Raises:
        RefusedError: `permit_not_acceptable` with all findings; `case_is_no_permit` - the file is about something else;
            `not_a_station`, `text_unfit`, `permit_numbers_used_up`, `policy_not_in_force`. Nothing was stored.
    """
    desk.require(Action.PERMIT)
    refuse_elsewhere(desk)
    if not isinstance(case, PermitFile):
        raise RefusedError("case_is_no_permit", structure)
    reasons = dict(confirmed or {})
    refuse_unfit(*reasons.values(), lines=True)
    with desk.store.write() as uow:
        result = judge_permit_within(uow, desk, case, structure)
        if blocking(result.findings, reasons):
            raise RefusedError("permit_not_acceptable", result.findings, result=result)
        asked = {name for finding in result.findings for name in (finding.code, question(finding))}
        pack = pack_for(desk.packs, Business.RESIDENCE_PERMIT, desk.today())
        calendar = calendars.in_force(uow, desk.site.code)
        number = permits.next_number(uow, desk.site.code, desk.today())
        seen = tuple(replace(each, checked_by=each.checked_by or desk.officer.badge) for each in case.documents)
        payload = PermitApplied(
            permit_no=number,
            file=replace(case, documents=seen),
            making=making(pack, PermitBusiness.FIRST, case.asked.division or "", desk.today(), calendar),
            pack=pack.id,
            confirmed={code: why.strip() for code, why in reasons.items() if code in asked},
            form=FORM.name,
        )
        record = write_permit(uow, desk, number, payload)
        uow.commit()
    return record
