"""What the desk proposes about a family while it is typed: relationships, and whether the whole family moves.

Proposals only; what was typed is never touched, and a contradiction is a finding of the check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from station_app.domain.kinship import FEMALE, MALE
from station_app.domain.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_SONS = ("22", "23", "24", "25", "26")
_DAUGHTERS = ("32", "33", "34", "35", "36")
_SPOUSES = {MALE: "11", FEMALE: "12"}
_PARENTS = {MALE: "51", FEMALE: "52"}
_IN_LAWS = {MALE: {MALE: "55", FEMALE: "56"}, FEMALE: {MALE: "53", FEMALE: "54"}}
"""Parents of the spouse by the applicant's sex and their own."""
_OTHER_SEX = {MALE: FEMALE, FEMALE: MALE}


class Sketch(NamedTuple):
    """As much of a person as a proposal looks at, all as typed so far and possibly empty.

    `birth` is an ISO date; `relationship` is given where the officer chose it.
    """

    role: str
    sex: str
    birth: str
    relationship: str = ""


def propose_relationships(family: Sequence[Sketch]) -> dict[int, str]:
    """Give GB/T 4761 codes by index, from role, sex and order of birth; the applicant is the first of the family.

    A second father or mother is proposed as the spouse's, and a rank the officer gave to a child is not given again.
    """
    found: dict[int, str] = {}
    own = family[0].sex if family else ""
    parents = {person.relationship for person in family if person.role == Role.PARENT}
    for index, person in enumerate(family):
        if person.role == Role.SPOUSE:
            code = _SPOUSES.get(person.sex or _OTHER_SEX.get(own, ""))
        elif person.role == Role.PARENT and not person.relationship:
            code = _PARENTS.get(person.sex)
            if code in parents:
                code = _IN_LAWS.get(own, {}).get(person.sex)
            parents.add(code or "")
        else:
            code = None
        if code:
            found[index] = code
    found.update(_in_order(family, MALE, _SONS))
    found.update(_in_order(family, FEMALE, _DAUGHTERS))
    return found


def _in_order(family: Sequence[Sketch], sex: str, codes: tuple[str, ...]) -> dict[int, str]:
    """Name the children of one sex by birth: eldest, second, ...; undated ones last, as entered."""
    children = sorted(
        (person.birth or "9999", index)
        for index, person in enumerate(family)
        if person.role == Role.MINOR_CHILD and person.sex == sex
    )
    return {
        index: code
        for (_birth, index), code in zip(children, codes, strict=False)
        if family[index].relationship in {"", code}
    }
