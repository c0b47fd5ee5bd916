"""Use cases that only move a case on: gone through, taken back, reversed, handed over, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.case_life import MOVES, action_of
from station_app.domain.outcomes import Moved
from station_app.domain.vocabulary import Step
from station_app.errors import RefusedError
from station_app.journal.case_entries import CaseArchived, CaseDelivered, CaseReversed, CaseReviewed, CaseWithdrawn
from station_app.services.residents import (
    headed_homes,
    refuse_broken_families,
    refuse_later_events,
    registered_out_of,
)
from station_app.services.standing import flagged, refuse_step, standing, write_step
from station_app.services.written import refuse_unfit
from station_app.storage import registrations

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.journal.entries import Payload
    from station_app.services.desk import Desk

_PAYLOADS: dict[Step, Callable[[str, str], Payload]] = {
    Step.REVIEW: CaseReviewed,
    Step.WITHDRAW: CaseWithdrawn,
    Step.REVERSE: CaseReversed,
    Step.DELIVER: CaseDelivered,
    Step.ARCHIVE: CaseArchived,
}
_WORDLESS = {Step.DELIVER: "receiver_missing", Step.ARCHIVE: "shelf_missing"}
"""What is asked for where a step needs other words than a reason."""


def move_case(desk: Desk, case_no: str, step: Step, text: str = "") -> Moved:
    """Take a step that needs nothing but words: an opinion, a reason, who got the papers, where the file lies.

    Raises:
        RefusedError: `case_unknown`, `case_of_another_site`, `step_impossible`, `reason_missing`,
            `receiver_missing`, `shelf_missing`, `text_unfit`,
            `later_events_first` - something happened since to those registered out of it.
        NotPermittedError: `role_missing`, `own_case`.
    """
    desk.require(action_of(step))
    refuse_unfit(text, lines=True)
    if MOVES[step].words_needed and not text.strip():
        raise RefusedError(_WORDLESS.get(step, "reason_missing"))
    with desk.store.write() as uow:
        record = standing(uow, case_no)
        refuse_step(desk, record, step)
        out_of_it = registered_out_of(uow, record.case_no) if step is Step.REVERSE else ()
        headed = headed_homes(uow, out_of_it)
        if step is Step.REVERSE:
            refuse_later_events(uow, record.case_no)
        now = write_step(uow, desk, record.case_no, _PAYLOADS[step](record.case_no, text.strip()))
        if step is Step.REVERSE:
            since = registrations.case_registered_at(uow, record.case_no)
            refuse_broken_families(uow, out_of_it, headed=headed, after_seq=since)
        uow.commit()
    about = () if step in _WORDLESS else flagged(desk, now, text)
    return Moved(now.case_no, now.status, about)
