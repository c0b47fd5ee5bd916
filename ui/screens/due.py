"""The due list page (期限): what presses most first; open, put off, remind, all from the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from station_app import texts
from ui.models.rows import Column
from ui.presenters.case_steps import SLIP, STEPS, StepsPresenter
from ui.presenters.due import PRESSURES, DuePresenter, DueRow, DueView
from ui.screens.page import Page
from ui.screens.step_sheets import ExtendSheet, WordsSheet
from ui.widgets.pieces import button, label, row
from ui.widgets.table import Table

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from ui.session import Session

COLUMNS = (
    Column("pressure_word", "ui.due.pressure", 92, state="state"),
    Column("days", "ui.due.left", 130, order="left"),
    Column("due", "ui.due.day", 98),
    Column("kind", "ui.due.kind", 100),
    Column("applicant", "ui.due.applicant", 128, large=True),
    Column("holder", "ui.due.holder", 168),
    Column("number", "ui.due.number", 216),
    Column("basis", "ui.due.basis", 144, tip="basis"),
)
_EXTEND_KEY = next(step.key for step in STEPS if step.name == "extend")


class DuePage(Page):
    """One table; above it how many there are of each pressure, below it what can be done."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._presenter = DuePresenter(session.catalogue, session.runner, self._show, session.told.emit)
        self._steps = StepsPresenter(session.catalogue, session.runner, self._done)
        self._view = DueView()
        self.table = Table("due", COLUMNS, texts.say("ui.nav.due"))
        self.filters = {pressure: self._filter(pressure) for pressure in PRESSURES}
        self._about = ""
        self.extending = ExtendSheet(self, lambda why, told: self._steps.extend(self._about, why, told))
        self.reminding = WordsSheet(self, "remind", lambda said: self._steps.remind(self._about, said, self._reminded))
        self.extend = button(f"{texts.say('ui.step.extend')}  {_EXTEND_KEY}", self._ask_extend, "", "clock")
        self.remind = button(texts.say("ui.step.remind"), self._ask_remind, "", "paper", "Ctrl+P")
        self.open = button(texts.say("ui.due.open"), lambda: self._open(self.table.current()), "primary", "case")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row(*self.filters.values(), None))
        layout.addWidget(self.table, 1)
        layout.addLayout(row(label(texts.say("ui.due.keys"), "small"), None, self.extend, self.remind, self.open))
        self.table.opened.connect(self._open)
        self._extend_keys = QShortcut(QKeySequence(_EXTEND_KEY), self.table)
        self._extend_keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._extend_keys.activated.connect(self._ask_extend)
        session.changed.connect(self._follow)

    def shown(self) -> None:
        """List what is due now."""
        self.table.setFocus()
        self._presenter.refresh()

    def _follow(self, kind: str) -> None:
        if kind == "cases" and self.isVisible():
            self._presenter.refresh()

    def _filter(self, pressure: str) -> QPushButton:
        made = QPushButton()
        made.setAutoDefault(True)  # Enter turns it
        made.setCheckable(True)
        made.setProperty("role", "flat")
        made.clicked.connect(lambda _checked=False: self._presenter.look_at(pressure))
        return made

    def _show(self, view: DueView) -> None:
        kept = self.table.current()
        self._view = view
        for pressure, count in view.counts:
            made = self.filters[pressure]
            made.setText(f"{texts.say(f'clock.pressure.{pressure}')} {count}")
            made.setChecked(pressure == view.pressure)
        self.table.show_rows(view.rows, texts.say("ui.due.none"))
        if kept is not None:
            numbers = [self.table.rows.row(place).number for place in range(len(view.rows))]
            self.table.selectRow(numbers.index(kept.number) if kept.number in numbers else 0)
        for made in (self.extend, self.remind, self.open):
            made.setEnabled(bool(view.rows))

    def _open(self, chosen: DueRow | None) -> None:
        """Open the case; the list is what F10 goes through from there. A notice leads to its draft."""
        if chosen is None:
            return
        if chosen.is_case:
            rows = (self.table.rows.row(place) for place in range(self.table.rows.rowCount()))
            self.session.queue = tuple(each.number for each in rows if each.is_case)
            self.session.case_opened.emit(chosen.number)
        else:
            self.session.notice_scanned.emit(chosen.number)

    def _case(self) -> str:
        """Give the case with the cursor; a notice has no clock of a decision and nobody to be reminded."""
        chosen = self.table.current()
        if chosen is None or not chosen.is_case:
            self.session.told.emit(texts.say("ui.due.no_case"), "look")
            return ""
        return str(chosen.number)

    def _ask_extend(self) -> None:
        case_no = self._case()
        if case_no:
            self._presenter.offer_extension(case_no, partial(self._begin_extend, case_no))

    def _begin_extend(self, case_no: str, until: date) -> None:
        self._about = case_no
        self.extending.begin_for(until, self.session.catalogue.today())

    def _ask_remind(self) -> None:
        case_no = self._case()
        if case_no:
            self._about = case_no
            self.reminding.begin()

    def _reminded(self, case_no: str) -> None:
        """Show the slip, where Enter prints it."""
        self.reminding.hide()
        self.session.changed.emit("cases")
        self.session.paper_wanted.emit(case_no, SLIP)

    def _done(self, sentence: str, state: str) -> None:
        """Say a refusal where it was asked, and what was done in the notice line."""
        shown = next((sheet for sheet in (self.extending, self.reminding) if sheet.isVisible()), None)
        if state == "blocked" and shown is not None:
            shown.notice.tell(sentence, state)
            return
        self.extending.hide()
        self.table.setFocus()
        self.session.told.emit(sentence, state)
        if state == "ok":
            self.session.changed.emit("cases")
