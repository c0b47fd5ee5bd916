"""The shift page (交班): what is left on the left, remarks and the successor on the right, then the paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from station_app import texts
from ui import keys
from ui.models.rows import Column
from ui.presenters.printing import place_word
from ui.presenters.shift import AcceptedRow, ShiftPresenter, ShiftView
from ui.screens.page import Page
from ui.widgets.facts import Facts
from ui.widgets.password_field import PasswordField
from ui.widgets.pieces import Notice, button, column, label, panel, row
from ui.widgets.save_dialog import ask_for_pdf
from ui.widgets.table import Table

if TYPE_CHECKING:
    from ui.session import Session

_SIDE = 400
ACCEPTED = (
    Column("case_no", "ui.ledger.case_no", 230),
    Column("applicant", "ui.ledger.applicant", 110, large=True),
    Column("status", "ui.ledger.status", 100),
)
DUE = (
    Column("number", "ui.ledger.case_no", 230),
    Column("applicant", "ui.ledger.applicant", 110, large=True),
    Column("clock", "ui.shift.clock", 160),
    Column("left", "ui.shift.left", 120),
)


class ShiftPage(Page):
    """Hands the shift over."""

    counts_drafts = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._presenter = ShiftPresenter(
            session.catalogue, session.runner, self._show, lambda: session.changed.emit("printing")
        )
        self._shown: tuple[object, ...] = ()
        self._span = label(role="muted")
        self._facts = Facts()
        self.accepted = Table("shift_accepted", ACCEPTED, texts.say("ui.shift.accepted"))
        self.due = Table("shift_due", DUE, texts.say("ui.shift.due"))
        self.remarks = QPlainTextEdit()
        self.remarks.setTabChangesFocus(True)
        self.remarks.setPlaceholderText(texts.say("ui.shift.remarks_hint"))
        self.to, self.password = QLineEdit(), PasswordField(texts.say("ui.shift.password"))
        self.notice = Notice()
        self.act = button(f"{texts.say('ui.shift.do')}  Ctrl+Enter", self._hand_over, "primary")
        self.printer = QComboBox()
        self.print_button = button(texts.say("ui.shift.print"), self._print, "", "printer")
        self.print_button.setText(f"{self.print_button.text()}  {keys.of('print')[0]}")
        self.save_button = button(texts.say("ui.preview.save"), self._ask_where, "", "save")
        for name, field in (("remarks", self.remarks), ("to", self.to), ("printer", self.printer)):
            field.setAccessibleName(texts.say(f"ui.shift.{name}"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(self._left(), 1)
        layout.addWidget(self._right())
        self.to.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._hand_over)
        self.accepted.opened.connect(self._open)
        acts = (("accept", self._hand_over), ("print", self._print))
        for sequence, act in ((each, act) for name, act in acts for each in keys.of(name)):
            pressed = QShortcut(QKeySequence(sequence), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            pressed.activated.connect(act)

    def shown(self) -> None:
        """Gather what is left; begin with the remarks."""
        self.password.forget()
        self.remarks.setFocus()
        self._presenter.refresh()

    def save_to(self, name: str) -> None:
        """Save the sheet; the file dialog calls it."""
        self._presenter.save(Path(name))

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.addWidget(self._span)
        left.addWidget(self._facts)
        left.addSpacing(8)
        for title, table in (("ui.shift.accepted", self.accepted), ("ui.shift.due", self.due)):
            left.addWidget(label(texts.say(title), "heading"))
            left.addWidget(table, 1)
        return left

    def _right(self) -> QWidget:
        side = panel()
        side.setFixedWidth(_SIDE)
        inner = column(side, 24)
        inner.addWidget(label(texts.say("ui.shift.sheet"), "title"))
        inner.addWidget(label(texts.say("ui.shift.remarks"), "muted"))
        inner.addWidget(self.remarks, 1)
        inner.addWidget(label(texts.say("ui.shift.lead"), "muted", wrap=True))
        for name, field in (("ui.shift.to", self.to), ("ui.shift.password", self.password)):
            inner.addWidget(label(texts.say(name), "muted"))
            inner.addWidget(field)
        inner.addWidget(self.act)
        inner.addWidget(self.notice)
        self._paper = QWidget()
        paper = column(self._paper, 0)
        paper.addWidget(self.printer)
        paper.addLayout(row(self.print_button, self.save_button, None))
        inner.addWidget(self._paper)
        return side

    def _show(self, view: ShiftView) -> None:
        self._span.setText(view.span)
        if (view.facts, view.accepted, view.due) != self._shown:
            self._shown = (view.facts, view.accepted, view.due)
            self._facts.show_facts(view.facts)
            self.accepted.show_rows(view.accepted, texts.say("ui.shift.none_accepted"))
            self.due.show_rows(view.due, texts.say("ui.shift.none_due"))
        if [self.printer.itemData(number) for number in range(self.printer.count())] != list(view.printers):
            self.printer.clear()
            for place in view.printers:
                self.printer.addItem(place_word(place), place)
        self._paper.setVisible(view.done)
        self.printer.setVisible(bool(view.printers))
        self.print_button.setEnabled(bool(view.printers))
        self.notice.tell(view.said, view.state)
        for widget in (self.remarks, self.to, self.password, self.act):
            widget.setEnabled(not view.busy)
        if view.next:
            if view.state == "blocked":
                self.password.forget()
            {"to": self.to, "password": self.password, "save": self.save_button}[view.next].setFocus()
        elif view.done and view.state == "ok" and self.password.text():
            self._begin_paper()

    def _begin_paper(self) -> None:
        """Leave no password behind, and go on to the paper."""
        self.password.forget()
        self.to.setText("")
        self.remarks.setPlainText("")
        (self.print_button if self.print_button.isEnabled() else self.save_button).setFocus()

    def _hand_over(self) -> None:
        self._presenter.hand_over(self.to.text(), self.password.text(), self.remarks.toPlainText())

    def _print(self) -> None:
        self._presenter.print(self.printer.currentData() or "")

    def _ask_where(self) -> None:
        ask_for_pdf(self, f"{texts.say('ui.shift.sheet')}.pdf", self.save_to)

    def _open(self, chosen: AcceptedRow) -> None:
        self.session.case_opened.emit(chosen.case_no)
