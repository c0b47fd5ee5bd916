"""Which facts on the page came from a card, and what the officer did about them. No Qt, saved with the draft.

A fact from a card is locked until a reason is given; the reason is the trace in `family[].card.overridden`. A name
with characters that have to be resolved is not locked: the check asks for them, and the chip's own characters stay in
`name_code_points`. What had been typed and did not agree with the card is remembered until the officer has seen it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from station_app.domain import private_use
from station_app.domain.cards import LOCKED
from ui.presenters import intake_content as content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from station_app.domain.cards import PersonProposal
    from ui.presenters.intake_content import Content

_MEMBER = re.compile(r"family\[(\d+)\]\.([a-z_]+)$")


class CardLocks:
    """The paths whose value is a card's, and what stood there before (`replaced`)."""

    def __init__(self, paths: Iterable[str] = (), replaced: Mapping[str, str] | None = None) -> None:
        self._paths = {path for path in paths if _MEMBER.match(path)}
        self.replaced = dict(replaced or {})

    @property
    def view(self) -> dict[str, object]:
        """What a draft keeps."""
        return {"paths": sorted(self._paths), "replaced": dict(self.replaced)}

    @classmethod
    def reopened(cls, view: object) -> CardLocks:
        """Make them from what a draft kept; a view that makes no sense is passed over."""
        kept = view if isinstance(view, dict) else {}
        paths, replaced = kept.get("paths"), kept.get("replaced")
        return cls(
            [str(path) for path in paths] if isinstance(paths, list) else (),
            {str(path): str(value) for path, value in replaced.items()} if isinstance(replaced, dict) else None,
        )

    def fill(self, content: Content, index: int, proposal: PersonProposal, own: Callable[[str], bool]) -> list[str]:
        """Put a card's facts in place of whatever stands there; give the paths that changed.

        `own` tells which values the desk itself had proposed: those were nobody's words and are not remembered.
        """
        base = f"family[{index}]"
        self.forget_member(index)
        changed = []
        for field, value in proposal.facts.items():
            path = f"{base}.{field}"
            before = content_of.get(content, path)
            if before not in (None, "", value) and not own(path):
                self.replaced[path] = str(before)
            if before != value:
                content_of.put(content, path, value)
                changed.append(path)
            if field != "name" or proposal.name_code_points is None:
                self._paths.add(path)
        if proposal.id_number:
            content_of.put(content, f"{base}.id_absent_reason", None)
        content_of.put(content, f"{base}.name_code_points", proposal.name_code_points)
        content_of.put(content, f"{base}.card", proposal.block)
        return [*changed, f"{base}.card"]

    def locked(self, content: Content) -> frozenset[str]:
        """Give the paths that nobody may change without a reason."""
        return frozenset(path for path in self._paths if self._holds(content, path))

    def is_locked(self, content: Content, path: str) -> bool:
        """Tell whether `path` may not be changed without a reason."""
        return path in self._paths and self._holds(content, path)

    def unlock(self, content: Content, path: str, reason: str) -> bool:
        """Let the officer change `path`, and leave the reason as the trace; tells whether there was anything to do."""
        found = _MEMBER.match(path)
        if found is None or not reason.strip() or not self.is_locked(content, path):
            return False
        member = f"family[{found[1]}]"
        content_of.put(content, f"{member}.card.overridden.{found[2]}", reason.strip())
        if found[2] == "name":  # the name as the chip has it stays beside the one that takes its place
            content_of.put(
                content, f"{member}.name_code_points", private_use.code_points(str(content_of.get(content, path)))
            )
        return True

    def seen(self, index: int) -> None:
        """Forget what stood there before: the officer has seen it."""
        self.replaced = {path: value for path, value in self.replaced.items() if _index(path) != index}

    def forget_member(self, index: int) -> None:
        """Let go of everything about a person."""
        self._paths = {path for path in self._paths if _index(path) != index}
        self.seen(index)

    def remove_member(self, index: int) -> None:
        """Follow a person's leaving: everybody behind moves up."""
        self.forget_member(index)
        self._paths = {_moved(path, index) for path in self._paths}
        self.replaced = {_moved(path, index): value for path, value in self.replaced.items()}

    @staticmethod
    def _holds(content: Content, path: str) -> bool:
        found = _MEMBER.match(path)
        card = content_of.get(content, f"family[{found[1]}].card") if found is not None else None
        return found is not None and card is not None and found[2] in LOCKED and found[2] not in _overridden(card)


def _overridden(card: object) -> Mapping[str, object]:
    kept = content_of.get(card, "overridden")
    return kept if isinstance(kept, dict) else {}


def _index(path: str) -> int:
    found = _MEMBER.match(path)
    return int(found[1]) if found is not None else -1


def _moved(path: str, removed: int) -> str:
    index = _index(path)
    return path.replace(f"[{index}]", f"[{index - 1}]", 1) if index > removed else path
