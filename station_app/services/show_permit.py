"""Use case: open a residence permit. The look is noted in the local log of reads, as with a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.services.permitting import permit_here
from station_app.storage import reads

if TYPE_CHECKING:
    from station_app.domain.permits import PermitRecord
    from station_app.services.desk import Desk


def show_permit(desk: Desk, permit_no: str, why: str = "", *, again: bool = False) -> PermitRecord:
    """Give the whole permit; `again` where it is open and only followed, which is no second look.

    Raises:
        RefusedError: `permit_unknown`.
    """
    desk.require(Action.LOOK)
    with desk.store.write() as uow:
        record = permit_here(uow, permit_no)
        reads.note_opening(
            uow, officer=desk.officer.badge, subject=record.permit_no, why=why, at=desk.now(), again=again
        )
        uow.commit()
    return record
