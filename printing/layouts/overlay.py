"""Write at absolute places on a form that somebody else printed. Places are tenths of a millimetre from the upper left.

Nothing is cut or made smaller: what is longer than its place, or a list longer than the form's lines, does not fit, and
the paper is drawn as it is built in.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from printing import words
from printing.blocks import NOTE
from printing.halves import A5
from printing.layouts.filling import STYLES, LayoutUnfitError, refuse
from printing.marks import A4, Surface
from printing.typography import CENTRE, HEI, MM, Style, line_height, set_lines, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from printing.layouts.filling import Filler
    from printing.layouts.language import OverlayLayout, PlacedLines
    from printing.layouts.told import Around
    from printing.marks import Mark
    from printing.page_codes import Codes

_TENTH = MM / 10
_SHOWN = 20
"""Characters of a text that did not fit, in the sentence that says so."""
_REPRINT = Style(HEI, 10.5)


def lay_out(
    layout: OverlayLayout, around: Around, copies: Sequence[Filler], codes: Codes
) -> tuple[tuple[Mark, ...], ...]:
    """Give the sheets, copy after copy.

    Raises:
        LayoutUnfitError: `place_too_small`, `lines_too_few`, or words it does not know.
    """
    numbers = [each.page for each in layout.places] + [each.page for each in layout.lists]
    pages = max(numbers, default=1)
    made: list[tuple[Mark, ...]] = []
    for filler in copies:
        for number in range(1, pages + 1):
            marks: list[Mark] = []
            surface = Surface(marks, page_height=A5[1] if layout.sheet == "A5" else A4[1])
            if around.practice and codes.issued:
                middle = (A4[0] / 2, (A5[1] if layout.sheet == "A5" else A4[1]) / 2)
                surface.slanted(*middle, words.PRACTICE, Style(HEI, 66), angle=24, grey=0.88)
            _write(layout, surface, filler, number)
            _ours(layout, surface, around, codes, (number, pages))
            made.append(tuple(marks))
    return tuple(made)


def _write(layout: OverlayLayout, surface: Surface, filler: Filler, page: int) -> None:
    reasons: list[LayoutUnfitError] = []
    for index, place in enumerate(layout.places):
        if place.page == page and filler.stands(place.when, place.copies):
            box = (place.x, place.y, place.width, place.lines)
            with _noting(reasons):
                _put(surface, box, place.style, filler.text(place.text), f"place[{index}]")
    for index, lines in enumerate(layout.lists):
        if lines.page == page and filler.stands(lines.when, lines.copies):
            with _noting(reasons):
                _list(surface, filler, lines, f"table[{index}]")
    refuse(reasons)


@contextmanager
def _noting(reasons: list[LayoutUnfitError]) -> Iterator[None]:
    """Go on after what does not fit, so that everything that does not is said at once."""
    try:
        yield
    except LayoutUnfitError as reason:
        reasons.append(reason)


def _list(surface: Surface, filler: Filler, lines: PlacedLines, where: str) -> None:
    items = filler.items(lines.items)
    if len(items) > lines.room:
        raise LayoutUnfitError("lines_too_few", where, room=lines.room, count=len(items))
    for number, item in enumerate(items):
        for column in lines.columns:
            _put(
                surface,
                (column.x, lines.y + number * lines.step, column.width, lines.lines),
                lines.style,
                filler.text(column.text, item),
                where,
            )


def _put(surface: Surface, box: tuple[int, int, int, int], look: str, text: str, where: str) -> None:
    x, y, wide, most = box
    style = STYLES[look]
    lines = tuple(line for part in text.split("\n") for line in set_lines(part, style, wide * _TENTH))
    by_hand = any(line.by_hand for line in lines)
    if len(lines) > most or any(line.width > wide * _TENTH for line in lines) or (by_hand and most == 1):
        raise LayoutUnfitError("place_too_small", where, text=text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
    top = y * _TENTH
    for line in lines:
        high = line_height(line, style)
        surface.line(x * _TENTH, top + high / 2 + CENTRE * style.size, line, style)
        top += high


def _ours(layout: OverlayLayout, surface: Surface, around: Around, codes: Codes, pages: tuple[int, int]) -> None:
    """Draw what no file can leave out, where the stock has room for it."""
    ours = layout.ours
    if codes.issued:
        boxes, _ = codes.dots(*pages)
        surface.bars(ours.dots[0] * _TENTH, ours.dots[1] * _TENTH, boxes)
        boxes, wide = codes.bars(8 * MM)
        left, top = ours.bars[0] * _TENTH, ours.bars[1] * _TENTH
        surface.bars(left, top, boxes)
        surface.text(left + (wide - width(codes.number, NOTE)) / 2, top + 11.4 * MM, codes.number, NOTE)
    said = [
        f"{around.form} 版式{layout.edition}　第 {pages[0]} 页 / 共 {pages[1]} 页",
        f"警号 {around.badge}　{words.minute(around.at)}",
        "方框内由民警手写" if surface.by_hand else "",
    ]
    for turn, text in enumerate(said):
        surface.text(ours.lines[0] * _TENTH, ours.lines[1] * _TENTH + (2.4 + turn * 4.4) * MM, text, NOTE)
    if codes.reprint:
        surface.text(ours.lines[0] * _TENTH, ours.lines[1] * _TENTH - 2.6 * MM, codes.reprint, _REPRINT)
