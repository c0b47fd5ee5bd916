"""The mark at a field whose value came from a card: a small card and a word; whoever tries to change it is asked why.

While it is locked the editor shows, selects and copies; typing, deleting and pasting only ask. Enter and Tab go on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from station_app import texts
from ui import icons
from ui.widgets.pieces import label

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

_SIZE = 14
_CHANGES = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})
_OPENS = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp})
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class LockMark(QWidget):
    """Icon and word beside a field's label, and the guard on its editor.

    Signals:
        unlock_wanted: The officer tried to change the value.
    """

    unlock_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.locked = False
        self._editor: QLineEdit | None = None
        self._sign = QLabel()
        self._words = label(role="small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._sign)
        layout.addWidget(self._words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def show_lock(self, editor: QWidget, *, locked: bool, reason: str) -> None:
        """Lock or unlock `editor`; a `reason` says why a value that came from a card was changed."""
        self._guard(editor, locked=locked)
        self.setVisible(locked or bool(reason))
        if not locked and not reason:
            return
        word = "locked" if locked else "overridden"
        self._sign.setPixmap(icons.pixmap("reader", "ok" if locked else "look", _SIZE))
        self._words.setText(texts.say(f"ui.card.{word}"))
        why = texts.say(f"ui.card.{word}_why", reason=reason)
        self.setToolTip(why)
        self.setAccessibleName(why)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ask instead of changing."""
        if not self.locked:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.InputMethod:
            self.unlock_wanted.emit()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if _would_change(event, key):
                self.unlock_wanted.emit()
                return True
            return key in _OPENS  # no list of other choices over a value that cannot be chosen
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask, for those with a mouse."""
        super().mousePressEvent(event)
        if self.locked:
            self.unlock_wanted.emit()

    def _guard(self, editor: QWidget, *, locked: bool) -> None:
        if locked == self.locked:
            return
        self.locked = locked
        if isinstance(editor, QLineEdit):
            editor.setReadOnly(locked)
            for action in editor.actions():
                action.setEnabled(not locked)
        if locked:
            editor.installEventFilter(self)
            editor.setAccessibleDescription(texts.say("ui.card.locked_why", reason=""))
        else:
            editor.removeEventFilter(self)
            editor.setAccessibleDescription("")


def _would_change(event: QKeyEvent, key: Qt.Key) -> bool:
    if event.matches(QKeySequence.StandardKey.Paste) or event.matches(QKeySequence.StandardKey.Cut):
        return True
    if key in _CHANGES:
        return True
    return not event.modifiers() & _OTHERS and bool(event.text()) and event.text().isprintable()
