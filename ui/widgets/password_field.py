"""A field for passwords: hidden, without undo or copy, with a hint while Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class PasswordField(QLineEdit):
    """A hidden line.

    Qt does not say whether Caps Lock is on, so it is learnt from what is typed: a capital without Shift, or a
    small letter with it, shows the lock.

    Signals:
        caps_lock_noticed: Whether Caps Lock seems to be on changed.
    """

    caps_lock_noticed = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps = False
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName(name)

    def forget(self) -> None:
        """Empty the field so that no undo brings the password back (`clear` would leave it to Ctrl+Z)."""
        self.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Learn from each letter whether Caps Lock is on."""
        if event.key() == Qt.Key.Key_CapsLock:
            self._notice(on=not self._caps)
        elif len(event.text()) == 1 and event.text().isascii() and event.text().isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._notice(on=event.text().isupper() != shifted)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Drop the hint: the lock may change while the field is not looking."""
        self._notice(on=False)
        super().focusOutEvent(event)

    def _notice(self, *, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps_lock_noticed.emit(on)
