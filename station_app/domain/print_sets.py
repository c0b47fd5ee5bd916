"""Print sets: the papers of one moment at the window, in the order in which they are handed over or filed.

Declared here and nowhere else. What a case does not have is left out (no promise, no commitment letter); what was
printed already for the same facts is left to the officer, because a reprint needs its reason. Why a paper belongs to
its moment: docs/decisions/122.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from station_app.domain.queues import PAPERS as OWED
from station_app.domain.vocabulary import CaseStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_TAKEN_IN: Final = (
    "receipt",
    "approval-form",
    "commitment",
    "guardian-consent",
    "authorisation",
    "cross-province-notice",
    "rights-notice",
)
"""While the family stands at the window: what proves that they applied, what they sign, what they take home to read."""
_DECIDED: Final = ("approval-slip", "migration-data-sheet")
"""The yes, and what the place that a family leaves needs from us before it lets them go."""
_SETTLED: Final = ("settlement-slip", "entry-note", "approval-form", "migration-data-sheet")
"""The form once more: now it states who decided, the household and the cards."""
_FILED: Final = ("archive-cover", "file-list")
"""From the hand-over on: the file is bound before it gets its place on a shelf."""

SETS: Final[Mapping[CaseStatus, tuple[str, ...]]] = {
    CaseStatus.ACCEPTED: _TAKEN_IN,
    CaseStatus.SUPPLEMENT: _TAKEN_IN,
    CaseStatus.REVIEWED: _TAKEN_IN,
    CaseStatus.AT_COUNTY: _TAKEN_IN,
    CaseStatus.APPROVED: _DECIDED,
    CaseStatus.REGISTERED: _SETTLED,
    CaseStatus.DELIVERED: _FILED,
    CaseStatus.REFUSED: ("refusal",),
    CaseStatus.DECLINED: ("declined-notice",),
    CaseStatus.ARCHIVED: _FILED,
    CaseStatus.WITHDRAWN: _FILED,
    CaseStatus.REVERSED: _FILED,
}
"""What belongs to the moment that each state of a case is."""

ALONE: Final = (
    "one-time-notice",
    "reminder-slip",
    "truth-letter",
    "permit-receipt",
    "endorsement-slip",
    "receipt-58",
    "receipt-80",
)
"""Papers of no set: each has its own occasion, or is the receipt once more for a roll."""


ELSEWHERE: Final = (
    "household-roster",
    "shift-sheet",
    "bundle-sheet",
    "monthly-report",
    "ranking",
    "stock-register",
)
"""Papers that are about no case."""


def named() -> tuple[str, ...]:
    """Name every paper that can be sent to a printer of its own, each once."""
    return tuple(dict.fromkeys((*(paper for papers in SETS.values() for paper in papers), *ALONE, *ELSEWHERE)))


def set_for(status: CaseStatus, papers: Collection[str], made: Collection[str] = ()) -> tuple[str, ...]:
    """Name the papers of the moment, of those the case has; last what its working list misses and nobody ever `made`.

    So the key that prints a set always takes the case off the list of what is to be printed.
    """
    owed = (paper for paper, states in OWED.items() if status in states and paper not in made)
    return tuple(paper for paper in dict.fromkeys((*SETS[status], *owed)) if paper in papers)


def in_turn(papers: Iterable[str], status: CaseStatus, made: Collection[str]) -> tuple[str, ...]:
    """Give the papers of a case that stands so, first those whose moment it is and that were never `made`."""
    there = tuple(papers)
    first = [paper for paper in set_for(status, there, made) if paper not in made]
    return tuple(dict.fromkeys((*first, *there)))
