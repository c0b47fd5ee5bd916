"""Prints a batch: which paper of the cases of a list, how many, where, in which order; then how far it has come.

It may be left while papers come out: they go on, and the same key shows it again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QProgressBar

from station_app import texts
from station_app.domain.print_jobs import NOWHERE
from station_app.domain.reprints import ASKED, Reprint, ReprintReason
from ui import keys
from ui.presenters import words
from ui.presenters.batch import BatchPresenter, BatchView
from ui.widgets.choice_popup import Choice
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.field_edit import FieldEdit
from ui.widgets.pieces import button, label, row
from ui.widgets.printer_box import PrinterBox
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from station_app.services.plan_batch import BatchKind
    from ui.session import Session
    from ui.widgets.table import Table

_LONGEST = 200
_FULL = 16777215
"""Qt's word for as wide as there is room."""
_WIDTH = 320
_MAIN = ("resume", "pause")
"""What the first button does while a batch is under way, the first of these that can be done."""


class BatchSheet(Sheet):
    """Asks first, then shows the count; Esc leaves and stops nothing."""

    def __init__(self, page: QWidget, session: Session) -> None:
        super().__init__(page, texts.say("batch.title"), texts.say("batch.print"), self._act)
        self._presenter = BatchPresenter(session, self._show)
        self._session = session
        self._view = BatchView()
        self._planned: tuple[BatchKind, ...] = ()
        self._lead = label("", "muted", wrap=True)
        self.kind = QComboBox()
        self.printer = PrinterBox(None, texts.say("print.choose"), _WIDTH)
        self.printer.setMinimumWidth(0)
        self.printer.setMaximumWidth(_FULL)
        self.again = QCheckBox()
        self.reason = ChoiceRow([Choice(each, texts.say(f"choice.reprint.{each}")) for each in ASKED])
        self.words = FieldEdit(longest=_LONGEST)
        self.order = label("", "small", wrap=True)
        self.count = QProgressBar()
        self.count.setTextVisible(False)
        self.came_out, self.cancel = (
            button(texts.say(f"batch.act.{act}"), partial(self._presenter.do, act)) for act in ("came_out", "cancel")
        )
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._turn_to)
        self.again.toggled.connect(self._judge)
        self.reason.edited.connect(lambda _value: self._judge())
        self.words.setPlaceholderText(texts.say("ui.reprint.words_hint"))

    def begin(self, numbers: tuple[str, ...], *, picked: bool) -> None:
        """Come into view for the cases of a list, those that are picked or all that are shown."""
        if not self._presenter.at_work:
            self._planned = ()
            self.again.setChecked(False)
            self.reason.show_value(ASKED[0])
            self.words.setText("")
        self.ask(self.act_button if self._presenter.at_work else self.kind)
        self._presenter.begin(numbers, picked=picked)
        self._session.runner.run(
            self._session.catalogue.printers, self.printer.show_printers, lambda _error: None, channel="batch.printers"
        )

    def _lay_out(self) -> None:
        self.form.addRow(self._lead)
        self.add(texts.say("batch.kind"), self.kind)
        self.add(texts.say("batch.where"), self.printer)
        self.form.addRow(self.again)
        self.add(texts.say("ui.reprint.reason"), self.reason)
        self.add(texts.say("ui.reprint.words"), self.words)
        self.form.addRow(self.order)
        self.count.setAccessibleName(texts.say("batch.title"))
        self.form.addRow(self.count)
        self.form.addRow(row(self.came_out, self.cancel, None))
        self.go_through(self.kind)

    def _show(self, view: BatchView) -> None:
        before, self._view = self._view, view
        self._lead.setText(view.lead)
        if view.kinds != self._planned:
            self._planned = view.kinds
            self.kind.clear()
            for kind in view.kinds:
                self.kind.addItem(_kind_word(kind), kind.paper)
        if view.place and view.place != before.place:
            self.printer.choose(None if view.place == NOWHERE else view.place)
        for part in (self.kind, self.printer, self.order):
            self.form.setRowVisible(part, not view.under_way and bool(view.kinds))
        self.form.setRowVisible(self.count, view.under_way)
        self.count.setRange(0, max(view.of, 1))
        self.count.setValue(view.done)
        self.came_out.setVisible("came_out" in view.acts)
        self.cancel.setVisible("cancel" in view.acts)
        self._judge()
        self.notice.tell(view.said, view.state)
        if self.isVisible() and view.kinds != before.kinds and not view.under_way:
            (self.kind if view.kinds else self.act_button).setFocus()
        elif self.isVisible() and view.acts != before.acts:
            self.act_button.setFocus()

    def _kind(self) -> BatchKind | None:
        place = self.kind.currentIndex()
        return self._planned[place] if 0 <= place < len(self._planned) else None

    def _turn_to(self, _place: int) -> None:
        kind = self._kind()
        if kind is not None:
            self.again.setChecked(not kind.fresh)
            self._presenter.choose(kind.paper)
        self._judge()

    def _numbers(self) -> tuple[str, ...]:
        kind = self._kind()
        return () if kind is None else kind.numbers if self.again.isChecked() else kind.fresh

    def _judge(self, _on: object = None) -> None:
        """Show what follows from what was chosen: the reason where something is printed again, how many, the button."""
        kind, view = self._kind(), self._view
        asking = not view.under_way and kind is not None
        again = asking and bool(kind and kind.printed)
        self.form.setRowVisible(self.again, again)
        if kind is not None:
            self.again.setText(texts.say("batch.again", count=len(kind.printed)))
        for part in (self.reason, self.words):
            self.form.setRowVisible(part, again and self.again.isChecked())
        numbers = self._numbers()
        if numbers:
            self.order.setText(texts.say("batch.order", count=len(numbers), first=numbers[0], last=numbers[-1]))
        else:
            self.order.setText(texts.say("batch.none_fresh"))
        main = next((act for act in _MAIN if act in view.acts), "")
        if view.under_way:
            self.act_button.setText(texts.say(f"batch.act.{main}" if main else "ui.verdict.close"))
            self.act_button.setEnabled(bool(main) or not view.acts)
        else:
            self.act_button.setText(texts.say("batch.print_count", count=len(numbers)))
            self.act_button.setEnabled(bool(numbers))

    def _act(self) -> None:
        view, kind = self._view, self._kind()
        if view.under_way:
            main = next((act for act in _MAIN if act in view.acts), "")
            if main:
                self._presenter.do(main)
            else:
                self.leave()
            return
        printer, again = self.printer.value(), self._reason()
        if kind is None or not self._numbers():
            return
        if printer is None:
            self.notice.tell(texts.say("batch.where_missing"), "look")
            self.printer.setFocus()
        elif self.again.isChecked() and again is None:
            self.notice.tell(texts.say("ui.reprint.words_needed"), "look")
            self.words.setFocus()
        else:
            self._presenter.print(kind.paper, self._numbers(), printer, again)

    def _reason(self) -> Reprint | None:
        """Give the reason of what is printed again, asked once for all; None where it does not say enough."""
        if not self.again.isChecked():
            return None
        reason, said = ReprintReason(str(self.reason.value())), self.words.text().strip()
        return None if reason is ReprintReason.OTHER and not said else Reprint(reason, said)


class BatchKey:
    """The button and key of a page with a list of cases; the sheet is made when it is first asked for."""

    def __init__(self, session: Session, page: QWidget, table: Table, numbers: Callable[[], tuple[str, ...]]) -> None:
        self.sheet: BatchSheet | None = None
        self._session, self._page, self._table, self._numbers = session, page, table, numbers
        table.let_pick()
        self.button = button(texts.say("batch.open"), self.begin, "", "printer", keys.of("batch")[0])

    def begin(self) -> None:
        """Ask what is to be printed of the cases that are picked, or of all that are shown."""
        numbers = self._numbers()
        if not numbers:
            self._session.told.emit(texts.say("batch.no_cases"), "look")
            return
        if self.sheet is None:
            self.sheet = BatchSheet(self._page, self._session)
        self.sheet.begin(numbers, picked=len(numbers) < self._table.rows.rowCount())


def _kind_word(kind: BatchKind) -> str:
    fresh, printed = len(kind.fresh), len(kind.printed)
    key = "batch.kind_printed" if printed else "batch.kind_fresh"
    return texts.say(key, paper=words.paper_word(kind.paper), fresh=fresh, printed=printed)
