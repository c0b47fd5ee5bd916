"""A table on an official form: title, heads of the columns, strips of cells.

Title and heads stand again where the table goes on to another page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from printing.blocks import HAIRLINE, LABEL, PAD, SMALL, draw_lines
from printing.typography import CENTRE, HEI, MM, Line, Style, line_height, set_lines, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from printing.blocks import Row
    from printing.marks import Surface

_STRIP_PAD = 1.5 * MM
_LEAST = 6.0 * MM
_TITLE = Style(HEI, 10.5)
_CONTINUED = "（续）"
_BAR = 1.6 * MM


@dataclass(frozen=True, slots=True)
class Strip:
    """The cells of one line of a table, each already set to the width of its column.

    `bar` is how much of the last column is filled, from 0 to 1: a measure beside a number.
    """

    cells: tuple[tuple[Line, ...], ...]
    bar: float = 0.0
    least: float = _LEAST

    @property
    def height(self) -> float:
        """The height of its tallest cell."""
        tallest = max(sum(line_height(line, SMALL) for line in cell) for cell in self.cells)
        return max(self.least, tallest + _STRIP_PAD)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that may be divided between its strips; without a title its heads come first.

    `right` are the columns of numbers, which end at the right. `counted` stands right after the title and is a fact:
    how many there are.
    """

    title: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    strips: tuple[Strip, ...]
    right: tuple[int, ...] = ()
    counted: str = ""

    @property
    def height(self) -> float:
        """The height of title, heads and strips."""
        return self._head + sum(strip.height for strip in self.strips)

    @property
    def _head(self) -> float:
        return (2 if self.title else 1) * _LEAST

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw head, strips and the rules between them."""
        bottom = y + self.height
        if self.title:
            base = y + _LEAST / 2 + CENTRE * _TITLE.size
            surface.text(x + PAD, base, self.title, _TITLE)
            if self.counted:
                surface.text(x + PAD + width(self.title, _TITLE), base, self.counted, _TITLE, fact=True)
            y += _LEAST
            surface.rule(x, y, x + sum(self.widths), y, HAIRLINE)
        left = x
        for head, wide in zip(self.heads, self.widths, strict=True):
            middle = y + _LEAST / 2 + CENTRE * LABEL.size
            surface.text(left + (wide - width(head, LABEL)) / 2, middle, head, LABEL)
            left += wide
            if left < x + sum(self.widths) - 1:
                surface.rule(left, y, left, bottom, HAIRLINE)
        top = y + _LEAST
        for strip in self.strips:
            surface.rule(x, top, x + sum(self.widths), top, HAIRLINE)
            left = x
            for column, (cell, wide) in enumerate(zip(strip.cells, self.widths, strict=True)):
                free = wide - 2 * PAD - max((line.width for line in cell), default=0.0)
                begins = left + PAD + (free if column in self.right else 0.0)
                draw_lines(surface, begins, top, strip.height, lines=cell, style=SMALL)
                left += wide
            if strip.bar:
                long = strip.bar * (self.widths[-1] - 2 * PAD)
                where = (left - self.widths[-1] + PAD, top + (strip.height - _BAR) / 2)
                surface.bars(*where, ((0.0, 0.0, long, _BAR),))
            top += strip.height

    def split(self, room: float, *, anywhere: bool) -> tuple[Row | None, Row]:
        """Divide where the room ends; a strip alone on a page is never divided."""
        count, used = 0, self._head
        for strip in self.strips:
            if used + strip.height > room:
                break
            used += strip.height
            count += 1
        if count == 0 and anywhere and len(self.strips) > 1:
            count = 1
        if count in {0, len(self.strips)}:
            return None, self
        told = self.counted if self.counted.endswith(_CONTINUED) or not self.counted else self.counted + _CONTINUED
        named = self.title if self.title.endswith(_CONTINUED) or not self.title or told else self.title + _CONTINUED
        rest = replace(self, strips=self.strips[count:], title=named, counted=told)
        return replace(self, strips=self.strips[:count]), rest


def table(
    title: str,
    heads: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[int] = (),
    bars: Sequence[float] = (),
    counted: str = "",
    lines: int = 1,
) -> Table:
    """Make a table; texts wrap within their columns. Widths in points; `right` are the columns of numbers.

    `bars` are parts of 1, one for each row, drawn in the last column. Every strip has room for so many `lines`.
    """
    least = _LEAST if lines == 1 else lines * SMALL.leading + _STRIP_PAD
    strips = tuple(
        Strip(tuple(set_lines(text, SMALL, wide - 2 * PAD) for text, wide in zip(row, widths, strict=True)), bar, least)
        for row, bar in zip(rows, bars or (0.0,) * len(rows), strict=True)
    )
    return Table(title, tuple(heads), tuple(widths), strips, tuple(right), counted)
