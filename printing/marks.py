"""What stands on a page: texts, rules, frames, bars. Laying out records marks; drawing puts them on a ReportLab canvas.

Keeping the two apart lets a benchmark replay the same marks on a bare canvas, and keeps drawing free of decisions.
Every mark is either of the form (frames, labels, fixed sentences) or a fact; whoever makes it says which. A print shop
prints the marks of the form, the desk puts the facts on them (套打); both together are the paper.
Positions are in points from the lower left corner of the page, as in PDF.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from reportlab.pdfgen.canvas import Canvas

from printing.typography import CENTRE, HAND_BOX, HAND_BOX_SIDE, HEI, SIGN_BOX, SONG, Line, Style, widths

if TYPE_CHECKING:
    from datetime import datetime

A4 = (595.2756, 841.8898)
"""210 x 297 mm in points."""


class Text(NamedTuple):
    """A stretch of text in one font. `bold` is the width of its outline in points, 0 for regular type."""

    x: float
    y: float
    font: str
    size: float
    text: str
    bold: float = 0.0
    grey: float = 0.0
    spacing: float = 0.0
    fact: bool = False


class Rule(NamedTuple):
    """A straight line; `dash` is on and off in points, empty for a full line."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float
    grey: float = 0.0
    dash: tuple[float, ...] = ()
    fact: bool = False


class Frame(NamedTuple):
    """An empty rectangle."""

    x: float
    y: float
    width: float
    height: float
    weight: float
    grey: float = 0.0
    fact: bool = False


class Bars(NamedTuple):
    """Black rectangles (left, bottom, width, height, relative to x and y) filled as one path: no seams between them."""

    x: float
    y: float
    boxes: tuple[tuple[float, float, float, float], ...]
    fact: bool = True  # what a code says is about a case


class Slanted(NamedTuple):
    """A text turned by `angle` degrees about its middle: the watermark."""

    x: float
    y: float
    font: str
    size: float
    text: str
    angle: float
    grey: float
    fact: bool = True  # practice, or not issued: of the printing, never of the form


class CopyBegins(NamedTuple):
    """No ink: with this page a copy of the paper begins, whose pages count from 1 again."""

    fact: bool = False


Mark: TypeAlias = Text | Rule | Frame | Bars | Slanted | CopyBegins


class Surface:
    """A part of a page that is written from its top left corner; records marks.

    `top` is the distance of its upper edge from the page's upper edge in points. `by_hand` tells whether a box was
    drawn that an officer must fill.
    """

    def __init__(self, marks: list[Mark], top: float = 0.0, page_height: float = A4[1]) -> None:
        self.marks = marks
        self.by_hand = False
        self._origin = page_height - top

    def text(
        self,
        x: float,
        y: float,
        text: str,
        style: Style,
        *,
        grey: float = 0.0,
        spacing: float = 0.0,
        fact: bool = False,
    ) -> None:
        """Write a text of our own words (one font) with its baseline at `y`; of the form, unless it is a `fact`."""
        outline = style.size * 0.028 if style.bold else 0.0
        self.marks.append(Text(x, self._origin - y, style.font, style.size, text, outline, grey, spacing, fact))

    def line(self, x: float, y: float, line: Line, style: Style, *, grey: float = 0.0, fact: bool = True) -> None:
        """Write a set line, with its boxes, baseline at `y`; a fact, unless it is a sentence of the form."""
        outline = style.size * 0.028 if style.bold else 0.0
        base = self._origin - y
        for piece in line.pieces:
            if piece.kind == HAND_BOX:
                self.by_hand = True
                middle = base + CENTRE * style.size
                inset = 0.4
                side = HAND_BOX_SIDE - 2 * inset
                self.marks.append(Frame(x + inset, middle - side / 2, side, side, 0.6, fact=fact))
            elif piece.kind == SIGN_BOX:
                self._sign_box(x, base, style.size, fact=fact)
            else:
                self.marks.append(Text(x, base, piece.kind, style.size, piece.text, outline, grey, fact=fact))
            x += piece.width

    def _sign_box(self, x: float, base: float, size: float, *, fact: bool) -> None:
        left, side = x + 0.08 * size, 0.54 * size
        self.marks.append(Frame(left, base, side, side, 0.4, fact=fact))
        self.marks.append(Rule(left, base, left + side, base + side, 0.4, fact=fact))
        self.marks.append(Rule(left, base + side, left + side, base, 0.4, fact=fact))

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        weight: float,
        *,
        grey: float = 0.0,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a straight line."""
        self.marks.append(Rule(x1, self._origin - y1, x2, self._origin - y2, weight, grey, dash))

    def frame(self, x: float, y: float, width: float, height: float, weight: float, *, grey: float = 0.0) -> None:
        """Draw an empty rectangle whose upper left corner is at (x, y)."""
        self.marks.append(Frame(x, self._origin - y - height, width, height, weight, grey))

    def bars(self, x: float, y: float, boxes: Sequence[tuple[float, float, float, float]]) -> None:
        """Fill rectangles given by (left, top, width, height) relative to (x, y)."""
        turned = tuple((left, -top - high, wide, high) for left, top, wide, high in boxes)
        self.marks.append(Bars(x, self._origin - y, turned))

    def slanted(self, x: float, y: float, text: str, style: Style, *, angle: float, grey: float) -> None:
        """Write a turned text whose middle is at (x, y)."""
        self.marks.append(Slanted(x, self._origin - y, style.font, style.size, text, angle, grey))


_drawing = Lock()


def pdf(
    pages: Sequence[Sequence[Mark]], *, title: str, form: str, at: datetime, size: tuple[float, float] = A4
) -> bytes:
    """Draw pages of marks; the same marks give the same bytes, in every process and at every time.

    `at` becomes the creation date: the moment of the facts, never the moment of drawing. Streams stay uncompressed:
    the bytes of a deflate stream depend on the zlib that Python was built with.
    """
    buffer = io.BytesIO()
    for font in (SONG, HEI):
        widths(font)  # registers it
    stamp = at.strftime("D:%Y%m%d%H%M%SZ")
    with _drawing:  # ReportLab keeps its font registry and its subsets in module state
        canvas = Canvas(buffer, pagesize=size, pageCompression=0, invariant=1)
        canvas.setTitle(title)
        canvas.setSubject(form)
        canvas.setAuthor("station-app")
        canvas.setCreator("station-app")
        canvas.setDateFormatter(lambda *_moment: stamp)
        stamps: Stamps = {}
        for number, page in enumerate(pages):
            if any(isinstance(mark, CopyBegins) for mark in page):
                canvas.addPageLabel(number, style="ARABIC", start=1)
            draw(canvas, page, stamps)
            canvas.showPage()
        canvas.save()
    return buffer.getvalue()


Stamps: TypeAlias = dict[tuple[tuple[float, float, float, float], ...], str]
"""Names of the bars a document already holds as a form: both copies and all pages show the same two codes."""


def draw(canvas: Canvas, page: Sequence[Mark], stamps: Stamps) -> None:
    """Put the marks of one page on `canvas`: watermark first, then rules and bars, then all type."""
    texts: list[Text] = []
    bold: list[Text] = []
    for mark in page:
        if isinstance(mark, Bars):
            _draw_bars(canvas, mark, stamps)
        elif isinstance(mark, Text):
            (bold if mark.bold else texts).append(mark)
        elif not isinstance(mark, CopyBegins):
            _DRAW[type(mark)](canvas, mark)
    _draw_texts(canvas, texts)
    for mark in bold:
        _draw_bold(canvas, mark)


def _draw_texts(canvas: Canvas, texts: Sequence[Text]) -> None:
    writer = canvas.beginText()
    font, grey, spacing = ("", 0.0), 0.0, 0.0
    for mark in texts:
        if (mark.font, mark.size) != font:
            font = (mark.font, mark.size)
            writer.setFont(*font)
        if mark.grey != grey:
            grey = mark.grey
            writer.setFillGray(grey)
        if mark.spacing != spacing:
            spacing = mark.spacing
            writer.setCharSpace(spacing)
        writer.setTextOrigin(mark.x, mark.y)
        writer.textOut(mark.text)
    if spacing:
        writer.setCharSpace(0)
    if grey:
        writer.setFillGray(0)
    canvas.drawText(writer)


def _draw_bold(canvas: Canvas, mark: Text) -> None:
    canvas.setLineWidth(mark.bold)
    canvas.setFont(mark.font, mark.size)
    canvas.drawString(mark.x, mark.y, mark.text, mode=2, charSpace=mark.spacing)


def _draw_rule(canvas: Canvas, mark: Rule) -> None:
    canvas.setLineWidth(mark.weight)
    if mark.grey or mark.dash:
        canvas.saveState()
        canvas.setStrokeGray(mark.grey)
        canvas.setDash(list(mark.dash))
        canvas.line(mark.x1, mark.y1, mark.x2, mark.y2)
        canvas.restoreState()
    else:
        canvas.line(mark.x1, mark.y1, mark.x2, mark.y2)


def _draw_frame(canvas: Canvas, mark: Frame) -> None:
    canvas.setLineWidth(mark.weight)
    if mark.grey:
        canvas.saveState()
        canvas.setStrokeGray(mark.grey)
        canvas.rect(mark.x, mark.y, mark.width, mark.height)
        canvas.restoreState()
    else:
        canvas.rect(mark.x, mark.y, mark.width, mark.height)


def _draw_bars(canvas: Canvas, mark: Bars, stamps: Stamps) -> None:
    if mark.boxes not in stamps:
        stamps[mark.boxes] = f"bars{len(stamps)}"
        reach = max(max(left + wide, -bottom) for left, bottom, wide, _ in mark.boxes)
        canvas.beginForm(stamps[mark.boxes], -1, -reach - 1, reach + 1, 1)
        path = canvas.beginPath()
        for box in mark.boxes:
            path.rect(*box)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.endForm()
    canvas.saveState()
    canvas.translate(mark.x, mark.y)
    canvas.doForm(stamps[mark.boxes])
    canvas.restoreState()


def _draw_slanted(canvas: Canvas, mark: Slanted) -> None:
    canvas.saveState()
    canvas.setFillGray(mark.grey)
    canvas.setFont(mark.font, mark.size)
    canvas.translate(mark.x, mark.y)
    canvas.rotate(mark.angle)
    canvas.drawCentredString(0, -CENTRE * mark.size, mark.text)
    canvas.restoreState()


_DRAW: dict[type[Mark], Callable[[Canvas, Any], None]] = {
    Rule: _draw_rule,
    Frame: _draw_frame,
    Slanted: _draw_slanted,
}
