"""The list under a code box. A child of the window, not a window of its own: the keys stay in the field.

A separate popup window would take the keyboard on some window systems and would be missing from screenshots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW = 30
_MOST_ROWS = 9
_NARROWEST = 232


class Choice(NamedTuple):
    """One thing that can be taken: its code, its name, and a remark shown after it."""

    code: str
    name: str
    note: str = ""


class ChoicePopup(QListWidget):
    """The rows that can be taken; the first is marked, so that Enter takes it.

    Signals:
        taken: A row was clicked; carries the choice.
    """

    taken = Signal(object)

    def __init__(self, edit: QWidget) -> None:
        super().__init__(edit.window())
        self.setObjectName("ChoicePopup")
        self.setAccessibleName(edit.accessibleName())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        self._edit = edit
        self._choices: tuple[Choice, ...] = ()
        self.itemClicked.connect(lambda item: self.taken.emit(self._choices[self.row(item)]))
        self.hide()

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show `choices` under the field, or above it where there is no room; none hides the list."""
        self._choices = tuple(choices)
        self.clear()
        for choice in self._choices:
            item = QListWidgetItem(_line(choice))
            item.setToolTip(choice.note)
            self.addItem(item)
        if not self._choices:
            self.hide()
            return
        self.setCurrentRow(0)
        self._place()
        self.show()
        self.raise_()

    def current(self) -> Choice | None:
        """Give the marked choice while the list is open."""
        row = self.currentRow()
        return self._choices[row] if self.isVisible() and 0 <= row < len(self._choices) else None

    def step(self, by: int) -> None:
        """Mark another row."""
        self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + by)))

    def _place(self) -> None:
        window = self._edit.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        wide = max(self._edit.width(), _NARROWEST, min(400, self.sizeHintForColumn(0) + 24))
        high = min(self.count(), _MOST_ROWS) * _ROW + 10
        below = self._edit.mapTo(window, QPoint(0, self._edit.height() + 2))
        above = self._edit.mapTo(window, QPoint(0, -2 - high))
        fits_below = below.y() + high <= window.height()
        corner = below if fits_below or above.y() < 0 else above
        left = max(4, min(corner.x(), window.width() - wide - 4))
        self.setGeometry(QRect(left, corner.y(), wide, min(high, max(_ROW, window.height() - corner.y()))))


def _line(choice: Choice) -> str:
    # Codes of our own lists are English words for the wire; people see national codes only.
    code = choice.code if choice.code[:1].isdigit() or choice.code.startswith("X") else ""
    parts = (code, choice.name, choice.note)
    return "   ".join(part for part in parts if part)
