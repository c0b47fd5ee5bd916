"""The roster of a household (台账): who is in it, who was, with their cards, families kept together. Facts only."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from station_app.domain.findings import Finding
from station_app.domain.records import Household
from station_app.domain.residents import PastEvent, ResidenceCard


class RosterLine(msgspec.Struct, frozen=True):
    """One person of a roster; `number` runs through the whole household and is never given again.

    `relationship` is to the head of the household or family (GB/T 4761). `cards` are in the order they were handed out,
    the last one counts. `family` is the same for everybody under one head.
    """

    number: int
    registration_no: str
    name: str
    id_masked: str
    sex: str | None
    birth_date: date | None
    since: date
    came_from: str
    why_began: str
    family: str
    head: bool
    relationship: str | None = None
    case_no: str | None = None
    cards: tuple[ResidenceCard, ...] = ()
    until: date | None = None
    why_ended: str | None = None
    went_to: str | None = None


class AwaitedPerson(msgspec.Struct, frozen=True):
    """Somebody an accepted case places in the household who is not registered yet."""

    case_no: str
    name: str
    id_masked: str


class MoveReminder(msgspec.Struct, frozen=True):
    """What an officer noted about somebody who should have moved."""

    reminder_no: str
    registration_no: str
    text: str
    noted_at: datetime
    noted_by: str


class Roster(msgspec.Struct, frozen=True):
    """A household with everybody in it; `hints` is what the program finds, `reminders` what officers noted."""

    household: Household
    present: tuple[RosterLine, ...]
    left: tuple[RosterLine, ...]
    awaited: tuple[AwaitedPerson, ...] = ()
    reminders: tuple[MoveReminder, ...] = ()
    hints: tuple[Finding, ...] = ()
    events: tuple[PastEvent, ...] = ()
