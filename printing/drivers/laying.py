"""A paper as it is laid on the sheets of one printer: on A4 where it has no smaller ones, moved to where it belongs.

On both sides of a sheet, each copy begins on a sheet of its own, and backs are moved so that the wide margin lies at
the edge where sheets are bound. Nothing else changes a paper on its way, and nobody keeps what comes out: the journal
has the paper itself.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from printing import media
from printing.drivers.reports import refusal
from printing.media import Side
from station_app.settings import NO_OFFSET, Offset

if TYPE_CHECKING:
    from collections.abc import Sequence


def laid(pdf: bytes, printer: str, offset: Offset, *, placed: bool, sides: Sequence[Side] = ()) -> bytes:
    """Give what the printer gets; `placed`: on A4, being smaller; `sides`: on both sides of its sheets.

    Raises:
        DeviceError: `printer_offset_cuts` - so far moved, something would stand beyond the edge of the sheet: a paper
            that lacks a line is worse than none.
        DamagedError: `pdf_unreadable`.
    """
    lost: tuple[int, ...] = ()
    if offset or sides:
        lost = media.pushed_off(pdf, offset, media.A4_SIZE if placed else None, sides or None)
    if lost:
        right, down = (f"{tenths / 10:+.1f}" for tenths in (offset.right, offset.down))
        raise refusal("printer_offset_cuts", printer, right=right, down=down, page=lost[0])
    if sides:
        return media.lay_sides(pdf, sides)
    return media.place_on_a4(pdf, offset) if placed else media.shift(pdf, offset)


def both_sides(pdf: bytes, backs: Offset | None, offset: Offset = NO_OFFSET) -> tuple[Side, ...]:
    """Give the sides of the sheets, fronts and backs in turn; none where no back would have anything on it.

    `backs` is how far a back is moved (`registry.Paper.backs`; None: the paper is for one side), `offset` what is set
    for the printer. A copy that ends on a front leaves its back white, so that the next one begins on a sheet of its
    own; the last needs no such back.

    Raises:
        DamagedError: `pdf_unreadable`.
    """
    if backs is None:
        return ()
    bounds = media.first_pages(pdf)
    moved = (offset, Offset(offset.right + backs.right, offset.down + backs.down))
    sides: list[Side] = []
    for first, after in pairwise(bounds):
        if len(sides) % 2:
            sides.append(Side(None, NO_OFFSET))
        sides += [Side(page, moved[(page - first) % 2]) for page in range(first, after)]
    return tuple(sides) if any(side.page is not None for side in sides[1::2]) else ()
