"""Put a paper's words into the sentences of a layout, and keep account of which were used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from printing.blocks import FIGURES, NOTE, SMALL, VALUE
from printing.typography import HEI, SONG, Style

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from printing.layouts.told import Item, Told
    from printing.sealed import Seal

BLANK = re.compile(r"\{([^{}]*)\}")
STYLES = {
    "normal": VALUE,
    "small": SMALL,
    "note": NOTE,
    "figures": FIGURES,
    "large": Style(SONG, 12),
    "heading": Style(HEI, 10.5),
}
"""How a layout may set words; none is smaller than 9 points."""


class LayoutUnfitError(Exception):
    """This case does not go into this layout. Never leaves the room: the paper is drawn as it is built in.

    `others` are further reasons, where there is more than one.
    """

    def __init__(self, code: str, where: str, **details: str | int) -> None:
        super().__init__(f"{code} {where}")
        self.code = code
        self.where = where
        self.details = details
        self.others: tuple[LayoutUnfitError, ...] = ()


def refuse(reasons: Sequence[LayoutUnfitError]) -> None:
    """Raise the first of these reasons, with the others; without any do nothing.

    Raises:
        LayoutUnfitError: There is one.
    """
    if reasons:
        first, *others = reasons
        first.others = tuple(others)
        raise first


class Filler:
    """One copy's words on their way into a layout; `used` are the names of what was put on the paper.

    A word is put in once and not read again: a name that looks like a blank stays a name.
    """

    def __init__(self, told: Told) -> None:
        self.told = told
        self.used: set[str] = set()

    def text(self, template: str, item: Item | None = None) -> str:
        """Give a sentence with its blanks filled in, from the line of a list first."""

        def said(found: re.Match[str]) -> str:
            name = found[1]
            if item is not None and name in item:
                return item[name]
            if name not in self.told.words:
                raise LayoutUnfitError("blank_unknown", "", name=name)
            self.used.add(name)
            return self.told.words[name]

        return BLANK.sub(said, template)

    def texts(self, templates: Sequence[str]) -> tuple[str, ...]:
        """Give sentences; lines of a word that has several stand one under the other."""
        return tuple(line for each in templates for line in self.text(each).split("\n"))

    def items(self, name: str) -> tuple[Item, ...]:
        """Give the lines of one of the paper's lists."""
        if name not in self.told.lists:
            raise LayoutUnfitError("list_unknown", "", name=name)
        self.used.add(name)
        return self.told.lists[name]

    def seal(self, name: str) -> Seal:
        """Give whose seal it is."""
        if name not in self.told.seals:
            raise LayoutUnfitError("seal_unknown", "", name=name)
        self.used.add(f"seal.{name}" if name else "seal")
        return self.told.seals[name]

    def stands(self, when: str, copies: Collection[str]) -> bool:
        """Tell whether something stands on this copy in this situation."""
        if copies and self.told.name not in copies:
            return False
        if not when:
            return True
        return (when[4:] not in self.told.flags) if when.startswith("not ") else when in self.told.flags


def names_in(templates: Sequence[str]) -> tuple[str, ...]:
    """Give the names of all blanks in these sentences."""
    return tuple(name for each in templates for name in BLANK.findall(each))


def stray(template: str) -> bool:
    """Tell whether a sentence holds half of a blank."""
    return "{" in (rest := BLANK.sub("", template)) or "}" in rest
