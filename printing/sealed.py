"""Rows with the place of the seal at their right: 42 mm stay white round the date it is pressed over (forms.md §0)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing.blocks import HAIRLINE, NOTE, PAD, VALUE, Cells
from printing.typography import MM, line_height, set_line, set_lines, width

if TYPE_CHECKING:
    from printing.blocks import Row
    from printing.marks import Surface
    from printing.typography import Line

SEAL_WIDE = 48 * MM
"""The width of the seal's place."""

ACCEPTANCE, REGISTER, APPROVAL = "（受理专用章）", "（户口专用章）", "（审批专用章）"
"""Which seal an office presses on what (forms.md §0)."""

BY_PEN = "年　　月　　日"
"""The day of a seal that is written by hand."""

_LEAST = 44 * MM


@dataclass(frozen=True, slots=True)
class Seal:
    """Whose seal, on which day (`BY_PEN`: to be written by hand), and which of theirs."""

    office: str
    day: str
    caption: str

    def height(self, wide: float) -> float:
        """Give the least height of a place `wide` points wide: 42 mm for the seal, more for a very long name."""
        named = sum(line_height(line, VALUE) for line in self._lines(wide))
        return max(_LEAST, 2 * (4.5 * MM + named))

    def draw(self, surface: Surface, x: float, y: float, wide: float, bottom: float) -> None:
        """Draw name and day in the middle of the place between `y` and `bottom`, and at its foot which seal."""
        lines = self._lines(wide)
        centre, middle = x + wide / 2, (y + bottom) / 2
        top = middle - 4 * MM - sum(line_height(line, VALUE) for line in lines[1:])
        for place, line in enumerate(lines):
            top += line_height(line, VALUE) if place else 0.0
            surface.line(centre - line.width / 2, top, line, VALUE)
        surface.text(centre - width(self.day, VALUE) / 2, middle + 5 * MM, self.day, VALUE, fact=self.day != BY_PEN)
        surface.text(centre - width(self.caption, NOTE) / 2, bottom - 2.2 * MM, self.caption, NOTE, grey=0.35)

    def _lines(self, wide: float) -> tuple[Line, ...]:
        return office_lines(self.office, wide - 2 * PAD)


@dataclass(frozen=True, slots=True)
class Sealed:
    """Rows of cells at the left of a seal's place; they share the height that is left over. Not divisible.

    `wide` is the width of all in points; the cells are set to `wide` less `SEAL_WIDE`.
    """

    rows: tuple[Cells, ...]
    seal: Seal
    wide: float

    @property
    def height(self) -> float:
        """The height of its rows, or of the seal's place."""
        return max(sum(row.height for row in self.rows), self.seal.height(SEAL_WIDE))

    def split(self, room: float, *, anywhere: bool) -> tuple[Row | None, Row]:  # noqa: ARG002 - never divided
        """Go to the next page whole."""
        return None, self

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the rows and the place of the seal."""
        edge, bottom = x + self.wide - SEAL_WIDE, y + self.height
        surface.rule(edge, y, edge, bottom, HAIRLINE)
        self.seal.draw(surface, edge, y, SEAL_WIDE, bottom)
        spare = (self.height - sum(row.height for row in self.rows)) / len(self.rows)
        for place, row in enumerate(self.rows):
            if place:
                surface.rule(x, y, edge, y, HAIRLINE)
            grown = Cells(row.cells, row.height + spare)
            grown.draw(surface, x, y)
            y += grown.height


def office_lines(name: str, room: float) -> tuple[Line, ...]:
    """Set the station's name; if it is too long for one line, the station stands below its bureau."""
    cut = name.rfind("局") + 1
    if set_line(name, VALUE).width <= room or not 0 < cut < len(name):
        return set_lines(name, VALUE, room)
    return set_lines(name[:cut], VALUE, room) + set_lines(name[cut:], VALUE, room)
