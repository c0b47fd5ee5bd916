"""The printing page (打印): every paper of this desk that is not done with, and what can be done about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout

from station_app import texts
from station_app.domain.print_jobs import PrintAct
from ui.models.rows import Column
from ui.presenters.printing import ACT_KEYS, JobRow, PrintingPresenter, PrintingView
from ui.screens.page import Page
from ui.widgets.pieces import button, label, row
from ui.widgets.printer_box import PrinterBox
from ui.widgets.table import Table

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session

COLUMNS = (
    Column("word", "print.column.state", 128, state="state"),
    Column("paper", "print.column.paper", 148, large=True),
    Column("number", "print.column.number", 216),
    Column("place", "print.column.place", 180),
    Column("when", "print.column.when", 104),
    Column("why", "print.column.why", 260, tip="why"),
)
_BUTTONS = (PrintAct.RETRY, PrintAct.REROUTE, PrintAct.CANCEL, PrintAct.CAME_OUT)
_ICONS = {
    PrintAct.RETRY: "printer",
    PrintAct.REROUTE: "printer",
    PrintAct.CANCEL: "blocked",
    PrintAct.CAME_OUT: "ok",
}
_BOX_WIDTH = 220


class PrintingPage(Page):
    """One table; below it what the chosen paper's state allows, each with its digit."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._presenter = PrintingPresenter(
            session.catalogue,
            session.runner,
            self._show,
            session.told.emit,
            lambda: session.changed.emit("printing"),
        )
        self.table = Table("printing", COLUMNS, texts.say("ui.nav.printing"))
        self.why = label("", "small", wrap=True)
        self.ended = QCheckBox(texts.say("print.ended"))
        self.ended.toggled.connect(lambda on: self._presenter.show_ended(ended=on))
        self.elsewhere = PrinterBox(None, texts.say("print.choose"), _BOX_WIDTH)
        self.elsewhere.setAccessibleName(texts.say("print.act.reroute"))
        self.acts: dict[PrintAct, QPushButton] = {act: self._button(act) for act in _BUTTONS}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.why)
        retry, reroute, cancel, came_out = self.acts.values()
        layout.addLayout(row(self.ended, None, cancel, came_out, self.elsewhere, reroute, retry))
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._offer)
        session.changed.connect(self._follow)

    def shown(self) -> None:
        """List the papers as they stand now."""
        self.table.setFocus()
        self._presenter.refresh()
        self._presenter.find_printers()

    def _button(self, act: PrintAct) -> QPushButton:
        pressed = partial(self._do, act)
        made = button(f"{texts.say(f'print.act.{act.value}')}  {ACT_KEYS[act]}", pressed, "", _ICONS[act])
        made.setEnabled(False)
        keys = QShortcut(QKeySequence(ACT_KEYS[act]), self.table)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(pressed)
        return made

    def _follow(self, kind: str) -> None:
        if kind in {"printing", "printed"} and self.isVisible():
            self._presenter.refresh()

    def _show(self, view: PrintingView) -> None:
        kept = self.table.current()
        self.table.show_rows(view.rows, texts.say("print.none"))
        self.elsewhere.show_printers(view.printers)
        if kept is not None and view.rows:
            places = [each.job_id for each in view.rows]
            self.table.selectRow(places.index(kept.job_id) if kept.job_id in places else 0)
        self._offer(self.table.current())

    def _offer(self, chosen: JobRow | None) -> None:
        """Enable what this paper's state allows, and say what stopped it in full."""
        acts = chosen.acts if chosen is not None else ()
        for act, made in self.acts.items():
            made.setEnabled(_meant(act, acts) is not None)
        again = _meant(PrintAct.RETRY, acts) or PrintAct.RETRY
        self.acts[PrintAct.RETRY].setText(f"{texts.say(f'print.act.{again.value}')}  {ACT_KEYS[again]}")
        self.why.setText(chosen.why if chosen is not None else "")

    def _do(self, button_of: PrintAct) -> None:
        chosen = self.table.current()
        act = _meant(button_of, chosen.acts) if chosen is not None else None
        if chosen is None or act is None:
            self.session.told.emit(texts.say("print.not_now"), "look")
            return
        printer = self.elsewhere.value() if act is PrintAct.REROUTE else None
        if act is PrintAct.REROUTE and printer is None:
            self.elsewhere.setFocus()
            self.elsewhere.showPopup()
            return
        self._presenter.act(chosen, act, printer)

    def _open(self, chosen: JobRow) -> None:
        """Open the case; what is about no case stays where it is."""
        if "-HJ" in chosen.number:
            self.session.case_opened.emit(chosen.number)


def _meant(button_of: PrintAct, acts: tuple[PrintAct, ...]) -> PrintAct | None:
    """Give the act behind a button for a paper that allows these; 1 is whatever prints again."""
    return next((act for act in acts if ACT_KEYS[act] == ACT_KEYS[button_of]), None)
