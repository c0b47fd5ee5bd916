"""Use case: show what was put right in a case since it was accepted, before and after; the look is logged."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.case_changes import Correction, differences
from station_app.domain.looks import WhyLooked
from station_app.services.standing import standing
from station_app.storage import cases, reads

if TYPE_CHECKING:
    from station_app.services.desk import Desk


def show_changes(desk: Desk, case_no: str, *, again: bool = False) -> tuple[Correction, ...]:
    """Give every supplement that counts, oldest first, with the fields that it changed.

    `again` where the case is open: it was one look to open it.

    Raises:
        RefusedError: `case_unknown`.
    """
    desk.require(Action.LOOK)
    with desk.store.write() as uow:
        record = standing(uow, case_no)
        states = cases.states(uow, record)
        if len(states) > 1:
            reads.note_opening(
                uow,
                officer=desk.officer.badge,
                subject=record.case_no,
                why=WhyLooked.CHANGES,
                at=desk.now(),
                again=again,
            )
        uow.commit()
    return tuple(
        Correction(
            newer.at, newer.officer, newer.officer_name, newer.seq, newer.text, differences(older.case, newer.case)
        )
        for older, newer in pairwise(states)
    )
