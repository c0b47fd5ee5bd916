"""Choose a serial port, or leave the search to the program; a test beside it says at once whether a reader answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from station_app import texts
from ui import icons, theme
from ui.widgets.pieces import STATE_ICONS, button, label

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEARCH = 0


class PortBox(QWidget):
    """A box with the ports there are; any other can be typed.

    Signals:
        test_wanted: Try the port that is chosen.
    """

    test_wanted = Signal()

    def __init__(self, value: str | None, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ports = QComboBox()
        self.ports.setEditable(True)
        self.ports.setFixedWidth(width)
        self.ports.addItem(texts.say("ui.card.search_port"))
        if value:
            self.ports.addItem(value)
            self.ports.setCurrentIndex(1)
        self.test = button(texts.say("ui.card.test"), self.test_wanted.emit, "", "reader")
        self._sign = QLabel()
        self._sign.setFixedWidth(18)
        self._words = label(role="small", wrap=True)
        self._words.setFixedWidth(width - 26)
        self._result = QWidget()
        said = QHBoxLayout(self._result)
        said.setContentsMargins(0, 0, 0, 0)
        said.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.ports)
        column.addWidget(self.test, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._result)
        self._result.hide()
        self.setFocusProxy(self.ports)

    def value(self) -> str | None:
        """Give the port; None for searching."""
        text = self.ports.currentText().strip()
        return None if text in ("", self.ports.itemText(_SEARCH)) else text

    @property
    def words(self) -> str:
        """What is said of the test."""
        return self._words.text()

    def show_ports(self, ports: Iterable[str]) -> None:
        """Offer the ports there are; what is chosen stays."""
        for port in ports:
            if self.ports.findText(port) < 0:
                self.ports.addItem(port)

    def show_result(self, words: str, state: str, *, busy: bool) -> None:
        """Say how the test goes or went."""
        self.test.setEnabled(not busy)
        self._words.setText(words)
        theme.mark(self._words, state)
        self._sign.setPixmap(icons.pixmap(STATE_ICONS[state], state or "muted", 16))
        self._result.setVisible(bool(words))
