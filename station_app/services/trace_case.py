"""Use case: say where a case is and who has it: since when, what runs against it, who decided what, where it travels.

Whoever opens the case is noted by `show_case`; this one names nobody who is not in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.authority import Action
from station_app.domain.deadlines import LimitKind
from station_app.domain.tracing import CaseTrace, Running
from station_app.services.standing import standing
from station_app.services.ticking import pressing, waits_for
from station_app.storage import tracing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from station_app.domain.due import Due
    from station_app.domain.policy import Pack
    from station_app.domain.records import CaseRecord
    from station_app.domain.tracing import SaidDecision
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def trace_case(desk: Desk, case_no: str) -> CaseTrace:
    """Give where the case is today.

    Raises:
        RefusedError: `case_unknown`.
    """
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        record = standing(uow, case_no)
        pack = next((each for each in desk.packs if each.id == record.pack), None)
        return CaseTrace(
            case_no=record.case_no,
            waits_for=waits_for(record),
            since=tracing.stands_since(uow, record.case_no),
            still=record.still,
            running=tuple(_running(uow, desk, record)),
            decisions=tuple(_worded(said, pack) for said in tracing.decisions(uow, record.case_no)),
            carried=tracing.carried(uow, record.case_no),
            entered=tracing.entered(uow, record.case_no),
            clause=pack.route(record.case.route).clause if pack else "",
        )


def _running(uow: UnitOfWork, desk: Desk, record: CaseRecord) -> Iterator[Running]:
    """Give the clocks of the case, the most pressing first."""
    for each in pressing(uow, desk, record):
        yield Running(each.kind, each.pressure.name.lower(), each.due, each.left, each.basis, _told(record, each))


def _told(record: CaseRecord, each: Due) -> date | None:
    """Give the day that was told at acceptance, where another one counts now."""
    moved = each.kind is LimitKind.DECISION and each.due != record.deadlines.decision
    return record.deadlines.decision if moved else None


def _worded(said: SaidDecision, pack: Pack | None) -> SaidDecision:
    """Give a decision with the words of its ground."""
    ground = next((each for each in pack.refusals if each.code == said.reason), None) if pack else None
    if ground is None:
        return said
    return msgspec.structs.replace(said, ground=ground.title.said, basis=ground.basis)
