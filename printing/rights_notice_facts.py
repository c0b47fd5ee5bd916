"""What a rights notice (权益告知单) states about a case. Knows nothing of its looks; needs no ReportLab.

The rights themselves are those of the policy pack that the case was accepted under, so the pack's name stands for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.letter_facts import LetterFacts, head
from station_app.domain.vocabulary import Route

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord


class RightsFacts(LetterFacts, frozen=True):
    """What the notice states: for whom it is and which pack's rights it lists. It has no ID number."""

    persons: int
    route: Route | None
    pack: str


def facts(record: CaseRecord) -> RightsFacts:
    """Take from the record what the notice states."""
    return RightsFacts(
        **head(record),
        persons=len(record.case.movers),
        route=record.case.route,
        pack=record.pack,
    )
