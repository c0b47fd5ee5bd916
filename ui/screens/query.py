"""The query page: type, look, Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from station_app import texts
from ui.models.rows import Column
from ui.presenters.query import CaseRow, QueryPresenter, QueryView
from ui.screens.page import Page
from ui.widgets.pieces import label, row
from ui.widgets.table import Table

if TYPE_CHECKING:
    from ui.session import Session

DEBOUNCE_MS = 150
COLUMNS = (
    Column("applicant", "ui.query.applicant", 130, large=True),
    Column("id_masked", "ui.query.id_number", 170),
    Column("family", "ui.query.family", 210),
    Column("status", "ui.query.status", 80),
    Column("accepted", "ui.query.accepted", 142),
    Column("household", "ui.query.household", 140),
    Column("case_no", "ui.query.case_no", 222),
    Column("matched", "ui.query.matched", 72),
)


class QueryPage(Page):
    """One line to type into, one table under it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._presenter = QueryPresenter(session.catalogue, session.runner, self._show)
        self.search = QLineEdit()
        self.search.setProperty("role", "search")
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(texts.say("ui.query.placeholder"))
        self.search.setAccessibleName(texts.say("ui.nav.query"))
        self.search.installEventFilter(self)
        self.table = Table("query", COLUMNS, texts.say("ui.query.results"))
        self._count = label(role="small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addLayout(row(self._count, None, label(texts.say("ui.query.keys"), "small")))
        self._wait = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._wait.timeout.connect(lambda: self._presenter.search(self.search.text()))
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self._enter)
        self.table.opened.connect(self._open)
        session.changed.connect(self._refresh)

    def shown(self) -> None:
        """Take the focus, show what is newest."""
        self.search.setFocus()
        self.search.selectAll()
        self._presenter.search(self.search.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the arrow keys move in the table while typing."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):  # type: ignore[attr-defined]
            self.table.setFocus()
            self.table.keyPressEvent(event)  # type: ignore[arg-type]
            return True
        return super().eventFilter(watched, event)

    def _typed(self, _text: str) -> None:
        self._wait.start()

    def _enter(self) -> None:
        if self._wait.isActive():  # Enter came before the answer: search now, look, then Enter again
            self._wait.stop()
            self._presenter.search(self.search.text())
            return
        self._open(self.table.current())

    def _open(self, chosen: CaseRow | None) -> None:
        if chosen is not None:
            self.session.case_opened.emit(chosen.case_no)

    def _refresh(self, kind: str) -> None:
        if kind == "cases" and self.isVisible():
            self._presenter.search(self.search.text())

    def _show(self, view: QueryView) -> None:
        self.table.show_rows(view.rows, view.empty)
        self._count.setText(view.count)
