"""Where a case is and who has it, as frozen facts for the case page; words are found by whoever shows them."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from station_app.domain.deadlines import LimitKind
from station_app.domain.vocabulary import Level, Outcome


class SaidDecision(msgspec.Struct, frozen=True):
    """What one level decided, when, and by whom; newest last.

    `ground` are the words of the ground of a refusal and `basis` its clause. `decider` and `decided_on` stand on the
    stamped form where a station entered it; `officer_name` is then who entered it. `taken` is False where it came too
    late: the case did not stand where it could be decided. `about` is the entry that holds the facts it is about.
    """

    level: Level
    outcome: Outcome
    at: datetime
    officer_name: str
    site: str
    taken: bool
    reason: str | None = None
    ground: str = ""
    basis: str = ""
    text: str = ""
    reference: str | None = None
    flags: tuple[str, ...] = ()
    decider: str = ""
    decided_on: date | None = None
    seq: int = 0
    badge: str = ""
    site_name: str = ""
    about: int | None = None


class Carried(msgspec.Struct, frozen=True):
    """The last news of a case between two sites: in which bundle it went to, or came from, the site `name`.

    `number` is 0 while it has not left. `at` is when the bundle was put in place, or taken in here; None while it is
    sealed only. `acknowledged_at`: the other site's receipt came back.
    """

    name: str
    outgoing: bool
    number: int = 0
    at: datetime | None = None
    acknowledged_at: datetime | None = None


class Running(msgspec.Struct, frozen=True):
    """A clock of the case today; `left` in working days, as in the due list."""

    kind: LimitKind
    pressure: str
    due: date | None
    left: int | None
    basis: str
    told: date | None = None
    """The day that was told at acceptance, where an extension has moved it."""


class Entered(msgspec.Struct, frozen=True):
    """A mover's registration: index in the family, household, since and until when."""

    place: int
    household_no: str
    since: date
    head: bool
    until: date | None = None
    why_ended: str | None = None


class CaseTrace(msgspec.Struct, frozen=True):
    """Where a case is: `waits_for` names who has it (`desk`, `chief`, `county`, `applicant`, `nobody`).

    `clause` is the pack's own for the route; empty where this program has not got the pack.
    """

    case_no: str
    waits_for: str
    since: datetime
    still: tuple[Level, ...]
    running: tuple[Running, ...]
    decisions: tuple[SaidDecision, ...]
    carried: tuple[Carried, ...]
    entered: tuple[Entered, ...]
    clause: str = ""
