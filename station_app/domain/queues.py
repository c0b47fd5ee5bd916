"""The working lists of an office (待办) as one table: what stands in each, and who works on it where.

A list is seen by whoever may do what has to be done there (`authority`), so there is no second table of roles. Nothing
here counts or sorts; every list has what is due first in front.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from station_app.domain.authority import Action, permits
from station_app.domain.case_life import UNDECIDED
from station_app.domain.vocabulary import CaseStatus, Level, SiteKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from station_app.domain.vocabulary import OfficerRole


class QueueName(StrEnum):
    """The working lists, in the order in which they are shown."""

    CROSSED = "crossed"
    DUE = "due"
    MINE = "mine"
    SUPPLEMENT = "supplement"
    REVIEW = "review"
    DECIDE = "decide"
    COUNTY = "county"
    REGISTER = "register"
    PRINT = "print"
    DELIVER = "deliver"
    HAND_OVER = "hand_over"


class Whose(StrEnum):
    """Whose cases a list holds, seen from the officer who looks."""

    ALL = "all"
    OWN = "own"  # accepted by the officer
    OTHERS = "others"  # nobody reviews or decides what he accepted himself


class Kind(StrEnum):
    """What decides that a case is on a list, beside where it stands."""

    STANDING = "standing"  # nothing else
    CROSSED = "crossed"  # two decisions of it do not say the same
    CLOCK = "clock"  # a clock of it is amber or red
    PAPER = "paper"  # a paper it should have by now was never made
    EXCHANGE = "exchange"  # an entry of it has not been handed over


class Queue(NamedTuple):
    """One working list.

    `states` are where its cases stand, `level` who has to decide next (None: whoever). `seen_by` says, for each kind of
    site that has the list, what an officer must be allowed to do there. `waits_at`: where these cases wait for an act
    of whoever sees the list, and are counted beside the name of the page.
    """

    name: QueueName
    states: tuple[CaseStatus, ...]
    seen_by: Mapping[SiteKind, Action]
    level: Level | None = None
    whose: Whose = Whose.ALL
    kind: Kind = Kind.STANDING
    waits_at: tuple[SiteKind, ...] = ()


_HERE: Final = (SiteKind.STATION,)
_UNDELIVERED: Final = (CaseStatus.REGISTERED, CaseStatus.REFUSED, CaseStatus.DECLINED)
_OPEN: Final = (*UNDECIDED, CaseStatus.APPROVED, *_UNDELIVERED)
_BEFORE_LEVEL: Final = (CaseStatus.ACCEPTED, CaseStatus.REVIEWED)

QUEUES: Final[tuple[Queue, ...]] = (
    Queue(
        QueueName.CROSSED,
        tuple(CaseStatus),
        {SiteKind.STATION: Action.REVERSE, SiteKind.COUNTY: Action.DECIDE_COUNTY},
        kind=Kind.CROSSED,
        waits_at=_HERE,
    ),
    Queue(
        QueueName.DUE,
        _OPEN,
        {SiteKind.STATION: Action.LOOK},
        kind=Kind.CLOCK,
    ),
    Queue(QueueName.MINE, _OPEN, {SiteKind.STATION: Action.ACCEPT}, whose=Whose.OWN),
    Queue(QueueName.SUPPLEMENT, (CaseStatus.SUPPLEMENT,), {SiteKind.STATION: Action.SUPPLEMENT}, waits_at=_HERE),
    Queue(
        QueueName.REVIEW,
        (CaseStatus.ACCEPTED,),
        {SiteKind.STATION: Action.REVIEW},
        whose=Whose.OTHERS,
        waits_at=_HERE,
    ),
    Queue(
        QueueName.DECIDE,
        _BEFORE_LEVEL,
        {SiteKind.STATION: Action.DECIDE_STATION},
        level=Level.STATION,
        whose=Whose.OTHERS,
        waits_at=_HERE,
    ),
    Queue(
        QueueName.COUNTY,
        (*_BEFORE_LEVEL, CaseStatus.AT_COUNTY),
        {SiteKind.STATION: Action.RECORD_COUNTY, SiteKind.COUNTY: Action.DECIDE_COUNTY},
        level=Level.COUNTY,
        waits_at=(SiteKind.COUNTY,),
    ),
    Queue(QueueName.REGISTER, (CaseStatus.APPROVED,), {SiteKind.STATION: Action.REGISTER}, waits_at=_HERE),
    Queue(QueueName.PRINT, _OPEN, {SiteKind.STATION: Action.PRINT}, kind=Kind.PAPER),
    Queue(QueueName.DELIVER, _UNDELIVERED, {SiteKind.STATION: Action.DELIVER}, waits_at=_HERE),
    Queue(
        QueueName.HAND_OVER,
        tuple(CaseStatus),
        {SiteKind.STATION: Action.EXPORT, SiteKind.COUNTY: Action.EXPORT},
        kind=Kind.EXCHANGE,
    ),
)

PAPERS: Final[Mapping[str, tuple[CaseStatus, ...]]] = {
    "receipt": UNDECIDED,
    "approval-form": (CaseStatus.APPROVED, CaseStatus.REGISTERED),
    "settlement-slip": (CaseStatus.REGISTERED,),
    "refusal": (CaseStatus.REFUSED,),
    "declined-notice": (CaseStatus.DECLINED,),
}
"""Which paper a case has to have where it stands (contract.md).

Papers that only some cases have (a letter of commitment) are no part of this: a list cannot tell from the tables.
"""


def seen_by(roles: Collection[OfficerRole], site: SiteKind) -> tuple[Queue, ...]:
    """Give the lists of an officer with these roles at a site of this kind, in their order."""
    return tuple(queue for queue in QUEUES if site in queue.seen_by and permits(roles, queue.seen_by[site]))
