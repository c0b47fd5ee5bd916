"""The desk's table: keyboard first, sorted by its titles, remembers its columns, copies what is shown, says when empty.

Alt and a digit sort by the column at this place, once more the other way round; the cursor stays on its row.

Nothing is cut: a title has the width of its words, a text too wide for its column is folded, and columns that can be
spared are left out on a small screen before the table would scroll sideways.

Column widths live as long as the program runs (the class remembers them per name); they are no setting of the
station.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from station_app import texts
from ui import keys
from ui.models.rows import Column, RowsModel
from ui.widgets.folding import FoldingDelegate
from ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QByteArray, QModelIndex

_ROW_HEIGHT = 34
_TITLE_PADDING = 24
"""Left and right of a title, and the line after it, as the style sheet has it."""


_SEVERAL = 2
_SORTS = tuple(QKeySequence(pressed) for pressed in keys.of("sort_list"))


class Table(QTableView):
    """A list of frozen rows.

    Signals:
        opened: Enter or double click on a row; carries the row.
        chosen: Another row has the cursor; carries the row.
    """

    opened = Signal(object)
    chosen = Signal(object)
    _remembered: ClassVar[dict[str, QByteArray]] = {}

    def __init__(
        self, name: str, columns: Sequence[Column], accessible_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.rows = RowsModel(columns, self)
        self.setModel(self.rows)
        self.setItemDelegate(FoldingDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setIconSize(QSize(16, 16))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self._empty = label("", "muted", wrap=True)
        self._empty.setParent(self.viewport())
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.hide()
        self._widths: list[int] = []
        self._set_up_columns()
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.viewport().installEventFilter(self)

    def show_rows(self, rows: Sequence[Any], empty: str = "") -> None:
        """Show `rows`; `empty` is said in their place when there are none. The cursor stays on the first."""
        self.rows.show(rows)
        self._empty.setText("" if rows else empty)
        self._empty.setVisible(not rows)
        if rows:
            self.selectRow(0)

    def let_pick(self) -> None:
        """Let several rows be picked: Shift and arrows, Ctrl+A, Ctrl and click."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def picked(self) -> tuple[Any, ...]:
        """Give the rows that are picked, in the order they are shown; all of them where only the cursor's row is."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if len(places) < _SEVERAL:
            places = list(range(self.rows.rowCount()))
        return tuple(self.rows.row(place) for place in places)

    def current(self) -> Any | None:
        """Give the row under the cursor."""
        number = self.currentIndex().row()
        return self.rows.row(number) if number >= 0 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, Ctrl+C copies the row as it is shown, Alt and a digit sort."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif QKeySequence(event.keyCombination()) in _SORTS and self.isSortingEnabled():
            self._sort_by(_SORTS.index(QKeySequence(event.keyCombination())))
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the sentence for an empty table in the middle, and the columns to what there is room for."""
        if watched is self.viewport() and event.type() == QEvent.Type.Resize:
            self._spare()
            self._empty.setGeometry(self.viewport().rect().adjusted(24, 0, -24, 0))
        return super().eventFilter(watched, event)

    def _set_up_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSortIndicatorClearable(True)
        measured = header.fontMetrics()
        for number, column in enumerate(self.rows.columns):
            title = measured.horizontalAdvance(texts.say(column.title)) + _TITLE_PADDING
            self._widths.append(max(column.width, title))
            self.setColumnWidth(number, self._widths[number])
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        state = self._remembered.get(self.objectName())
        if state is not None:
            header.restoreState(state)
        for changed in (header.sectionResized, header.sectionMoved, header.sortIndicatorChanged):
            changed.connect(self._remember)

    def _spare(self) -> None:
        """Leave out columns until the others have room; by their own widths, whatever the officer has drawn wider."""
        room = self.viewport().width()
        for number, column in sorted(enumerate(self.rows.columns), key=lambda each: each[1].spare):
            room -= self._widths[number]
            if column.spare:
                self.setColumnHidden(number, room < 0)

    def _remember(self, *_change: object) -> None:
        self._remembered[self.objectName()] = self.horizontalHeader().saveState()

    def _open(self, number: int) -> None:
        if 0 <= number < self.rows.rowCount():
            self.opened.emit(self.rows.row(number))

    def _sort_by(self, place: int) -> None:
        """Sort by the column at this place from the left, of those in view."""
        header = self.horizontalHeader()
        shown = [header.logicalIndex(each) for each in range(header.count())]
        shown = [number for number in shown if not header.isSectionHidden(number)]
        if place < len(shown):
            again = header.sortIndicatorSection() == shown[place]
            turned = again and header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            order = Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder
            self.sortByColumn(shown[place], order)
            self.scrollTo(self.currentIndex())

    def _tell_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.rows.row(current.row()))

    def _copy(self) -> None:
        number = self.currentIndex().row()
        if number >= 0:
            cells = (str(getattr(self.rows.row(number), column.attribute)) for column in self.rows.columns)
            QApplication.clipboard().setText("\t".join(cells))
