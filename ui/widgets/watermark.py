"""The practice mode's mark over every window: faint, slanting words that let the mouse through."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from station_app import texts
from ui import fonts, theme

_STEP = 320
_OPACITY = 0.07


class Watermark(QWidget):
    """Covers its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.follow()

    def follow(self) -> None:
        """Take the parent's size; to be called when that changes."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
            self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Write the word again and again, slanting."""
        painter = QPainter(self)
        painter.setFont(fonts.sized(40, bold=True))
        ink = QColor(theme.current().practice)
        ink.setAlphaF(_OPACITY if theme.current() is theme.LIGHT else _OPACITY * 3)
        painter.setPen(ink)
        painter.rotate(-24)
        reach = self.width() + self.height()
        for row, y in enumerate(range(-reach // 4, reach, _STEP // 2)):
            for x in range(-reach + (row % 2) * _STEP // 2, reach, _STEP):
                painter.drawText(QPointF(x, y), texts.say("ui.practice.mark"))
        painter.end()
