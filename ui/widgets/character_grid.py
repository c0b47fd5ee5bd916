"""Candidates for a rare character in large type: each with its code point and how it is read.

The grid knows only what it is given. Arrows move, Enter and the digits of the marked row choose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from station_app import texts
from ui import fonts, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.domain.characters import Candidate

COLUMNS = 9
"""As many as there are digits to choose with."""
ROWS = 3
ROW_HIGH = 74
_CELL = QSize(68, ROW_HIGH)
_CHARACTER_PX = 30
_SMALL_PX = 10
_BOX = 28

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


def spoken(candidate: Candidate) -> str:
    """Say a candidate in one line: character, code, reading, strokes and radical, parts, level."""
    parts = [candidate.character, candidate.code]
    if candidate.readings:
        mark = "≈" if candidate.like else ""
        parts.append(mark + " ".join(candidate.readings[:3]))
    if candidate.strokes:
        facts = {"strokes": candidate.strokes, "radical": candidate.radical, "rest": candidate.residual}
        parts.append(texts.say("ui.characters.facts", **facts))
    if len(candidate.parts) > 1:
        parts.append(texts.say("ui.characters.parts", parts=" ".join(candidate.parts)))
    if candidate.level <= 3:
        parts.append(texts.say(f"ui.characters.level.{candidate.level}"))
    return "  ".join(parts)


class _Candidates(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Candidate, ...] = ()

    def show(self, candidates: Sequence[Candidate]) -> None:
        self.beginResetModel()
        self._rows = tuple(candidates)
        self.endResetModel()

    def at(self, row: int) -> Candidate | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: _Index = _TOP) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        candidate = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return candidate.character
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(candidate)
        return None


class CharacterGrid(QListView):
    """The candidates, nine in a row.

    Signals:
        chosen: This candidate is the one; carries it.
        marked: Another candidate is marked; carries it, or None.
        left: Up from the first row, or a letter: back to the line above; carries what was typed.
    """

    chosen = Signal(object)
    marked = Signal(object)
    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model = _Candidates()
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(texts.say("ui.characters.candidates"))
        self.setObjectName("CharacterGrid")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setGridSize(_CELL)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.show_rows(ROWS)
        self.clicked.connect(lambda index: self._choose(index.row()))
        self.selectionModel().currentChanged.connect(lambda now, _before: self.marked.emit(self._model.at(now.row())))

    def offer(self, candidates: Sequence[Candidate]) -> None:
        """Show candidates and mark the first."""
        self._model.show(candidates)
        self.mark(0)
        if not candidates:
            self.marked.emit(None)

    def show_rows(self, rows: int) -> None:
        """Take the room of so many rows; the others are scrolled to."""
        self.setFixedSize(COLUMNS * _CELL.width() + 20, rows * _CELL.height() + 4)

    def current(self) -> Candidate | None:
        """Give the marked candidate."""
        return self._model.at(self.currentIndex().row())

    def mark(self, row: int) -> None:
        """Mark the candidate at `row`, if there is one."""
        if 0 <= row < self._model.rowCount():
            self.setCurrentIndex(self._model.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move by arrows, choose by Enter or digit; letters belong to the line above."""
        row, key, text = self.currentIndex().row(), event.key(), event.text()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -COLUMNS, Qt.Key.Key_Down: COLUMNS}
        if key == Qt.Key.Key_Up and row < COLUMNS:
            self.left.emit("")
        elif Qt.Key(key) in steps:
            self.mark(min(row + steps[Qt.Key(key)], self._model.rowCount() - 1))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(row)
        elif text in tuple("123456789"):
            self._choose(row - row % COLUMNS + int(text) - 1)
        elif text.isprintable() and text.strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit(text)
        else:
            super().keyPressEvent(event)

    def _choose(self, row: int) -> None:
        candidate = self._model.at(row)
        if candidate is not None:
            self.chosen.emit(candidate)


class _Painter(QStyledItemDelegate):
    """Draws the character, its code, its reading; a dashed box for what no font draws."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Give every candidate the same room."""
        del option, index
        return _CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one candidate."""
        grid: Any = self.parent()
        candidate: Candidate = grid.model().at(index.row())
        area: QRect = option.rect.adjusted(2, 2, -2, -2)
        painter.save()
        marked = grid.currentIndex().row()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("primary_ground"))
            painter.setPen(QPen(theme.colour("primary"), 2 if grid.hasFocus() else 1))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        if grid.hasFocus() and index.row() // COLUMNS == marked // COLUMNS:
            self._small(painter, area.adjusted(4, 2, 0, 0), str(index.row() % COLUMNS + 1), Qt.AlignmentFlag.AlignLeft)
        self._character(painter, area.adjusted(0, 4, 0, -26), candidate)
        reading = ("≈" if candidate.like else "") + "".join(candidate.readings[:1])
        below = area.adjusted(0, 0, 0, -3)
        self._small(painter, below.adjusted(0, area.height() - 28, 0, -11), reading)
        self._small(
            painter, below.adjusted(0, area.height() - 15, 0, 0), candidate.code + ("" if candidate.sure else "?")
        )
        painter.restore()

    def _character(self, painter: QPainter, area: QRect, candidate: Candidate) -> None:
        painter.setPen(theme.colour("text" if candidate.sure else "muted"))
        if candidate.drawn:
            painter.setFont(fonts.sized(_CHARACTER_PX))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, candidate.character)
            return
        box = QRect(0, 0, _BOX, _BOX)
        box.moveCenter(area.center())
        painter.setPen(QPen(theme.colour("line_strong"), 1, Qt.PenStyle.DashLine))
        painter.drawRect(box)

    def _small(
        self, painter: QPainter, area: QRect, text: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter
    ) -> None:
        painter.setFont(fonts.sized(_SMALL_PX))
        painter.setPen(theme.colour("muted"))
        painter.drawText(area, side | Qt.AlignmentFlag.AlignTop, text)
