"""Use cases: note that somebody should have moved (应迁未迁), and settle the note. A reminder stops nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.rosters import MoveReminder
from station_app.errors import RefusedError
from station_app.journal.registration_entries import ReminderNoted, ReminderSettled
from station_app.services.residents import present, write
from station_app.services.written import refuse_unfit
from station_app.storage import registrations, rosters

if TYPE_CHECKING:
    from station_app.services.desk import Desk


def note_reminder(desk: Desk, registration_no: str, text: str) -> MoveReminder:
    """Note, with the reason, that somebody should have moved.

    Raises:
        RefusedError: `reason_missing`, `text_unfit`, `registration_unknown`, `registration_ended`.
    """
    desk.require(Action.HOUSEHOLDS)
    if not text.strip():
        raise RefusedError("reason_missing")
    refuse_unfit(text, lines=True)
    with desk.store.write() as uow:
        one = present(uow, desk, registration_no)
        number = rosters.next_reminder_number(uow, desk.site.code, desk.today())
        write(uow, desk, one.household_no, ReminderNoted(number, registration_no, one.household_no, text.strip()))
        uow.commit()
    return MoveReminder(number, registration_no, text.strip(), desk.now(), desk.officer.badge)


def settle_reminder(desk: Desk, reminder_no: str, text: str = "") -> MoveReminder:
    """Settle a reminder; `text` says what became of it.

    Raises:
        RefusedError: `reminder_unknown`, `reminder_settled_already`, `text_unfit`.
    """
    desk.require(Action.HOUSEHOLDS)
    refuse_unfit(text, lines=True)
    with desk.store.write() as uow:
        found = rosters.reminder(uow, reminder_no)
        holder = registrations.get(uow, found[0].registration_no) if found else None
        if found is None or holder is None or not reminder_no.startswith(f"{desk.site.code}-"):
            raise RefusedError("reminder_unknown", reminder_no=reminder_no[:60])
        noted, stands = found
        if not stands:
            raise RefusedError("reminder_settled_already", reminder_no=reminder_no)
        write(uow, desk, holder.household_no, ReminderSettled(reminder_no, holder.household_no, text.strip()))
        uow.commit()
    return noted
