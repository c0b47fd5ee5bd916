"""What a notice of declining (不予受理通知书) states about a case. Knows nothing of its looks; needs no ReportLab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.answer_facts import AnswerFacts, asked_for
from station_app.domain.vocabulary import CaseStatus

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord, TimelineItem


def was_declined(record: CaseRecord) -> bool:
    """Tell whether the application was declined, and that was not taken back."""
    return record.ended_as is CaseStatus.DECLINED and _declining(record) is not None


def facts(record: CaseRecord) -> AnswerFacts | None:
    """Take from the record what the notice states; None where nobody was declined (any more)."""
    said = _declining(record)
    if said is None or record.ended_as is not CaseStatus.DECLINED:
        return None
    return AnswerFacts(
        asked=asked_for(record),
        reason=said.reason or "",
        text=said.words,
        at=words.to_the_minute(said.at),
        badge=said.officer,
        officer=said.officer_name,
    )


def _declining(record: CaseRecord) -> TimelineItem | None:
    return next((each for each in record.timeline if each.kind == "case_declined"), None)
