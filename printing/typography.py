"""Type for papers: fonts, per-character fallback, measuring and breaking lines. Places nothing on a page.

Song (NotoSerifSC) sets facts, Hei (NotoSansSC) headings and numbers (its figures are all equally wide). A character
neither covers comes from HanaMinB, loaded only when one is met: together they have every character of GB 18030-2022.
A character no font covers becomes an empty 8 mm box that the officer fills by hand. Control and direction characters
are shown as small crossed boxes: on a paper nothing may hide or turn the text round it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from threading import Lock
from typing import NamedTuple, TypeAlias

from reportlab.pdfbase import pdfmetrics, ttfonts

from resources import folder

MM = 72 / 25.4
"""Points in a millimetre."""

SONG = "Song"
HEI = "Hei"
RARE = "Rare"
HAND_BOX = "hand box"
SIGN_BOX = "sign box"
"""Kinds of a piece: one of three fonts, or one of two boxes."""

_FILES = {SONG: "NotoSerifSC-Regular.ttf", HEI: "NotoSansSC-Regular.ttf", RARE: "HanaMinB.ttf"}

HAND_BOX_SIDE = 8 * MM
SMALLEST = 9.0
"""Nothing on a paper is set smaller, in points."""

CENTRE = 0.38
"""Height of a Chinese character's optical centre above the baseline, in em."""

_NEVER_FROM_A_FONT = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_MAY_NOT_START = frozenset("，。、；：）〕》」』！？”’·%％,.;:)]}!?")
_MAY_NOT_END = frozenset("（〔《「『“‘([{")
_TOGETHER = re.compile(r"[0-9A-Za-z*./:+@_-]+|.", re.DOTALL)

_loading = Lock()


class Piece(NamedTuple):
    """A stretch of one line in one font, or one box; `width` in points."""

    kind: str
    text: str
    width: float


class Line(NamedTuple):
    """One set line: its pieces, its width in points, and whether it holds a box to be filled by hand."""

    pieces: tuple[Piece, ...]
    width: float
    by_hand: bool


class Style(NamedTuple):
    """How a text is set: font, size in points, synthetic bold."""

    font: str
    size: float
    bold: bool = False

    @property
    def leading(self) -> float:
        """The distance between two lines in points."""
        return self.size * 1.36


def line_height(line: Line, style: Style) -> float:
    """Give the height a line needs in points; a line with a hand-writing box needs more than type."""
    return max(style.leading, HAND_BOX_SIDE + 0.8 * MM) if line.by_hand else style.leading


def widths(font: str) -> dict[int, float]:
    """Give the advance of every character `font` can show, in em; loads and registers the font at first use."""
    with _loading:
        return _load(font)


@cache
def _load(font: str) -> dict[int, float]:
    ttfonts.makeToUnicodeCMap = to_unicode_map  # reportlab's own is wrong beyond the BMP, see below
    loaded = ttfonts.TTFont(font, str(folder("fonts") / _FILES[font]))
    pdfmetrics.registerFont(loaded)
    face = loaded.face
    return {
        code: face.charWidths.get(code, face.defaultWidth) / 1000
        for code, glyph in face.charToGlyph.items()
        if glyph and unicodedata.category(chr(code)) not in _NEVER_FROM_A_FONT and not _selects_variant(code)
    }


def to_unicode_map(font_name: str, subset: list[int]) -> str:
    """Write the CMap that gives a reader its characters back.

    ReportLab 5.1 writes five hexadecimal digits for a character beyond the BMP, which readers take for another
    character; PDF 32000-1 §9.10.3 asks for UTF-16BE, and for at most 100 entries in a block.
    """
    entries = [f"<{code:02X}> <{_utf16(value)}>" for code, value in enumerate(subset)]
    blocks: list[str] = []
    for start in range(0, len(entries), 100):
        chunk = entries[start : start + 100]
        blocks += [f"{len(chunk)} beginbfchar", *chunk, "endbfchar"]
    head = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    tail = ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(head + blocks + tail)


def _utf16(code: int) -> str:
    return chr(code).encode("utf-16-be", "surrogatepass").hex().upper()


def _selects_variant(code: int) -> bool:
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF


def width(text: str, style: Style) -> float:
    """Give the width of `text` on one line, in points."""
    table = widths(style.font)
    try:
        return sum([table[ord(character)] for character in text]) * style.size
    except KeyError:
        return sum(piece.width for piece in _pieces(text, style))


def set_line(text: str, style: Style) -> Line:
    """Set `text` on one line, however long it is."""
    table = widths(style.font)
    try:
        total = sum([table[ord(character)] for character in text]) * style.size
    except KeyError:
        return _line(_pieces(text, style))
    return Line((Piece(style.font, text, total),) if text else (), total, by_hand=False)


def set_lines(text: str, style: Style, room: float) -> tuple[Line, ...]:
    """Set `text` in lines of at most `room` points.

    Figures and latin words are kept whole; no line is opened by a closing mark nor closed by an opening one.
    """
    whole = set_line(text, style)
    if whole.width <= room:
        return (whole,)
    lines: list[list[Unit]] = [[]]
    used = 0.0
    for unit in _units(text, style, room):
        size = _size(unit)
        if lines[-1] and used + size > room:
            carried = _carried(lines[-1], unit, room)
            lines.append(carried)
            used = sum(_size(each) for each in carried)
        lines[-1].append(unit)
        used += size
    return tuple(_line([piece for unit in line for piece in unit]) for line in lines)


Unit: TypeAlias = list[Piece]
"""Pieces that stand on one line: a number, a latin word, or a single character."""


def _size(unit: Unit) -> float:
    return sum(piece.width for piece in unit)


def _units(text: str, style: Style, room: float) -> list[Unit]:
    units: list[Unit] = []
    for word in _TOGETHER.findall(text):
        pieces = _pieces(word, style)
        if _selects_variant(ord(word[0])):
            units[-1:] = [_pieces("".join(p.text for p in units[-1]) + word, style)] if units else [pieces]
        elif sum(piece.width for piece in pieces) <= room:
            units.append(pieces)
        else:
            units.extend([piece] for piece in pieces)
    return units


def _carried(line: list[Unit], unit: Unit, room: float) -> list[Unit]:
    """Take from the end of a full line what must stand with the next unit, if both fit on a line."""
    carried: list[Unit] = []
    first = unit[0].text
    while len(line) > 1 and len(carried) < 2 and (first in _MAY_NOT_START or line[-1][-1].text in _MAY_NOT_END):
        if _size(unit) + sum(_size(each) for each in (*carried, line[-1])) > room:
            break
        carried.insert(0, line.pop())
        first = carried[0][0].text
    return carried


def _line(pieces: list[Piece]) -> Line:
    merged: list[Piece] = []
    for piece in pieces:
        if merged and merged[-1].kind == piece.kind and piece.kind in _FILES:
            last = merged[-1]
            merged[-1] = Piece(last.kind, last.text + piece.text, last.width + piece.width)
        else:
            merged.append(piece)
    return Line(tuple(merged), sum(p.width for p in merged), any(p.kind == HAND_BOX for p in merged))


def _pieces(text: str, style: Style) -> list[Piece]:
    """Give one piece a character, each in the first font that can show it."""
    pieces: list[Piece] = []
    for character in text:
        if _selects_variant(ord(character)):
            # The exact form asked for is in no font here: the officer writes it.
            before = pieces.pop().text if pieces else ""
            pieces.append(Piece(HAND_BOX, before + character, HAND_BOX_SIDE))
        else:
            pieces.append(_piece(character, style))
    return pieces


def _piece(character: str, style: Style) -> Piece:
    code = ord(character)
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Zl", "Zp"}:
        return Piece(SIGN_BOX, character, 0.7 * style.size)
    for font in (style.font, SONG):
        if code in widths(font):
            return Piece(font, character, widths(font)[code] * style.size)
    # Hei has three characters of Extension G that are in no other font here; Rare is nearer to Song in its look.
    for font in (RARE, HEI) if category not in _NEVER_FROM_A_FONT else ():
        if code in widths(font):
            return Piece(font, character, widths(font)[code] * style.size)
    return Piece(HAND_BOX, character, HAND_BOX_SIDE)
