"""Blocks for opinions on a form: room for what is said, who signs, the day, and the place of a seal or a fingerprint.

Empty, they are filled in by pen; after a decision they say what stands in the record, and are only signed and sealed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from printing.blocks import HAIRLINE, LABEL, NOTE, PAD, VALUE, draw_label
from printing.sealed import BY_PEN, SEAL_WIDE, Seal
from printing.typography import CENTRE, MM, Line, line_height, set_lines, width

if TYPE_CHECKING:
    from printing.blocks import Row
    from printing.marks import Surface

_WIDE = 170 * MM
_LABEL_WIDE = 22 * MM
_SIGN = 15 * MM
"""Least height of a signature (forms.md §0: 45 x 15 mm)."""
_PRINTED = 34 * MM
_PRINT = (20 * MM, 25 * MM)
"""The place of a fingerprint, for who cannot write (forms.md §0)."""


class _Written(NamedTuple):
    """One line of what is said."""

    label: str
    indent: float
    line: Line
    fact: bool


@dataclass(frozen=True, slots=True)
class Opinion:
    """One block. `heads` stand one under the other at its left.

    `filled` are labels with what is written after them, then `texts`, what is said, then `fixed`, what the form says.
    `signer` is the label of the signature and `printed` a name beside it; the day of a sealed block is the seal's.
    `seal`: whose seal is pressed at the right; `fingerprint`: a place for one instead. Not divisible.
    """

    heads: tuple[str, ...]
    texts: tuple[str, ...]
    signer: str
    printed: str = ""
    seal: Seal | None = None
    fingerprint: bool = False
    least: float = 26 * MM
    filled: tuple[tuple[str, str], ...] = ()
    fixed: tuple[str, ...] = ()

    @property
    def _right(self) -> float:
        return SEAL_WIDE if self.seal or self.fingerprint else 0.0

    @property
    def _room(self) -> float:
        return _WIDE - _LABEL_WIDE - self._right

    def _said(self) -> tuple[_Written, ...]:
        """Give each line: label before it, how far it is indented, the line, whether it is a fact."""
        room = self._room - 2 * PAD
        made: list[_Written] = []
        for label, text in self.filled:
            indent = width(label, VALUE) + VALUE.size
            lines = set_lines(text, VALUE, room - indent)
            made += [_Written(label if place == 0 else "", indent, line, fact=True) for place, line in enumerate(lines)]
        for texts, fact in ((self.texts, True), (self.fixed, False)):
            made += [_Written("", 0.0, line, fact) for text in texts for line in set_lines(text, VALUE, room)]
        return tuple(made)

    def _name(self) -> tuple[Line, ...]:
        room = self._room - width(self.signer, LABEL) - width(BY_PEN, NOTE) - 4 * PAD - 45 * MM
        return set_lines(self.printed, VALUE, max(room, 30 * MM)) if self.printed else ()

    @property
    def _signed(self) -> float:
        return max(_SIGN, sum(line_height(line, VALUE) for line in self._name()) + 2 * MM)

    @property
    def height(self) -> float:
        """The height of what is said and of the signature, or of the seal's place."""
        said = sum(line_height(each.line, VALUE) for each in self._said()) + 2 * MM
        least = self.seal.height(SEAL_WIDE) if self.seal else _PRINTED if self.fingerprint else 0.0
        return max(said + self._signed, least, self.least)

    def split(self, room: float, *, anywhere: bool) -> tuple[Row | None, Row]:  # noqa: ARG002 - never divided
        """Go to the next page whole."""
        return None, self

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the head, what is said, the signature under it, and what is pressed at the right."""
        bottom = y + self.height
        draw_label(surface, x, y, wide=_LABEL_WIDE, height=self.height, texts=self.heads)
        left, edge = x + _LABEL_WIDE, x + _WIDE - self._right
        surface.rule(left, y, left, bottom, HAIRLINE)
        self._draw_right(surface, edge, y, bottom)
        top = y + 1.2 * MM
        for each in self._said():
            high = line_height(each.line, VALUE)
            base = top + high / 2 + CENTRE * VALUE.size
            if each.label:
                surface.text(left + PAD, base, each.label, VALUE)
            surface.line(left + PAD + each.indent, base, each.line, VALUE, fact=each.fact)
            top += high
        self._draw_signature(surface, left, bottom - self._signed, edge, bottom)

    def _draw_right(self, surface: Surface, edge: float, y: float, bottom: float) -> None:
        if not self._right:
            return
        surface.rule(edge, y, edge, bottom, HAIRLINE)
        if self.seal:
            self.seal.draw(surface, edge, y, SEAL_WIDE, bottom)
            return
        wide, high = _PRINT
        surface.frame(edge + (SEAL_WIDE - wide) / 2, (y + bottom - high) / 2 - 1.6 * MM, wide, high, 0.5, grey=0.5)
        note = "不会写字的，请捺印"
        surface.text(edge + (SEAL_WIDE - width(note, NOTE)) / 2, bottom - 1.2 * MM, note, NOTE, grey=0.35)

    def _draw_signature(self, surface: Surface, left: float, y: float, edge: float, bottom: float) -> None:
        lines = self._name()
        first = line_height(lines[0], VALUE) if lines else VALUE.leading
        top = y + 1 * MM
        surface.text(left + PAD, top + first / 2 + CENTRE * LABEL.size, self.signer, LABEL)
        for line in lines:
            high = line_height(line, VALUE)
            start = left + PAD + width(self.signer, LABEL) + 3 * MM
            surface.line(start, top + high / 2 + CENTRE * VALUE.size, line, VALUE)
            top += high
        if self.seal is None:  # the seal is pressed over a date of its own
            surface.text(edge - PAD - width(BY_PEN, NOTE), bottom - 1.8 * MM, BY_PEN, NOTE)
