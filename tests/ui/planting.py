"""Plants a word wherever a window can hold one, and looks for it: in pictures, and as a screen reader reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ui.widgets.password_field import PasswordField

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = "李桂芳阑"
"""Invented; no text of the program holds it."""
_TEXTS = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
    QAccessible.Text.DebugDescription,
)


def plant(within: QWidget, word: str = WORD) -> int:
    """Write `word` into everything that shows or tells text; give how many places took it."""
    planted = 0
    for widget in (within, *within.findChildren(QWidget)):
        widget.setToolTip(word)
        widget.setAccessibleName(word)
        widget.setAccessibleDescription(word)
        if isinstance(widget, QLabel | QAbstractButton) or (
            isinstance(widget, QLineEdit) and not isinstance(widget, PasswordField)
        ):
            widget.setText(word)
            planted += 1
        elif isinstance(widget, QTextEdit | QPlainTextEdit):
            widget.setPlainText(word)
            planted += 1
        elif isinstance(widget, QComboBox):
            widget.addItem(word)
            planted += 1
        if widget.isWindow() and widget is not within:
            widget.setWindowTitle(word)
    return planted


def told(name: str = WORD) -> list[str]:
    """Give what a screen reader finds with `name` in it, from the application down, hidden things too."""
    return [said for said in _everything() if name in said]


def _everything() -> Iterator[str]:
    root = QAccessible.queryAccessibleInterface(QApplication.instance())
    waiting = [root]
    while waiting:
        here = waiting.pop()
        if here is None or not here.isValid():
            continue
        yield from (here.text(kind) for kind in _TEXTS)
        text = here.textInterface()
        if text is not None:
            yield text.text(0, text.characterCount())
        waiting += [here.child(number) for number in range(here.childCount())]


def windows() -> list[QWidget]:
    """Give the windows that are on the screen."""
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def pictures() -> list[bytes]:
    """Give what all windows on the screen show now, byte for byte."""
    QApplication.processEvents()
    return [_bytes(window.grab().toImage()) for window in windows()]


def _bytes(image: QImage) -> bytes:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_RGB32).save(buffer, "BMP")
    return kept.data()
