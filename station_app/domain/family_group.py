"""The family inside a household (家庭组): a collective household has no relations of its own, so the family keeps them.

Without it a family would fall apart into single persons on the day it moves out or sets up a household
(户口登记条例 第五条). One of those who move heads the group; everybody else is related to the head, by GB/T 4761.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.codes import table
from station_app.domain.people import ADULT, age_on
from station_app.domain.records import GroupMember
from station_app.domain.vocabulary import Role

if TYPE_CHECKING:
    from datetime import date

    from station_app.domain.case_file import CaseFile, FamilyMember

HEAD = "02"
"""户主 in GB/T 4761."""
_SELF = frozenset({"01", HEAD})
_MALE = "1"
_BACK = {"spouse": ("11", "12", "10"), "parent": ("20", "30", ""), "child": ("51", "52", "50")}
"""What the applicant is to a relative of this group: for a man, for a woman, where the sex is not known.

A parent's child without a rank is 子 or 女; which in order of birth only the whole family knows.
"""


def family_group(case: CaseFile, on: date) -> tuple[GroupMember, ...]:
    """Give the group of those who move, in the order of the family; empty where nobody moves.

    The head is whoever was written down as one, else the applicant, else the first grown-up, else the first. A relation
    that cannot be told from what was captured stays open rather than guessed.
    """
    movers = case.movers
    if not movers:
        return ()
    head = _head(movers, on)
    return tuple(
        GroupMember(
            index=index, relationship=HEAD if index == head else _to_head(case, head, index), head=index == head
        )
        for index, _ in movers
    )


def _head(movers: tuple[tuple[int, FamilyMember], ...], on: date) -> int:
    for wanted in (_is_written_head, _is_applicant, lambda member: _is_grown_up(member, on)):
        for index, member in movers:
            if wanted(member):
                return index
    return movers[0][0]


def _is_written_head(member: FamilyMember) -> bool:
    return member.household_relationship in _SELF


def _is_applicant(member: FamilyMember) -> bool:
    return member.role is Role.APPLICANT


def _is_grown_up(member: FamilyMember, on: date) -> bool:
    return member.birth_date is not None and age_on(member.birth_date, on) >= ADULT


def _to_head(case: CaseFile, head: int, index: int) -> str | None:
    """Say what a person is to the head: written down, or told from how both are related to the applicant."""
    member, chief = case.family[index], case.family[head]
    if member.household_relationship and member.household_relationship not in _SELF:
        return member.household_relationship
    if _is_applicant(chief):
        return None if member.relationship in _SELF else member.relationship
    return _back(chief, member) if _is_applicant(member) else None


def _back(relative: FamilyMember, applicant: FamilyMember) -> str | None:
    found = table("relationship").get(relative.relationship)
    man, woman, unknown = _BACK.get(found.extras["group"] if found else "", ("", "", ""))
    if applicant.sex in (_MALE, "2"):
        return (man if applicant.sex == _MALE else woman) or None
    return unknown or None
