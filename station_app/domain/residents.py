"""People registered in households: whom a registration is of, and what they are to the head of household or group.

Facts only; which of them may change, and how, is said by `household_relations` and by the use cases.
"""

from __future__ import annotations

from datetime import date

import msgspec

from station_app.domain.case_file import IdNumber, Name
from station_app.domain.findings import Finding
from station_app.domain.vocabulary import IdAbsentReason

FROM_CASE = "case"
"""Why a registration began that came out of a case; else a word of `HouseholdStep`."""


class RegisteredPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who is registered, as written down on that day; where from is a division code and an address."""

    name: Name
    id_number: IdNumber | None = None
    id_absent_reason: IdAbsentReason | None = None
    sex: str | None = None
    birth_date: date | None = None
    from_division: str | None = None
    from_address: str | None = None


class Standing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What somebody is in a household: relationship to the head (GB/T 4761; None if not known), head or not, group."""

    relationship: str | None = None
    head: bool = False
    family_group: str | None = None


class Resident(msgspec.Struct, frozen=True):
    """One registration: a person in a household, from `since` until `until` (None: still there).

    `case_no` and `place` name the case it came out of, None for whoever joined without one. `why_began` is `case` or a
    word of `HouseholdStep`; `why_ended` such a word, or `reverse` for what should never have been written down.
    """

    registration_no: str
    household_no: str
    person: RegisteredPerson
    standing: Standing
    since: date
    until: date | None = None
    why_began: str = FROM_CASE
    why_ended: str | None = None
    went_to: str | None = None
    case_no: str | None = None
    place: int | None = None

    @property
    def family(self) -> str:
        """What the group is known by; whoever has none is a family of one."""
        return self.standing.family_group or self.registration_no


class HouseholdEvent(msgspec.Struct, frozen=True):
    """What was done, and what somebody should know about it; `registrations` are those it touched."""

    event_no: str
    household_no: str
    step: str
    registrations: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


class PastEvent(msgspec.Struct, frozen=True):
    """One event of a household as its list names it.

    `people` are the names of those who came or left by it, else of everybody it touched; filled for lists alone.
    """

    event_no: str
    household_no: str
    step: str
    day: date
    officer: str
    reversed_by: str | None = None
    site: str = ""
    seq: int = 0
    people: tuple[str, ...] = ()


class ResidenceCard(msgspec.Struct, frozen=True):
    """A resident's card (常住人口登记卡): to whom it was handed and what became of it (`returned`, `lost`)."""

    card_no: str
    registration_no: str
    handed_to: str
    handed_on: date
    ended_on: date | None = None
    how_ended: str | None = None


class FoundResident(msgspec.Struct, frozen=True):
    """Somebody who joined a household without a case (a newborn, a spouse) and whom a search fits.

    The way on is `household_no`; `matched` says by what they were found.
    """

    registration_no: str
    name: str
    id_masked: str
    household_no: str
    household_name: str
    site: str
    since: date
    matched: str


def registration_number(source: str, place: int) -> str:
    """Give the number of a registration: that of the case or event it comes from, and which person of it (from 1)."""
    return f"{source}-{place + 1:02}"
