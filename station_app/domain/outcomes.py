"""Frozen results of what is done with a case: where it stands now, and what follows."""

from __future__ import annotations

import msgspec

from station_app.domain.case_changes import FieldChange
from station_app.domain.deadlines import Deadlines
from station_app.domain.findings import Finding
from station_app.domain.vocabulary import CaseStatus, Level


class Accepted(msgspec.Struct, frozen=True):
    """What accepting gives back; `papers` are those to be handed over now, `findings` what warns and stops nothing."""

    case_no: str
    status: CaseStatus
    household_no: str | None
    deadlines: Deadlines
    papers: tuple[str, ...] = ("receipt",)
    findings: tuple[Finding, ...] = ()


class Supplemented(msgspec.Struct, frozen=True):
    """Where a case stands after it was supplemented, and every field that is not what it was; `flags` as `Decided`."""

    case_no: str
    status: CaseStatus
    changes: tuple[FieldChange, ...]
    flags: tuple[str, ...] = ()


class Moved(msgspec.Struct, frozen=True):
    """Where a case stands after a step; `flags` are forbidden grounds in what was written with it."""

    case_no: str
    status: CaseStatus
    flags: tuple[str, ...] = ()


class Decided(msgspec.Struct, frozen=True):
    """What a decision gives back.

    `still`: levels that have to approve yet, none where it was refused or returned. `flags`: what somebody else has to
    look at. `still_open`: what a refused applicant may do instead (`alternative.CODE`). `earlier`: the case under which
    the same applicant was declined today already.
    """

    case_no: str
    status: CaseStatus
    still: tuple[Level, ...] = ()
    flags: tuple[str, ...] = ()
    still_open: tuple[str, ...] = ()
    earlier: str | None = None


class Entered(msgspec.Struct, frozen=True):
    """One mover who entered a household: number of the registration, index in the family, what they are to the head."""

    registration_no: str
    place: int
    relationship: str | None = None
    head: bool = False


class Registered(msgspec.Struct, frozen=True):
    """The movers who entered the household; `permits`: residence permits that they still have, to be cancelled."""

    case_no: str
    status: CaseStatus
    household_no: str
    registrations: tuple[Entered, ...]
    permits: tuple[str, ...] = ()
