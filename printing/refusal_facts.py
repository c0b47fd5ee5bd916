"""What a refusal (不予批准通知书) states about a case. Knows nothing of its looks; needs no ReportLab.

Only a decision that holds is stated: one that crossed another and does not count, one that was taken back or one about
facts that were put right since makes no paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.answer_facts import AnswerFacts, asked_for
from printing.decision_facts import StatedDecision, acted_on_the_wrong_one, stated
from station_app.domain.vocabulary import CaseStatus, Outcome

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord


class RefusalFacts(AnswerFacts, frozen=True, kw_only=True):
    """What the refusal states: an answer, and the decision it gives.

    `officer` and `badge` name who wrote it down here: somebody else than the decider where the county's paper was
    entered.
    """

    decision: StatedDecision


def was_refused(record: CaseRecord) -> bool:
    """Tell whether a refusal holds; not where the station went on from a paper that the county contradicts."""
    return facts(record) is not None and not acted_on_the_wrong_one(record)


def facts(record: CaseRecord) -> RefusalFacts | None:
    """Take from the record what the refusal states; None where none holds (any more)."""
    said = next((each for each in record.decisions if each.outcome is Outcome.REFUSE), None)
    if said is None or record.ended_as is not CaseStatus.REFUSED:
        return None
    return RefusalFacts(
        asked=asked_for(record),
        reason=said.reason or "",
        text=said.text,
        at=words.to_the_minute(said.at),
        badge=said.badge,
        officer=said.officer_name,
        decision=stated(record, said),
    )
