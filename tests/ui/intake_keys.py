"""Hands for the tests: keys, and what an input method commits. Qt's test keys can only type ASCII."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def let_come(qtbot) -> None:
    """Let come what was put off to the next round of events, such as the focus of a page that was just shown.

    Under load one round may not be enough to come to it; what is put off last comes last.
    """
    come: list[bool] = []
    QTimer.singleShot(0, lambda: come.append(True))
    qtbot.waitUntil(lambda: bool(come))


def here() -> QWidget:
    """Give the widget that keys go to.

    A window of an earlier test that goes late takes the keyboard with it: then ours is brought to the front again, as
    an officer would click on it, and has its cursor where it was.
    """
    if QApplication.focusWidget() is None:
        ours = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.focusWidget() is not None]
        assert len(ours) == 1
        ours[0].activateWindow()
        assert QTest.qWaitForWindowActive(ours[0])
    target = QApplication.focusWidget()
    assert target is not None
    return target


def write(text: str, widget: QWidget | None = None) -> None:
    """Type `text` into the field with the focus, Chinese through the input method."""
    target = widget or here()
    if text.isascii():
        QTest.keyClicks(target, text)
        return
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QCoreApplication.sendEvent(target, event)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
    """Press a key where the focus is."""
    for _ in range(times):
        QTest.keyClick(here(), key, modifiers)
        QCoreApplication.processEvents()


def enter(text: str = "") -> None:
    """Type and press Enter."""
    if text:
        write(text)
    press(Qt.Key.Key_Return)
