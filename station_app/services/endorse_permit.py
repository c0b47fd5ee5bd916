"""Use case: endorse a residence permit for another year (签注), in time or late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.permit_dates import endorsed
from station_app.domain.vocabulary import PermitStep
from station_app.errors import RefusedError
from station_app.journal.permit_entries import PermitEndorsed
from station_app.services.permitting import before_step, write_permit
from station_app.storage import calendars

if TYPE_CHECKING:
    from station_app.domain.permits import PermitRecord
    from station_app.services.desk import Desk


def endorse_permit(desk: Desk, permit_no: str) -> PermitRecord:
    """Endorse a permit today: in time its years go on, late it has effect again and they count anew (条例 10).

    Raises:
        RefusedError: `permit_too_early`; as `permitting.before_step`.
    """
    desk.require(Action.PERMIT)
    with desk.store.write() as uow:
        record = before_step(uow, desk, permit_no, PermitStep.ENDORSE)
        due = record.state.due
        done = endorsed(due, desk.today(), calendars.in_force(uow, desk.site.code)) if due else None
        if due is None or done is None:
            raise RefusedError("permit_unknown", permit_no=permit_no)
        payload = PermitEndorsed(permit_no, desk.today(), done.late, due, done.following)
        record = write_permit(uow, desk, permit_no, payload)
        uow.commit()
    return record
