"""Hands for the tests: keys, and what an input method commits. Qt's test keys can only type ASCII."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def write(text: str, widget: QWidget | None = None) -> None:
    """Type `text` into the field with the focus, Chinese through the input method."""
    target = widget or QApplication.focusWidget()
    assert target is not None
    if text.isascii():
        QTest.keyClicks(target, text)
        return
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QCoreApplication.sendEvent(target, event)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
    """Press a key where the focus is."""
    for _ in range(times):
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifiers)
        QCoreApplication.processEvents()


def enter(text: str = "") -> None:
    """Type and press Enter."""
    if text:
        write(text)
    press(Qt.Key.Key_Return)
