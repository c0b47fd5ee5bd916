"""The timeline of a case, painted: what happened as full dots, what must still happen as hollow ones.

Long sentences take several lines. Up and Down go from moment to moment; the one with the cursor is what a screen reader
hears first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from ui.presenters.case_page import Moment

_LEFT = 8
_TEXT = 24
_RADIUS = 5
_GAP = 8
_FLAGS = int(Qt.TextFlag.TextWordWrap)
"""Between words, and between Chinese signs where a line may begin; TextWrapAnywhere would cut words in two."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class _Line(NamedTuple):
    """A run of words with its look and its height."""

    words: str
    font: QFont
    colour: str
    high: int


class Timeline(QWidget):
    """Moments from the oldest to the deadlines ahead.

    Signals:
        reached: The cursor came to the moment that lies from y to y + height; the page scrolls there.
    """

    reached = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moments: tuple[Moment, ...] = ()
        self._lines: list[list[_Line]] = []
        self.current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(fonts.sized(13))
        self.setAccessibleName(name)

    def show_moments(self, moments: tuple[Moment, ...], *, numbers: bool = False) -> None:
        """Draw these moments; the cursor stands on the last thing that happened. `numbers`: nothing is masked."""
        self._moments = moments if numbers else tuple(replace(each, changes=each.masked) for each in moments)
        self.current = max((place for place, each in enumerate(moments) if not each.ahead), default=0)
        self._lay_out()
        self._tell()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the height of all moments at the present width."""
        return QSize(240, sum(map(_height, self._lines)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go up and down."""
        step = _STEPS.get(Qt.Key(event.key()))
        place = self.current + (step or 0)
        if step is None or not 0 <= place < len(self._moments):
            super().keyPressEvent(event)
            return
        self.current = place
        self._tell()
        self.update()
        self.reached.emit(self._top(place), _height(self._lines[place]))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the cursor."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw line, dots and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for number, (moment, lines) in enumerate(zip(self._moments, self._lines, strict=True)):
            high = _height(lines)
            if self.hasFocus() and number == self.current:
                painter.fillRect(QRect(0, top, self.width(), high - _GAP // 2), theme.colour("primary_ground"))
            self._draw_line(painter, number, top, high)
            _draw_dot(painter, top, moment)
            _draw_words(painter, QRectF(_TEXT, top + 2, self.width() - _TEXT, high), lines)
            top += high
        painter.end()

    def _lay_out(self) -> None:
        width = max(80, self.width() - _TEXT)
        small = fonts.sized(12)
        self._lines = [list(_lines_of(moment, self.font(), small, width)) for moment in self._moments]
        self.setFixedHeight(max(1, self.sizeHint().height()))
        self.update()

    def _top(self, place: int) -> int:
        return sum(map(_height, self._lines[:place]))

    def _tell(self) -> None:
        told = [f"{each.when} {each.what} {each.who} {' '.join(each.changes)}".strip() for each in self._moments]
        here = [told[self.current]] if told else []
        self.setAccessibleDescription("; ".join([*here, *told]))

    def _draw_line(self, painter: QPainter, number: int, top: int, high: int) -> None:
        if number + 1 == len(self._moments):
            return
        ahead = self._moments[number + 1].ahead
        style = Qt.PenStyle.DashLine if ahead else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("line_strong"), 1.5, style))
        start = top + 11 + _RADIUS
        painter.drawLine(QPointF(_LEFT, start), QPointF(_LEFT, start + high - 2 * _RADIUS))


def _lines_of(moment: Moment, font: QFont, small: QFont, width: int) -> list[_Line]:
    """Give the words of a moment: what, what it changed, when and who."""
    quiet = moment.ahead and not moment.state
    parts = [
        (moment.what, font, "muted" if quiet else "text"),
        *((change, small, "text") for change in moment.changes),
        (f"{moment.when} · {moment.who}", small, moment.state if moment.state in {"blocked", "look"} else "muted"),
    ]
    return [_Line(fonts.shown(words), face, colour, _high(words, face, width)) for words, face, colour in parts]


def _high(words: str, font: QFont, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), _FLAGS, fonts.shown(words)).height()


def _height(lines: list[_Line]) -> int:
    return sum(line.high for line in lines) + _GAP + 2


def _draw_dot(painter: QPainter, top: int, moment: Moment) -> None:
    ink = theme.colour(moment.state or "muted")
    painter.setPen(QPen(ink, 2))
    painter.setBrush(theme.colour("surface") if moment.ahead else QColor(ink))
    painter.drawEllipse(QPointF(_LEFT, top + 11), _RADIUS, _RADIUS)


def _draw_words(painter: QPainter, room: QRectF, lines: list[_Line]) -> None:
    top = room.top()
    for line in lines:
        painter.setFont(line.font)
        painter.setPen(theme.colour(line.colour))
        painter.drawText(QRectF(room.left(), top, room.width(), line.high), _FLAGS, line.words)
        top += line.high
