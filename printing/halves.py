"""Papers of which two copies stand on one A4 sheet, one above the other: what surrounds their rows, the line to cut.

Each copy is an A5 half. What does not fit on it goes on to the same half of the next sheet; rows that must stay
together (`Closing`) come last. The receipt and the slips of a settlement share it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from printing import words
from printing.blocks import HAIRLINE, LABEL, NOTE, PAD, SMALL, Row, draw_rows, paginate
from printing.codes import QUIET_BARS
from printing.marks import A4, Mark, Surface
from printing.typography import CENTRE, HEI, MM, Line, Style, line_height, set_lines, width

if TYPE_CHECKING:
    from datetime import datetime

    from printing.page_codes import Codes
    from printing.sealed import Seal

LEFT = 25 * MM
WIDE = 170 * MM
SEAL_WIDE = 46 * MM
"""The width of the seal's place on a half sheet."""

_HALF = A4[1] / 2
A5 = (A4[0], _HALF)
"""210 x 148.5 mm in points: an A5 sheet lying, as wide as an A4 sheet."""
_TOP = 27.2 * MM
_BOTTOM = 132.6 * MM
"""The form stands between these two heights of a half sheet; above it titles and QR, below it the bar code."""

_SIGNATURE = 15 * MM
_TITLE_STYLE = Style(HEI, 19, bold=True)
_COPY_STYLE = Style(HEI, 10.5)
_FOOT = NOTE
_DATED = "年　　月　　日"


class HalfCopy(Protocol):
    """One of the two copies; what it shows besides its name is the paper's affair."""

    @property
    def name(self) -> str:
        """What the copy is called (申请人联)."""


C = TypeVar("C", bound=HalfCopy)


@dataclass(frozen=True, slots=True)
class HalfSheet:
    """What is the same on every page of a paper.

    `office` is the word before the badge at its foot (受理警号), `numbered` that before its number.
    """

    title: str
    form: str
    document_no: str
    case_no: str
    office: str
    badge: str
    at: datetime
    practice: bool
    numbered: str = "案号"


def lay_out(
    sheet: HalfSheet, copies: tuple[C, C], rows_of: Callable[[C], Sequence[Row]], codes: Codes
) -> tuple[tuple[Mark, ...], ...]:
    """Give the sheets, the first copy on their upper halves and the second on the lower ones."""
    parts = [paginate(rows_of(copy), _BOTTOM - _TOP) for copy in copies]
    sheets: list[list[Mark]] = [[] for _ in range(max(len(part) for part in parts))]
    for place, (copy, part) in enumerate(zip(copies, parts, strict=True)):
        for number, rows in enumerate(part, 1):
            surface = Surface(sheets[number - 1], top=place * _HALF)
            _half(surface, sheet, copy.name, (number, len(part), rows), codes)
    for marks in sheets:
        _cut_line(Surface(marks))
    return tuple(tuple(marks) for marks in sheets)


def lay_out_single(
    sheet: HalfSheet, copies: Sequence[C], rows_of: Callable[[C], Sequence[Row]], codes: Codes
) -> tuple[tuple[Mark, ...], ...]:
    """Give the same halves, each on an A5 sheet of its own (`A5`), copy after copy."""
    pages: list[tuple[Mark, ...]] = []
    for copy in copies:
        parts = paginate(rows_of(copy), _BOTTOM - _TOP)
        for number, rows in enumerate(parts, 1):
            marks: list[Mark] = []
            _half(Surface(marks, page_height=_HALF), sheet, copy.name, (number, len(parts), rows), codes)
            pages.append(tuple(marks))
    return tuple(pages)


def _half(surface: Surface, sheet: HalfSheet, copy: str, part: tuple[int, int, Sequence[Row]], codes: Codes) -> None:
    """Draw one half: which page of how many, and its rows."""
    number, pages, rows = part
    if sheet.practice:
        surface.slanted(A4[0] / 2, _HALF / 2, words.PRACTICE, Style(HEI, 66), angle=24, grey=0.88)
    _head(surface, sheet, copy, (number, pages), codes)
    bottom = draw_rows(surface, LEFT, _TOP, WIDE, rows)
    if number < pages and _BOTTOM - bottom > 5 * MM:
        note = f"（以下空白，续见第 {number + 1} 页）"
        surface.text(LEFT + (WIDE - width(note, NOTE)) / 2, bottom + 4.2 * MM, note, NOTE)
    _foot(surface, sheet, f"第 {number} 页 / 共 {pages} 页", codes)


def _head(surface: Surface, sheet: HalfSheet, copy: str, page: tuple[int, int], codes: Codes) -> None:
    boxes, side = codes.dots(*page)
    surface.bars(LEFT + WIDE - side, 5 * MM, boxes)
    badge = 24 * MM
    surface.frame(LEFT, 5.4 * MM, badge, 6.6 * MM, 0.7)
    inset = (badge - width(copy, _COPY_STYLE)) / 2
    surface.text(LEFT + inset, 8.7 * MM + CENTRE * _COPY_STYLE.size, copy, _COPY_STYLE)
    if codes.reprint:
        surface.text(LEFT, 17.6 * MM, codes.reprint, _COPY_STYLE, fact=True)
    title = sheet.title if page[0] == 1 else sheet.title + "（续页）"
    spread = 1.6
    wide = width(title, _TITLE_STYLE) + spread * (len(title) - 1)
    surface.text(LEFT + WIDE / 2 - wide / 2, 16.6 * MM, title, _TITLE_STYLE, spacing=spread)
    _numbered(surface, LEFT, "文书号：", sheet.document_no)
    wide = width(f"{sheet.numbered}：", LABEL) + width(sheet.case_no, LABEL)
    _numbered(surface, LEFT + WIDE - side - 4 * MM - wide, f"{sheet.numbered}：", sheet.case_no)


def _numbered(surface: Surface, x: float, label: str, number: str) -> None:
    surface.text(x, 24.4 * MM, label, LABEL)
    surface.text(x + width(label, LABEL), 24.4 * MM, number, LABEL, fact=True)


def _foot(surface: Surface, sheet: HalfSheet, page: str, codes: Codes) -> None:
    boxes, wide = codes.bars(6.2 * MM)
    top = _BOTTOM + 1.1 * MM
    surface.bars(LEFT, top, boxes)
    surface.text(LEFT + (wide - width(sheet.case_no, _FOOT)) / 2, top + 9.4 * MM, sheet.case_no, _FOOT, fact=True)
    lines = [
        ("方框内由民警手写" if surface.by_hand else "", True),
        (f"{sheet.form}　{page}", False),
        (f"{sheet.office} {sheet.badge}　{words.minute(sheet.at)}", True),
    ]
    for turn, (text, fact) in enumerate(lines):
        left = max(LEFT + wide + QUIET_BARS, LEFT + WIDE - width(text, _FOOT))
        if text:
            surface.text(left, top + (1.6 + turn * 3.9) * MM, text, _FOOT, fact=fact)


def _cut_line(surface: Surface) -> None:
    y, grey = _HALF, 0.45
    parts = (("✂", 0.06), ("裁切线", 0.2), ("（骑缝盖章）", 0.5), ("裁切线", 0.8))
    left = 6 * MM
    for text, place in parts:
        wide = width(text, NOTE)
        start = A4[0] * place - wide / 2
        surface.rule(left, y, start - 1.5 * MM, y, 0.5, grey=grey, dash=(3, 2.4))
        surface.text(start, y + CENTRE * NOTE.size, text, NOTE, grey=grey)
        left = start + wide + 1.5 * MM
    surface.rule(left, y, A4[0] - 6 * MM, y, 0.5, grey=grey, dash=(3, 2.4))


@dataclass(frozen=True, slots=True)
class Closing:
    """The last rows of a half sheet, two signatures under them, the place of the seal at their right. Not divisible.

    `rows` are set to `WIDE` less `SEAL_WIDE`. `signers` are (label, printed name or empty); the first has `first`
    points.
    """

    rows: tuple[Row, ...]
    signers: tuple[tuple[str, str], tuple[str, str]]
    first: float
    seal: Seal

    @property
    def height(self) -> float:
        """The height of its left side, or of the seal's place."""
        return max(sum(row.height for row in self.rows) + self._signed, self.seal.height(SEAL_WIDE))

    @property
    def _signed(self) -> float:
        printed = max(sum(line_height(line, SMALL) for line in lines) for _, _, lines in self._places())
        return max(printed + 7.5 * MM, _SIGNATURE)

    def _places(self) -> tuple[tuple[str, float, tuple[Line, ...]], ...]:
        """Give label, width and printed lines of each signature."""
        rooms = (self.first, WIDE - SEAL_WIDE - self.first)
        return tuple(
            (
                label,
                room,
                set_lines(name, SMALL, room - width(label, LABEL) - 2 * PAD - 2 * MM) if name else (),
            )
            for (label, name), room in zip(self.signers, rooms, strict=True)
        )

    def split(self, room: float, *, anywhere: bool) -> tuple[Row | None, Row]:  # noqa: ARG002 - never divided
        """Go to the next page whole."""
        return None, self

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the rows, the two signatures below them, and the place of the seal."""
        bottom, edge = y + self.height, x + WIDE - SEAL_WIDE
        surface.rule(edge, y, edge, bottom, HAIRLINE)
        self.seal.draw(surface, edge, y, SEAL_WIDE, bottom)
        for row in self.rows:
            row.draw(surface, x, y)
            y += row.height
            surface.rule(x, y, edge, y, HAIRLINE)
        surface.rule(x + self.first, y, x + self.first, bottom, HAIRLINE)
        for label, room, lines in self._places():
            _sign(surface, x, y, wide=room, bottom=bottom, label=label, printed=lines)
            x += room


def _sign(
    surface: Surface, x: float, y: float, *, wide: float, bottom: float, label: str, printed: Sequence[Line]
) -> None:
    top = y + 1 * MM
    first = line_height(printed[0], SMALL) if printed else SMALL.leading
    surface.text(x + PAD, top + first / 2 + CENTRE * LABEL.size, label, LABEL)
    for line in printed:
        height = line_height(line, SMALL)
        surface.line(x + PAD + width(label, LABEL) + 2 * MM, top + height / 2 + CENTRE * SMALL.size, line, SMALL)
        top += height
    surface.text(x + wide - PAD - width(_DATED, NOTE), bottom - 1.8 * MM, _DATED, NOTE)
