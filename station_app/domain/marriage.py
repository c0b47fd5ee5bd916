"""Who is married to whom in a family unit: one spouse, of the other sex, with a marital status that agrees.

Ages at marriage only warn: the law in force at the wedding counts, and a registered marriage is a marriage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain import codes
from station_app.domain.findings import Finding, Severity
from station_app.domain.kinship import FEMALE, KINSHIP_STANDARD, MALE, group, in_role, parents_by_side
from station_app.domain.people import age_on
from station_app.domain.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from station_app.domain.case_file import CaseFile, FamilyMember

_STATUS = "GB/T 2261.2"
_WIDOWED = "30"
_THROUGH_MARRIAGE = frozenset({"65", "68"})
"""Grandparents of the spouse; parents-in-law have a group of their own."""


def has_spouse(member: FamilyMember) -> bool | None:
    """Tell what the marital status says about a spouse; None if it says nothing."""
    found = codes.table("marital_status").get(member.marital_status)
    return {"1": True, "0": False}.get(found.extras["has_spouse"]) if found else None


def marriage_findings(case: CaseFile, on: date) -> Iterator[Finding]:
    """Everything about marriages in `case` on the day of acceptance."""
    applicants, spouses = in_role(case, Role.APPLICANT), in_role(case, Role.SPOUSE)
    for index, _ in spouses[1:]:
        yield _finding(Severity.ERROR, "spouse_more_than_one", f"family[{index}].role", "民法典 第一千零四十一条")
    for index, spouse in spouses:
        if any(spouse.sex in (MALE, FEMALE) and spouse.sex == applicant.sex for _, applicant in applicants):
            yield _finding(Severity.ERROR, "spouse_same_sex", f"family[{index}].sex", "民法典 第一千零四十六条")
    if spouses:
        for index, member in (*applicants, *spouses):
            if has_spouse(member) is False:
                yield _finding(Severity.ERROR, "marital_status_with_spouse", f"family[{index}].marital_status")
    else:
        yield from _in_laws_without_marriage(case, applicants)
    yield from _parents_marriage(case)
    yield from _marriage_ages(case, [*applicants, *spouses] if spouses else [], on)


def _in_laws_without_marriage(case: CaseFile, applicants: Sequence[tuple[int, FamilyMember]]) -> Iterator[Finding]:
    """The spouse's relatives of somebody never married or divorced; widows keep theirs, others may have come first."""
    if not any(has_spouse(member) is False and member.marital_status != _WIDOWED for _, member in applicants):
        return
    for index, member in enumerate(case.family):
        if group(member.relationship) == "parent_in_law" or member.relationship in _THROUGH_MARRIAGE:
            where = f"family[{index}].relationship"
            yield _finding(Severity.WARNING, "in_law_unmarried", where, KINSHIP_STANDARD)


def _parents_marriage(case: CaseFile) -> Iterator[Finding]:
    """Father and mother on one side, one married and the other not: mostly a slip, sometimes a second marriage."""
    sides = parents_by_side(case)
    for side in ("parent", "parent_in_law"):
        fathers, mothers = sides.get((side, MALE), ()), sides.get((side, FEMALE), ())
        if len(fathers) != 1 or len(mothers) != 1:
            continue
        pair = (*fathers, *mothers)
        if {has_spouse(member) for _, member in pair} == {True, False}:
            index = next(index for index, member in pair if has_spouse(member) is False)
            yield _finding(Severity.WARNING, "parents_marital_status", f"family[{index}].marital_status")


def _marriage_ages(case: CaseFile, couple: Sequence[tuple[int, FamilyMember]], on: date) -> Iterator[Finding]:
    places = {index for index, _ in couple}
    for index, member in enumerate(case.family):
        if member.birth_date is None or not (index in places or has_spouse(member)):
            continue
        day = _married_on(case, index) or on
        # The law of 1950 allowed 20 and 18 until the end of 1980.
        before = day.year < 1981
        ages = {MALE: 20 if before else 22, FEMALE: 18 if before else 20}
        needed = ages.get(member.sex or "")
        if needed is not None and age_on(member.birth_date, day) < needed:
            where = f"family[{index}].marital_status"
            yield _finding(Severity.WARNING, "marriage_age", where, "民法典 第一千零四十七条", years=needed)


def _married_on(case: CaseFile, index: int) -> date | None:
    days = [
        document.issued
        for document in case.documents
        if document.kind == "219" and document.issued and index in {document.holder, *document.also}
    ]
    return max(days, default=None)


def _finding(severity: Severity, code: str, where: str, basis: str = _STATUS, /, **details: str | int) -> Finding:
    return Finding(severity, code, where, basis, dict(details))
