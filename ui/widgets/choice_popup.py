"""The list under a code box. A child of the window, not a window of its own: the keys stay in the field.

A separate popup window would take the keyboard on some window systems and would be missing from screenshots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, QRect, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui import fonts, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW = 30
_MOST_ROWS = 9
_NARROWEST = 232
_WIDEST = 440
_EDGES = 40
"""Padding and the scroll bar, in pixels."""


class Choice(NamedTuple):
    """One thing that can be taken: its code, its name, and a remark shown after it."""

    code: str
    name: str
    note: str = ""


class ChoicePopup(QListView):
    """The rows that can be taken; the first is marked, so that Enter takes it.

    Rows are plain strings in one model, not widgets or items: the list is made anew with every key.

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
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self._edit = edit
        self._choices: tuple[Choice, ...] = ()
        self._rows = QStringListModel(self)
        self.setModel(self._rows)
        self.clicked.connect(self._clicked)
        self.hide()

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show `choices` under the field, or above it where there is no room; none hides the list."""
        self._choices = tuple(choices)
        if not self._choices:
            self._rows.setStringList([])
            self.hide()
            return
        self._show([_line(choice) for choice in self._choices])
        self.setCurrentRow(0)

    def say(self, sentence: str) -> None:
        """Show a sentence where the rows would be; it cannot be taken."""
        self._choices = ()
        self._show([fonts.shown(sentence)])
        self.setCurrentIndex(QModelIndex())

    def current(self) -> Choice | None:
        """Give the marked choice while the list is open."""
        row = self.currentRow()
        return self._choices[row] if self.isVisible() and 0 <= row < len(self._choices) else None

    def count(self) -> int:
        """Give the number of rows."""
        return len(self._choices)

    def currentRow(self) -> int:  # noqa: N802 - as Qt's lists call it
        """Give the marked row, -1 for none."""
        return self.currentIndex().row()

    def setCurrentRow(self, row: int) -> None:  # noqa: N802 - as Qt's lists call it
        """Mark a row."""
        self.setCurrentIndex(self._rows.index(row))

    def step(self, by: int) -> None:
        """Mark another row."""
        self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + by)))

    def _clicked(self, index: QModelIndex) -> None:
        if index.row() < self.count():
            self.taken.emit(self._choices[index.row()])

    def _show(self, lines: Sequence[str]) -> None:
        said = not self._choices
        self.setSelectionMode(
            QAbstractItemView.SelectionMode.NoSelection if said else QAbstractItemView.SelectionMode.SingleSelection
        )
        theme.mark(self, "muted" if said else "")
        self._rows.setStringList(list(lines))
        self._place(self.fontMetrics().horizontalAdvance(max(lines, key=_signs)), len(lines))
        self.show()
        self.raise_()

    def _place(self, widest: int, lines: int) -> None:
        window = self._edit.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        wide = max(self._edit.width(), _NARROWEST, min(_WIDEST, widest + _EDGES))
        high = min(lines, _MOST_ROWS) * _ROW + 10
        below = self._edit.mapTo(window, QPoint(0, self._edit.height() + 2))
        above = self._edit.mapTo(window, QPoint(0, -2 - high))
        fits_below = below.y() + high <= window.height()
        corner = below if fits_below or above.y() < 0 else above
        left = max(4, min(corner.x(), window.width() - wide - 4))
        self.setGeometry(QRect(left, corner.y(), wide, min(high, max(_ROW, window.height() - corner.y()))))


def _signs(line: str) -> int:
    """Give the length of a line in half widths; near enough to find the longest without measuring each."""
    return len(line) + sum(not sign.isascii() for sign in line)


def _line(choice: Choice) -> str:
    # Codes of our own lists are English words for the wire; people see national codes only.
    code = choice.code if choice.code[:1].isdigit() or choice.code.startswith("X") else ""
    parts = (code, choice.name, choice.note)
    return fonts.shown("   ".join(part for part in parts if part))
