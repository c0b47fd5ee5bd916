"""One table model for every list: a tuple of frozen rows, and columns that name an attribute of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from station_app import texts
from ui import fonts, icons, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the attribute it shows, the key of its title, its width at 100 %.

    `order` is the attribute it is sorted by and `tip` the one its tool tip shows, where that is not the shown one.
    `state` is the attribute that says how it is coloured (`ok`, `look`, `blocked` or nothing); an icon goes with it.
    `spare` columns are left out where there is no room for all, the one with the highest number first.
    """

    attribute: str
    title: str
    width: int
    right: bool = False
    large: bool = False
    order: str = ""
    tip: str = ""
    state: str = ""
    spare: int = 0


_SIGNS = {"ok": "ok", "look": "look", "blocked": "blocked"}


def _look(state: str, role: int) -> Any:
    """Give the colour of a state, or its icon: colour never stands alone."""
    if state not in _SIGNS:
        return None
    if role == Qt.ItemDataRole.ForegroundRole:
        return theme.colour(state)
    return icons.icon(_SIGNS[state], state, 16)


class RowsModel(QAbstractTableModel):
    """Rows as they are shown; sorting is by the shown text, numbers by value."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[Any, ...] = ()
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def show(self, rows: Sequence[Any]) -> None:
        """Replace all rows; keeps the order the officer chose."""
        self.beginResetModel()
        self._rows = tuple(rows)
        if self._sorted_by is not None:
            self._order(*self._sorted_by)
        self.endResetModel()

    def add(self, rows: Sequence[Any]) -> None:
        """Put further rows after those that are here, as they come."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(_TOP, first, first + len(rows) - 1)
            self._rows = (*self._rows, *rows)
            self.endInsertRows()

    def row(self, number: int) -> Any:
        """Give the row object at `number`."""
        return self._rows[number]

    def rowCount(self, parent: _Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Give the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the text, font or alignment of a cell."""
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            tip = role == Qt.ItemDataRole.ToolTipRole and column.tip
            return fonts.shown(str(getattr(self._rows[index.row()], tip or column.attribute)))
        if role == Qt.ItemDataRole.FontRole and column.large:
            return fonts.sized(fonts.NAME_PX)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        if column.state and role in (Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.DecorationRole):
            return _look(str(getattr(self._rows[index.row()], column.state)), role)
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give the title of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return texts.say(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(self.columns[section])
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 restores the order of the answer for the next `show`."""
        if not 0 <= column < len(self.columns):
            self._sorted_by = None
            return
        self.layoutAboutToBeChanged.emit()
        before, kept = self._rows, self.persistentIndexList()
        self._sorted_by = (column, order)
        self._order(column, order)
        places = {id(row): place for place, row in enumerate(self._rows)}
        moved = [self.index(places[id(before[each.row()])], each.column()) for each in kept]
        self.changePersistentIndexList(kept, moved)  # the cursor goes with its row
        self.layoutChanged.emit()

    @staticmethod
    def _side(column: Column) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _order(self, column: int, order: Qt.SortOrder) -> None:
        attribute = self.columns[column].order or self.columns[column].attribute

        def key(row: object) -> tuple[int, float, str]:
            value = getattr(row, attribute)
            return (0, float(value), "") if isinstance(value, int | float) else (1, 0.0, str(value))

        self._rows = tuple(sorted(self._rows, key=key, reverse=order == Qt.SortOrder.DescendingOrder))
