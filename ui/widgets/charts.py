"""Bars for people who would rather look: a figure over months, and the areas it is divided into. Painted here, plainly.

Colour means state, so bars are grey and the one in question is dark; every bar has its number, and all of them are
told to screen readers in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from station_app import texts
from ui import fonts, theme

if TYPE_CHECKING:
    from collections.abc import Sequence


_SMALL_PX = 12


class Bar(NamedTuple):
    """One bar: what stands under or beside it, its value, and whether it is the one in question."""

    name: str
    value: int
    chosen: bool = False


class _Chart(QWidget):
    """What both charts share: bars, a name, and the same in words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.bars: tuple[Bar, ...] = ()
        self.setAccessibleName(name)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self.bars = tuple(bars)
        told = texts.say("ui.statistics.bar_break").join(f"{bar.name} {bar.value}" for bar in self.bars)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.updateGeometry()
        self.update()

    def _pen(self, painter: QPainter, colour: str) -> None:
        painter.setPen(theme.colour(colour))


class TrendChart(_Chart):
    """Standing bars, one a month; below nought where more was taken back than done."""

    _HIGH = 168
    _FOOT = 20
    _HEAD = 18

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for its height; the width is the panel's."""
        return QSize(320, self._HIGH)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need as much."""
        return QSize(240, self._HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bars, their numbers and their months."""
        if not self.bars:
            return
        painter = QPainter(self)
        painter.setFont(fonts.sized(_SMALL_PX))
        top, bottom = max(0, *(bar.value for bar in self.bars)), min(0, *(bar.value for bar in self.bars))
        room = self.height() - self._FOOT - self._HEAD - (self._HEAD if bottom else 0)
        scale = room / ((top - bottom) or 1)
        base = self._HEAD + top * scale
        wide = self.width() / len(self.bars)
        for place, bar in enumerate(self.bars):
            self._bar(painter, bar, QRectF(place * wide, base, wide, 0), bar.value * scale)
        self._pen(painter, "line_strong")
        painter.drawLine(0, round(base), self.width(), round(base))
        painter.end()

    def _bar(self, painter: QPainter, bar: Bar, place: QRectF, high: float) -> None:
        gap = place.width() * 0.2
        left, wide = place.left() + gap, place.width() - 2 * gap
        upper, lower = min(place.top(), place.top() - high), max(place.top(), place.top() - high)
        colour = theme.colour("text" if bar.chosen else "line_strong")
        painter.fillRect(QRectF(left, upper, wide, lower - upper), colour)
        self._pen(painter, "text" if bar.chosen else "muted")
        middle = Qt.AlignmentFlag.AlignHCenter
        number = upper - self._HEAD if bar.value >= 0 else lower
        painter.drawText(QRectF(place.left(), number, place.width(), self._HEAD), middle, str(bar.value))
        month = QRectF(place.left(), self.height() - self._FOOT, place.width(), self._FOOT)
        painter.drawText(month, middle | Qt.AlignmentFlag.AlignBottom, bar.name)


class PartsChart(_Chart):
    """Lying bars, one an area, the name above each; as many as there is room for, the largest first."""

    MOST = 6
    _LINE = 34

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for a line for each bar."""
        return QSize(320, self._LINE * len(self.bars))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw names, numbers and bars."""
        painter = QPainter(self)
        painter.setFont(fonts.sized(_SMALL_PX))
        most = max((abs(bar.value) for bar in self.bars), default=1) or 1
        for place, bar in enumerate(self.bars):
            top = place * self._LINE
            line = QRectF(0, top, self.width(), 18)
            self._pen(painter, "text")
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, fonts.shown(bar.name))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(bar.value))
            painter.fillRect(QRectF(0, top + 20, self.width(), 6), theme.colour("sunken"))
            long = self.width() * abs(bar.value) / most
            painter.fillRect(QRectF(0, top + 20, long, 6), theme.colour("line_strong"))
        painter.end()
