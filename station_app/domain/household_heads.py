"""Relations to the householder as they were written down: one head, and nothing that contradicts sex or kinship.

In a relative's home the head is the relative, who is no member. Which head a group has where nothing was written is
said by `family_group`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain import codes
from station_app.domain.findings import Finding, Severity
from station_app.domain.kinship import FEMALE, KINSHIP_STANDARD, MALE, group, in_role
from station_app.domain.vocabulary import DestinationKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.case_file import CaseFile, FamilyMember

_ONE_HEAD = "户口登记条例 第五条"


def head_findings(case: CaseFile) -> Iterator[Finding]:
    """One head a group, and relations to the head that agree with sex and with the relations to the applicant."""
    movers = case.movers
    heads = [(index, member) for index, member in movers if _is_head(member)]
    for index, _ in heads[1:]:
        yield _finding(Severity.ERROR, "head_more_than_one", index, _ONE_HEAD)
    for index, member in movers:
        known = codes.table("relationship").get(member.household_relationship)
        if known is not None and {known.extras["required_sex"], member.sex} == {MALE, FEMALE}:
            yield _finding(Severity.ERROR, "household_relationship_sex", index, relation=known.label)
    destination = case.destination.kind if case.destination else None
    if destination is DestinationKind.RELATIVE_HOUSEHOLD:
        for index, _ in heads:
            yield _finding(Severity.WARNING, "head_in_relatives_home", index, _ONE_HEAD)
    elif (
        destination is DestinationKind.OWN_HOME
        and not heads
        and any(member.household_relationship for _, member in movers)
        and not _headed(case)
    ):
        yield Finding(Severity.WARNING, "head_missing", "family", _ONE_HEAD)
    if len(heads) == 1 and heads[0][1].role is Role.APPLICANT:
        yield from _differing(case)


def _is_head(member: FamilyMember) -> bool:
    return group(member.household_relationship) == "self_or_head"


def _headed(case: CaseFile) -> bool:
    """Tell whether the home has a householder who is no member."""
    return case.destination is not None and case.destination.householder is not None


def _differing(case: CaseFile) -> Iterator[Finding]:
    """Where the applicant is the head, both relations name the same kinship."""
    applicants = {index for index, _ in in_role(case, Role.APPLICANT)}
    for index, member in case.movers:
        here, there = group(member.relationship), group(member.household_relationship)
        if index not in applicants and here and there and here != there:
            yield _finding(Severity.WARNING, "household_relationship_differs", index)


def _finding(
    severity: Severity, code: str, index: int, basis: str = KINSHIP_STANDARD, /, **details: str | int
) -> Finding:
    return Finding(severity, code, f"family[{index}].household_relationship", basis, dict(details))
