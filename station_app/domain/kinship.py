"""How the members of a family unit are related (GB/T 4761 towards the applicant): role, sex, side, order of birth.

Only relations are judged here; who is married is in `marriage`, ages of parents and children in `age_gaps`, single
people in `persons`, the unit as a whole in `family`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain import codes
from station_app.domain.findings import VERIFIED, Finding, Severity
from station_app.domain.vocabulary import RelationNature, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.case_file import CaseFile, FamilyMember

KINSHIP_STANDARD = "GB/T 4761-2008"
MALE, FEMALE = "1", "2"
BY_LAW = (RelationNature.STEP, RelationNature.ADOPTED, RelationNature.FOSTER)
STEP_OR_ADOPTED = frozenset({"27", "37", "57", "58"})
_GROUPS = {
    Role.APPLICANT: {"self_or_head"},
    Role.SPOUSE: {"spouse"},
    Role.MINOR_CHILD: {"child"},
    Role.PARENT: {"parent", "parent_in_law"},
}
_HUSBANDS_PARENTS, _WIFES_PARENTS = frozenset({"53", "54"}), frozenset({"55", "56"})
_ONLY_CHILDREN = frozenset({"21", "31"})
_BY_ORDER = (("22", "23", "24", "25", "26"), ("32", "33", "34", "35", "36"))
_ONE_OF_EACH = _ONLY_CHILDREN.union(*_BY_ORDER, ("61", "62", "63", "64"))
_ELDER, _YOUNGER = frozenset({"71", "75"}), frozenset({"73", "77"})


def group(relationship: str | None) -> str:
    """Give the group of a relationship (`child`, `parent_in_law`, ...); empty for an unknown one."""
    found = codes.table("relationship").get(relationship)
    return found.extras["group"] if found else ""


def required_sex(relationship: str | None) -> str:
    """Give the sex a relationship is of; empty where it may be either, or the code is unknown."""
    found = codes.table("relationship").get(relationship)
    sex = found.extras["required_sex"] if found else ""
    return sex if sex in (MALE, FEMALE) else ""


def in_role(case: CaseFile, role: Role) -> list[tuple[int, FamilyMember]]:
    """Give the members with this role and their places."""
    return [(index, member) for index, member in enumerate(case.family) if member.role is role]


def is_by_law(member: FamilyMember) -> bool:
    """Tell whether somebody is parent or child by adoption, marriage or care, not by birth."""
    return member.relationship in STEP_OR_ADOPTED or member.relation_nature in BY_LAW


def relationship_findings(case: CaseFile) -> Iterator[Finding]:
    """Relationship against role and sex, for every member."""
    applicants = [member for _, member in in_role(case, Role.APPLICANT)]
    for index, member in enumerate(case.family):
        where = f"family[{index}].relationship"
        known = codes.table("relationship").get(member.relationship)
        if known is None:
            continue
        if member.role is not None and not _fits(known.extras["group"], member.role):
            yield _finding(Severity.ERROR, "relationship_role", where, relation=known.label)
        if {known.extras["required_sex"], member.sex} == {MALE, FEMALE}:
            yield _finding(Severity.ERROR, "relationship_sex", where, relation=known.label)
        if member.relation_nature is RelationNature.BIRTH and known.code in STEP_OR_ADOPTED:
            nature = f"family[{index}].relation_nature"
            basis = "民法典 第一千零七十一、一千零七十二条"
            yield _finding(Severity.ERROR, "relationship_nature", nature, basis, relation=known.label)
        if any(_wrong_side(known.code, applicant.sex) for applicant in applicants):
            yield _finding(Severity.ERROR, "relationship_side", where, relation=known.label)


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
    for people in parents_by_side(case).values():
        mixed = len({is_by_law(member) for _, member in people}) > 1
        severity = Severity.CONFIRM if mixed and len(people) == 2 else Severity.ERROR
        for index, _ in people[1:]:
            where = f"family[{index}].relationship"
            yield _finding(severity, "parent_more_than_one", where, "民法典 第一千零七十一、一千零七十二条")


def parents_by_side(case: CaseFile) -> dict[tuple[str, str], list[tuple[int, FamilyMember]]]:
    """Give the parents by whose they are (`parent`, `parent_in_law`) and sex."""
    found: dict[tuple[str, str], list[tuple[int, FamilyMember]]] = {}
    for index, member in in_role(case, Role.PARENT):
        side = group(member.relationship)
        sex = member.sex or required_sex(member.relationship)
        if side and sex in (MALE, FEMALE):
            found.setdefault((side, sex), []).append((index, member))
    return found


def order_findings(case: CaseFile) -> Iterator[Finding]:
    """What a relationship says about the order of birth, against the dates of birth; never more than a warning."""
    yield from _twice(case)
    yield from _only_children(case)
    for ranks in _BY_ORDER:
        yield from _out_of_order(case, ranks)
    for _, applicant in in_role(case, Role.APPLICANT):
        for index, member in enumerate(case.family):
            born, own = member.birth_date, applicant.birth_date
            if born is None or own is None:
                continue
            if (member.relationship in _ELDER and born > own) or (member.relationship in _YOUNGER and born < own):
                known = codes.table("relationship").get(member.relationship)
                label = known.label if known else ""
                yield _finding(Severity.WARNING, "sibling_order", f"family[{index}].birth_date", relation=label)


def _twice(case: CaseFile) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, member in enumerate(case.family):
        relationship = member.relationship or ""
        if relationship in seen:
            known = codes.table("relationship").get(relationship)
            label = known.label if known else ""
            yield _finding(Severity.WARNING, "relationship_twice", f"family[{index}].relationship", relation=label)
        elif relationship in _ONE_OF_EACH:
            seen.add(relationship)


def _only_children(case: CaseFile) -> Iterator[Finding]:
    """An only child beside another child by birth; step-children and adopted ones do not count."""
    children = [
        index
        for index, member in enumerate(case.family)
        if group(member.relationship) == "child" and not is_by_law(member)
    ]
    for index, member in enumerate(case.family):
        if member.relationship in _ONLY_CHILDREN and any(other != index for other in children):
            yield _finding(Severity.WARNING, "only_child_has_siblings", f"family[{index}].relationship")


def _out_of_order(case: CaseFile, ranks: tuple[str, ...]) -> Iterator[Finding]:
    children = [
        (ranks.index(member.relationship), member.birth_date, index)
        for index, member in enumerate(case.family)
        if member.relationship in ranks and member.birth_date is not None
    ]
    for rank, born, index in children:
        if any(other < rank and later > born for other, later, _ in children):
            yield _finding(Severity.WARNING, "children_order", f"family[{index}].relationship", VERIFIED)


def _finding(
    severity: Severity, code: str, where: str, basis: str = KINSHIP_STANDARD, /, **details: str | int
) -> Finding:
    return Finding(severity, code, where, basis, dict(details))
