"""Whether somebody is at the desk: keys and mouse of its windows, and the words of an input method.

An input method takes the keys before the window hears of them, and gives its words to the field straight away: who
writes Chinese touches no window for minutes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow


class Presence(QObject):
    """Watches a window, what opens above it, and the field with the cursor.

    Signals:
        touched: Somebody is there.
    """

    touched = Signal()

    def __init__(self, window: QWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._field: QObject | None = None
        window.installEventFilter(self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._follow)
            app.focusObjectChanged.connect(self._turn)
            self._turn(app.focusObject())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice, and change nothing."""
        if event.type() in _signs():
            self.touched.emit()
        return False

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # again is the same as once

    def _turn(self, field: QObject | None) -> None:
        if self._field is not None and isValid(self._field):  # the window itself may be going
            self._field.removeEventFilter(self)
            self._field.destroyed.disconnect(self._forget)
        self._field = field
        if field is not None:
            field.destroyed.connect(self._forget)
            field.installEventFilter(self)

    def _forget(self) -> None:
        self._field = None


@cache
def _signs() -> frozenset[QEvent.Type]:
    """Give the events that show somebody is there; Qt builds the enumeration when first asked, so not at start."""
    kinds = QEvent.Type
    return frozenset((kinds.KeyPress, kinds.InputMethod, kinds.MouseButtonPress, kinds.MouseMove, kinds.Wheel))
