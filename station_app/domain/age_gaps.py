"""Ages of parents and children, grandparents and grandchildren, against each other.

A birth parent is measured strictly; adoption and step-relations have rules of their own and only warn, because those
of the law hold on the day of registration and do not reach back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from station_app.domain.findings import VERIFIED, Finding, Severity
from station_app.domain.kinship import FEMALE, MALE, STEP_OR_ADOPTED, group, in_role, is_by_law
from station_app.domain.marriage import has_spouse
from station_app.domain.people import age_on, years_between
from station_app.domain.vocabulary import RelationNature, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from station_app.domain.case_file import CaseFile, FamilyMember

_YOUNGEST_PARENT, _SURE_PARENT = 14, 18
_OLDEST_MOTHER, _OLDEST_FATHER = 60, 80
_ADOPTER, _ADOPTION_GAP = 30, 40
_TWO_GENERATIONS = 2 * _YOUNGEST_PARENT
_GRANDPARENTS = frozenset({"60", "61", "62", "63", "64", "66", "67", "69"})
_GRANDCHILDREN = frozenset({"40", "41", "42", "43", "44", "47", "48", "49"})


class Pair(NamedTuple):
    """A parent and a child with their places in the family; `sure` if the file says they are of one blood."""

    parent: FamilyMember
    child: FamilyMember
    where: str
    nature: RelationNature
    sure: bool


def age_gap_findings(case: CaseFile, on: date) -> Iterator[Finding]:
    """Everything about the ages of relatives in the direct line."""
    for pair in _pairs(case):
        if pair.parent.birth_date is None or pair.child.birth_date is None:
            continue
        gap = years_between(pair.parent.birth_date, pair.child.birth_date)
        if pair.nature is RelationNature.BIRTH:
            yield from _birth_gap(pair, gap)
        elif pair.nature is RelationNature.ADOPTED:
            yield from _adoption_gap(pair, gap, _adopted_on(case, pair, on))
        elif gap < 0:
            yield _finding(Severity.WARNING, "step_parent_younger", pair.where)
    yield from _generation_gaps(case)


def _birth_gap(pair: Pair, gap: int) -> Iterator[Finding]:
    oldest = _OLDEST_MOTHER if pair.parent.sex == FEMALE else _OLDEST_FATHER
    if gap < _YOUNGEST_PARENT:
        # The spouse may be a step-parent without the file saying so.
        severity = (Severity.ERROR if gap < 0 else Severity.CONFIRM) if pair.sure else Severity.WARNING
        code = "parent_younger" if gap < 0 else "parent_gap_too_small"
        yield _finding(severity, code, pair.where, years=gap)
    elif gap < _SURE_PARENT:
        yield _finding(Severity.WARNING, "parent_gap_small", pair.where, years=gap)
    elif gap > oldest:
        yield _finding(Severity.WARNING, "parent_gap_large", pair.where, years=gap)


def _adoption_gap(pair: Pair, gap: int, adopted_on: date) -> Iterator[Finding]:
    """The ages hold on the day the adoption was registered, and not for old adoptions: never more than a warning."""
    if pair.parent.birth_date is not None and age_on(pair.parent.birth_date, adopted_on) < _ADOPTER:
        yield _finding(Severity.WARNING, "adopter_too_young", pair.where, "民法典 第一千零九十八条")
    opposite = {pair.parent.sex, pair.child.sex} == {MALE, FEMALE}
    if opposite and has_spouse(pair.parent) is False and gap < _ADOPTION_GAP:
        yield _finding(Severity.WARNING, "adoption_opposite_sex", pair.where, "民法典 第一千一百零二条", years=gap)


def _adopted_on(case: CaseFile, pair: Pair, on: date) -> date:
    """Give the day on the adoption registration (X04) of this pair, the day of acceptance if there is none."""
    people = {index for index, member in enumerate(case.family) if member is pair.parent or member is pair.child}
    days = [
        document.issued
        for document in case.documents
        if document.kind == "X04" and document.issued and people & {document.holder, *document.also}
    ]
    return min(days, default=on)


def _generation_gaps(case: CaseFile) -> Iterator[Finding]:
    """Grandparents and grandchildren by birth are two generations apart."""
    for _, applicant in in_role(case, Role.APPLICANT):
        for index, member in enumerate(case.family):
            if member.birth_date is None or applicant.birth_date is None or is_by_law(member):
                continue
            if member.relationship in _GRANDPARENTS:
                gap = years_between(member.birth_date, applicant.birth_date)
            elif member.relationship in _GRANDCHILDREN:
                gap = years_between(applicant.birth_date, member.birth_date)
            else:
                continue
            if gap < _TWO_GENERATIONS:
                yield _finding(Severity.WARNING, "generation_gap", f"family[{index}].birth_date", years=gap)


def _pairs(case: CaseFile) -> Iterator[Pair]:
    """Give every parent and child of the file; the age of the child is looked at where the relation was typed."""
    applicants, spouses = in_role(case, Role.APPLICANT), in_role(case, Role.SPOUSE)
    for index, member in enumerate(case.family):
        where = f"family[{index}].birth_date"
        nature = _nature(member)
        match group(member.relationship):
            case "child":
                yield from (Pair(parent, member, where, nature, sure=True) for parent in _others(applicants, index))
                yield from (Pair(parent, member, where, nature, sure=False) for parent in _others(spouses, index))
            case "parent":
                yield from (Pair(member, child, where, nature, sure=True) for child in _others(applicants, index))
            case "parent_in_law":
                yield from (Pair(member, child, where, nature, sure=True) for child in _others(spouses, index))


def _others(people: Iterable[tuple[int, FamilyMember]], index: int) -> Iterator[FamilyMember]:
    """Give `people` without the one at `index`: a wrongly typed relation makes nobody their own parent."""
    return (member for place, member in people if place != index)


def _nature(member: FamilyMember) -> RelationNature:
    """Give how parent and child are related; 继 and 养 share a code, so without a word it counts as step."""
    if member.relation_nature is not None:
        return member.relation_nature
    return RelationNature.STEP if member.relationship in STEP_OR_ADOPTED else RelationNature.BIRTH


def _finding(severity: Severity, code: str, where: str, basis: str = VERIFIED, /, **details: str | int) -> Finding:
    return Finding(severity, code, where, basis, dict(details))
