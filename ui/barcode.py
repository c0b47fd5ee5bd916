"""A barcode scanner is a very fast keyboard. Notice its bursts anywhere in the window and keep them out of the fields.

The keys are let through as they come (holding them back would delay every officer's typing); once the closing Enter
shows that it was a paper's code, the Enter is swallowed and the field gets back the text it had before.
"""

from __future__ import annotations

import re
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit

CASE_NO = re.compile(r"\d{4,12}-\d{8}-HJ\d{4,}", re.IGNORECASE)
PAPER = re.compile(r"TSHJ\d/[A-Z0-9/-]{40,400}", re.IGNORECASE)
FASTEST_TYPIST_S = 0.05
"""Between two keys of a scanner there are 1-20 ms; between two of a person rarely under 80."""


class BarcodeWatch(QObject):
    """Listens to the keys of a window.

    Signals:
        scanned: A paper's code was scanned: a case number, or the text of a QR code.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._burst = ""
        self._last = 0.0
        self._field: QLineEdit | None = None
        self._before = ("", 0)

    def watch(self, window: QWindow) -> None:
        """Listen to the keys of `window`: each comes by once, where the application would show every event."""
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Collect fast keys; take the Enter that ends a paper's code."""
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._hear(event)

    def _hear(self, event: QKeyEvent) -> bool:
        now = monotonic()
        fast = now - self._last < FASTEST_TYPIST_S
        self._last = now
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._finish() if fast else self._forget()
        if event.text().isprintable() and event.text():
            if not fast:
                self._begin()
            self._burst += event.text()
        return False

    def _begin(self) -> None:
        self._burst = ""
        field = QApplication.focusWidget()
        self._field = field if isinstance(field, QLineEdit) else None
        if self._field is not None:
            self._before = (self._field.text(), self._field.cursorPosition())

    def _finish(self) -> bool:
        text = self._burst.strip()
        self._burst = ""
        if not (CASE_NO.fullmatch(text) or PAPER.fullmatch(text)):
            return False
        if self._field is not None:
            self._field.setText(self._before[0])
            self._field.setCursorPosition(self._before[1])
            self._field = None
        self.scanned.emit(text.upper())
        return True

    def _forget(self) -> bool:
        self._burst = ""
        return False
