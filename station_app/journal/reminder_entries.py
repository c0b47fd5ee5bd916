"""The entry about a reminder: who was told that a case presses. It moves nothing; its slip is drawn from it."""

from __future__ import annotations

from datetime import date

from station_app.domain.deadlines import LimitKind
from station_app.journal.payload import PayloadBase


class CaseReminded(PayloadBase, frozen=True, tag="case_reminded"):
    """Whoever has the case (`waits_for`) was reminded of its most pressing clock.

    `left`: working days to `due` on that day, negative when late. `basis` is the clause as it stood on the list, `text`
    what the reminding officer wrote.
    """

    case_no: str
    limit: LimitKind
    due: date
    left: int
    basis: str
    waits_for: str
    text: str


ReminderPayload = CaseReminded
