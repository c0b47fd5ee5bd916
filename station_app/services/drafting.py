"""Drafts that are about a case: one for each purpose, made once and opened again. Shared; not a use case itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

import msgspec

from station_app.domain.drafts import Draft
from station_app.errors import RefusedError
from station_app.storage import drafts

if TYPE_CHECKING:
    from station_app.domain.case_file import CaseFile
    from station_app.domain.records import CaseRecord
    from station_app.domain.vocabulary import DraftPurpose
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def keep_about(uow: UnitOfWork, desk: Desk, purpose: DraftPurpose, record: CaseRecord, case: CaseFile) -> Draft:
    """Give the draft with `purpose` about this state of the case, filled in with `case`.

    One that is there already is given as it is, and becomes this officer's; what a colleague typed in it stays.
    """
    draft_id = str(uuid5(NAMESPACE_OID, f"{purpose}/{record.case_no}/{record.revision}"))
    there = drafts.heading(uow, draft_id)
    if there is None:
        applicant = case.applicant
        draft = Draft(
            draft_id=draft_id,
            title=(applicant.name if applicant else None) or "",
            saved_at=desk.now(),
            officer=desk.officer.badge,
            content=msgspec.json.decode(msgspec.json.encode(case)),
            view={"confirmed": dict(record.confirmed)},
            revision=1,
            purpose=purpose,
            about=record.case_no,
            based_on=record.revision,
        )
        drafts.make(uow, draft)
        return draft
    if there.officer != desk.officer.badge or there.handed_by is not None or there.discarded_at is not None:
        drafts.hand_to(uow, draft_id, desk.officer.badge, there.revision + 1, handed_by=None, note=there.note)
        drafts.set_discarded(uow, draft_id, None, there.revision + 1)
    found = drafts.load(uow, draft_id)
    if found is None:
        raise RefusedError("draft_unknown")
    return found
