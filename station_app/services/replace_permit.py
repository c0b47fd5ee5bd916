"""Use case: ask for a new card in place of one that is damaged, no longer right, or lost (换领、补领)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from station_app.domain import divisions
from station_app.domain.authority import Action
from station_app.domain.permit_rules import making
from station_app.domain.vocabulary import PermitBusiness, PermitStep
from station_app.errors import RefusedError
from station_app.journal.permit_entries import PermitReplaced
from station_app.services.permitting import before_step, pack_of_permit, write_permit
from station_app.services.written import refuse_unfit
from station_app.storage import calendars

if TYPE_CHECKING:
    from station_app.domain.permits import PermitRecord
    from station_app.services.desk import Desk


def replace_permit(
    desk: Desk,
    permit_no: str,
    business: PermitBusiness,
    reason: str,
    *,
    old_card: bool = False,
    division: str = "",
    address: str = "",
) -> PermitRecord:
    """Take in that a new card is asked for; with `address` the holder lives there now, in `division` if it is another.

    A renewal hands the old card in (居住证暂行条例 11); of a lost one there is none.

    Raises:
        RefusedError: `reason_missing`; `permit_old_card_missing`; `division_unknown`; `text_unfit`;
            as `permitting.before_step`.
    """
    desk.require(Action.PERMIT)
    refuse_unfit(reason, address)
    if not reason.strip():
        raise RefusedError("reason_missing")
    lost, moved = business is PermitBusiness.LOST, bool(address.strip())
    if not lost and not old_card:
        raise RefusedError("permit_old_card_missing")
    if division and divisions.division(division) is None:
        raise RefusedError("division_unknown", division=division[:12])
    with desk.store.write() as uow:
        record = before_step(uow, desk, permit_no, PermitStep.REPLACE)
        lives = (division if moved else "") or record.file.asked.division or ""
        calendar = calendars.in_force(uow, desk.site.code)
        wanted = PermitBusiness.LOST if lost else PermitBusiness.RENEW
        asked = making(pack_of_permit(desk, record), wanted, lives, desk.today(), calendar, old_card=old_card)
        payload = PermitReplaced(
            permit_no=permit_no,
            making=replace(asked, reason=reason.strip()),
            division=lives if moved else None,
            address=address.strip() or None,
        )
        record = write_permit(uow, desk, permit_no, payload)
        uow.commit()
    return record
