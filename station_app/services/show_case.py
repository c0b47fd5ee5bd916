"""Use case: open a case. The look is noted in the local log of reads: who, which case, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.authority import Action
from station_app.domain.documents import worded
from station_app.domain.policy import forbidden_grounds
from station_app.errors import RefusedError
from station_app.storage import cases, reads

if TYPE_CHECKING:
    from station_app.domain.policy import Pack
    from station_app.domain.records import CaseRecord, TimelineItem
    from station_app.services.desk import Desk


def show_case(desk: Desk, case_no: str, why: str = "", *, again: bool = False) -> CaseRecord:
    """Give the whole case with its timeline; `again` where it is open and only followed, which is no second look.

    Raises:
        RefusedError: `case_unknown`.
    """
    desk.require(Action.LOOK)
    with desk.store.write() as uow:
        record = cases.record(uow, case_no)
        if record is None:
            raise RefusedError("case_unknown", case_no=case_no[:40])
        reads.note_opening(uow, officer=desk.officer.badge, subject=record.case_no, why=why, at=desk.now(), again=again)
        uow.commit()
    pack = next((each for each in desk.packs if each.id == record.pack), None)
    timeline = tuple(_looked_at(item, pack) for item in record.timeline) if pack else record.timeline
    return msgspec.structs.replace(record, documents=worded(record.documents, pack), timeline=timeline)


def _looked_at(item: TimelineItem, pack: Pack) -> TimelineItem:
    """Give what happened with the words of its ground, and flagged where what was written names a forbidden one.

    Whatever step it went with, and also where an older program wrote it down without a flag.
    """
    step = "" if item.kind == "paper_issued" else item.words  # why a paper was printed again decides nothing
    flags = tuple(dict.fromkeys((*item.flags, *forbidden_grounds(pack, step))))
    ground = next((each for each in pack.refusals if each.code == item.reason), None)
    if ground is None:
        return msgspec.structs.replace(item, flags=flags)
    return msgspec.structs.replace(item, flags=flags, ground=ground.title.said, basis=ground.basis)
