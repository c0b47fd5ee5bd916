"""F1: all keys on one sheet over the page, from their declaration. Any key that leaves puts the cursor back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from station_app import texts
from ui import keys, theme
from ui.widgets.pieces import column, label, panel

_COLUMNS = (("intake",), ("field", "code", "family"), ("documents", "scans"), ("desk", "pages"))
_LEAVING = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F1, Qt.Key.Key_Space})


class KeysSheet(QWidget):
    """Covers `parent` while it is in view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._before: QWidget | None = None
        self.setObjectName("KeysSheet")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(texts.say("ui.keys.title"))
        self.setAccessibleDescription(
            "\n".join(f"{keys.spoken(key)} {texts.say(f'ui.keys.{key.act}')}" for key in keys.KEYS)
        )
        self._arrange()
        self.hide()

    def toggle(self) -> None:
        """Come into view, or leave."""
        if self.isVisible():
            self.leave()
            return
        self._before = QApplication.focusWidget()
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Go away; the cursor is where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave with Esc, Enter, Space or F1; no key gets through to the page."""
        if event.key() in _LEAVING:
            self.leave()
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002, FBT001, N802 - Qt's signature
        """Keep the cursor: there is nothing else on the sheet."""
        return True

    def _arrange(self) -> None:
        body = panel()
        across = QHBoxLayout(body)
        across.setContentsMargins(24, 16, 24, 16)
        across.setSpacing(4 * theme.GRID)
        for places in _COLUMNS:
            down = QVBoxLayout()
            down.setSpacing(theme.GRID)
            for place in places:
                down.addWidget(label(texts.say(f"ui.keys.place.{place}"), "heading"))
                down.addLayout(_table(place))
            down.addStretch(1)
            across.addLayout(down, 1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = column(self, 24)
        whole.addWidget(label(texts.say("ui.keys.title"), "title"))
        whole.addWidget(scroll, 1)
        whole.addWidget(label(texts.say("ui.keys.leave_sheet"), "muted"))


def _table(place: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * theme.GRID)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    here = [key for key in keys.KEYS if key.place == place]
    for line, key in enumerate(here):
        grid.addWidget(label(keys.spoken(key), "number"), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(texts.say(f"ui.keys.{key.act}"), wrap=True), line, 1)
    return grid
