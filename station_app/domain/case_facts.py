"""The facts of a case that a policy pack's conditions may look at. What follows from them is the pack's business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.people import is_minor
from station_app.domain.permit_file import PermitFile
from station_app.domain.policy import Fact
from station_app.domain.vocabulary import Presented, RelationNature, Role

if TYPE_CHECKING:
    from datetime import date

    from station_app.domain.case_file import CaseFile, FamilyMember

_CHILDREN = range(20, 40)
_GRANDCHILDREN = range(40, 50)
_PARENTS = range(50, 60)
_SIBLINGS = range(70, 80)


def fact(case: CaseFile, name: Fact, subject: int | None, on: date) -> bool | str:
    """Give the value of a fact for the person at index `subject` of the family; the applicant if that is None."""
    if name is Fact.PERMIT_GROUND:
        return _value(case.asked.ground if isinstance(case, PermitFile) else None)
    if name is Fact.DESTINATION:
        return _value(case.destination.kind if case.destination else None)
    index = applicant_index(case) if subject is None else subject
    if index is None:
        return ""
    return _of_member(case, name, index, on)


def _of_member(case: CaseFile, name: Fact, index: int, on: date) -> bool | str:
    member = case.family[index]
    match name:
        case Fact.HAS_ID_NUMBER:
            value: bool | str = bool(member.id_number)
        case Fact.ID_ABSENT_REASON:
            value = "" if member.id_number else _value(member.id_absent_reason)
        case Fact.MINOR:
            value = member.birth_date is not None and is_minor(member.birth_date, on)
        case Fact.SHARES_BOOKLET:
            value = shares_booklet(case, index)
        case Fact.RELATION_NATURE:
            value = _value(member.relation_nature)
        case _:
            value = member.guardian is None or guardian_is_parent(case, index)
    return value


def applicant_index(case: CaseFile) -> int | None:
    """Give the applicant's index in the family."""
    for index, member in enumerate(case.family):
        if member.role is Role.APPLICANT:
            return index
    return None


def shares_booklet(case: CaseFile, index: int) -> bool:
    """Tell whether one household booklet that was seen lists both the applicant and the person at `index`."""
    both = {applicant_index(case), index}
    return any(
        document.kind == "113"
        and document.presented not in {None, Presented.COMMITMENT}
        and both <= {document.holder, *document.also}
        for document in case.documents
    )


def guardian_is_parent(case: CaseFile, index: int) -> bool:
    """Tell whether the guardian named for the person at `index` is a parent of theirs in this family."""
    child = case.family[index]
    if not isinstance(child.guardian, int) or not 0 <= child.guardian < len(case.family):
        return False
    guardian = case.family[child.guardian]
    if child.relation_nature is RelationNature.FOSTER:
        return False
    if child.role is Role.MINOR_CHILD:
        return guardian.role in {Role.APPLICANT, Role.SPOUSE}
    relation = _relation(child)
    if child.role is Role.APPLICANT or relation in _SIBLINGS:
        return _relation(guardian) in _PARENTS
    if relation in _GRANDCHILDREN:
        return _relation(guardian) in _CHILDREN
    return False


def _relation(member: FamilyMember) -> int:
    code = member.relationship or ""
    return int(code) if code.isdecimal() else 0


def _value(choice: str | None) -> str:
    return choice or ""
