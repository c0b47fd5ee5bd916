"""A scale that a fold of the sheet is read at, to a tenth of a millimetre: lines climb one millimetre in ten rows.

The fold is straight, the lines slant: where a line that starts at millimetre n meets the fold in row t, the fold stands
at n + t/10. Both sides lean away from 0, so that reading is the same to the left and to the right, above and below.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from printing.typography import CENTRE, HEI, MM, SONG, Style, width

if TYPE_CHECKING:
    from printing.marks import Surface

REACH = 10
"""mm to each side of 0: the most that a printer's pages are moved."""

_ROWS = 10
_ROW = 2.0
"""mm from row to row."""
_LONG = _ROWS * _ROW
_LABELLED = 5
_FIGURE = Style(HEI, 9)
_SAID = Style(SONG, 9)
_SHOWN, _ENLARGED = (2, 5), 8.0
_FINE, _PLAIN, _STRONG = 0.25, 0.4, 0.9
_GREY = 0.55


class Axis(Enum):
    """Which way the scale counts: an upright fold is read across, a lying one down."""

    ACROSS = "across"
    DOWN = "down"


def draw_scale(surface: Surface, axis: Axis, x: float, y: float) -> None:
    """Draw a scale; (x, y) in mm is the middle of its upper edge (`ACROSS`), or of its left edge (`DOWN`).

    The base, where whole millimetres stand, is the lower edge, or the right one.
    """

    def rule(at: float, row: float, to: float, to_row: float, *, weight: float, grey: float = 0.0) -> None:
        """Draw from `at` mm along the scale, `row` rows above the base."""
        up, to_up = _LONG - row * _ROW, _LONG - to_row * _ROW
        if axis is Axis.ACROSS:
            surface.rule((x + at) * MM, (y + up) * MM, (x + to) * MM, (y + to_up) * MM, weight, grey=grey)
        else:
            surface.rule((x + up) * MM, (y + at) * MM, (x + to_up) * MM, (y + to) * MM, weight, grey=grey)

    for row in range(_ROWS + 1):
        edge = row in (0, _ROWS)
        rule(-REACH, row, REACH, row, weight=_PLAIN if edge else _FINE, grey=0.0 if edge else _GREY)
    for start in range(REACH):
        for side in (-1, 1):
            counted = start and start % _LABELLED == 0
            rule(side * start, 0, side * (start + 1), _ROWS, weight=_PLAIN if counted else _FINE)
    for millimetre in range(-REACH, REACH + 1):
        tick = 0.75 if millimetre % _LABELLED == 0 else 0.4
        rule(millimetre, 0, millimetre, -tick, weight=_PLAIN)
    rule(0, 0, 0, _ROWS, weight=_FINE)  # no heavier: the first tenths are read beside it
    for end, beyond in ((0, -0.75), (_ROWS, _ROWS + 0.75)):
        rule(0, end, 0, beyond, weight=_STRONG)
    for side in (-REACH, REACH):
        rule(side, 0, side, _ROWS, weight=_PLAIN)
    _figures(surface, axis, x, y)


def draw_example(surface: Surface, x: float, y: float) -> None:
    """Draw, enlarged, how a fold at +3.4 is read; (x, y) in mm is the upper left corner. 24 mm wide."""
    first, last = _SHOWN

    def at(millimetre: float) -> float:
        return (x + (millimetre - first) * _ENLARGED) * MM

    for row in range(_ROWS + 1):
        level = (y + _LONG - row * _ROW) * MM
        edge = row in (0, _ROWS)
        surface.rule(at(first), level, at(last), level, _PLAIN if edge else _FINE, grey=0.0 if edge else _GREY)
    for start in range(first, last):
        surface.rule(at(start), (y + _LONG) * MM, at(start + 1), y * MM, _PLAIN)
        text = f"{start:+d}"
        surface.text(at(start) - width(text, _FIGURE) / 2, (y + _LONG + 5) * MM, text, _FIGURE)
    fold, fourth = at(3.4), (y + _LONG - 4 * _ROW) * MM
    surface.rule(fold, (y - 2.5) * MM, fold, (y + _LONG + 1) * MM, _STRONG, grey=0.35, dash=(3, 1.6))
    surface.frame(fold - 0.9 * MM, fourth - 0.9 * MM, 1.8 * MM, 1.8 * MM, _STRONG)
    surface.text((x + (last - first) * _ENLARGED + 1.2) * MM, fourth + CENTRE * _FIGURE.size, "4", _FIGURE)
    said = "例（放大）：读 +3.4"
    middle = at((first + last) / 2)
    surface.text(middle - width(said, _SAID) / 2, (y + _LONG + 9.6) * MM, said, _SAID)


def _figures(surface: Surface, axis: Axis, x: float, y: float) -> None:
    """Write the millimetres along the base and the tenths beside the rows."""
    drop = CENTRE * _FIGURE.size
    for millimetre in range(-REACH, REACH + 1, _LABELLED):
        text = f"{millimetre:+d}" if millimetre else "0"
        if axis is Axis.ACROSS:
            left = (x + millimetre) * MM - width(text, _FIGURE) / 2
            surface.text(left, (y + _LONG + 5) * MM, text, _FIGURE)
        else:
            surface.text((x + _LONG + 2.2) * MM, (y + millimetre) * MM + drop, text, _FIGURE)
    for row in range(0, _ROWS + 1, 2):
        text = str(row)
        at = _LONG - row * _ROW
        if axis is Axis.ACROSS:
            for left in (x - REACH - 1.5 - width(text, _FIGURE) / MM, x + REACH + 1.5):
                surface.text(left * MM, (y + at) * MM + drop, text, _FIGURE, grey=0.3)
        else:
            surface.text((x + at) * MM - width(text, _FIGURE) / 2, (y - REACH - 1.5) * MM, text, _FIGURE, grey=0.3)
