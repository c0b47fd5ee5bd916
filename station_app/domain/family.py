"""The rules of a family unit (天政办发〔2020〕5号 第1项): who may come along, and what must fit together.

Nothing here asks for employment, insurance, housing or length of residence. Relatives beyond spouse, minor children
and parents are never turned away: the clause says 等, so the officer writes down why.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from station_app.domain.findings import Finding, Severity
from station_app.domain.identifiers import STANDARD, normalise_id
from station_app.domain.kinship import (
    age_gap_findings,
    in_role,
    marriage_findings,
    parent_count_findings,
    relationship_findings,
)
from station_app.domain.people import ADULT, is_heard, is_minor, turns
from station_app.domain.persons import member_findings, outsider_findings
from station_app.domain.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from station_app.domain.case_file import CaseFile, FamilyMember

POLICY_1 = "天政办发〔2020〕5号 第1项"
_DECISION_TAKES = timedelta(days=31)
"""Twenty working days with their weekends (行政许可法 第四十二条); near enough to look ahead."""


def check_family(case: CaseFile, on: date) -> tuple[Finding, ...]:
    """Say everything the rules say about the people of `case` on the day of acceptance `on`; never raises."""
    findings: list[Finding] = []
    for index, member in enumerate(case.family):
        findings.extend(member_findings(member, index, on))
    if case.agent is not None:
        findings.extend(outsider_findings(case.agent, "agent", on))
    findings.extend(_unit_findings(case))
    findings.extend(relationship_findings(case))
    findings.extend(marriage_findings(case, on))
    findings.extend(parent_count_findings(case))
    findings.extend(age_gap_findings(case, on))
    findings.extend(_minor_findings(case, on))
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
        number = normalise_id(member.id_number or "")
        if number and number in seen:
            yield _finding(Severity.ERROR, "id_number_twice", f"family[{index}].id_number", STANDARD)
        seen.add(number)


def _minor_findings(case: CaseFile, on: date) -> Iterator[Finding]:
    """Age counts on the day of acceptance; who comes of age while the case runs keeps the right to come along."""
    for index, member in enumerate(case.family):
        where = f"family[{index}]"
        minor = member.birth_date is not None and is_minor(member.birth_date, on)
        if member.role is Role.APPLICANT and minor:
            yield _finding(Severity.ERROR, "applicant_minor", f"{where}.birth_date", "民法典 第十九、二十、二十七条")
        if member.role is Role.MINOR_CHILD and member.birth_date is not None and not minor:
            yield _finding(Severity.ERROR, "minor_child_of_age", f"{where}.role", "民法典 第十七条")
        if member.birth_date is not None and minor and member.role is not Role.APPLICANT:
            yield from _minor_in_time(member.birth_date, f"{where}.birth_date", on)
        if member.moves and _needs_guardian(member, on):
            yield from _guardian_findings(case, index, member, on)


def _minor_in_time(birth: date, where: str, on: date) -> Iterator[Finding]:
    if turns(birth, ADULT) <= on + _DECISION_TAKES:
        yield _finding(Severity.WARNING, "comes_of_age_soon", where, "民法典 第十七条")
    elif is_heard(birth, on):
        yield _finding(Severity.NOTE, "child_is_heard", where, "民法典 第十九条、第三十五条")


def _needs_guardian(member: FamilyMember, on: date) -> bool:
    if member.role is Role.APPLICANT:
        return False
    if member.birth_date is None:
        return member.role is Role.MINOR_CHILD
    return is_minor(member.birth_date, on)


def _guardian_findings(case: CaseFile, index: int, member: FamilyMember, on: date) -> Iterator[Finding]:
    where = f"family[{index}].guardian"
    basis = "民法典 第二十七条"
    guardian = member.guardian
    if guardian is None:
        yield _finding(Severity.ERROR, "guardian_missing", where, basis)
    elif not isinstance(guardian, int):
        if not guardian.name:
            yield _finding(Severity.ERROR, "guardian_missing", where, basis)
        yield from outsider_findings(guardian, where, on)
    elif not 0 <= guardian < len(case.family) or guardian == index:
        yield _finding(Severity.ERROR, "guardian_unknown", where, basis)
    else:
        birth = case.family[guardian].birth_date
        if birth is not None and is_minor(birth, on):
            yield _finding(Severity.ERROR, "guardian_minor", where, basis)


def _discretion_findings(case: CaseFile) -> Iterator[Finding]:
    """What the clause leaves to the officer (等): a warning until a note says why; it never blocks."""
    if (case.discretion_note or "").strip():
        return
    for index, member in case.movers:
        if member.role is Role.OTHER_RELATIVE:
            yield _finding(Severity.WARNING, "other_relative", f"family[{index}].role")
        if member.role is not Role.APPLICANT and member.co_resident is False:
            yield _finding(Severity.WARNING, "not_co_resident", f"family[{index}].co_resident")


def _finding(severity: Severity, code: str, where: str, basis: str = POLICY_1, /, **details: str | int) -> Finding:
    return Finding(severity, code, where, basis, dict(details))
