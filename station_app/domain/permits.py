"""The life of a residence permit (居住证): which step is possible where, and where it stands on a day.

Whether it is valid or suspended follows from its dates and the day on which somebody asks; it is stored nowhere.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from station_app.domain.authority import Action
from station_app.domain.permit_dates import Endorsement
from station_app.domain.permit_file import PermitFile
from station_app.domain.records import PaperCopy, TimelineItem
from station_app.domain.vocabulary import PermitBusiness, PermitEnd, PermitStatus, PermitStep

if TYPE_CHECKING:
    from station_app.domain.case_file import FamilyMember


class PermitMove(NamedTuple):
    """One step: in which states it may be taken, and what an officer must be allowed to do for it."""

    possible_in: tuple[PermitStatus, ...]
    action: Action


_IN_HAND: Final = (PermitStatus.VALID, PermitStatus.SUSPENDED)

MOVES: Final[dict[PermitStep, PermitMove]] = {
    PermitStep.ISSUE: PermitMove((PermitStatus.APPLIED, PermitStatus.REPLACING), Action.PERMIT),
    PermitStep.ENDORSE: PermitMove((*_IN_HAND, PermitStatus.REPLACING), Action.PERMIT),
    PermitStep.REPLACE: PermitMove(_IN_HAND, Action.PERMIT),
    PermitStep.CANCEL: PermitMove((PermitStatus.APPLIED, *_IN_HAND, PermitStatus.REPLACING), Action.CANCEL_PERMIT),
}
"""Every step; applying begins a permit and is none. What is cancelled stays so: whoever comes back applies anew."""


class Making(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A card that was asked for: why, since when, the last day for it (居住证暂行条例 11), what it costs in yuan.

    `old_card`: of a renewal, the old card was handed in. `days` are those that the pack gives, of the calendar.
    """

    business: PermitBusiness
    accepted: date
    due: date
    days: int
    fee: int = 0
    old_card: bool = False
    reason: str = ""


class LastEndorsement(msgspec.Struct, frozen=True):
    """The newest endorsement: by which entry of this site, when, and what it led to."""

    seq: int
    at: datetime
    on: date
    late: bool
    officer: str
    officer_name: str
    following: Endorsement
    renewed: Endorsement
    """What was due when it was endorsed."""


class PermitState(msgspec.Struct, frozen=True):
    """The dates of a permit, which say where it stands; `making` is the card that is being made now."""

    issued_on: date | None = None
    due: Endorsement | None = None
    making: Making | None = None
    ended_on: date | None = None


class PermitRecord(msgspec.Struct, frozen=True):
    """A whole residence permit: what `permit show` gives and its papers print.

    `file` is what was captured, with the address as it is now; `made` is the newest card asked for, `made_at` the
    moment and `made_by` the badge of who took it in, `revision` the entry that holds it. `endorsement` is the newest
    one.
    """

    permit_no: str
    site: str
    site_name: str
    practice: bool
    applied_at: datetime
    applied_by: str
    applied_by_name: str
    pack: str
    file: PermitFile
    state: PermitState
    made: Making
    made_at: datetime
    made_by: str
    made_by_name: str
    revision: int
    card_no: str = ""
    handed_to: str = ""
    endorsement: LastEndorsement | None = None
    ended: PermitEnd | None = None
    text: str = ""
    confirmed: dict[str, str] = {}
    papers: tuple[PaperCopy, ...] = ()
    timeline: tuple[TimelineItem, ...] = ()

    @property
    def number(self) -> str:
        """The number its papers carry."""
        return self.permit_no

    @property
    def stated_at(self) -> datetime:
        """The moment it began, which its papers bear inside for good; what they state says its own."""
        return self.applied_at

    @property
    def person(self) -> FamilyMember:
        """Whose permit it is."""
        return self.file.person


class PermitRow(msgspec.Struct, frozen=True):
    """One permit as lists show it: the ID number is masked."""

    permit_no: str
    site: str
    name: str
    id_masked: str
    address: str
    applied_on: date
    status: PermitStatus
    make_by: date | None
    opens: date | None
    last: date | None
    ended: PermitEnd | None = None


class PermitRows(msgspec.Struct, frozen=True):
    """An answer of the register; `total` counts what the filter fits."""

    total: int
    rows: tuple[PermitRow, ...]


def status_on(state: PermitState, on: date) -> PermitStatus:
    """Say where a permit stands on the day `on`."""
    last = state.due.last if state.due else None
    return status_of(state.ended_on, state.issued_on, making=state.making is not None, last=last, on=on)


def status_of(
    ended_on: date | None, issued_on: date | None, *, making: bool, last: date | None, on: date
) -> PermitStatus:
    """Say the same from the days alone; `last` is the last one on which the next full year may be endorsed."""
    if ended_on is not None:
        return PermitStatus.CANCELLED
    if issued_on is None:
        return PermitStatus.APPLIED
    if making:
        return PermitStatus.REPLACING
    return PermitStatus.SUSPENDED if last is not None and on > last else PermitStatus.VALID


def possible(state: PermitState, on: date) -> tuple[PermitStep, ...]:
    """Give the steps that may be taken on the day `on`; endorsing only from the month before the full year on."""
    return steps_in(status_on(state, on), state.due.opens if state.due else None, on)


def steps_in(stands: PermitStatus, opens: date | None, on: date) -> tuple[PermitStep, ...]:
    """Give the same from where it stands and the first day on which the next full year may be endorsed."""
    too_early = opens is not None and on < opens
    return tuple(
        step
        for step, move in MOVES.items()
        if stands in move.possible_in and not (step is PermitStep.ENDORSE and too_early)
    )
