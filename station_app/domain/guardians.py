"""Minors in a family unit: a minor does not apply, needs an adult guardian, is heard, and may come of age meanwhile.

That a guardian who is no parent shows a document (X03) is the policy pack's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from station_app.domain.findings import Finding, Severity
from station_app.domain.identifiers import comparable_id
from station_app.domain.people import ADULT, is_heard, is_minor, turns
from station_app.domain.persons import outsider_findings
from station_app.domain.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from station_app.domain.case_file import CaseFile, FamilyMember

_GUARDIANS = "民法典 第二十七条"
_OWN_MEANS = 16


class Days(NamedTuple):
    """The days a minor is judged by: `ages` is the one ages by birthday are looked up on (`people.counted_on`).

    `decision` is the last such day before a decision must be there.
    """

    ages: date
    decision: date


def minor_findings(case: CaseFile, days: Days) -> Iterator[Finding]:
    """Age counts on the day of acceptance; who comes of age while the case runs keeps the right to come along."""
    for index, member in enumerate(case.family):
        where = f"family[{index}]"
        birth = member.birth_date
        minor = birth is not None and is_minor(birth, days.ages)
        if member.role is Role.APPLICANT and minor:
            yield _too_young_to_apply(birth, f"{where}.birth_date", days)
        if member.role is Role.MINOR_CHILD and birth is not None and not minor:
            yield _finding(Severity.ERROR, "minor_child_of_age", f"{where}.role", "民法典 第十七条")
        if birth is not None and minor and member.role is not Role.APPLICANT:
            yield from _minor_in_time(birth, f"{where}.birth_date", days)
        if member.moves and _needs_guardian(member, days.ages):
            yield from _guardian_findings(case, index, member, days.ages)


def _too_young_to_apply(birth: date | None, where: str, days: Days) -> Finding:
    """Whoever lives mainly on their own work from sixteen on counts as of full age; their word is enough for that."""
    if birth is not None and turns(birth, _OWN_MEANS) <= days.ages:
        return _finding(Severity.CONFIRM, "applicant_own_means", where, "民法典 第十八条第二款")
    return _finding(Severity.ERROR, "applicant_minor", where, "民法典 第十九、二十、二十七条")


def _minor_in_time(birth: date, where: str, days: Days) -> Iterator[Finding]:
    if turns(birth, ADULT) <= days.decision:
        yield _finding(Severity.WARNING, "comes_of_age_soon", where, "民法典 第十七条")
    elif is_heard(birth, days.ages):
        yield _finding(Severity.NOTE, "child_is_heard", where, "民法典 第十九条、第三十五条")


def _needs_guardian(member: FamilyMember, on: date) -> bool:
    if member.role is Role.APPLICANT:
        return False
    if member.birth_date is None:
        return member.role is Role.MINOR_CHILD
    return is_minor(member.birth_date, on)


def _guardian_findings(case: CaseFile, index: int, member: FamilyMember, on: date) -> Iterator[Finding]:
    where = f"family[{index}].guardian"
    guardian = member.guardian
    if guardian is None:
        yield _finding(Severity.ERROR, "guardian_missing", where)
    elif not isinstance(guardian, int):
        if not guardian.name:
            yield _finding(Severity.ERROR, "guardian_missing", where)
        yield from outsider_findings(guardian, where, on)
        yield from _outside_after_all(case, index, comparable_id(guardian.id_number), where)
    elif not 0 <= guardian < len(case.family) or guardian == index:
        yield _finding(Severity.ERROR, "guardian_unknown", where)
    else:
        birth = case.family[guardian].birth_date
        if birth is not None and is_minor(birth, on):
            yield _finding(Severity.ERROR, "guardian_minor", where)


def _outside_after_all(case: CaseFile, index: int, number: str, where: str) -> Iterator[Finding]:
    """A guardian from outside with the number of a member: the member should be chosen, or the child's was typed."""
    same = [place for place, other in enumerate(case.family) if number and comparable_id(other.id_number) == number]
    if index in same:
        yield _finding(Severity.ERROR, "guardian_unknown", f"{where}.id_number")
    elif same:
        yield _finding(Severity.WARNING, "guardian_is_member", f"{where}.id_number", _GUARDIANS, number=same[0] + 1)


def _finding(severity: Severity, code: str, where: str, basis: str = _GUARDIANS, /, **details: str | int) -> Finding:
    return Finding(severity, code, where, basis, dict(details))
