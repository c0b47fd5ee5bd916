"""Sheets: how large the pages of a PDF are, and on which sheet of a printer they go. Never scaled: codes must be read.

A page smaller than A4 that a printer has no sheet for is placed on A4 at its own size, in the upper left corner, to be
cut. Media are named as printers name them (PWG 5101.1): `iso_a5_148x210mm`.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2

from printing.opened_pdf import opened
from station_app.errors import DamagedError
from station_app.settings import NO_OFFSET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from station_app.settings import Offset

MM = 72 / 25.4
A4 = "iso_a4_210x297mm"
_TOLERANCE = 1.0
"""mm; a size given in inches is never quite the one in millimetres."""
_NAMED = re.compile(r"[a-z]+_([\w.-]+)_([0-9.]+)x([0-9.]+)(mm|in)")
_WORDS = {"a3": "A3", "a4": "A4", "a5": "A5", "a6": "A6", "b5": "B5", "letter": "Letter", "legal": "Legal"}
_RANGES = ("min", "max")
_SLIVER = 0.05 * MM
"""Less than this beyond an edge is rounding."""
_LOOKED_AT = 150
"""Dots an inch at which an edge is looked at, and how bright a dot is that counts as white."""
_WHITE = 250
_FIRST = "1"
_FEWEST = 4
"""Dots across the narrowest strip that is looked at."""


class Size(NamedTuple):
    """A sheet or page in millimetres, as it stands in the PDF."""

    width: float
    height: float

    def same(self, other: Size) -> bool:
        """Tell whether this is the other sheet, upright or turned."""
        ours, theirs = sorted(self), sorted(other)
        return all(abs(one - two) <= _TOLERANCE for one, two in zip(ours, theirs, strict=True))

    def inside(self, other: Size) -> bool:
        """Tell whether a page of this size finds room on the other without being turned."""
        return self.width <= other.width + _TOLERANCE and self.height <= other.height + _TOLERANCE


class Side(NamedTuple):
    """One side of a sheet: the page on it, from 0 (None: it stays white), and how far that is moved."""

    page: int | None
    offset: Offset


class Choice(NamedTuple):
    """The sheet to ask for; `placed` when it is larger than the page, which then stands in its corner."""

    media: str
    placed: bool = False


A4_SIZE = Size(210, 297)
_STANDARD = {
    A4: A4_SIZE,
    "iso_a5_148x210mm": Size(148, 210),
    "iso_a3_297x420mm": Size(297, 420),
    "iso_a6_105x148mm": Size(105, 148),
}


def page_size(pdf: bytes) -> Size:
    """Give the size of the first page; all pages of a paper have one size.

    Raises:
        DamagedError: `pdf_unreadable`.
    """
    with opened(pdf) as document:
        if not len(document):
            raise DamagedError("pdf_unreadable")
        width, height = document.get_page_size(0)
    return Size(width / MM, height / MM)


def choose(page: Size, supported: Iterable[str], ready: Iterable[str] = ()) -> Choice | None:
    """Choose the sheet for pages of this size; None when the printer has none that would do.

    A printer that names no sheets at all is asked for the one of the standard.

    What lies in the printer (`ready`) decides only whether a small page goes on A4: for the right sheet itself a
    printer may wait until somebody puts it in.
    """
    has, lies = tuple(supported) or tuple(name for name, size in _STANDARD.items() if size.same(page)), tuple(ready)
    fitting = next((name for name in (*lies, *has) if (size := size_of(name)) and size.same(page)), None)
    on_a4 = _named_a4(has) if page.inside(A4_SIZE) and not page.same(A4_SIZE) else None
    if fitting is not None and (fitting in lies or on_a4 is None or on_a4 not in lies):
        return Choice(fitting)
    if on_a4 is not None:
        return Choice(on_a4, placed=True)
    return _cut_to_size(page, has)


def _cut_to_size(page: Size, has: tuple[str, ...]) -> Choice | None:
    """Ask a printer that takes any size between two for just this one: a roll, which has no sheets."""
    borders = {}
    for name in has:
        found = _NAMED.match(name)
        border = found and next((word for word in found[1].split("-") if word in _RANGES), None)
        if found and border:
            unit = 25.4 if found[4] == "in" else 1.0
            borders[border] = Size(float(found[2]) * unit, float(found[3]) * unit)
    if len(borders) < len(_RANGES) or not (borders["min"].inside(page) and page.inside(borders["max"])):
        return None
    named = f"{page.width:.2f}x{page.height:.2f}mm"
    return Choice(f"custom_{named}_{named}")


def size_of(media: str) -> Size | None:
    """Read the size out of a medium's name; None where the name says none, or is the border of a range."""
    found = _NAMED.match(media)
    if found is None or any(word in found[1].split("-") for word in _RANGES):
        return None
    unit = 25.4 if found[4] == "in" else 1.0
    return Size(float(found[2]) * unit, float(found[3]) * unit)


def words(media: Iterable[str]) -> str:
    """Name media for people: `A4, Letter`."""
    return ", ".join(dict.fromkeys(_word(name) for name in media))


def size_words(page: Size) -> str:
    """Name a page's sheet for people: `A5`, or its millimetres."""
    for name, size in _STANDARD.items():
        if size.same(page):
            return _word(name)
    return f"{page.width:.0f}×{page.height:.0f} mm"


def place_on_a4(pdf: bytes, offset: Offset = NO_OFFSET) -> bytes:
    """Set each page on an upright A4 sheet, at its own size, in the upper left corner; moved by `offset` from there.

    Raises:
        DamagedError: `pdf_unreadable`.
    """
    return _lay(pdf, A4_SIZE, lambda pages: _all_moved(pages, offset))


def shift(pdf: bytes, offset: Offset) -> bytes:
    """Move what stands on each page, on a sheet of the same size; what leaves the sheet is lost (see `pushed_off`).

    Raises:
        DamagedError: `pdf_unreadable`.
    """
    return _lay(pdf, None, lambda pages: _all_moved(pages, offset)) if offset else pdf


def lay_sides(pdf: bytes, sides: Sequence[Side]) -> bytes:
    """Set the pages on sheets of their own size, side by side as named; a side without a page is as large as the first.

    Raises:
        DamagedError: `pdf_unreadable`.
    """
    return _lay(pdf, None, lambda _pages: sides)


def first_pages(pdf: bytes) -> tuple[int, ...]:
    """Give the pages, from 0, with which a copy begins: those that the PDF numbers 1; a PDF without numbers is one.

    Last comes the number of all pages.

    Raises:
        DamagedError: `pdf_unreadable`.
    """
    with opened(pdf) as document:
        later = (index for index in range(1, len(document)) if document.get_page_label(index) == _FIRST)
        return (0, *later, len(document))


def pushed_off(
    pdf: bytes, offset: Offset, sheet: Size | None = None, sides: Sequence[Side] | None = None
) -> tuple[int, ...]:
    """Give the pages (from 1) that would lose ink at an edge when moved on `sheet`; unsaid, on their own.

    `sides` says of each page by itself how far it is moved.

    Raises:
        DamagedError: `pdf_unreadable`.
    """
    with opened(pdf) as document:
        return tuple(
            page + 1
            for page, moved in (_all_moved(len(document), offset) if sides is None else sides)
            if page is not None and moved and _loses_ink(document[page], moved, sheet)
        )


def _loses_ink(page: pypdfium2.PdfPage, offset: Offset, sheet: Size | None) -> bool:
    """Draw only what would leave the sheet at each edge, and look whether it is white."""
    wide, high = page.get_size()
    room_wide, room_high = (sheet.width * MM, sheet.height * MM) if sheet else (wide, high)
    right, down = _points(offset)
    beyond = {
        (0.0, 0.0, wide + right, 0.0): -right,
        (room_wide - right, 0.0, 0.0, 0.0): wide + right - room_wide,
        (0.0, high + down, 0.0, 0.0): -down,
        (0.0, 0.0, 0.0, room_high - down): high + down - room_high,
    }
    try:
        return any(_inked(page, crop, lost) for crop, lost in beyond.items() if lost > _SLIVER)
    finally:
        page.close()


def _inked(page: pypdfium2.PdfPage, crop: tuple[float, float, float, float], narrow: float) -> bool:
    """Tell whether anything stands in a part of the page, `narrow` points across.

    `crop` is cut off at left, bottom, right and top.
    """
    bitmap = page.render(scale=max(_LOOKED_AT / 72, _FEWEST / narrow), crop=crop, grayscale=True)
    try:
        rows = bytes(bitmap.buffer)
        drawn = (rows[start : start + bitmap.width] for start in range(0, bitmap.height * bitmap.stride, bitmap.stride))
        return any(min(row) < _WHITE for row in drawn)
    finally:
        bitmap.close()


def _all_moved(pages: int, offset: Offset) -> tuple[Side, ...]:
    return tuple(Side(page, offset) for page in range(pages))


def _lay(pdf: bytes, sheet: Size | None, sides_of: Callable[[int], Sequence[Side]]) -> bytes:
    """Set pages on sheets (None: of their own size), upper left corner on upper left corner, each moved as it says."""
    with opened(pdf) as source:
        target = pypdfium2.PdfDocument.new()
        try:
            for side in sides_of(len(source)):
                _place(source, side, target, sheet)
            written = io.BytesIO()
            target.save(written)
            return written.getvalue()
        finally:
            target.close()


def _place(source: pypdfium2.PdfDocument, side: Side, target: pypdfium2.PdfDocument, sheet: Size | None) -> None:
    wide, tall = source.get_page_size(side.page or 0)
    width, height = (sheet.width * MM, sheet.height * MM) if sheet else (wide, tall)
    page = target.new_page(width, height)
    if side.page is None:
        return
    right, down = _points(side.offset)
    drawn = source.page_as_xobject(side.page, target).as_pageobject()
    drawn.set_matrix(pypdfium2.PdfMatrix().translate(right, height - tall - down))
    page.insert_obj(drawn)
    page.gen_content()


def _points(offset: Offset) -> tuple[float, float]:
    return offset.right / 10 * MM, offset.down / 10 * MM


def _named_a4(media: tuple[str, ...]) -> str | None:
    return next((name for name in media if (size := size_of(name)) and size.same(A4_SIZE)), None)


def _word(media: str) -> str:
    found = _NAMED.match(media)
    return _WORDS.get(found[1], f"{found[2]}×{found[3]} {found[4]}") if found else media
