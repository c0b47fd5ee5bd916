"""The stock page (证表): what lies in the drawers, the register of each kind, and every step with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from station_app import texts
from ui.models.rows import Column
from ui.presenters.stock import ASKS, Step, StockPresenter, StockRow, StockView
from ui.screens.page import Page
from ui.screens.stock_sheets import StepSheet
from ui.widgets.pieces import button, label, row
from ui.widgets.save_dialog import ask_for_pdf
from ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.session import Session

COLUMNS = (
    Column("name", "ui.stock.column.name", 216, state="state", large=True),
    Column("place", "ui.stock.column.place", 96),
    Column("there", "ui.stock.column.there", 64, right=True),
    Column("next_number", "ui.stock.column.next", 120),
    Column("received", "choice.stock_act.received", 64, right=True),
    Column("used", "choice.stock_act.used", 64, right=True),
    Column("spoiled", "choice.stock_act.spoiled", 64, right=True),
    Column("void", "choice.stock_act.voided", 64, right=True),
    Column("away", "choice.stock_act.handed_on", 64, right=True),
    Column("gaps", "ui.stock.column.gaps", 160, tip="gaps"),
)
LINES = (
    Column("when", "ui.stock.column.when", 136),
    Column("act", "ui.stock.column.act", 92),
    Column("pieces", "ui.stock.column.pieces", 200),
    Column("about", "ui.stock.column.about", 224),
    Column("words", "ui.stock.column.words", 220, tip="words"),
    Column("officer", "ui.stock.column.officer", 72),
)
KEYS = {step: f"{number}" for number, step in enumerate(Step, 1)}
_PRINT = "Ctrl+P"


class StockPage(Page):
    """Kinds above, the register of the chosen one below; each step has its digit."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.sheet = StepSheet(self, self._take)
        self._presenter = StockPresenter(
            session.catalogue,
            session.runner,
            self._show,
            session.told.emit,
            done=self.sheet.leave,
            stopped=lambda sentence: self.sheet.notice.tell(sentence, "blocked"),
            queued=lambda: session.changed.emit("printing"),
        )
        self.table = Table("stock", COLUMNS, texts.say("ui.nav.stock"))
        self.free = label("", "small", wrap=True)
        self.lines = Table("stock-lines", LINES, texts.say("ui.stock.register"))
        self.steps: dict[Step, QPushButton] = {step: self._button(step) for step in ASKS}
        self.print = button(texts.say("ui.stock.print_register"), self._print, "", "printer", _PRINT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 2)
        layout.addWidget(self.free)
        layout.addWidget(self.lines, 3)
        layout.addLayout(row(*self.steps.values(), None, self.print))
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _row: self.lines.setFocus())
        self.lines.opened.connect(self._open)
        session.changed.connect(self._follow)

    def shown(self) -> None:
        """List the stock as it stands now."""
        self.table.setFocus()
        self._presenter.refresh()

    def save_to(self, name: str) -> None:
        """Save the register of the chosen kind; the file dialog calls it."""
        chosen = self.table.current()
        if chosen is not None:
            self._presenter.save_register(chosen.kind, Path(name))

    def _button(self, step: Step) -> QPushButton:
        pressed = partial(self._begin, step)
        made = button(f"{texts.say(f'ui.stock.step.{step.value}')}  {KEYS[step]}", pressed)
        if step not in self._presenter.steps:
            made.hide()
        keys = QShortcut(QKeySequence(KEYS[step]), self.table)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(pressed)
        return made

    def _begin(self, step: Step) -> None:
        chosen: StockRow | None = self.table.current()
        if step not in self._presenter.steps or (chosen is None and step is not Step.RECEIVE):
            self.session.told.emit(texts.say("ui.stock.not_now"), "look")
            return
        self.sheet.begin(step, chosen, self._presenter.kinds())

    def _take(self, step: Step, said: Mapping[str, str], was_used: bool) -> None:  # noqa: FBT001 - a tick
        self._presenter.take(step, said, was_used=was_used)

    def _follow(self, kind: str) -> None:
        if kind in {"printing", "papers"} and self.isVisible():
            self._presenter.refresh()

    def _choose(self, chosen: StockRow | None) -> None:
        self.free.setText(texts.say("stock.free", runs=chosen.free) if chosen is not None and chosen.free else "")
        self.print.setEnabled(chosen is not None)
        if chosen is not None:
            self._presenter.choose(chosen.kind)

    def _show(self, view: StockView) -> None:
        kept = self.table.current()
        shown = [self.table.rows.row(place) for place in range(self.table.rows.rowCount())]
        if not view.rows or shown != list(view.rows):
            self.table.show_rows(view.rows, texts.say("ui.stock.none"))
            same = [(each.kind, each.drawer) for each in view.rows]
            if kept is not None and (kept.kind, kept.drawer) in same:
                self.table.selectRow(same.index((kept.kind, kept.drawer)))
        self.lines.show_rows(view.lines, texts.say("ui.stock.no_lines"))
        for step, made in self.steps.items():
            made.setEnabled(bool(view.rows) or step is Step.RECEIVE)
        self.print.setEnabled(bool(view.rows))

    def _print(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self._presenter.print_register(chosen.kind, self._ask_where)

    def _ask_where(self) -> None:
        ask_for_pdf(self, f"{texts.say('ui.stock.register')}.pdf", self.save_to)

    def _open(self, line: object) -> None:
        """Open the case a piece was used for."""
        about = str(getattr(line, "about", ""))
        if "-HJ" in about:
            self.session.case_opened.emit(about)
