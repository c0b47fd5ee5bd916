"""What people are to a new head of their household or group, as far as it follows from what they were to the old one.

One head in a family household, and one in each family of a collective household (户口登记条例 第五条). A relation
that does not follow stays open rather than guessed; the officer may say it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.family_group import HEAD
from station_app.domain.kinship import FEMALE, MALE, group

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station_app.domain.residents import Resident, Standing

SPOUSE = ("11", "12", "10")
"""Relations for a man, for a woman, and where the sex is not known."""
CHILD = ("20", "30", "")
PARENT = ("51", "52", "50")
_CHILD_IN_LAW = ("28", "38", "")
_HUSBANDS_PARENT, _WIFES_PARENT = ("53", "54", ""), ("55", "56", "")
_SIBLING, _GRANDCHILD, _GRANDPARENT = ("70", "70", "70"), ("40", "40", "40"), ("60", "60", "60")
_RELATIVE = ("97", "97", "97")

_OLD_HEAD = {
    "spouse": SPOUSE,
    "child": PARENT,
    "parent": CHILD,
    "sibling": _SIBLING,
    "grandchild": _GRANDPARENT,
    "grandparent": _GRANDCHILD,
}
"""What the old head is to the new one, by what the new one was to the old."""

_OTHERS: dict[str, dict[str, tuple[str, str, str]]] = {
    "spouse": {
        "child": CHILD,
        "in_law_child": _CHILD_IN_LAW,
        "grandchild": _GRANDCHILD,
        "parent_in_law": PARENT,
        "sibling": _RELATIVE,
    },
    "child": {"spouse": PARENT, "child": _SIBLING, "parent": _GRANDPARENT},
    "parent": {"spouse": _CHILD_IN_LAW, "child": _GRANDCHILD, "parent": SPOUSE, "sibling": CHILD},
    "sibling": {"sibling": _SIBLING, "parent": PARENT},
}
"""What somebody is to the new head, by what the new head and then they were to the old one."""


def worded(codes: tuple[str, str, str], sex: str | None) -> str | None:
    """Give the relation for somebody of this sex; None where there is no word for one of unknown sex."""
    return codes[{MALE: 0, FEMALE: 1}.get(sex or "", 2)] or None


def heads(people: Sequence[Resident]) -> tuple[Resident, ...]:
    """Give who heads these people; one, or none where their householder is not registered here."""
    return tuple(each for each in people if each.standing.head)


def under(people: Sequence[Resident], new_head: str, given: Mapping[str, str]) -> dict[str, Standing]:
    """Give what each of those who stay is once `new_head` (a registration number) heads them.

    `people` are those who stay, and the old head even if they left; `given` are relations that the officer said.
    """
    chief = next(each for each in people if each.registration_no == new_head)
    return {
        each.registration_no: msgspec.structs.replace(
            each.standing,
            head=each is chief,
            relationship=HEAD if each is chief else given.get(each.registration_no) or _towards(chief, each),
        )
        for each in people
    }


def _towards(chief: Resident, other: Resident) -> str | None:
    was = group(chief.standing.relationship)
    sex = other.person.sex
    if other.standing.head:
        return worded(_OLD_HEAD.get(was, ("", "", "")), sex)
    theirs = group(other.standing.relationship)
    if was == "spouse" and theirs == "parent":
        sides = {FEMALE: _HUSBANDS_PARENT, MALE: _WIFES_PARENT}
        return worded(sides.get(chief.person.sex or "", ("", "", "")), sex)
    return worded(_OTHERS.get(was, {}).get(theirs, ("", "", "")), sex)


def of_newborn(parent: Resident, sex: str | None) -> str | None:
    """Say what a newborn is to the head, by what the parent is; None where it may be of either side."""
    if parent.standing.head:
        return worded(CHILD, sex)
    relation = group(parent.standing.relationship)
    if relation == "spouse":
        return worded(CHILD, sex)
    if relation in {"child", "in_law_child"}:
        return "40"
    return None


def of_spouse(partner: Resident, sex: str | None) -> str | None:
    """Say what somebody who marries into a family is to its head."""
    if partner.standing.head:
        return worded(SPOUSE, sex)
    if group(partner.standing.relationship) == "child":
        return worded(_CHILD_IN_LAW, sex)
    return None
