"""Print sets: the papers of one moment at the window, in the order in which they are handed over or filed.

Declared here and nowhere else. What a case does not have is left out (no promise, no commitment letter); what was
printed already for the same facts is left to the officer, because a reprint needs its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from station_app.domain.vocabulary import CaseStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_TAKEN_IN: Final = (
    "receipt",
    "commitment",
    "guardian-consent",
    "authorisation",
    "cross-province-notice",
    "rights-notice",
)
_DECIDED: Final = ("approval-slip", "approval-form")
_SETTLED: Final = ("settlement-slip", "entry-note", "approval-form", "migration-data-sheet")
_FILED: Final = ("archive-cover", "file-list")

SETS: Final[Mapping[CaseStatus, tuple[str, ...]]] = {
    CaseStatus.ACCEPTED: _TAKEN_IN,
    CaseStatus.SUPPLEMENT: _TAKEN_IN,
    CaseStatus.REVIEWED: _TAKEN_IN,
    CaseStatus.AT_COUNTY: _TAKEN_IN,
    CaseStatus.APPROVED: _DECIDED,
    CaseStatus.REGISTERED: _SETTLED,
    CaseStatus.DELIVERED: _SETTLED,
    CaseStatus.REFUSED: ("refusal",),
    CaseStatus.DECLINED: ("declined-notice",),
    CaseStatus.ARCHIVED: _FILED,
    CaseStatus.WITHDRAWN: _FILED,
    CaseStatus.REVERSED: _FILED,
}
"""What belongs to the moment that each state of a case is."""

ALONE: Final = ("one-time-notice", "reminder-slip", "receipt-58", "receipt-80")
"""Papers of no set: each has its own occasion, or is the receipt once more for a roll."""


ELSEWHERE: Final = ("household-roster",)
"""Papers that are about no case."""


def named() -> tuple[str, ...]:
    """Name every paper that can be sent to a printer of its own, each once."""
    return tuple(dict.fromkeys((*(paper for papers in SETS.values() for paper in papers), *ALONE, *ELSEWHERE)))


def set_for(status: CaseStatus, papers: Collection[str]) -> tuple[str, ...]:
    """Name the papers of the moment, of those the case has."""
    return tuple(paper for paper in SETS[status] if paper in papers)
