"""Measure drawn pages: nothing below 9 points, nothing off the sheet, no text over another or over a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from printing.marks import A4, Bars, Frame, Text
from printing.typography import MM, SMALLEST, Style, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from printing.marks import Mark

_EDGE = 3.5 * MM
"""What no printer reaches."""
_SLACK = 0.6
"""Points by which two boxes may touch: the box of a line is taller than its strokes."""

Box = tuple[float, float, float, float]


class Problem(NamedTuple):
    """One thing that is wrong on a page, and the words that it is about."""

    code: str
    text: str


def problems(page: Sequence[Mark], size: tuple[float, float] = A4) -> Iterator[Problem]:
    """Give what is wrong on a page of this size in points."""
    shown = [mark for mark in page if isinstance(mark, Text) and mark.text.strip()]
    yield from (Problem("too_small", mark.text) for mark in shown if mark.size < SMALLEST)
    boxes = sorted(((extent(mark), mark.text) for mark in shown), key=lambda each: -each[0][3])
    yield from (Problem("off_sheet", text) for box, text in boxes if _off(box, size))
    frames = [(each.x, each.y, each.x + each.width, each.y + each.height) for each in page if isinstance(each, Frame)]
    yield from (Problem("off_sheet", "") for box in frames if _off(box, size))
    for place, (one, text) in enumerate(boxes):
        for other, _ in boxes[place + 1 :]:
            if other[3] < one[1]:
                break
            if overlap(one, other):
                yield Problem("overlaps", text)
                break
    codes = [covered(mark) for mark in page if isinstance(mark, Bars)]
    for place, code in enumerate(codes):
        yield from (Problem("over_code", text) for box, text in boxes if overlap(box, code))
        if _off(code, size) or any(overlap(code, other) for other in codes[place + 1 :]):
            yield Problem("over_code", "")


def extent(mark: Text) -> Box:
    """Give the box of a text as (left, bottom, right, top) in points."""
    long = width(mark.text, Style(mark.font, mark.size)) + mark.spacing * (len(mark.text) - 1)
    return mark.x, mark.y - 0.05 * mark.size, mark.x + long, mark.y + 0.78 * mark.size


def covered(code: Bars) -> Box:
    """Give what the bars or dots of a code cover."""
    return (
        code.x + min(left for left, _, _, _ in code.boxes),
        code.y + min(bottom for _, bottom, _, _ in code.boxes),
        code.x + max(left + wide for left, _, wide, _ in code.boxes),
        code.y + max(bottom + high for _, bottom, _, high in code.boxes),
    )


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two boxes cover some of the same."""
    across = one[0] < other[2] - _SLACK and other[0] < one[2] - _SLACK
    return across and one[1] < other[3] - _SLACK and other[1] < one[3] - _SLACK


def _off(box: Box, size: tuple[float, float]) -> bool:
    left, bottom, right, top = box
    return left < _EDGE or bottom < _EDGE or right > size[0] - _EDGE or top > size[1] - _EDGE
