"""Use case: hand out a residence permit that was made (制发), the first one or one in place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.permit_dates import window
from station_app.domain.vocabulary import PermitStep
from station_app.errors import RefusedError
from station_app.journal.permit_entries import PermitIssued
from station_app.services.permitting import before_step, write_permit
from station_app.services.written import refuse_unfit
from station_app.storage import calendars

if TYPE_CHECKING:
    from station_app.domain.permits import PermitRecord
    from station_app.services.desk import Desk


def issue_permit(desk: Desk, permit_no: str, card_no: str, handed_to: str = "") -> PermitRecord:
    """Write down that the card `card_no` was handed out today; `handed_to` where not to the holder.

    The years to be endorsed begin with the first card; a card in place of another changes none of them.

    Raises:
        RefusedError: `permit_card_missing`, `text_unfit`; as `permitting.before_step`.
    """
    desk.require(Action.PERMIT)
    if not card_no.strip():
        raise RefusedError("permit_card_missing")
    refuse_unfit(card_no, handed_to)
    with desk.store.write() as uow:
        record = before_step(uow, desk, permit_no, PermitStep.ISSUE)
        first = record.state.issued_on is None
        calendar = calendars.in_force(uow, desk.site.code)
        payload = PermitIssued(
            permit_no=permit_no,
            card_no=card_no.strip(),
            handed_to=handed_to.strip() or record.person.name or "",
            on=desk.today(),
            following=window(desk.today(), 1, calendar) if first else None,
        )
        record = write_permit(uow, desk, permit_no, payload)
        uow.commit()
    return record
