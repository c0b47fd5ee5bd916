"""The timeline of a case, painted: what happened as full dots, what must still happen as hollow ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts, theme

if TYPE_CHECKING:
    from ui.presenters.case_page import Moment

_STEP = 42
_LEFT = 8
_TEXT = 24
_RADIUS = 5


class Timeline(QWidget):
    """Moments from the oldest to the deadlines ahead."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moments: tuple[Moment, ...] = ()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(fonts.sized(13))

    def show_moments(self, moments: tuple[Moment, ...]) -> None:
        """Draw these moments; they are also what a screen reader hears."""
        self._moments = moments
        self.setAccessibleName(self._name)
        self.setAccessibleDescription("; ".join(f"{each.when} {each.what} {each.who}" for each in moments))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the height of all moments."""
        return QSize(240, max(1, len(self._moments)) * _STEP)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw line, dots and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, moment in enumerate(self._moments):
            self._draw_line(painter, number)
            self._draw_dot(painter, number, moment)
            self._draw_words(painter, number, moment)
        painter.end()

    def _draw_line(self, painter: QPainter, number: int) -> None:
        if number + 1 == len(self._moments):
            return
        ahead = self._moments[number + 1].ahead
        style = Qt.PenStyle.DashLine if ahead else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("line_strong"), 1.5, style))
        top = number * _STEP + 11 + _RADIUS
        painter.drawLine(QPointF(_LEFT, top), QPointF(_LEFT, top + _STEP - 2 * _RADIUS))

    def _draw_dot(self, painter: QPainter, number: int, moment: Moment) -> None:
        ink = theme.colour(moment.state or "muted")
        painter.setPen(QPen(ink, 2))
        painter.setBrush(theme.colour("surface") if moment.ahead else QColor(ink))
        painter.drawEllipse(QPointF(_LEFT, number * _STEP + 11), _RADIUS, _RADIUS)

    def _draw_words(self, painter: QPainter, number: int, moment: Moment) -> None:
        width = self.width() - _TEXT
        top = number * _STEP + 2
        painter.setFont(self.font())
        painter.setPen(theme.colour("muted" if moment.ahead and not moment.state else "text"))
        metrics = QFontMetrics(self.font())
        what = metrics.elidedText(fonts.shown(moment.what), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(_TEXT, top, width, 20), Qt.AlignmentFlag.AlignVCenter, what)
        small = fonts.sized(12)
        painter.setFont(small)
        painter.setPen(theme.colour("blocked" if moment.state == "blocked" else "muted"))
        below = QFontMetrics(small).elidedText(f"{moment.when} · {moment.who}", Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(_TEXT, top + 19, width, 17), Qt.AlignmentFlag.AlignVCenter, below)
