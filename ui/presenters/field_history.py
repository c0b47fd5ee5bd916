"""What each field held before: stepped through with Ctrl+Z and Ctrl+Y, field by field, person by person.

Kept by the path in the case file and not in the editor: the same editor shows one person after the other, and a step
back must never bring one person's value to another. What the desk filled in counts as a step too. Not kept in drafts.
"""

from __future__ import annotations

from ui.presenters import intake_content as content_of

_MOST = 200
"""Steps remembered of one field."""


class FieldHistory:
    """Former and undone values by path."""

    def __init__(self) -> None:
        self._former: dict[str, list[object]] = {}
        self._undone: dict[str, list[object]] = {}
        self._run: tuple[str, object, int] | None = None

    def changed(self, path: str, before: object, after: object) -> None:
        """Note a change; signs typed, or deleted, one after the other are one step."""
        grown = _grown(before, after)
        goes_on = grown != 0 and self._run == (path, before, grown)
        self._run = (path, content_of.copied(after), grown)
        self._undone.pop(path, None)
        if not goes_on:
            steps = self._former.setdefault(path, [])
            steps.append(content_of.copied(before))
            del steps[:-_MOST]

    def step(self, path: str, by: int, now: object) -> tuple[object] | None:
        """Give the value one step back (-1) or forward (+1); None if there is none, else in a tuple of one."""
        here, there = (self._former, self._undone) if by < 0 else (self._undone, self._former)
        if not here.get(path):
            return None
        self._run = None
        there.setdefault(path, []).append(content_of.copied(now))
        return (here[path].pop(),)

    def forget(self, start: str) -> None:
        """Forget all paths that begin so: they mean other persons, or other documents, from now on."""
        for kept in (self._former, self._undone):
            for path in [path for path in kept if path.startswith(start)]:
                del kept[path]
        if self._run is not None and self._run[0].startswith(start):
            self._run = None


def _grown(before: object, after: object) -> int:
    """Tell whether one sign was added at the end (1) or taken away there (-1)."""
    first, second = ("" if value is None else value for value in (before, after))
    if not isinstance(first, str) or not isinstance(second, str):
        return 0
    if len(second) == len(first) + 1 and second.startswith(first):
        return 1
    return -1 if len(first) == len(second) + 1 and first.startswith(second) else 0
