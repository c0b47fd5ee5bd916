"""Use case: cancel a residence permit (注销): its holder settled, left or died, or it should never have been one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.vocabulary import PermitEnd, PermitStep
from station_app.errors import RefusedError
from station_app.journal.permit_entries import PermitEnded
from station_app.services.permitting import before_step, write_permit
from station_app.services.written import refuse_unfit

if TYPE_CHECKING:
    from station_app.domain.permits import PermitRecord
    from station_app.services.desk import Desk


def cancel_permit(desk: Desk, permit_no: str, why: PermitEnd, text: str = "") -> PermitRecord:
    """End a permit today; what was a mistake needs words.

    Raises:
        RefusedError: `reason_missing`, `text_unfit`; as `permitting.before_step`.
    """
    desk.require(Action.CANCEL_PERMIT)
    refuse_unfit(text, lines=True)
    if why is PermitEnd.MISTAKEN and not text.strip():
        raise RefusedError("reason_missing")
    with desk.store.write() as uow:
        before_step(uow, desk, permit_no, PermitStep.CANCEL)
        record = write_permit(uow, desk, permit_no, PermitEnded(permit_no, desk.today(), why, text.strip()))
        uow.commit()
    return record
