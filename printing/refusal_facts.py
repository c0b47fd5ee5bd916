"""What a refusal (不予批准通知书) states about a case. Knows nothing of its looks; needs no ReportLab.

Only a decision that holds is stated: one that crossed another and does not count, one that was taken back or one about
facts that were put right since makes no paper.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from printing import words
from printing.answer_facts import AnswerFacts, asked_for, to_the_minute
from station_app.clock import local_date
from station_app.domain.vocabulary import CaseStatus, Crossed, Level, Outcome

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord
    from station_app.domain.tracing import SaidDecision


class RefusalFacts(AnswerFacts, frozen=True, kw_only=True):
    """What the refusal states: which level refused, who, when, and under which number of its own (文号).

    `office` is the authority in whose name it was decided; `officer` and `badge` name who wrote it down here, which is
    somebody else where the county's paper was entered.
    """

    level: Level
    office: str
    decider: str
    decided_on: date
    reference: str


def was_refused(record: CaseRecord) -> bool:
    """Tell whether a refusal holds; not where the station went on from a paper that the county contradicts."""
    crossed = record.crossed is not None and record.crossed.todo is Crossed.ACTED
    return record.ended_as is CaseStatus.REFUSED and _refusal(record) is not None and not crossed


def facts(record: CaseRecord) -> RefusalFacts | None:
    """Take from the record what the refusal states; None where none holds (any more)."""
    said = _refusal(record)
    if said is None or record.ended_as is not CaseStatus.REFUSED:
        return None
    return RefusalFacts(
        asked=asked_for(record),
        reason=said.reason or "",
        text=said.text,
        at=to_the_minute(said.at),
        badge=said.badge,
        officer=said.officer_name,
        level=said.level,
        office=words.office(record, said),
        decider=said.decider or said.officer_name,
        decided_on=said.decided_on or local_date(said.at),
        reference=said.reference or "",
    )


def _refusal(record: CaseRecord) -> SaidDecision | None:
    return next((each for each in record.decisions if each.outcome is Outcome.REFUSE), None)
