"""The table of the ledger: the ledger itself is sorted by its titles, and read on when somebody comes near its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from ui.models.rows import Column

_NEAR = 30
"""Rows before the end at which the next page is asked for."""


class LedgerTable(Table):
    """Rows of the ledger, as many pages as were scrolled through.

    Signals:
        order_wanted: A title was clicked by which the ledger can be sorted; carries its attribute.
        more_wanted: The end of what is here comes near.
    """

    order_wanted = Signal(str)
    more_wanted = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        accessible_name: str,
        sorts: Collection[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, columns, accessible_name, parent)
        self.setSortingEnabled(False)
        self._sorts = sorts
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._clicked)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def add_rows(self, rows: Sequence[Any]) -> None:
        """Put further rows after those that are here; the cursor stays."""
        self.rows.add(rows)

    def show_order(self, attribute: str, *, descending: bool) -> None:
        """Mark the title that the ledger is sorted by."""
        places = [place for place, column in enumerate(self.rows.columns) if column.attribute == attribute]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.setSortIndicatorShown(bool(places))
        if places:
            header.setSortIndicator(places[0], order)

    def _clicked(self, place: int) -> None:
        attribute = self.rows.columns[place].attribute
        if attribute in self._sorts:
            self.order_wanted.emit(attribute)

    def _scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - _NEAR:
            self.more_wanted.emit()
