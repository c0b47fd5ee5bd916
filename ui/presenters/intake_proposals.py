"""What the desk fills in by itself while the officer types, and remembers as its own proposal.

A proposal may be replaced by a better one; what the officer typed is never touched. A contradiction between
the two is a finding of the check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.vocabulary import Role
from ui.presenters import intake_content as content_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station_app.domain.identifiers import IdReading
    from ui.presenters.intake_content import Content

_SONS = ("22", "23", "24", "25", "26")
_DAUGHTERS = ("32", "33", "34", "35", "36")
_PAIRS = {
    Role.SPOUSE: {"1": "11", "2": "12"},
    Role.PARENT: {"1": "51", "2": "52"},
}
_OTHER_SEX = {"1": "2", "2": "1"}


class Proposals:
    """The paths whose present value is the desk's own; saved with the draft."""

    def __init__(self, paths: Iterable[str] = ()) -> None:
        self._own = set(paths)

    @property
    def paths(self) -> list[str]:
        """The paths, for the draft."""
        return sorted(self._own)

    def typed(self, path: str) -> None:
        """Remember that the value at `path` is the officer's now."""
        self._own.discard(path)

    def offer(self, content: Content, path: str, value: object) -> bool:
        """Fill in `value` where nothing, or an earlier proposal, stands; tell whether something changed."""
        before = content_of.get(content, path)
        if value in (None, "") or value == before or (before is not None and path not in self._own):
            return False
        content_of.put(content, path, value)
        self._own.add(path)
        return True

    def forget_members(self) -> None:
        """Let go of everything about persons: after one was removed the paths mean others."""
        self._own = {path for path in self._own if not path.startswith("family[")}

    def read_id(self, content: Content, index: int, reading: IdReading) -> list[str]:
        """Fill in what an ID number says: sex, birth date, division; give the paths that changed."""
        facts = {
            "sex": reading.sex,
            "birth_date": reading.birth_date.isoformat() if reading.birth_date else None,
            "origin.division": reading.division,
        }
        changed = [
            f"family[{index}].{name}"
            for name, value in facts.items()
            if self.offer(content, f"family[{index}].{name}", value)
        ]
        return [*changed, *self.relationships(content)]

    def relationships(self, content: Content) -> list[str]:
        """Propose how each person is related to the applicant, from role, sex and order of birth."""
        changed = []
        for index, code in _relationships(content_of.family(content)).items():
            path = f"family[{index}].relationship"
            if self.offer(content, path, code):
                changed.append(path)
        return changed


def _relationships(members: list[Content]) -> dict[int, str]:
    found: dict[int, str] = {}
    applicant_sex = str(members[0].get("sex", "")) if members else ""
    for index, member in enumerate(members):
        role, sex = member.get("role"), str(member.get("sex", ""))
        if role == Role.SPOUSE.value:
            sex = sex or _OTHER_SEX.get(applicant_sex, "")
        if role in {Role.SPOUSE.value, Role.PARENT.value}:
            code = _PAIRS[Role(role)].get(sex)
            if code:
                found[index] = code
    found.update(_in_order(members, "1", _SONS))
    found.update(_in_order(members, "2", _DAUGHTERS))
    return found


def _in_order(members: list[Content], sex: str, codes: tuple[str, ...]) -> dict[int, str]:
    """Name the children of one sex by birth: eldest, second, ...; undated ones last, as entered."""
    children = [
        (str(member.get("birth_date") or "9999"), index)
        for index, member in enumerate(members)
        if member.get("role") == Role.MINOR_CHILD.value and member.get("sex") == sex
    ]
    return {index: code for (_birth, index), code in zip(sorted(children), codes, strict=False)}
