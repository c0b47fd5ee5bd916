"""Where a family goes: its own home, a relative's, a unit's collective household, or the public one.

Housing and room decide which household is proposed, never whether a family may settle (天政办发〔2020〕5号 二(一)1): a
missing consent or deed moves the proposal to the public collective household, a full household only warns. The family
is placed as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.findings import Finding, Severity
from station_app.domain.records import HouseholdChoice, Placement
from station_app.domain.vocabulary import DestinationKind, HouseholdKind, Housing, Presented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.domain.case_file import CaseFile
    from station_app.domain.records import Household

CLAUSE = "天政办发〔2020〕5号 二(一)1"

_ADDRESS_EVIDENCE = {
    DestinationKind.OWN_HOME: frozenset({"X05", "329"}),
    DestinationKind.RELATIVE_HOUSEHOLD: frozenset({"X05"}),
    DestinationKind.UNIT_COLLECTIVE: frozenset({"X05"}),
}
"""What fixes an address if the family brings it; never asked for as a condition."""

_HOUSEHOLD_KINDS = {
    DestinationKind.OWN_HOME: frozenset({HouseholdKind.FAMILY}),
    DestinationKind.RELATIVE_HOUSEHOLD: frozenset({HouseholdKind.FAMILY}),
    DestinationKind.UNIT_COLLECTIVE: frozenset(
        {HouseholdKind.UNIT_COLLECTIVE, HouseholdKind.SCHOOL_COLLECTIVE, HouseholdKind.TALENT_COLLECTIVE}
    ),
    DestinationKind.PUBLIC_COLLECTIVE: frozenset({HouseholdKind.PUBLIC_COLLECTIVE, HouseholdKind.COMMUNITY_COLLECTIVE}),
}

_NOT_OPEN = {"closed": "household_closed", "frozen": "household_frozen"}
"""What is said of a household that takes nobody new, by its state."""

FAMILY_TYPE, COLLECTIVE_TYPE = "6", "7"
"""户别: 居民家庭户口, 居民集体户口."""
MOST_CHOICES = 30


def household_type(kind: DestinationKind) -> str:
    """Give the type of registration (户别) of those who settle this way: a family's household or a collective one."""
    homes = {DestinationKind.OWN_HOME, DestinationKind.RELATIVE_HOUSEHOLD}
    return FAMILY_TYPE if kind in homes else COLLECTIVE_TYPE


def choices(case: CaseFile, households: Sequence[Household], site_division: str) -> tuple[HouseholdChoice, ...]:
    """List the open households of the kind the case asks for, nearest first, at most thirty; full ones stay in it."""
    destination = case.destination
    kind = (destination.kind if destination else None) or DestinationKind.PUBLIC_COLLECTIVE
    wanted = (destination.division if destination else None) or site_division
    return tuple(
        HouseholdChoice(
            each.household_no, each.name, each.address, each.persons, each.soft_capacity, full=_full(case, each)
        )
        for each in _ranked(_open(households, kind), wanted, site_division)[:MOST_CHOICES]
    )


def place(case: CaseFile, households: Sequence[Household], site_division: str) -> tuple[Placement, tuple[Finding, ...]]:
    """Propose one household for the whole family and say which kinds are open to it.

    `households` are all this site knows, whatever their state; `site_division` is the site's own division code.
    Same input, same answer, whatever the order of `households`.
    """
    destination = case.destination
    asked = (destination.kind if destination else None) or DestinationKind.PUBLIC_COLLECTIVE
    offered = _offered(case, asked)
    kind = asked if _address_is_fixed(case, asked) else DestinationKind.PUBLIC_COLLECTIVE
    named = destination.household_no if destination else None
    findings: list[Finding] = [*_type_findings(case, asked)]
    if kind is not asked:
        findings.append(Finding(Severity.WARNING, "placement_moved_to_public", "destination", CLAUSE))
    chosen: Household | None = None
    if named:
        chosen, refused = _named(named, asked, households)
        findings += refused
        chosen = chosen if kind is asked else None
    if chosen is None:
        chosen, remarks = _proposed(case, kind, households, site_division)
    else:
        remarks = _room(case, chosen, _open(households, kind), site_division)
    findings += remarks
    address = chosen.address if chosen else (destination.address if destination and kind is asked else None)
    number = chosen.household_no if chosen else None
    return Placement(offered=offered, kind=kind, household_no=number, address=address), tuple(findings)


def _type_findings(case: CaseFile, asked: DestinationKind) -> list[Finding]:
    """户类型 and 户别 go together: nobody settles into a collective household as a family's household."""
    written = case.destination.household_type if case.destination else None
    if written in (None, household_type(asked)):
        return []
    return [Finding(Severity.ERROR, "household_type_differs", "destination.household_type", "户口登记条例 第五条")]


def _offered(case: CaseFile, asked: DestinationKind) -> tuple[DestinationKind, ...]:
    """Give the kinds open to the family; the public collective household always is, so nobody stands outside."""
    kinds = [asked]
    if case.housing is Housing.OWN:
        kinds.append(DestinationKind.OWN_HOME)
    kinds.append(DestinationKind.PUBLIC_COLLECTIVE)
    return tuple(dict.fromkeys(kinds))


def _address_is_fixed(case: CaseFile, kind: DestinationKind) -> bool:
    wanted = _ADDRESS_EVIDENCE.get(kind)
    return wanted is None or any(
        document.kind in wanted and document.presented not in {None, Presented.COMMITMENT}
        for document in case.documents
    )


def _named(
    number: str, asked: DestinationKind, households: Sequence[Household]
) -> tuple[Household | None, list[Finding]]:
    """Find the household a case names; it must exist, be open and be of the kind asked for."""
    found = next((household for household in households if household.household_no == number), None)
    if found is None:
        code = "household_unknown"
    elif found.state in _NOT_OPEN:
        code = _NOT_OPEN[found.state]
    elif found.kind not in _HOUSEHOLD_KINDS[asked]:
        code = "household_kind_differs"
    else:
        return found, []
    details: dict[str, str | int] = {"household_no": number[:40]}
    return None, [Finding(Severity.ERROR, code, "destination.household_no", "户口登记条例 第五条", details)]


def _proposed(
    case: CaseFile, kind: DestinationKind, households: Sequence[Household], site_division: str
) -> tuple[Household | None, list[Finding]]:
    """Choose the nearest open household with room; where none has room, the nearest."""
    if kind in {DestinationKind.OWN_HOME, DestinationKind.RELATIVE_HOUSEHOLD}:
        # A family household is somebody's home: it is named or newly opened, never chosen by the program.
        return None, []
    wanted = (case.destination.division if case.destination else None) or site_division
    ranked = _ranked(_open(households, kind), wanted, site_division)
    if not ranked:
        public = kind is DestinationKind.PUBLIC_COLLECTIVE
        return None, [Finding(Severity.WARNING, "household_none_open", "destination", CLAUSE)] if public else []
    chosen = next((household for household in ranked if not _full(case, household)), ranked[0])
    if chosen is ranked[0]:
        return chosen, _room(case, chosen, ranked, site_division)
    details: dict[str, str | int] = {"household_no": ranked[0].household_no, "other": chosen.household_no}
    return chosen, [Finding(Severity.NOTE, "household_passed_over", "destination", CLAUSE, details)]


def _room(case: CaseFile, chosen: Household, others: Sequence[Household], site_division: str) -> list[Finding]:
    """Warn when the household would grow beyond its recommended size, and name one with room if there is one."""
    if not _full(case, chosen):
        return []
    free = [household for household in others if not _full(case, household)]
    details: dict[str, str | int] = {"household_no": chosen.household_no}
    if not free:
        return [Finding(Severity.WARNING, "household_full_everywhere", "destination", CLAUSE, details)]
    details["other"] = _ranked(free, chosen.division, site_division)[0].household_no
    return [Finding(Severity.WARNING, "household_full", "destination.household_no", CLAUSE, details)]


def _open(households: Sequence[Household], kind: DestinationKind) -> list[Household]:
    return [
        household
        for household in households
        if household.state not in _NOT_OPEN and household.kind in _HOUSEHOLD_KINDS[kind]
    ]


def _ranked(households: Sequence[Household], division: str, site_division: str) -> list[Household]:
    """Sort by nearness to where the family wants to live, then to the station, then by number."""
    return sorted(
        households,
        key=lambda household: (
            -_shared(household.division, division),
            -_shared(household.division, site_division),
            household.household_no,
        ),
    )


def _shared(one: str, other: str) -> int:
    """Count how many levels (province, prefecture, county, town, village) two division codes share."""
    return sum(len(one) >= end and len(other) >= end and one[:end] == other[:end] for end in (2, 4, 6, 9, 12))


def _full(case: CaseFile, household: Household) -> bool:
    return household.soft_capacity is not None and household.persons + len(case.movers) > household.soft_capacity
