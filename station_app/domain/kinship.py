"""How the members of a family unit are related (GB/T 4761 towards the applicant), and which ages fit that.

Only relations are judged here; single people are in `persons`, the unit as a whole in `family`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from station_app.domain import codes
from station_app.domain.findings import Finding, Severity
from station_app.domain.people import age_on, years_between
from station_app.domain.vocabulary import RelationNature, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from station_app.domain.case_file import CaseFile, FamilyMember

KINSHIP_STANDARD = "GB/T 4761-2008"
MALE, FEMALE = "1", "2"
_GROUPS = {
    Role.APPLICANT: {"self_or_head"},
    Role.SPOUSE: {"spouse"},
    Role.MINOR_CHILD: {"child"},
    Role.PARENT: {"parent", "parent_in_law"},
}
_STEP_OR_ADOPTED = {"27", "37", "57", "58"}
_HUSBANDS_PARENTS, _WIFES_PARENTS = {"53", "54"}, {"55", "56"}
_YOUNGEST_PARENT, _SURE_PARENT = 14, 18
_OLDEST_MOTHER, _OLDEST_FATHER = 60, 80
_ADOPTER, _ADOPTION_GAP = 30, 40


class Pair(NamedTuple):
    """A parent and a child with their places in the family; `sure` if the file says they are of one blood."""

    parent: FamilyMember
    child: FamilyMember
    where: str
    nature: RelationNature
    sure: bool


def group(relationship: str | None) -> str:
    """Give the group of a relationship (`child`, `parent_in_law`, ...); empty for an unknown one."""
    found = codes.table("relationship").get(relationship)
    return found.extras["group"] if found else ""


def has_spouse(member: FamilyMember) -> bool | None:
    """Tell what the marital status says about a spouse; None if it says nothing."""
    found = codes.table("marital_status").get(member.marital_status)
    return {"1": True, "0": False}.get(found.extras["has_spouse"]) if found else None


def in_role(case: CaseFile, role: Role) -> list[tuple[int, FamilyMember]]:
    """Give the members with this role and their places."""
    return [(index, member) for index, member in enumerate(case.family) if member.role is role]


def relationship_findings(case: CaseFile) -> Iterator[Finding]:
    """Relationship against role and sex, for every member."""
    applicants = [member for _, member in in_role(case, Role.APPLICANT)]
    for index, member in enumerate(case.family):
        where = f"family[{index}].relationship"
        known = codes.table("relationship").get(member.relationship)
        if known is None:
            continue
        if member.role is not None and not _fits(known.extras["group"], member.role):
            yield _finding(Severity.ERROR, "relationship_role", where, relation=known.name)
        if {known.extras["required_sex"], member.sex} == {MALE, FEMALE}:
            yield _finding(Severity.ERROR, "relationship_sex", where, relation=known.name)
        if member.relation_nature is RelationNature.BIRTH and known.code in _STEP_OR_ADOPTED:
            nature = f"family[{index}].relation_nature"
            yield _finding(Severity.ERROR, "relationship_nature", nature, relation=known.name)
        if any(_wrong_side(known.code, applicant.sex) for applicant in applicants):
            yield _finding(Severity.ERROR, "relationship_side", where, relation=known.name)


def _fits(relation_group: str, role: Role) -> bool:
    if role is Role.OTHER_RELATIVE:
        # A grown-up child is entered as another relative; spouse, parents and the applicant have their own roles.
        return relation_group not in {"self_or_head", "spouse", "parent", "parent_in_law"}
    return relation_group in _GROUPS[role]


def _wrong_side(relationship: str, applicant_sex: str | None) -> bool:
    return (relationship in _HUSBANDS_PARENTS and applicant_sex == MALE) or (
        relationship in _WIFES_PARENTS and applicant_sex == FEMALE
    )


def parent_count_findings(case: CaseFile) -> Iterator[Finding]:
    """At most one father and one mother on each side; a birth parent beside a step-parent only needs a word."""
    seen: dict[tuple[str, str], list[tuple[int, FamilyMember]]] = {}
    for index, member in in_role(case, Role.PARENT):
        side = group(member.relationship)
        known = codes.table("relationship").get(member.relationship)
        sex = member.sex or (known.extras["required_sex"] if known else "")
        if side and sex in (MALE, FEMALE):
            seen.setdefault((side, sex), []).append((index, member))
    for people in seen.values():
        mixed = len({_is_by_law(member) for _, member in people}) > 1
        severity = Severity.CONFIRM if mixed and len(people) == 2 else Severity.ERROR
        for index, _ in people[1:]:
            yield _finding(severity, "parent_more_than_one", f"family[{index}].relationship")


def _is_by_law(member: FamilyMember) -> bool:
    return member.relationship in _STEP_OR_ADOPTED or member.relation_nature in (
        RelationNature.STEP,
        RelationNature.ADOPTED,
        RelationNature.FOSTER,
    )


def age_gap_findings(case: CaseFile, on: date) -> Iterator[Finding]:
    """Ages of parents and children against each other; adoption and step-relations have rules of their own."""
    for pair in _pairs(case):
        if pair.parent.birth_date is None or pair.child.birth_date is None:
            continue
        gap = years_between(pair.parent.birth_date, pair.child.birth_date)
        if pair.nature is RelationNature.BIRTH:
            yield from _birth_gap(pair, gap)
        elif pair.nature is RelationNature.ADOPTED:
            yield from _adoption_gap(pair, gap, _adopted_on(case, pair, on))
        elif gap < 0:
            yield _finding(Severity.WARNING, "step_parent_younger", pair.where, "")


def _birth_gap(pair: Pair, gap: int) -> Iterator[Finding]:
    oldest = _OLDEST_MOTHER if pair.parent.sex == FEMALE else _OLDEST_FATHER
    if gap < _YOUNGEST_PARENT:
        # The spouse may be a step-parent without the file saying so.
        severity = (Severity.ERROR if gap < 0 else Severity.CONFIRM) if pair.sure else Severity.WARNING
        code = "parent_younger" if gap < 0 else "parent_gap_too_small"
        yield _finding(severity, code, pair.where, "", years=gap)
    elif gap < _SURE_PARENT:
        yield _finding(Severity.WARNING, "parent_gap_small", pair.where, "", years=gap)
    elif gap > oldest:
        yield _finding(Severity.WARNING, "parent_gap_large", pair.where, "", years=gap)


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


def _pairs(case: CaseFile) -> Iterator[Pair]:
    """Give every parent and child of the file; the age of the child is looked at where the relation was typed."""
    applicants, spouses = in_role(case, Role.APPLICANT), in_role(case, Role.SPOUSE)
    for index, member in enumerate(case.family):
        where = f"family[{index}].birth_date"
        nature = _nature(member)
        match group(member.relationship):
            case "child":
                yield from _with(applicants, member, where, nature, sure=True)
                yield from _with(spouses, member, where, nature, sure=False)
            case "parent":
                for _, applicant in applicants:
                    yield Pair(member, applicant, where, nature, sure=True)
            case "parent_in_law":
                for _, spouse in spouses:
                    yield Pair(member, spouse, where, nature, sure=True)


def _with(
    parents: Iterable[tuple[int, FamilyMember]], child: FamilyMember, where: str, nature: RelationNature, *, sure: bool
) -> Iterator[Pair]:
    for _, parent in parents:
        yield Pair(parent, child, where, nature, sure)


def _nature(member: FamilyMember) -> RelationNature:
    """Give how parent and child are related; 继 and 养 share a code, so without a word it counts as step."""
    if member.relation_nature is not None:
        return member.relation_nature
    return RelationNature.STEP if member.relationship in _STEP_OR_ADOPTED else RelationNature.BIRTH


def marriage_findings(case: CaseFile, on: date) -> Iterator[Finding]:
    """One spouse, of the other sex, with a marital status that agrees; ages only warn."""
    applicants, spouses = in_role(case, Role.APPLICANT), in_role(case, Role.SPOUSE)
    for index, _ in spouses[1:]:
        yield _finding(Severity.ERROR, "spouse_more_than_one", f"family[{index}].role", "民法典 第一千零四十一条")
    for index, spouse in spouses:
        if any(spouse.sex in (MALE, FEMALE) and spouse.sex == applicant.sex for _, applicant in applicants):
            yield _finding(Severity.ERROR, "spouse_same_sex", f"family[{index}].sex", "民法典 第一千零四十六条")
    if spouses:
        for index, member in (*applicants, *spouses):
            if has_spouse(member) is False:
                where = f"family[{index}].marital_status"
                yield _finding(Severity.ERROR, "marital_status_with_spouse", where, "GB/T 2261.2")
    yield from _marriage_ages(case, [*applicants, *spouses] if spouses else [], on)


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


def _finding(
    severity: Severity, code: str, where: str, basis: str = KINSHIP_STANDARD, /, **details: str | int
) -> Finding:
    return Finding(severity, code, where, basis, dict(details))
