"""Marks for the eye of whoever looks a printer over: crosses, rulers, lines of 100 mm, greys, hairlines, a ring.

All places are in millimetres from the upper left corner.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from printing.typography import CENTRE, HEI, MM, Style, width

if TYPE_CHECKING:
    from printing.marks import Surface

SPAN = 100.0
"""mm: long enough to see a printer that scales by half a hundredth."""

_SPAN = f"{SPAN:.1f} 毫米"
_ARM = 4.7
_BOX = 1.5
_FIGURE = Style(HEI, 9)
_GREYS: Final = (0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9)
_WEIGHTS: Final = (0.2, 0.4, 0.6, 0.9, 1.4)
_SIDES = 120
"""Straight pieces of a ring: they are off a circle of 21 mm by 0.007 mm."""


def cross(surface: Surface, x: float, y: float) -> None:
    """Draw a cross with a small square round its middle."""
    surface.rule((x - _ARM) * MM, y * MM, (x + _ARM) * MM, y * MM, 0.3)
    surface.rule(x * MM, (y - _ARM) * MM, x * MM, (y + _ARM) * MM, 0.3)
    surface.frame((x - _BOX) * MM, (y - _BOX) * MM, 2 * _BOX * MM, 2 * _BOX * MM, 0.3)


def ruler_across(surface: Surface, first: float, last: float, y: float) -> None:
    """Draw a ruler with half millimetres; its figures are the distance from the sheet's left edge."""
    surface.rule(first * MM, y * MM, last * MM, y * MM, 0.4)
    for half in range(round(first * 2), round(last * 2) + 1):
        long = _tick(half)
        surface.rule(half / 2 * MM, y * MM, half / 2 * MM, (y + long) * MM, 0.3 if half % 2 == 0 else 0.2)
        if half % 20 == 0:
            text = str(half // 2)
            surface.text(half / 2 * MM - width(text, _FIGURE) / 2, (y + 7.4) * MM, text, _FIGURE)


def ruler_down(surface: Surface, x: float, first: float, last: float) -> None:
    """Draw a ruler with half millimetres; its figures are the distance from the sheet's upper edge."""
    surface.rule(x * MM, first * MM, x * MM, last * MM, 0.4)
    for half in range(round(first * 2), round(last * 2) + 1):
        long = _tick(half)
        surface.rule(x * MM, half / 2 * MM, (x + long) * MM, half / 2 * MM, 0.3 if half % 2 == 0 else 0.2)
        if half % 20 == 0:
            surface.text((x + 5) * MM, half / 2 * MM + CENTRE * _FIGURE.size, str(half // 2), _FIGURE)


def _tick(half: int) -> float:
    """Give the length of a tick: longer at 10, 5 and whole millimetres."""
    return next((long for step, long in ((20, 4.2), (10, 3.2), (2, 2.2)) if half % step == 0), 1.3)


def span_across(surface: Surface, x: float, y: float) -> None:
    """Draw a lying line of 100 mm with its ends marked."""
    surface.rule(x * MM, y * MM, (x + SPAN) * MM, y * MM, 0.6)
    for end in (x, x + SPAN):
        surface.rule(end * MM, (y - 1.8) * MM, end * MM, (y + 1.8) * MM, 0.6)
    surface.text((x + SPAN / 2) * MM - width(_SPAN, _FIGURE) / 2, (y - 1.4) * MM, _SPAN, _FIGURE)


def span_down(surface: Surface, x: float, y: float) -> None:
    """Draw a standing line of 100 mm with its ends marked."""
    surface.rule(x * MM, y * MM, x * MM, (y + SPAN) * MM, 0.6)
    for end in (y, y + SPAN):
        surface.rule((x - 1.8) * MM, end * MM, (x + 1.8) * MM, end * MM, 0.6)
    surface.text((x + 1.8) * MM - width(_SPAN, _FIGURE), (y - 1.6) * MM, _SPAN, _FIGURE)


def grey_steps(surface: Surface, x: float, y: float, wide: float) -> None:
    """Draw fields from black to nearly white, each `wide` mm and, where there is room, named in hundredths of black."""
    for place, grey in enumerate(_GREYS):
        left = x + place * wide
        surface.rule(left * MM, (y + 3) * MM, (left + wide) * MM, (y + 3) * MM, 6 * MM, grey=grey)
        text = f"{100 - round(100 * grey)}"
        if width(text, _FIGURE) < wide * MM - _FIGURE.size:
            surface.text((left + wide / 2) * MM - width(text, _FIGURE) / 2, (y + 9.6) * MM, text, _FIGURE)


def weights(surface: Surface, x: float, y: float) -> None:
    """Draw lines of several weights, each named in points."""
    for place, weight in enumerate(_WEIGHTS):
        left = x + place * 19
        surface.rule(left * MM, y * MM, (left + 15) * MM, y * MM, weight)
        text = f"{weight}"
        surface.text((left + 7.5) * MM - width(text, _FIGURE) / 2, (y + 4.2) * MM, text, _FIGURE)


def ring(surface: Surface, x: float, y: float, radius: float) -> None:
    """Draw a ring whose middle is at (x, y)."""
    corners = [
        ((x + radius * cos(2 * pi * turn / _SIDES)) * MM, (y + radius * sin(2 * pi * turn / _SIDES)) * MM)
        for turn in range(_SIDES)
    ]
    for place, (left, top) in enumerate(corners):
        surface.rule(*corners[place - 1], left, top, 0.6)
