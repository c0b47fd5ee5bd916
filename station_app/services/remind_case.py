"""Use case: remind whoever has a case that it presses (催办). The journal keeps it; the slip is drawn from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.errors import RefusedError
from station_app.journal.reminder_entries import CaseReminded
from station_app.services.standing import refuse_foreign, standing, write_step
from station_app.services.ticking import pressing, waits_for
from station_app.services.written import refuse_unfit

if TYPE_CHECKING:
    from station_app.domain.reminders import Reminder
    from station_app.services.desk import Desk


def remind_case(desk: Desk, case_no: str, text: str = "") -> Reminder:
    """Write down that whoever has the case was reminded of the clock that presses most.

    Raises:
        RefusedError: `case_unknown`, `case_of_another_site`, `nothing_presses` - no clock runs; `text_unfit`.
        NotPermittedError: `role_missing`.
    """
    desk.require(Action.REMIND)
    refuse_unfit(text, lines=True)
    with desk.store.write() as uow:
        record = standing(uow, case_no)
        refuse_foreign(desk, record)
        clock = next((each for each in pressing(uow, desk, record) if each.due is not None), None)
        if clock is None or clock.due is None or clock.left is None:
            raise RefusedError("nothing_presses", case_no=record.case_no)
        payload = CaseReminded(
            record.case_no, clock.kind, clock.due, clock.left, clock.basis, waits_for(record), text.strip()
        )
        now = write_step(uow, desk, record.case_no, payload)
        uow.commit()
    if now.reminder is None:
        raise RefusedError("nothing_presses", case_no=record.case_no)
    return now.reminder
