"""The life of a case, as data: which step is possible where, where it leads, and what it asks of whoever takes it.

Nothing is ever approved because no rule says otherwise: each level the policy pack names has to decide, in its order
(行政许可法 34, 43; 天政办发〔2020〕5号 二(一)2). A case begins by being accepted or declined, and those are no steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from station_app.domain.authority import Action
from station_app.domain.vocabulary import CaseStatus, Level, Outcome, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

UNDECIDED: Final = (CaseStatus.ACCEPTED, CaseStatus.SUPPLEMENT, CaseStatus.REVIEWED, CaseStatus.AT_COUNTY)
"""A decision is still to come."""

NOT_YET_REGISTERED: Final = (*UNDECIDED, CaseStatus.APPROVED)
"""Its movers have their place in a household, but nobody is registered there yet."""

ENDS: Final = (
    CaseStatus.REGISTERED,
    CaseStatus.REFUSED,
    CaseStatus.WITHDRAWN,
    CaseStatus.REVERSED,
    CaseStatus.DECLINED,
)
"""What became of a case; it keeps this when it is delivered and archived."""

_BEFORE_DECISION: Final = (CaseStatus.ACCEPTED, CaseStatus.REVIEWED, CaseStatus.AT_COUNTY)

STEP_OF: Final = {Outcome.APPROVE: Step.APPROVE, Outcome.RETURN: Step.RETURN, Outcome.REFUSE: Step.REFUSE}
"""The step that a level takes by saying so."""


class Move(NamedTuple):
    """One step: from which states it may be taken and where it leads.

    `action` is what the table of authority is asked; None where the level decides (`action_of`). `by_another`: nobody
    takes it in a case that he accepted. `words_needed`: it says why, or to whom, or where.
    """

    possible_in: tuple[CaseStatus, ...]
    leads_to: CaseStatus
    action: Action | None = None
    by_another: bool = False
    words_needed: bool = False


MOVES: Final[dict[Step, Move]] = {
    Step.SUPPLEMENT: Move((CaseStatus.ACCEPTED, CaseStatus.SUPPLEMENT), CaseStatus.ACCEPTED, Action.SUPPLEMENT),
    Step.REVIEW: Move((CaseStatus.ACCEPTED,), CaseStatus.REVIEWED, Action.REVIEW, by_another=True),
    Step.RETURN: Move(_BEFORE_DECISION, CaseStatus.SUPPLEMENT, by_another=True, words_needed=True),
    Step.APPROVE: Move(_BEFORE_DECISION, CaseStatus.APPROVED, by_another=True),
    Step.REFUSE: Move(_BEFORE_DECISION, CaseStatus.REFUSED, by_another=True),
    Step.REGISTER: Move((CaseStatus.APPROVED,), CaseStatus.REGISTERED, Action.REGISTER),
    Step.DELIVER: Move(
        (CaseStatus.REGISTERED, CaseStatus.REFUSED, CaseStatus.DECLINED),
        CaseStatus.DELIVERED,
        Action.DELIVER,
        words_needed=True,
    ),
    Step.ARCHIVE: Move(
        (CaseStatus.DELIVERED, CaseStatus.WITHDRAWN, CaseStatus.REVERSED),
        CaseStatus.ARCHIVED,
        Action.ARCHIVE,
        words_needed=True,
    ),
    Step.WITHDRAW: Move((*UNDECIDED, CaseStatus.APPROVED), CaseStatus.WITHDRAWN, Action.WITHDRAW),
    Step.REVERSE: Move(
        (
            CaseStatus.APPROVED,
            CaseStatus.REFUSED,
            CaseStatus.DECLINED,
            CaseStatus.REGISTERED,
            CaseStatus.DELIVERED,
            CaseStatus.ARCHIVED,
        ),
        CaseStatus.REVERSED,
        Action.REVERSE,
        by_another=True,
        words_needed=True,
    ),
}
"""Every step; `APPROVE` leads further than to the next level only at the last one."""


def action_of(step: Step, *, level: Level | None = None, at_station: bool = True) -> Action:
    """Give what an officer must be allowed to do for `step`; a decision of the county is entered at a station."""
    action = MOVES[step].action
    if action is not None:
        return action
    if level is not Level.COUNTY:
        return Action.DECIDE_STATION
    return Action.RECORD_COUNTY if at_station else Action.DECIDE_COUNTY


def after(
    status: CaseStatus,
    step: Step,
    *,
    level: Level | None = None,
    still: Sequence[Level] = (),
    ended_as: CaseStatus | None = None,
) -> CaseStatus | None:
    """Give the state after `step`, None where the step is not possible.

    `level` is who decides, `still` the levels of the pack that have not approved yet, in their order: only the first of
    them can decide. A station that is not the first can return or refuse nothing either. `ended_as` is what became of
    the case: what was withdrawn or reversed and then archived is not reversed any more, for it has no effect.
    """
    move = MOVES[step]
    if status not in move.possible_in:
        return None
    if step is Step.REVERSE and ended_as in {CaseStatus.REVERSED, CaseStatus.WITHDRAWN}:
        return None
    if step not in {Step.APPROVE, Step.REFUSE, Step.RETURN}:
        return move.leads_to
    if level is None or not still or still[0] is not level:
        return None
    if step is Step.APPROVE and len(still) > 1:
        return CaseStatus.AT_COUNTY
    return move.leads_to


def ends_as(status: CaseStatus, before: CaseStatus | None) -> CaseStatus | None:
    """Give what has become of a case that comes into `status`; `before` is what had become of it until then."""
    return status if status in ENDS else before
