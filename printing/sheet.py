"""An A4 paper in two copies: what stands round its rows on every page, sentences, signatures, the place of the seal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing import words
from printing.blocks import (
    HAIRLINE,
    LABEL,
    NOTE,
    PAD,
    SMALL,
    VALUE,
    Row,
    draw_lines,
    draw_rows,
    paginate,
)
from printing.marks import A4, CopyBegins, Mark, Surface
from printing.sealed import ACCEPTANCE, SEAL_WIDE, Seal
from printing.typography import CENTRE, HEI, MM, Line, Style, line_height, set_lines, width
from station_app.settings import Offset

if TYPE_CHECKING:
    from datetime import datetime

    from printing.page_codes import Codes

LEFT = 25 * MM
WIDE = 170 * MM
BACKS = Offset(right=-100)
"""Where these pages go on the back of a sheet: 25 mm are left free at the left, for binding (forms.md §0), 15 mm at the
right; on a back it is the right edge that is bound."""

_TOP = 43 * MM
_BOTTOM = 262 * MM
_FOOT = _BOTTOM + 3 * MM
_SIGNATURE = 15 * MM
_PRINT = (20 * MM, 25 * MM)
"""The place of a fingerprint, for who cannot write (forms.md §0)."""

_TITLE_STYLES = tuple(Style(HEI, size, bold=True) for size in (21, 18, 15))
_TITLE_SPREAD = 2.4
_TITLE_WIDE = WIDE - 2 * 31 * MM
"""What is left of the width beside the code at its right, with the title in the middle."""
_COPY_STYLE = Style(HEI, 11)
_NOT_ISSUED = "预览 · 未出具"
_SEAM = "骑缝"
"""At the right edge, where sheets are spread to be stamped across; a back has room there too, beside its binding."""
_NUMBERED_LATER = "打印时编号"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is the same on every page of a paper; `numbered` is how its number is introduced (案号, 告知书号).

    Without a number the paper is not issued yet: it says so across the page and has no codes.
    """

    title: str
    form: str
    numbered: str
    number: str
    badge: str
    at: datetime
    practice: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the copies: what it is called and the number of the person that it shows."""

    name: str
    id_number: str


def lay_out(
    sheet: Sheet, copies: Sequence[Copy], rows_of: Callable[[Copy], Sequence[Row]], codes: Codes
) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages, copy after copy, each page with its own code."""
    pages: list[tuple[Mark, ...]] = []
    for copy in copies:
        parts = paginate(rows_of(copy), _BOTTOM - _TOP)
        for number, rows in enumerate(parts, 1):
            marks: list[Mark] = [CopyBegins()] if number == 1 and len(copies) > 1 else []
            surface = Surface(marks)
            if not codes.issued:
                surface.slanted(A4[0] / 2, A4[1] / 2, _NOT_ISSUED, Style(HEI, 74), angle=38, grey=0.89)
            elif sheet.practice:
                surface.slanted(A4[0] / 2, A4[1] / 2, words.PRACTICE, Style(HEI, 84), angle=38, grey=0.89)
            _head(surface, sheet, copy, number, codes.reprint)
            if codes.issued:
                _codes(surface, codes, number, len(parts))
            bottom = draw_rows(surface, LEFT, _TOP, WIDE, rows)
            if number < len(parts) and _BOTTOM - bottom > 5 * MM:
                note = f"（以下空白，续见第 {number + 1} 页）"
                surface.text(LEFT + (WIDE - width(note, NOTE)) / 2, bottom + 4.2 * MM, note, NOTE)
            if len(parts) > 1:
                surface.text(A4[0] - 4 * MM - width(_SEAM, NOTE), A4[1] / 2, _SEAM, NOTE, grey=0.5)
            _foot(surface, sheet, f"第 {number} 页 / 共 {len(parts)} 页")
            pages.append(tuple(marks))
    return tuple(pages)


def _codes(surface: Surface, codes: Codes, page: int, pages: int) -> None:
    boxes, side = codes.dots(page, pages)
    surface.bars(LEFT + WIDE - side, 10 * MM, boxes)
    boxes, wide = codes.bars(8 * MM)
    surface.bars(LEFT, _FOOT, boxes)
    left = LEFT + (wide - width(codes.number, NOTE)) / 2
    surface.text(left, _FOOT + 11.4 * MM, codes.number, NOTE, fact=True)


def _head(surface: Surface, sheet: Sheet, copy: Copy, page: int, reprint: str) -> None:
    badge = 26 * MM
    surface.frame(LEFT, 12 * MM, badge, 7.4 * MM, 0.7)
    inset = (badge - width(copy.name, _COPY_STYLE)) / 2
    surface.text(LEFT + inset, 15.7 * MM + CENTRE * _COPY_STYLE.size, copy.name, _COPY_STYLE)
    if reprint:
        surface.text(LEFT + badge + 4 * MM, 15.7 * MM + CENTRE * _COPY_STYLE.size, reprint, _COPY_STYLE, fact=True)
    title = sheet.title if page == 1 else sheet.title + "（续页）"
    style = next((each for each in _TITLE_STYLES if _title_width(title, each) <= _TITLE_WIDE), _TITLE_STYLES[-1])
    wide = _title_width(title, style)
    surface.text(LEFT + WIDE / 2 - wide / 2, 31 * MM, title, style, spacing=_TITLE_SPREAD)
    numbered = f"{sheet.numbered}："
    surface.text(LEFT, 40 * MM, numbered, LABEL)
    surface.text(LEFT + width(numbered, LABEL), 40 * MM, sheet.number or _NUMBERED_LATER, LABEL, fact=True)


def _title_width(title: str, style: Style) -> float:
    return width(title, style) + _TITLE_SPREAD * (len(title) - 1)


def _foot(surface: Surface, sheet: Sheet, page: str) -> None:
    lines = (
        ("方框内由民警手写" if surface.by_hand else "", True),
        (f"{sheet.form}　{page}", False),
        (f"警号 {sheet.badge}　{words.minute(sheet.at)}", True),
    )
    for turn, (text, fact) in enumerate(lines):
        if text:
            surface.text(LEFT + WIDE - width(text, NOTE), _FOOT + (2.4 + turn * 4.4) * MM, text, NOTE, fact=fact)


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Sentences over the whole width; not divisible. `framed` sets them in a grey box of their own."""

    texts: tuple[str, ...]
    style: Style = SMALL
    framed: bool = False

    @property
    def _inset(self) -> float:
        return 2.2 * MM if self.framed else 0.8 * MM

    def _lines(self) -> tuple[Line, ...]:
        room = WIDE - 2 * PAD - (2 * self._inset if self.framed else 0)
        return tuple(line for text in self.texts for line in set_lines(text, self.style, room))

    @property
    def height(self) -> float:
        """The height of all lines."""
        return sum(line_height(line, self.style) for line in self._lines()) + 2 * self._inset + 0.8 * MM

    def split(self, room: float, *, anywhere: bool) -> tuple[Row | None, Row]:  # noqa: ARG002 - never divided
        """Go to the next page whole."""
        return None, self

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the lines, and the grey box round them."""
        left = x + PAD
        if self.framed:
            gap = 1.2 * MM
            surface.frame(x + gap, y + gap, WIDE - 2 * gap, self.height - 2 * gap, 1.4, grey=0.62)
            left += self._inset
        draw_lines(surface, left, y, self.height, lines=self._lines(), style=self.style)


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs, at the left, each with room for a date; at the right the seal or the place of a fingerprint.

    `signers` are (label, printed name or empty). `office` is set under the
    seal's place, `caption` which of its seals; no office: a fingerprint instead.
    """

    signers: tuple[tuple[str, str], ...]
    dated: str
    office: str = ""
    stamp: str = ""
    caption: str = ACCEPTANCE

    @property
    def height(self) -> float:
        """The height of the signatures; the seal needs 42 mm."""
        return max(sum(self._heights()), self._seal.height(SEAL_WIDE) if self.office else 33 * MM)

    @property
    def _seal(self) -> Seal:
        return Seal(self.office, self.stamp, self.caption)

    def split(self, room: float, *, anywhere: bool) -> tuple[Row | None, Row]:  # noqa: ARG002 - never divided
        """Go to the next page whole."""
        return None, self

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the signatures one under the other, and what stands beside them."""
        seal, bottom = x + WIDE - SEAL_WIDE, y + self.height
        surface.rule(seal, y, seal, bottom, HAIRLINE)
        if self.office:
            self._seal.draw(surface, seal, y, SEAL_WIDE, bottom)
        else:
            self._draw_print(surface, seal, y, bottom)
        heights = self._heights()
        share = (self.height - sum(heights)) / len(heights)
        for place, ((label, printed), high) in enumerate(zip(self.signers, heights, strict=True)):
            if place:
                surface.rule(x, y, seal, y, HAIRLINE)
            self._draw_signer(surface, x, y, high=high + share, label=label, printed=printed)
            y += high + share

    def _heights(self) -> tuple[float, ...]:
        return tuple(
            max(_SIGNATURE, sum(line_height(line, VALUE) for line in self._printed(*signer)) + 7 * MM)
            for signer in self.signers
        )

    def _printed(self, label: str, printed: str) -> tuple[Line, ...]:
        return set_lines(printed, VALUE, WIDE - SEAL_WIDE - width(label, LABEL) - 2 * PAD - 3 * MM) if printed else ()

    def _draw_signer(self, surface: Surface, x: float, y: float, *, high: float, label: str, printed: str) -> None:
        top = y + 1.6 * MM
        lines = self._printed(label, printed)
        first = line_height(lines[0], VALUE) if lines else VALUE.leading
        surface.text(x + PAD, top + first / 2 + CENTRE * LABEL.size, label, LABEL)
        for line in lines:
            tall = line_height(line, VALUE)
            surface.line(x + PAD + width(label, LABEL) + 3 * MM, top + tall / 2 + CENTRE * VALUE.size, line, VALUE)
            top += tall
        right = x + WIDE - SEAL_WIDE - PAD
        surface.text(right - width(self.dated, NOTE), y + high - 1.8 * MM, self.dated, NOTE)

    def _draw_print(self, surface: Surface, x: float, y: float, bottom: float) -> None:
        wide, high = _PRINT
        surface.frame(x + (SEAL_WIDE - wide) / 2, (y + bottom - high) / 2 - 2 * MM, wide, high, 0.5, grey=0.5)
        note = "不会写字的，请捺印"
        surface.text(x + (SEAL_WIDE - width(note, NOTE)) / 2, bottom - 1.2 * MM, note, NOTE, grey=0.35)
