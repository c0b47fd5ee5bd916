"""A question inside the window: covers the page, never a window of its own, so that the lock covers it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from station_app import texts
from ui import fonts
from ui.widgets.pieces import Notice, button, column, label, panel, row

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH = 520


class Sheet(QWidget):
    """A small form over `parent`: Esc or the second button leaves it, the first one acts."""

    def __init__(self, parent: QWidget, title: str, act_word: str, act: Callable[[], None]) -> None:
        super().__init__(parent)
        self.card = panel()
        self.card.setFixedWidth(_WIDTH)
        inner = column(self.card, 24, 12)
        self._title = label(title, "title", wrap=True)
        inner.addWidget(self._title)
        self.form = QFormLayout()
        self.form.setVerticalSpacing(8)
        self.form.setHorizontalSpacing(16)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        inner.addLayout(self.form)
        self.notice = Notice()
        inner.addWidget(self.notice)
        self.act_button = button(act_word, act, "primary")
        leave = button(texts.say("ui.sheet.leave"), self.leave)
        if act == self.leave:
            leave.hide()
        for made in (leave, self.act_button):
            made.setAutoDefault(True)  # Enter presses the one with the focus
        inner.addLayout(row(None, leave, self.act_button))
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(row(None, self.card, None))
        layout.addStretch(2)
        parent.installEventFilter(self)
        self.setAccessibleName(title)
        self.hide()

    def call(self, title: str) -> None:
        """Give the sheet another title, where it names what it is about."""
        self._title.setText(fonts.shown(title))
        self.setAccessibleName(title)

    def add(self, name: str, field: QWidget) -> None:
        """Add a named field."""
        caption = label(name, "muted")
        caption.setFixedHeight(32)
        field.setAccessibleName(name)
        self.form.addRow(caption, field)

    def ask(self, first: QWidget) -> None:
        """Come into view with the focus on `first`."""
        self.notice.tell("")
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        first.setFocus()

    def leave(self) -> None:
        """Go away; what was typed stays for the next time."""
        self.hide()
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the size of the page."""
        page = self.parentWidget()
        if event.type() == QEvent.Type.Resize and self.isVisible() and watched is page:
            self.setGeometry(page.rect())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Dim the page behind."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 90))
        painter.end()
