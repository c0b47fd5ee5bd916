"""When a failed case goes on as another route. Shared by the use cases that do so; not one itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.routes import GOES_ON_FROM, may_turn
from station_app.errors import RefusedError
from station_app.services.standing import refuse_crossed, refuse_foreign, standing
from station_app.storage import cases

if TYPE_CHECKING:
    from station_app.domain.case_file import CaseFile
    from station_app.domain.records import CaseRecord
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def refuse_unturnable(uow: UnitOfWork, desk: Desk, case_no: str, case: CaseFile | None = None) -> CaseRecord:
    """Give the failed case, if a new one may go on from it; `case` is what it becomes.

    Raises:
        RefusedError: `case_unknown`, `case_of_another_site`, `turn_impossible` - it has not failed, or no other route
            is open; `turned_already`; `decision_crossed` - the county has approved it.
    """
    record = standing(uow, case_no)
    refuse_foreign(desk, record)
    if record.ended_as not in GOES_ON_FROM or not may_turn(record.case, case):
        raise RefusedError("turn_impossible", case_no=record.case_no)
    refuse_crossed(record)
    later = cases.turned_into(uow, record.case_no)
    if later is not None:
        raise RefusedError("turned_already", case_no=record.case_no, later=later)
    return record
