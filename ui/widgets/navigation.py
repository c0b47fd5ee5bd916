"""The pages of the desk, one below the other, each with its key; beside some stands how much waits there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from station_app import texts
from ui import icons, keys
from ui.widgets.pieces import shortcut

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTH = {"zh": 112, "en": 136}


class Navigation(QWidget):
    """The column at the left.

    Signals:
        wanted: Go to the page of this key.
    """

    wanted = Signal(str)

    def __init__(self, places: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = QButtonGroup(self)
        self.setObjectName("Navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH[texts.chosen()])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(0)
        digits = iter(keys.of("page"))
        for key in places:
            apart = key == "settings"  # the last one, whatever else this officer has
            if apart:
                layout.addStretch(1)
            pressed = keys.of("settings")[0] if apart else next(digits, "")  # a tenth page has no digit left
            layout.addWidget(self._entry(key, pressed))
        if places[-1] != "settings":
            layout.addStretch(1)

    @property
    def entries(self) -> tuple[QToolButton, ...]:
        """The entries in their order; each is named after its page."""
        return tuple(made for made in self._buttons.buttons() if isinstance(made, QToolButton))

    def show_current(self, key: str) -> None:
        """Mark the entry of the page in view."""
        for made in self.entries:
            if made.objectName() == key:
                made.setChecked(True)

    def tally(self, key: str, said: str, told: str) -> None:
        """Write a number beside an entry, and say what it counts; an empty one takes it away."""
        entry = next(made for made in self.entries if made.objectName() == key)
        name = texts.say(f"ui.nav.{key}")
        entry.setText(f"{name}  {said}" if said else name)
        entry.setAccessibleName(told if said else name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let Enter open the entry that has the cursor, as Space does."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and event.key() in _ENTER and isinstance(watched, QToolButton):  # type: ignore[attr-defined]
            watched.click()
            return True
        return super().eventFilter(watched, event)

    def _entry(self, key: str, pressed: str) -> QToolButton:
        entry = QToolButton()
        entry.setObjectName(key)
        entry.setText(texts.say(f"ui.nav.{key}"))
        entry.setAccessibleName(entry.text())
        entry.setIcon(icons.icon(key, size=20))
        entry.setIconSize(QSize(20, 20))
        entry.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        entry.setToolTip(f"{entry.text()}  {pressed}".rstrip())
        entry.setCheckable(True)
        entry.setFixedWidth(_WIDTH[texts.chosen()] - 1)
        if pressed:
            shortcut(entry, pressed)
        entry.clicked.connect(lambda _checked=False: self.wanted.emit(key))
        entry.installEventFilter(self)
        self._buttons.addButton(entry)
        return entry
