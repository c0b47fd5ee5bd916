"""Which steps of a case statistics count. `course_rows` calls it, where it says what counts; nothing else does.

A row names the entry that took the step and the entry that held the facts then: facts that are put right later change
no figure of a month that is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import bindparam, delete

from station_app.domain.vocabulary import Step
from station_app.storage.case_tables import case_step
from station_app.storage.prepared import Prepared

if TYPE_CHECKING:
    from station_app.domain.crossings import Course, Stand, Took
    from station_app.journal.apply import Writes

Row: TypeAlias = dict[str, Any]

COUNTED = frozenset((Step.APPROVE, Step.REFUSE, Step.RETURN, Step.REGISTER, Step.WITHDRAW, Step.REVERSE))
"""Being accepted or declined is in the row of the case itself; the rest ends nothing."""
_CLEARED = Prepared(delete(case_step).where(case_step.c.case_no == bindparam("wanted")))


def step(writes: Writes, case: Any, took: Took, before: Stand, now: Stand) -> None:
    """Keep a step that counts; `case` is the row of the case before it."""
    if took.step in COUNTED:
        writes.add(case_step, [_row(case.case_no, took, before, now, case.seq)])


def course(writes: Writes, case_no: str, found: Course) -> None:
    """Put a whole course, gone through again, in the place of what was kept of the case."""
    (first, before), *line = found.line
    facts, rows = first.seq, []
    for took, now in line:
        if took.step in COUNTED:
            rows.append(_row(case_no, took, before, now, facts))
        facts = took.seq if took.step is Step.SUPPLEMENT else facts
        before = now
    writes.change(_CLEARED, {"wanted": case_no})
    writes.add(case_step, rows)


def _row(case_no: str, took: Took, before: Stand, now: Stand, facts: int) -> Row:
    row = {"site": took.site, "seq": took.seq, "case_no": case_no, "step": took.step, "level": took.level}
    stood = {"since": before.stands_since, "was": before.ended_as or before.status, "became": now.status}
    return {**row, **stood, "at": took.at, "facts": facts}
