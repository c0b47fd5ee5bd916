"""What the desk fills in by itself while the officer types, and remembers as its own proposal.

A proposal may be replaced by a better one; what the officer typed is never touched. A contradiction between
the two is a finding of the check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.proposals import Sketch, propose_relationships
from station_app.domain.vocabulary import TransferFlag
from ui.presenters import intake_content as content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from station_app.domain.identifiers import IdReading
    from ui.presenters.intake_content import Content

_FLAGS = "agricultural_transfer.flags"


class Proposals:
    """The paths whose present value is the desk's own; saved with the draft."""

    def __init__(self, paths: Iterable[str] = (), changed: Callable[[str, object, object], None] | None = None) -> None:
        self._own = set(paths)
        self._declined: set[str] = set()
        self.changed = changed or (lambda _path, _before, _after: None)
        """Told path, former and new value of everything that is filled in here."""

    @property
    def paths(self) -> list[str]:
        """The paths, for the draft."""
        return sorted(self._own)

    def is_own(self, path: str) -> bool:
        """Tell whether the value at `path` is the desk's proposal and nobody's word."""
        return path in self._own

    def typed(self, path: str) -> None:
        """Remember that the value at `path` is the officer's now."""
        self._own.discard(path)
        self._declined.discard(path)

    def decline(self, path: str) -> None:
        """Fill nothing in at `path` any more: the officer took the proposal back."""
        self._own.discard(path)
        self._declined.add(path)

    def offer(self, content: Content, path: str, value: object) -> bool:
        """Fill in `value` where nothing, or an earlier proposal, stands; tell whether something changed."""
        before = content_of.get(content, path)
        if value in (None, "") or value == before or (before is not None and path not in self._own):
            return False
        if path in self._declined:
            return False
        self.changed(path, before, value)
        content_of.put(content, path, value)
        self._own.add(path)
        return True

    def whole_family(self, content: Content, *, whole: bool) -> list[str]:
        """Propose the flag of a family that moves as a whole, and take the proposal back when it does not any more."""
        if whole:
            flags = [TransferFlag.WHOLE_FAMILY.value]
            return [_FLAGS] if content_of.get(content, _FLAGS) is None and self.offer(content, _FLAGS, flags) else []
        if _FLAGS not in self._own:
            return []
        self._own.discard(_FLAGS)
        content_of.put(content, _FLAGS, None)
        return [_FLAGS]

    def forget_members(self) -> None:
        """Let go of everything about persons: after one was removed the paths mean others."""
        self._own = {path for path in self._own if not path.startswith("family[")}
        self._declined.clear()

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
        family = [
            _sketch(member, index, self._own.__contains__) for index, member in enumerate(content_of.family(content))
        ]
        for index, code in propose_relationships(family).items():
            path = f"family[{index}].relationship"
            if self.offer(content, path, code):
                changed.append(path)
        return changed


def _sketch(member: Content, index: int, own: Callable[[str], bool]) -> Sketch:
    """Give what a proposal may look at; a relationship the desk proposed itself counts as not chosen."""
    path = f"family[{index}].relationship"
    names = ("role", "sex", "birth_date", *(() if own(path) else ("relationship",)))
    return Sketch(*(str(member.get(name) or "") for name in names))
