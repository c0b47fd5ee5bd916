"""What somebody has to look at, one point after the other: an icon, what it is, and the words that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import fonts, icons, theme
from ui.widgets.pieces import STATE_ICONS, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.presenters.decision import Point


class PointsList(QWidget):
    """Points in their order; all of them are also the accessible text of the list."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_points(self, points: Sequence[Point]) -> None:
        """Replace what is shown."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for point in points:
            self._column.addWidget(_drawn(point))
        self._column.addStretch(1)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription("; ".join(f"{point.head} {point.words}".strip() for point in points))


def _drawn(point: Point) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    sign = QLabel()
    sign.setPixmap(icons.pixmap(STATE_ICONS[point.state], point.state or "muted", 16))
    line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    head = label(fonts.shown(point.head), wrap=True)
    theme.mark(head, point.state if point.state in {"blocked", "look"} else "")
    words.addWidget(head)
    if point.words:
        words.addWidget(label(fonts.shown(point.words), "small", wrap=True))
    line.addLayout(words, 1)
    return made
