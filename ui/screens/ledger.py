"""The ledger page (台账): one line to type into, filters in a row, one table that is read on while it is scrolled."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QVBoxLayout

from station_app import texts
from station_app.domain.ledger import LedgerFilter, Sort
from ui import keys
from ui.models.rows import Column
from ui.presenters.ledger import LedgerLine, LedgerPresenter, LedgerView
from ui.screens.batch_sheet import BatchKey
from ui.screens.ledger_sheets import ExportSheet, ViewSheet
from ui.screens.page import Page
from ui.widgets.ledger_filters import LedgerFilters
from ui.widgets.ledger_table import LedgerTable
from ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from station_app.domain.ledger import SavedView
    from ui.session import Session

DEBOUNCE_MS = 100
_MOMENT = 94
"""Day and hour, one below the other."""
COLUMNS = (
    Column("applicant", "ui.ledger.applicant", 116, large=True, tip="applicant"),
    Column("id_masked", "ui.ledger.id_number", 168, spare=1),
    Column("family", "ui.ledger.family", 164, tip="family"),
    Column("status", "ui.ledger.status", 96, tip="status"),
    Column("accepted", "ui.ledger.accepted", _MOMENT),
    Column("case_no", "ui.ledger.case_no", 214),
    Column("division", "ui.ledger.division", 138, tip="division"),
    Column("decided", "ui.ledger.decided", _MOMENT),
    Column("registered", "ui.ledger.registered", _MOMENT),
    Column("accepted_by", "ui.ledger.accepted_by", 76, spare=3),
    Column("decided_by", "ui.ledger.decided_by", 76, spare=4),
    Column("route", "ui.ledger.route", 130, spare=5, tip="route"),
    Column("matched", "ui.ledger.matched", 72, spare=2),
)
_SORTS = ("accepted", "case_no", "decided", "registered")
"""What the ledger can be sorted by, in the order of its columns and of the keys."""


class LedgerPage(Page):
    """Everything about every case that can be asked for by what is remembered of it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        say = texts.say
        self._presenter = LedgerPresenter(session.catalogue, session.runner, self._show, session.told.emit)
        self._order = LedgerFilter()
        self._views: tuple[SavedView, ...] = ()
        self.search = QLineEdit()
        self.search.setProperty("role", "search")
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(say("ui.ledger.placeholder"))
        self.search.setAccessibleName(say("ui.nav.ledger"))
        self.search.installEventFilter(self)
        self.filters = LedgerFilters()
        self.kept = QComboBox()
        self.kept.setAccessibleName(say("ui.ledger.kept"))
        self.kept.setFixedWidth(180)
        self.clear = button(say("ui.ledger.clear"), self._clear, "flat")
        self.keep_view = button(say("ui.ledger.keep"), self._ask_keep, "flat", "save", keys.of("save")[0])
        self.copy_out = button(say("ui.ledger.export"), self._ask_export, "", "paper", "Ctrl+E")
        self.table = LedgerTable("ledger", COLUMNS, say("ui.ledger.results"), _SORTS)
        self.batch = BatchKey(
            session, self, self.table, lambda: tuple(each.case_no for each in self.table.picked() if each.case_no)
        )
        self._count = label(role="small")
        self.keeping = ViewSheet(self, self._keep, self._forget)
        self.exporting = ExportSheet(self, self._choose_file, self._presenter.stop_export)
        self._lay_out()
        self._wait = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._wait.timeout.connect(self.ask)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self.search.returnPressed.connect(self._enter)
        self.filters.changed.connect(self._wait.start)
        self.kept.activated.connect(self._take_view)
        self.table.opened.connect(self._open)
        self.table.order_wanted.connect(self._sort_by)
        for attribute, pressed in zip(_SORTS, keys.of("sort"), strict=True):
            made = QShortcut(QKeySequence(pressed), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(partial(self._sort_by, attribute))
        self.table.more_wanted.connect(self._presenter.go_on)
        session.changed.connect(self._refresh)

    def shown(self) -> None:
        """Take the focus, ask again."""
        if not any(sheet.isVisible() for sheet in (self.keeping, self.exporting)):
            self.search.setFocus()
            self.search.selectAll()
        self._presenter.views(self._offer_views)
        self.ask()

    def ask(self) -> None:
        """Ask what the page says."""
        self._wait.stop()
        self.table.show_order(self._order.sort.value, descending=self._order.descending)
        if self.filters.problem:  # what stands in the table is no answer to it
            self._presenter.ask_nothing(self.filters.problem)
            return
        order = {"sort": self._order.sort, "descending": self._order.descending}
        self._presenter.ask(msgspec.structs.replace(self.filters.value(), text=self.search.text().strip(), **order))

    def export_to(self, file: str) -> None:
        """Write the ledger into `file`; the file dialog calls it."""
        self._presenter.export(
            Path(file), full=self.exporting.full.isChecked(), reason=self.exporting.reason.text(), done=self._told
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the arrow keys move in the table while typing."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):  # type: ignore[attr-defined]
            self.table.setFocus()
            self.table.keyPressEvent(event)  # type: ignore[arg-type]
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        for act in (self.kept, self.keep_view, self.clear):
            self.filters.second.addWidget(act)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row(self.search))
        layout.addWidget(self.filters)
        layout.addWidget(self.table, 1)
        layout.addLayout(
            row(self._count, None, label(texts.say("ui.ledger.keys"), "small"), self.batch.button, self.copy_out)
        )

    def _enter(self) -> None:
        if self._wait.isActive():  # Enter came before the answer: ask now, look, then Enter again
            self.ask()
            return
        self._open(self.table.current())

    def _open(self, chosen: LedgerLine | None) -> None:
        if chosen is not None and chosen.household_no:
            self.session.household_opened.emit(chosen.household_no)
        elif chosen is not None:
            self.session.case_opened.emit(chosen.case_no)

    def _refresh(self, kind: str) -> None:
        if kind == "cases" and self.isVisible():
            self.ask()

    def _show(self, view: LedgerView) -> None:
        if view.fresh:
            self.table.show_rows(view.rows, view.empty)
        else:
            self.table.add_rows(view.rows)
        self._count.setText(view.count)

    def _sort_by(self, attribute: str) -> None:
        sort = Sort(attribute)
        turned = sort is self._order.sort and self._order.descending
        self._order = LedgerFilter(sort=sort, descending=not turned)
        self.ask()

    def _clear(self) -> None:
        self._order = LedgerFilter()
        self.filters.show_value(self._order)
        self.search.clear()
        self.kept.setCurrentIndex(0)
        self.search.setFocus()
        self.ask()

    def _offer_views(self, views: tuple[SavedView, ...]) -> None:
        chosen = self.kept.currentText()
        self._views = views
        self.kept.clear()
        self.kept.addItem(texts.say("ui.ledger.kept"), "")
        for view in views:
            self.kept.addItem(view.name, view.name)
        self.kept.setCurrentIndex(max(0, self.kept.findText(chosen)))

    def _take_view(self, place: int) -> None:
        if place < 1:
            return
        wanted = self._views[place - 1].filter
        self._order = LedgerFilter(sort=wanted.sort, descending=wanted.descending)
        self.filters.show_value(wanted)
        self.search.setText(wanted.text)
        self.ask()

    def _ask_keep(self) -> None:
        if not self._is_no_question():
            self.keeping.begin(self.kept.currentData() or "")

    def _is_no_question(self) -> bool:
        """Tell whether the filters ask for nothing that could be; say so, with the cursor where it is put right."""
        if self.filters.problem:
            self.session.told.emit(self.filters.problem, "look")
            self.filters.since.setFocus()
        return bool(self.filters.problem)

    def _keep(self, name: str) -> None:
        def kept() -> None:
            self.keeping.leave()
            self._presenter.views(self._offer_views)
            self.session.told.emit(texts.say("ledger.view_kept", name=name), "ok")

        self._presenter.keep(name, kept, lambda sentence: self.keeping.notice.tell(sentence, "blocked"))

    def _forget(self, name: str) -> None:
        def gone() -> None:
            self._presenter.views(self._offer_views)
            self.session.told.emit(texts.say("ledger.view_forgotten", name=name), "ok")

        self._presenter.forget(name, gone)
        self.keeping.leave()

    def _ask_export(self) -> None:
        if not self._is_no_question():
            self.exporting.begin()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, texts.say("ui.ledger.export"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["XLSX (*.xlsx)", "CSV (*.csv)", "PDF (*.pdf)"])
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(chosen[-5:-1].strip("*.")))
        day = self.session.catalogue.today()
        dialog.selectFile(f"{texts.say('ledger.title')}-{day:%Y%m%d}.xlsx")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def _told(self, sentence: str, state: str) -> None:
        if self.exporting.isVisible():
            self.exporting.tell(sentence, state)
        if state:
            self.session.told.emit(sentence, state)
