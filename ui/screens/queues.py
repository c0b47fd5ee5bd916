"""The page of working lists (待办): the lists with their counts at the left, the cases of one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station_app import texts
from ui.models.rows import Column
from ui.presenters.queues import QueueItem, QueuesPresenter, QueueView, WaitingRow
from ui.screens.batch_sheet import BatchKey
from ui.screens.page import Page
from ui.widgets.pieces import button, label, row
from ui.widgets.table import Table

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session

LISTS = (
    Column("name", "ui.queues.list", 152, large=True, tip="name"),
    Column("count", "ui.queues.count", 64, right=True, state="state"),
)
COLUMNS = (
    Column("applicant", "ui.queues.applicant", 112, large=True),
    Column("pressure", "ui.queues.pressure", 88, state="state"),
    Column("days", "ui.queues.left", 128, order="left"),
    Column("due", "ui.queues.due", 98),
    Column("status", "ui.queues.status", 78),
    Column("remark", "ui.queues.remark", 104, tip="remark"),
    Column("case_no", "ui.queues.case_no", 214),
    Column("since", "ui.queues.since", 98, spare=1),
    Column("id_masked", "ui.queues.id_number", 168, spare=2),
)
_LISTS_WIDTH = 260


class QueuesPage(Page):
    """What waits for this officer; Enter opens a case, and F10 there goes on to the next of the same list."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._presenter = QueuesPresenter(
            session.catalogue, session.runner, self._show_lists, self._show, session.told.emit
        )
        self._items: tuple[QueueItem, ...] = ()
        self._quiet = False
        self._went_in = False
        self.lists = Table("queues", LISTS, texts.say("ui.nav.queues"))
        self.lists.setFixedWidth(_LISTS_WIDTH)
        self.table = Table("queue", COLUMNS, texts.say("ui.queues.cases"))
        self._lead = label(role="muted", wrap=True)
        self.batch = BatchKey(session, self, self.table, lambda: tuple(each.case_no for each in self.table.picked()))
        self.open = button(texts.say("ui.queues.open"), lambda: self._open(self.table.current()), "primary", "case")
        right = QVBoxLayout()
        right.addWidget(self._lead)
        right.addWidget(self.table, 1)
        right.addLayout(row(label(texts.say("ui.queues.keys"), "small"), None, self.batch.button, self.open))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.lists)
        layout.addLayout(right, 1)
        self.lists.chosen.connect(self._choose)
        self.lists.opened.connect(lambda _item: self.table.setFocus())
        self.table.opened.connect(self._open)
        session.changed.connect(self._follow)

    def visit(self, *subject: str) -> None:
        """Show the list of this name."""
        self._went_in = False
        self._presenter.choose(subject[0])

    def shown(self) -> None:
        """Count anew; the cursor stays on the list that was looked at, after a case of it on its cases."""
        (self.table if self._went_in else self.lists).setFocus()
        self._went_in = False
        self._presenter.refresh()

    def _follow(self, kind: str) -> None:
        if kind in {"cases", "papers", "exchange"} and self.isVisible():
            self._presenter.refresh()

    def _show_lists(self, items: tuple[QueueItem, ...]) -> None:
        if items != self._items:
            self._items = items
            self._quiet = True  # showing rows moves the cursor to the first
            self.lists.show_rows(items, texts.say("ui.queues.none"))
            self._quiet = False
        self._mark(self._presenter.chosen)

    def _choose(self, item: QueueItem) -> None:
        if not self._quiet:
            self._presenter.choose(item.key)

    def _mark(self, key: str) -> None:
        keys = [self.lists.rows.row(place).key for place in range(self.lists.rows.rowCount())]
        if key in keys:
            self.lists.selectRow(keys.index(key))

    def _show(self, view: QueueView) -> None:
        kept = self.table.current()
        self._mark(view.key)
        self._lead.setText(view.lead)
        self.table.show_rows(view.rows, view.empty)
        numbers = [self.table.rows.row(place).case_no for place in range(self.table.rows.rowCount())]
        if kept is not None and kept.case_no in numbers:
            self.table.selectRow(numbers.index(kept.case_no))
        self.open.setEnabled(bool(view.rows))
        if not view.rows and self.table.hasFocus():  # its last case is done: the next thing is another list
            self.lists.setFocus()

    def _open(self, chosen: WaitingRow | None) -> None:
        if chosen is None:
            return
        rows = (self.table.rows.row(place) for place in range(self.table.rows.rowCount()))
        self.session.queue = tuple(each.case_no for each in rows)
        self._went_in = True
        self.session.case_opened.emit(chosen.case_no)
