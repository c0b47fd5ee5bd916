"""Use case: tell somebody who applies for a residence permit all that is missing, at once and in writing (条例 9).

What was captured is not kept: without the papers there is no application yet. The notice is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from station_app import texts
from station_app.domain.authority import Action
from station_app.domain.notices import NoticeAddressee, corrections, missing_documents
from station_app.domain.permit_file import PermitFile
from station_app.domain.policy import pack_for
from station_app.domain.vocabulary import Business, Route
from station_app.errors import RefusedError
from station_app.services.applying import judge_permit_within
from station_app.services.noticing import new_notice, write_notice
from station_app.services.permitting import refuse_elsewhere
from station_app.storage import calendars

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station_app.domain.case_file import CaseFile
    from station_app.domain.findings import Finding
    from station_app.domain.records import IssuedPaper
    from station_app.services.desk import Desk

_SELF = "01"


def notice_permit(
    desk: Desk, case: CaseFile, structure: Sequence[Finding] = (), confirmed: Mapping[str, str] | None = None
) -> IssuedPaper:
    """Issue the notice of everything that keeps the application from being taken in.

    Raises:
        RefusedError: `notice_nothing_missing`, `notice_without_applicant`, `case_is_no_permit`, `case_unreadable` - the
            file itself is wrong, which is no business of the applicant's; `not_a_station`. Nothing was stored.
    """
    desk.require(Action.PERMIT)
    refuse_elsewhere(desk)
    if not isinstance(case, PermitFile):
        raise RefusedError("case_is_no_permit", structure)
    if structure:
        raise RefusedError("case_unreadable", structure)
    if not (case.person.name or "").strip():
        raise RefusedError("notice_without_applicant")
    pack = pack_for(desk.packs, Business.RESIDENCE_PERMIT, desk.today())
    alone = replace(case, family=(replace(case.person, relationship=_SELF), *case.family[1:]))
    with desk.store.write() as uow:
        with texts.speaking("zh"):
            result = judge_permit_within(uow, desk, alone, ())
            asked, found = missing_documents(result, pack), corrections(result, confirmed or {})
        if not asked and not found:
            raise RefusedError("notice_nothing_missing")
        record = new_notice(
            desk,
            calendars.in_force(uow, desk.site.code),
            pack,
            draft_id="",
            business=Business.RESIDENCE_PERMIT,
            route=Route.GENERAL,
            applicant=NoticeAddressee(case.person.name or "", case.person.id_number),
            received=desk.today(),
            documents=asked,
            corrections=found,
        )
        issued = write_notice(uow, desk, record)
        uow.commit()
    return issued
