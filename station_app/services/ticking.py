"""Which clocks run against a case that is still open. Shared by the use cases that show them; not one itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.clock import local_date
from station_app.domain.case_life import UNDECIDED
from station_app.domain.deadlines import LimitKind, RunningLimit, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.policy import Pack
    from station_app.domain.working_days import Calendar
    from station_app.storage.due import OpenCase


def clocks_of(case: OpenCase, pack: Pack | None, calendar: Calendar) -> Iterator[RunningLimit]:
    """Give the clocks of a case. The dates told at acceptance stand; a pack that is gone names no clause."""
    accepted = local_date(case.accepted_at)
    if case.status in UNDECIDED:
        law = pack.limits.decision.basis if pack else ""
        yield RunningLimit(LimitKind.DECISION, accepted, case.decision_due, law)
        if case.promised is not None:
            yield RunningLimit(LimitKind.PROMISED, accepted, case.promised, law)
    elif pack is not None:
        decided = local_date(case.decided_at or case.accepted_at)
        delivery = running(LimitKind.DELIVERY, pack, None, decided, calendar)
        if delivery is not None:
            yield delivery
