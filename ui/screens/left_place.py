"""The very place at which the officer left a page: the field, a reason under it, the cursor between two signs.

Coming back by the keyboard marks what is in a field, so that typing replaces it. Somebody who was called away in the
middle of a word comes back to go on, not to begin anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable


class LeftPlace(QObject):
    """Remembers where in `part` of a window the focus was when it left, while `about` gives the same subject.

    A part that was disabled for a moment has lost the keys by that; it gets them back by itself.
    """

    def __init__(self, part: QWidget, about: Callable[[], object]) -> None:
        super().__init__(part)
        self._part = part
        self._about = about
        self._left: tuple[QWidget, object, int] | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._note)
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ask for the keys when the part can be worked in again: once it is known whether it stays in view."""
        if event.type() == QEvent.Type.EnabledChange and watched is self._part and self._part.isEnabled():
            QTimer.singleShot(0, self, self._recover)
        return super().eventFilter(watched, event)

    def go_back(self) -> bool:
        """Put the cursor where it was; tell whether that place is still there."""
        if self._left is None:
            return False
        widget, subject, cursor = self._left
        if subject is not self._about() or not isValid(widget):
            return False
        if not (widget.isVisibleTo(self._part) and widget.isEnabled()):
            return False
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit):
            widget.deselect()
            widget.setCursorPosition(cursor)
        return True

    def _recover(self) -> None:
        """Go back to where the cursor was, unless something else has the keys by now."""
        if self._part.isVisible() and QApplication.focusWidget() is None:
            self.go_back()

    def _note(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is None or not isValid(old) or not self._part.isAncestorOf(old):
            return
        if new is None or not self._part.isAncestorOf(new):
            self._left = (old, self._about(), old.cursorPosition() if isinstance(old, QLineEdit) else 0)
