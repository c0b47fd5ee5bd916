"""Use case: put a decision off, once, by the officer in charge, with a reason the applicant was told (行政许可法42).

The day that was told at acceptance stays in the case; the due list counts by the new one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from station_app.domain.authority import Action
from station_app.journal.clock_entries import DecisionExtended
from station_app.services.extending import put_off
from station_app.services.standing import flagged, standing, write_step
from station_app.services.written import refuse_unfit

if TYPE_CHECKING:
    from station_app.services.desk import Desk


class Extended(msgspec.Struct, frozen=True):
    """A decision that was put off, and until when; `flags` are forbidden grounds that the reason names."""

    case_no: str
    status: str
    due: date
    flags: tuple[str, ...] = ()


def extend_decision(desk: Desk, case_no: str, reason: str, told_on: date | None) -> Extended:
    """Put the decision of a case off by the days of its pack; `told_on` is the day the applicant was told why.

    Raises:
        RefusedError: `case_unknown`, `case_of_another_site`, `extension_impossible` - it is decided already or its pack
            is gone; `extension_refused` with everything that stands against it; `text_unfit`.
        NotPermittedError: `role_missing`.
    """
    desk.require(Action.DECIDE_STATION)
    refuse_unfit(reason, lines=True)
    with desk.store.write() as uow:
        record = standing(uow, case_no)
        extension, later = put_off(uow, desk, record, reason.strip(), told_on)
        now = write_step(uow, desk, record.case_no, DecisionExtended(record.case_no, extension, later))
        uow.commit()
    return Extended(now.case_no, now.status, later, flagged(desk, now, reason))
