"""The rules of a family unit (天政办发〔2020〕5号 第1项): who may come along, and what must fit together.

Nothing here asks for employment, insurance, housing or length of residence. Relatives beyond spouse, minor children
and parents are never turned away: the clause says 等, so the officer writes down why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.age_gaps import age_gap_findings
from station_app.domain.findings import VERIFIED, Finding, Severity
from station_app.domain.guardians import Days, minor_findings
from station_app.domain.household_heads import head_findings
from station_app.domain.identifiers import STANDARD, comparable_id
from station_app.domain.kinship import group, in_role, order_findings, parent_count_findings, relationship_findings
from station_app.domain.marriage import marriage_findings
from station_app.domain.people import Reckoning, counted_on
from station_app.domain.persons import foreign_document_findings, member_findings, outsider_findings
from station_app.domain.vocabulary import Role
from station_app.domain.whole_family import whole_family_findings
from station_app.domain.working_days import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from station_app.domain.case_file import CaseFile, FamilyMember, NamedPerson
    from station_app.domain.working_days import Calendar

POLICY_1 = "天政办发〔2020〕5号 第1项"
LEGAL_LIMIT = 20
"""Working days for a decision (行政许可法 第四十二条); a pack may allow fewer."""


def check_family(
    case: CaseFile,
    on: date,
    *,
    limit: int = LEGAL_LIMIT,
    full_age: Reckoning = Reckoning.BIRTHDAY,
    calendar: Calendar | None = None,
) -> tuple[Finding, ...]:
    """Say everything the rules say about the people of `case` on the day of acceptance `on`; never raises.

    `limit`: working days until the decision must be there. `full_age`: from which day a full year of age counts.
    `calendar`: the working days; where no site is open, those that ship with the program.
    """
    ages = counted_on(on, full_age)
    days = Days(ages, counted_on((calendar or shipped()).after(on, limit), full_age))
    findings: list[Finding] = []
    for index, member in enumerate(case.family):
        findings.extend(member_findings(member, index, on))
    findings.extend(foreign_document_findings(case, on))
    if case.agent is not None:
        findings.extend(outsider_findings(case.agent, "agent", ages))
        findings.extend(_agent_findings(case, case.agent))
    if case.destination is not None and case.destination.householder is not None:
        householder = case.destination.householder
        findings.extend(outsider_findings(householder, "destination.householder", on, acts=False))
    findings.extend(_unit_findings(case))
    findings.extend(relationship_findings(case))
    findings.extend(marriage_findings(case, on))
    findings.extend(parent_count_findings(case))
    findings.extend(order_findings(case))
    findings.extend(age_gap_findings(case, on))
    findings.extend(minor_findings(case, days))
    findings.extend(head_findings(case))
    findings.extend(whole_family_findings(case))
    findings.extend(_discretion_findings(case))
    return tuple(findings)


def _unit_findings(case: CaseFile) -> Iterator[Finding]:
    """One applicant, somebody who moves, nobody twice."""
    applicants = in_role(case, Role.APPLICANT)
    if case.family and not applicants:
        yield _finding(Severity.ERROR, "applicant_missing", "family")
    for index, _ in applicants[1:]:
        yield _finding(Severity.ERROR, "applicant_more_than_one", f"family[{index}].role")
    if case.family and not case.movers:
        yield _finding(Severity.ERROR, "nobody_moves", "family")
    seen = set()
    for index, member in enumerate(case.family):
        number = comparable_id(member.id_number)
        if number and number in seen:
            yield _finding(Severity.ERROR, "id_number_twice", f"family[{index}].id_number", STANDARD)
        seen.add(number)
    yield from _entered_twice(case)


def _entered_twice(case: CaseFile) -> Iterator[Finding]:
    """The same name and birth date without two numbers that tell them apart: probably one person typed twice."""
    seen: dict[tuple[str, date], bool] = {}
    for index, member in enumerate(case.family):
        if not member.name or member.birth_date is None:
            continue
        who = (member.name, member.birth_date)
        if who in seen and not (seen[who] and member.id_number):
            yield _finding(Severity.WARNING, "person_twice", f"family[{index}].name", VERIFIED)
        seen[who] = seen.get(who, True) and bool(member.id_number)


def _agent_findings(case: CaseFile, agent: NamedPerson) -> Iterator[Finding]:
    """Somebody of the family may act for the applicant, but nobody acts for themselves."""
    number = comparable_id(agent.id_number)
    for member in case.family if number else ():
        if comparable_id(member.id_number) == number:
            if member.role is Role.APPLICANT:
                yield _finding(Severity.ERROR, "agent_is_applicant", "agent.id_number", "民法典 第一百六十一条")
            elif agent.name and member.name and agent.name != member.name:
                yield _finding(Severity.ERROR, "agent_name_differs", "agent.name", STANDARD)


def _discretion_findings(case: CaseFile) -> Iterator[Finding]:
    """What the clause leaves to the officer (等): a warning until a note says why; it never blocks."""
    if (case.discretion_note or "").strip():
        return
    for index, member in case.movers:
        yield from _discretion(member, f"family[{index}]")


def _discretion(member: FamilyMember, where: str) -> Iterator[Finding]:
    if member.role is Role.OTHER_RELATIVE:
        yield _finding(Severity.WARNING, "other_relative", f"{where}.role")
    if member.role is Role.PARENT and group(member.relationship) == "parent_in_law":
        yield _finding(Severity.WARNING, "parent_in_law", f"{where}.relationship")
    if member.role is not Role.APPLICANT and member.co_resident is False:
        yield _finding(Severity.WARNING, "not_co_resident", f"{where}.co_resident")


def _finding(severity: Severity, code: str, where: str, basis: str = POLICY_1, /, **details: str | int) -> Finding:
    return Finding(severity, code, where, basis, dict(details))
