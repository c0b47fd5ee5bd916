"""The course of a case on which two sites have decided, as a pure function of what both wrote, whatever came first.

A county's own decision stands where the case first waited for it with the facts that it is about: before everything
that its station did meanwhile without knowing of it. What the station entered from paper for the same decision stands
beside it. Whatever the station did next shows which of the two it went on from, for a step that follows from one of
them is impossible after the other. So both databases, and any third, come to the same without asking a clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from station_app.domain.case_life import NOT_YET_REGISTERED, UNDECIDED, after, ends_as
from station_app.domain.vocabulary import CaseStatus, Crossed, Level, Outcome, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

FREES: Final = (Step.REFUSE, Step.WITHDRAW, Step.REVERSE)
"""After these nobody takes room in the household any more."""

_SETTLES: Final = (Step.SUPPLEMENT, Step.WITHDRAW, Step.REVERSE)
"""After these neither of two decisions has an effect: other facts are decided anew, and a dead case not at all."""


class Took(NamedTuple):
    """One step of a case as its entry tells it; `site` and `seq` name the entry.

    `about` is the entry that holds the facts a county decided on (None: it did not say), `household_no` where the
    movers are placed or registered from then on.
    """

    site: str
    seq: int
    at: datetime
    officer: str
    step: Step
    level: Level | None = None
    on_paper: bool = False
    about: int | None = None
    household_no: str | None = None

    @property
    def entry(self) -> tuple[str, int]:
        """Name the entry."""
        return (self.site, self.seq)


class Stand(NamedTuple):
    """Where a case stands; the fields are columns of its row."""

    status: CaseStatus
    still: tuple[Level, ...]
    placed: bool
    household_no: str | None
    stands_since: datetime
    ended_as: CaseStatus | None
    decided_at: datetime | None
    decided_site: str | None
    decided_by: str | None
    registered_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether its movers take room without being registered yet."""
        return self.placed and self.status in NOT_YET_REGISTERED


class Crossing(NamedTuple):
    """Two decisions of one level that do not say the same.

    `acted`: the station went on from the one on paper before it knew of the other.
    """

    county: Took
    paper: Took
    acted: bool

    @property
    def word(self) -> Crossed:
        """Name what has to be done about it."""
        return Crossed.ACTED if self.acted else Crossed.COMPARE


class Course(NamedTuple):
    """The steps that count, each with where the case stood after it.

    `agreed` are the decisions on paper that say what the county's own entry says.
    """

    line: tuple[tuple[Took, Stand], ...]
    crossing: Crossing | None
    agreed: frozenset[tuple[str, int]]

    @property
    def stand(self) -> Stand:
        """Where the case stands."""
        return self.line[-1][1]

    @property
    def taken(self) -> frozenset[tuple[str, int]]:
        """The entries that count."""
        return frozenset(took.entry for took, _ in self.line)


def begun(took: Took, levels: tuple[Level, ...]) -> Stand:
    """Give where a case stands that was accepted a moment ago."""
    return Stand(CaseStatus.ACCEPTED, levels, True, took.household_no, took.at, None, None, None, None, None)  # noqa: FBT003 - a row


def advance(stand: Stand, took: Took, levels: tuple[Level, ...]) -> Stand | None:
    """Give where the case stands after a step, None where the step is not possible; `levels` all have to decide."""
    status = after(stand.status, took.step, level=took.level, still=stand.still, ended_as=stand.ended_as)
    if status is None:
        return None
    still = stand.still
    if took.step is Step.APPROVE:
        still = still[1:]
    elif took.step in {Step.RETURN, Step.SUPPLEMENT}:
        still = levels  # other facts: everybody decides anew
    told = stand._replace(
        status=status,
        still=still,
        placed=stand.placed and took.step not in FREES,
        household_no=took.household_no if took.step is Step.SUPPLEMENT else took.household_no or stand.household_no,
        stands_since=took.at,
        ended_as=ends_as(status, stand.ended_as),
    )
    if status in {CaseStatus.APPROVED, CaseStatus.REFUSED}:
        told = told._replace(decided_at=took.at, decided_site=took.site, decided_by=took.officer)
    return told._replace(registered_at=took.at) if status is CaseStatus.REGISTERED else told


def course(levels: tuple[Level, ...], own: Sequence[Took], county: Iterable[Took]) -> Course:
    """Give the course of a case.

    `own` are the steps its station wrote, in their order and beginning with the acceptance, `county` the decisions that
    were written elsewhere, in their order.
    """
    facts = [(each.at, each.seq) for each in own if each.step is Step.SUPPLEMENT or each is own[0]]
    walk = _Walk(levels, own[0], [(_about(each, facts), each) for each in county])
    for took in own[1:]:
        walk.take(took)
    return Course(tuple(walk.line), walk.crossing, frozenset(walk.agreed))


def _about(decision: Took, facts: Sequence[tuple[datetime, int]]) -> int:
    """Give the facts that a decision is about; one that does not say so speaks of the newest before its moment."""
    if decision.about is not None:
        return decision.about
    return max((seq for at, seq in facts if at <= decision.at), default=facts[0][1])


class CrossedDecisions(msgspec.Struct, frozen=True):
    """Two decisions of the county on one case that do not say the same: its own, which holds, and one from paper.

    `todo`: `compare` them, or reverse the case, because its station has `acted` on the paper. `message` says what
    crossed and what holds, `next` what to do.
    """

    todo: Crossed
    county: Outcome
    county_reference: str | None
    paper: Outcome
    paper_reference: str | None
    message: str
    next: str


class _Walk:
    """Goes along a station's steps and puts the county's decisions where they belong.

    `line` is what counts. `_beside` is the same without the county's newest decision, as the station saw it, until a
    step shows which of the two it went on from.
    """

    def __init__(self, levels: tuple[Level, ...], first: Took, county: Sequence[tuple[int, Took]]) -> None:
        self._levels = levels
        self._county = county
        self._facts = first.seq
        self._met: Took | None = None
        self._beside: list[tuple[Took, Stand]] | None = None
        self.crossing: Crossing | None = None
        self.line = [(first, begun(first, levels))]
        self.agreed: set[tuple[str, int]] = set()
        self._meet()

    def take(self, took: Took) -> None:
        """Go on by one step of the station."""
        if self._met is not None and self._beside is not None and took.on_paper:
            self._set_beside(took, self._met, self._beside)
            return
        now = advance(self.line[-1][1], took, self._levels)
        if now is None and self._beside is not None:
            now = advance(self._beside[-1][1], took, self._levels)
            if now is None:
                return
            self.line = self._beside
            if self.crossing is not None:
                self.crossing = self.crossing._replace(acted=True)
        elif now is None:
            return
        elif self.crossing is not None and not self.crossing.acted:
            self.crossing = None  # the station knew of the county's decision: its step follows from that
        self._beside = None
        self.line.append((took, now))
        self._settle(took)
        self._meet()

    def _settle(self, took: Took) -> None:
        if took.step in _SETTLES:
            self.crossing = None
        if took.step is Step.SUPPLEMENT:
            self._facts, self._met = took.seq, None

    def _set_beside(self, paper: Took, met: Took, beside: list[tuple[Took, Stand]]) -> None:
        """Put the decision on paper beside the county's own."""
        now = advance(beside[-1][1], paper, self._levels)
        if now is None:
            return
        beside.append((paper, now))
        if paper.step is met.step:
            self.agreed.add(paper.entry)
        else:
            self.crossing = Crossing(met, paper, acted=False)

    def _meet(self) -> None:
        """Put a decision of the county here, if the case waits for one about these facts."""
        stand = self.line[-1][1]
        if self._met is not None or stand.status not in UNDECIDED:
            return
        for about, decision in self._county:
            now = advance(stand, decision, self._levels) if about == self._facts else None
            if now is not None:
                self._met, self._beside = decision, list(self.line)
                self.line.append((decision, now))
                return
