"""The life of a case after acceptance, as data: which step is possible where, and where it leads.

Nothing is ever approved because no rule says otherwise: each level the policy pack names has to decide, in its order
(行政许可法 34, 43; 天政办发〔2020〕5号 二(一)2). Who may take a step is the business of the table of authority.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from station_app.domain.vocabulary import CaseStatus, Level, Outcome, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

UNDECIDED: Final = (CaseStatus.ACCEPTED, CaseStatus.SUPPLEMENT, CaseStatus.REVIEWED, CaseStatus.AT_COUNTY)
"""A decision is still to come."""
_BEFORE_DECISION: Final = (CaseStatus.ACCEPTED, CaseStatus.REVIEWED, CaseStatus.AT_COUNTY)

STEP_OF: Final = {Outcome.APPROVE: Step.APPROVE, Outcome.RETURN: Step.RETURN, Outcome.REFUSE: Step.REFUSE}
"""The step that a level takes by saying so."""

MOVES: Final[dict[Step, tuple[tuple[CaseStatus, ...], CaseStatus]]] = {
    Step.SUPPLEMENT: ((CaseStatus.ACCEPTED, CaseStatus.SUPPLEMENT), CaseStatus.ACCEPTED),
    Step.REVIEW: ((CaseStatus.ACCEPTED,), CaseStatus.REVIEWED),
    Step.RETURN: (_BEFORE_DECISION, CaseStatus.SUPPLEMENT),
    Step.APPROVE: (_BEFORE_DECISION, CaseStatus.APPROVED),
    Step.REFUSE: (_BEFORE_DECISION, CaseStatus.REFUSED),
    Step.REGISTER: ((CaseStatus.APPROVED,), CaseStatus.REGISTERED),
    Step.DELIVER: ((CaseStatus.REGISTERED, CaseStatus.REFUSED), CaseStatus.DELIVERED),
    Step.ARCHIVE: ((CaseStatus.DELIVERED, CaseStatus.WITHDRAWN, CaseStatus.REVERSED), CaseStatus.ARCHIVED),
    Step.WITHDRAW: ((*UNDECIDED, CaseStatus.APPROVED), CaseStatus.WITHDRAWN),
    Step.REVERSE: (
        (CaseStatus.APPROVED, CaseStatus.REFUSED, CaseStatus.REGISTERED, CaseStatus.DELIVERED, CaseStatus.ARCHIVED),
        CaseStatus.REVERSED,
    ),
}
"""From which states a step may be taken, and where it leads; `APPROVE` leads further only at the last level."""


def after(
    status: CaseStatus, step: Step, *, level: Level | None = None, still: Sequence[Level] = ()
) -> CaseStatus | None:
    """Give the state after `step`, None where the step is not possible.

    `level` is who decides, `still` the levels of the pack that have not approved yet, in their order: only the first of
    them can decide. A station that is not the first can return or refuse nothing either.
    """
    possible, leads_to = MOVES[step]
    if status not in possible:
        return None
    if step not in {Step.APPROVE, Step.REFUSE, Step.RETURN}:
        return leads_to
    if level is None or not still or still[0] is not level:
        return None
    if step is Step.APPROVE and len(still) > 1:
        return CaseStatus.AT_COUNTY
    return leads_to
