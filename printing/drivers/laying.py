"""A paper as it is laid on the sheets of one printer: on A4 where it has no smaller ones, moved to where it belongs.

Nothing else changes a paper on its way, and nobody keeps what comes out: the journal has the paper itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import media
from printing.drivers.reports import refusal

if TYPE_CHECKING:
    from station_app.settings import Offset


def laid(pdf: bytes, printer: str, offset: Offset, *, placed: bool) -> bytes:
    """Give what the printer gets; `placed`: on A4, being smaller.

    Raises:
        DeviceError: `printer_offset_cuts` - so far moved, something would stand beyond the edge of the sheet: a paper
            that lacks a line is worse than none.
        DamagedError: `pdf_unreadable`.
    """
    lost = media.pushed_off(pdf, offset, media.A4_SIZE if placed else None) if offset else ()
    if lost:
        right, down = (f"{tenths / 10:+.1f}" for tenths in (offset.right, offset.down))
        raise refusal("printer_offset_cuts", printer, right=right, down=down, page=lost[0])
    return media.place_on_a4(pdf, offset) if placed else media.shift(pdf, offset)
