"""What papers state of the decisions that hold in a case: which level, whose, on which day, under which number.

A return voids what was said before it, and nothing of it is stated; a case that two decisions contradict is nobody's.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from printing import words
from station_app.clock import local_date
from station_app.domain.vocabulary import Crossed, Level, Outcome

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord
    from station_app.domain.tracing import SaidDecision


class StatedDecision(msgspec.Struct, frozen=True):
    """One decision as papers state it.

    `office` is the authority in whose name it was made, `decider` who made it, `reference` its own number (文号),
    `reason` the code of the ground of a refusal.
    """

    level: Level
    outcome: Outcome
    office: str
    decider: str
    decided_on: date
    reference: str
    reason: str
    text: str


def stated(record: CaseRecord, said: SaidDecision) -> StatedDecision:
    """Take from a decision what papers state."""
    return StatedDecision(
        level=said.level,
        outcome=said.outcome,
        office=words.office(record, said),
        decider=said.decider or said.officer_name,
        decided_on=said.decided_on or local_date(said.at),
        reference=said.reference or "",
        reason=said.reason or "",
        text=said.text,
    )


_STEPS = frozenset(
    ("case_reviewed", "case_decided", "case_declined", "case_registered", "case_withdrawn", "case_reversed")
)
"""Entries of a case's site after which papers of a decision state something else."""


def revision(record: CaseRecord) -> int:
    """Give the newest entry of the case's site that holds what a paper of a decision states.

    A county's entry has a number of its own site and is not among them.
    """
    own = (each.seq for each in record.timeline if each.site == record.site and each.kind in _STEPS)
    return max(record.revision, max(own, default=0))


def acted_on_the_wrong_one(record: CaseRecord) -> bool:
    """Tell whether the station went on from a paper that the county's own decision contradicts."""
    return record.crossed is not None and record.crossed.todo is Crossed.ACTED


def holding(record: CaseRecord) -> tuple[StatedDecision, ...]:
    """Give the decisions that hold, in the order of the levels."""
    if any(each.outcome is Outcome.RETURN for each in record.decisions):
        return ()
    order = list(Level)
    return tuple(sorted((stated(record, each) for each in record.decisions), key=lambda each: order.index(each.level)))


def last_approval(record: CaseRecord) -> StatedDecision | None:
    """Give the approval that made the case an approved one; None while somebody has to approve yet."""
    held = holding(record)
    if record.still or not held or any(each.outcome is not Outcome.APPROVE for each in held):
        return None
    return held[-1]
