"""Rows of an official form: label and value cells, lists in columns, and how rows run over to the next page.

A row knows its height and draws itself; frames and hairlines stand on one grid. Nothing is ever cut off: texts wrap,
lists continue on the next page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Protocol, Self

from printing.marks import Surface
from printing.typography import CENTRE, HEI, MM, SONG, Line, Style, line_height, set_line, set_lines, width

HAIRLINE = 0.4
OUTLINE = 0.9
"""Weights of rules in points."""

LABEL = Style(HEI, 9)
VALUE = Style(SONG, 10.5)
FIGURES = Style(HEI, 10)
SMALL = Style(SONG, 9.5)
NOTE = Style(SONG, 9)

PAD = 1.6 * MM
ROW = 6.0 * MM
_LIST_PAD = 0.75 * MM
_CELL_PAD = 1.0 * MM
_WORDS_IN_A_LABEL = 4
_LABEL_EDGE = 1.0 * MM
"""What stays free beside a label."""


class Row(Protocol):
    """One strip of a form."""

    @property
    def height(self) -> float:
        """Its height in points."""

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw it with its upper left corner at (x, y)."""

    def split(self, room: float, *, anywhere: bool) -> tuple[Row | None, Row]:
        """Give what fits into `room` points (None: nothing does) and what is left.

        `anywhere` on an empty page: better divide an item than lose it.
        """


@dataclass(frozen=True, slots=True)
class Cell:
    """A label and its value (a fact, or a sentence of the form); widths in points. No label: a cell without one."""

    label: str
    lines: tuple[Line, ...]
    style: Style
    label_width: float
    value_width: float
    fact: bool = True

    @property
    def height(self) -> float:
        """The height its value needs, or its label where that takes more lines."""
        value = sum(line_height(line, self.style) for line in self.lines)
        label = len(label_lines(self.label, self.label_width)) * LABEL.leading if self.label_width else 0.0
        return max(value, label) + _CELL_PAD

    def draw(self, surface: Surface, x: float, y: float, height: float) -> None:
        """Draw label and value, both centred in the height, with the rules left of them."""
        if self.label_width:
            texts = label_lines(self.label, self.label_width)
            draw_label(surface, x, y, wide=self.label_width, height=height, texts=texts)
            left = x + self.label_width
            surface.rule(left, y, left, y + height, HAIRLINE)
        draw_lines(surface, x + self.label_width + PAD, y, height, lines=self.lines, style=self.style, fact=self.fact)


def cell(
    label: str, text: str, label_width: float, value_width: float, style: Style = VALUE, *, fact: bool = True
) -> Cell:
    """Make a cell; `text` wraps within its value."""
    return Cell(label, set_lines(text, style, value_width - 2 * PAD), style, label_width, value_width, fact)


def label_lines(label: str, wide: float) -> tuple[str, ...]:
    """Give a label in as many lines of equal length as its place needs."""
    for count in range(1, len(label) + 1):
        size = ceil(len(label) / count)
        lines = tuple(label[start : start + size] for start in range(0, len(label), size))
        if max(width(line, LABEL) for line in lines) <= wide - _LABEL_EDGE:
            return lines
    return (label,)


def draw_lines(
    surface: Surface, x: float, y: float, height: float, *, lines: Sequence[Line], style: Style, fact: bool = True
) -> None:
    """Draw lines one under the other, together centred in `height`."""
    heights = [line_height(line, style) for line in lines]
    top = y + (height - sum(heights)) / 2
    for line, high in zip(lines, heights, strict=True):
        surface.line(x, top + high / 2 + CENTRE * style.size, line, style, fact=fact)
        top += high


def draw_label(surface: Surface, x: float, y: float, *, wide: float, height: float, texts: Sequence[str]) -> None:
    """Draw a label centred in its cell; short labels are spread to the width of four characters."""
    leading = LABEL.leading
    top = y + (height - leading * len(texts)) / 2
    for text in texts:
        spacing = 0.0
        if 1 < len(text) < _WORDS_IN_A_LABEL and text.isalpha():
            spacing = LABEL.size * (_WORDS_IN_A_LABEL - len(text)) / (len(text) - 1)
        natural = width(text, LABEL) + spacing * (len(text) - 1)
        surface.text(x + (wide - natural) / 2, top + leading / 2 + CENTRE * LABEL.size, text, LABEL, spacing=spacing)
        top += leading


@dataclass(frozen=True, slots=True)
class Cells:
    """Label and value cells side by side; not divisible."""

    cells: tuple[Cell, ...]
    least: float = ROW

    @property
    def height(self) -> float:
        """The height of its tallest cell."""
        return max(self.least, *(each.height for each in self.cells))

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the cells and the rules between them."""
        height = self.height
        left = x
        for each in self.cells:
            if left > x:
                surface.rule(left, y, left, y + height, HAIRLINE)
            each.draw(surface, left, y, height)
            left += each.label_width + each.value_width

    def split(self, room: float, *, anywhere: bool) -> tuple[Row | None, Row]:  # noqa: ARG002 - never divided
        """Go to the next page whole."""
        return None, self


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a list: (x, line) of each column; `opens` whether an item begins here."""

    parts: tuple[tuple[float, Line], ...]
    height: float
    opens: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """A labelled list that may be divided between lines, preferably between items."""

    labels: tuple[str, ...]
    lines: tuple[ListLine, ...]
    style: Style
    label_width: float

    @property
    def height(self) -> float:
        """The height of all its lines, or of its label."""
        lines = sum(line.height for line in self.lines)
        return max(ROW, lines + 2 * _LIST_PAD, len(self.labels) * LABEL.leading + 2 * _LIST_PAD)

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the label at the left and the lines beside it."""
        height = self.height
        draw_label(surface, x, y, wide=self.label_width, height=height, texts=self.labels)
        left = x + self.label_width
        surface.rule(left, y, left, y + height, HAIRLINE)
        top = y + (height - sum(line.height for line in self.lines)) / 2
        for line in self.lines:
            base = top + line.height / 2 + CENTRE * self.style.size
            for offset, part in line.parts:
                surface.line(left + PAD + offset, base, part, self.style)
            top += line.height

    def split(self, room: float, *, anywhere: bool) -> tuple[Row | None, Row]:
        """Divide where the room ends, between items unless one alone is taller than a page."""
        count, used = 0, 2 * _LIST_PAD
        for line in self.lines:
            if used + line.height > room:
                break
            used += line.height
            count += 1
        fitting = count
        while 0 < count < len(self.lines) and not self.lines[count].opens:
            count -= 1
        if count == 0 and anywhere:
            count = fitting
        if count == 0:
            return None, self
        return self._part(self.lines[:count]), self._continued(self.lines[count:])

    def _part(self, lines: tuple[ListLine, ...]) -> Self:
        return replace(self, lines=lines)

    def _continued(self, lines: tuple[ListLine, ...]) -> Self:
        labels = self.labels if self.labels[-1] == "（续）" else (*self.labels, "（续）")
        return replace(self, labels=labels, lines=lines)


def listing(
    label: str,
    count: str,
    items: Sequence[str],
    label_width: float,
    room: float,
    *,
    style: Style = SMALL,
    columns: int = 1,
) -> Listing:
    """Make a list on a grid of `columns`; a longer item takes several columns, a very long one whole lines.

    `room` is the width right of the label in points. `count` ("共 4 人") stands under the label where the list has
    more than one line; items are numbered where there is a count.
    """
    inner = room - 2 * PAD
    marker = width(f"{max(9, len(items))}.", style) + 0.35 * style.size if count else 0.0
    lines = tuple(_grid(items, style, marker=marker, inner=inner, columns=columns))
    labels = (label, count) if count and len(lines) > 1 else (label,)
    return Listing(labels, lines, style, label_width)


def _grid(items: Sequence[str], style: Style, *, marker: float, inner: float, columns: int) -> Iterator[ListLine]:
    pitch = inner / columns
    parts: list[tuple[float, Line]] = []
    column = 0
    for number, item in enumerate(items, 1):
        line = set_line(item, style)
        span = ceil((marker + line.width + 0.8 * MM) / pitch)
        if parts and column + span > columns:
            yield _list_line(parts, style)
            parts, column = [], 0
        if span > columns:
            yield from _long_item(number, item, style, marker, inner)
            continue
        left = column * pitch
        parts += [(left + offset, part) for offset, part in _marker(number, style, marker)]
        parts.append((left + marker, line))
        column += span
    if parts or not items:
        yield _list_line(parts, style)


def _list_line(parts: Sequence[tuple[float, Line]], style: Style) -> ListLine:
    return ListLine(tuple(parts), max((line_height(part, style) for _, part in parts), default=style.leading))


def _marker(number: int, style: Style, marker: float) -> tuple[tuple[float, Line], ...]:
    if not marker:
        return ()
    line = set_line(f"{number}.", style)
    return ((marker - 0.35 * style.size - line.width, line),)


def _long_item(number: int, item: str, style: Style, marker: float, inner: float) -> Iterator[ListLine]:
    for turn, part in enumerate(set_lines(item, style, inner - marker)):
        parts = _marker(number, style, marker) if turn == 0 else ()
        yield ListLine((*parts, (marker, part)), line_height(part, style), opens=turn == 0)


@dataclass(frozen=True, slots=True)
class NewPage:
    """Where a page ends, whatever room is left: what follows begins the next one."""

    height: float = 0.0

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw nothing."""

    def split(self, room: float, *, anywhere: bool) -> tuple[Row | None, Row]:  # noqa: ARG002 - nothing to divide
        """Go to the next page whole."""
        return None, self


def paginate(rows: Sequence[Row], room: float) -> tuple[tuple[Row, ...], ...]:
    """Distribute rows over pages of `room` points each."""
    pages: list[list[Row]] = [[]]
    left = room
    for row in rows:
        rest: Row = row
        if isinstance(row, NewPage):
            if pages[-1]:
                pages.append([])
                left = room
            continue
        while rest.height > left:
            head, tail = rest.split(left, anywhere=not pages[-1])
            if head is not None:
                pages[-1].append(head)
                rest = tail
            elif not pages[-1]:
                break  # taller than a page and not divisible: drawn as it is rather than lost
            pages.append([])
            left = room
        pages[-1].append(rest)
        left -= rest.height
    return tuple(tuple(page) for page in pages)


def draw_rows(surface: Surface, x: float, y: float, wide: float, rows: Sequence[Row]) -> float:
    """Draw rows with hairlines between them and a frame round all; give the y below them."""
    top = y
    for index, row in enumerate(rows):
        if index:
            surface.rule(x, y, x + wide, y, HAIRLINE)
        row.draw(surface, x, y)
        y += row.height
    surface.frame(x, top, wide, y - top, OUTLINE)
    return y
