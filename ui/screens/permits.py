"""The page of residence permits (居住证): the register on the left, one permit and its acts on the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from station_app import texts
from station_app.domain.vocabulary import PermitBusiness, PermitFilter, PermitStep
from ui import keys
from ui.models.rows import Column
from ui.presenters.permits import RECEIPT, SLIP, PermitsPresenter, PermitsView
from ui.screens.page import Page
from ui.screens.permit_sheets import ApplySheet, EndorseSheet, asking
from ui.widgets.facts import Facts
from ui.widgets.pieces import button, column, held, label, panel, row
from ui.widgets.table import Table

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session
    from ui.widgets.sheet import Sheet

COLUMNS = (
    Column("name", "ui.permits.name", 96, large=True),
    Column("id_masked", "field.member.id_number", 168),
    Column("status", "ui.permits.status", 112, state="state"),
    Column("days", "ui.permits.days", 236, order="sooner"),
    Column("address", "field.permit.address", 180, tip="address", spare=1),
)
_SIDE = 376
_STEPS = (PermitStep.ISSUE, PermitStep.ENDORSE, PermitStep.REPLACE, PermitStep.CANCEL)
_ICONS = {PermitStep.ISSUE: "permits", PermitStep.ENDORSE: "ok", PermitStep.REPLACE: "turn", PermitStep.CANCEL: "close"}


class PermitsPage(Page):
    """The register, and the permit under the cursor."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._presenter = PermitsPresenter(session.catalogue, session.runner, self._show, self._told)
        self._view = PermitsView()
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts.say("ui.permits.search"))
        self.search.setMinimumWidth(236)
        self.search.setAccessibleName(texts.say("ui.permits.search"))
        self.filters = {wanted: self._filter(wanted) for wanted in PermitFilter}
        self.table = Table("permits", COLUMNS, texts.say("ui.nav.permits"))
        self.new = button(texts.say("ui.permits.apply"), self._ask_apply, "primary", "add", keys.of("new")[0])
        self.acts = {step: self._act(place, step) for place, step in enumerate(_STEPS)}
        self.papers = {name: self._paper(place, name) for place, name in enumerate((RECEIPT, SLIP), len(_STEPS))}
        self._name = label("", "title", wrap=True)
        self.facts, self.years = Facts(), Facts()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        left = QVBoxLayout()
        left.addLayout(row(self.search, *self.filters.values(), None))
        left.addWidget(self.table, 1)
        left.addLayout(row(label(texts.say("ui.permits.keys"), "small"), None, self.new))
        layout.addLayout(left, 1)
        layout.addWidget(self._side())
        self.applying = ApplySheet(self, session, partial(self._print, RECEIPT))
        self.endorsing = EndorseSheet(self, lambda: self._presenter.endorse(partial(self._print, SLIP)))
        self.asking = {
            PermitStep.ISSUE: asking(
                self, PermitStep.ISSUE, lambda said: self._presenter.issue(str(said["card_no"]), str(said["handed_to"]))
            ),
            PermitStep.REPLACE: asking(
                self, PermitStep.REPLACE, lambda said: self._presenter.replace(said, partial(self._print, RECEIPT))
            ),
            PermitStep.CANCEL: asking(
                self, PermitStep.CANCEL, lambda said: self._presenter.cancel(said["why"], str(said["text"]))
            ),
        }
        self.search.textChanged.connect(self._presenter.look_for)
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.chosen.connect(lambda line: self._presenter.choose(line.number))
        self.table.opened.connect(lambda line: self._presenter.open(line.number))

    def visit(self, *subject: str) -> None:
        """Show the permit `subject[0]`."""
        self._presenter.aim(subject[0])
        self.search.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.search.setText(subject[0])
        self.search.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def shown(self) -> None:
        """List what there is now."""
        self.table.setFocus()
        self._presenter.refresh()

    def _side(self) -> QWidget:
        side = panel()
        side.setFixedWidth(_SIDE)
        inner = column(side)
        inner.addWidget(self._name)
        inner.addWidget(self.facts)
        for first, second in ((PermitStep.ISSUE, PermitStep.ENDORSE), (PermitStep.REPLACE, PermitStep.CANCEL)):
            inner.addLayout(row(self.acts[first], self.acts[second]))
        inner.addLayout(row(*self.papers.values()))
        inner.addWidget(held(self.years), 1)
        return side

    def _filter(self, wanted: PermitFilter) -> QPushButton:
        made = QPushButton()
        made.setAutoDefault(True)  # Enter turns it
        made.setCheckable(True)
        made.setProperty("role", "filter")
        made.clicked.connect(lambda _checked=False: self._presenter.filter(wanted))
        return made

    def _act(self, place: int, step: PermitStep) -> QPushButton:
        made = button(f"{texts.say(f'ui.permits.{step}')}  {place + 1}", lambda: self._ask(step), "", _ICONS[step])
        self._on_digit(place, lambda: self._ask(step))
        return made

    def _paper(self, place: int, name: str) -> QPushButton:
        word = texts.say(f"ui.permits.{name.replace('-', '_')}")
        made = button(f"{word}  {place + 1}", lambda: self._open_paper(name), "", "paper")
        self._on_digit(place, lambda: self._open_paper(name))
        return made

    def _on_digit(self, place: int, act: object) -> None:
        pressed = QShortcut(QKeySequence(keys.of("permit")[place]), self.table)
        pressed.setContext(Qt.ShortcutContext.WidgetShortcut)
        pressed.activated.connect(act)

    def _show(self, view: PermitsView) -> None:
        before, self._view = self._view, view
        for wanted, count in view.counts:
            self.filters[wanted].setText(f"{texts.say(f'choice.permit_filter.{wanted}')} {count}")
            self.filters[wanted].setChecked(wanted == view.wanted)
        if view.rows != before.rows or not self.table.rows.rowCount():
            self.table.show_rows(view.rows, texts.say("ui.permits.none"))
            numbers = [self.table.rows.row(place).number for place in range(len(view.rows))]
            if view.chosen in numbers[1:]:
                self.table.selectRow(numbers.index(view.chosen))
        view = self._view  # the cursor may have chosen another meanwhile
        self._name.setText(view.title)
        self.facts.show_facts(each for each in view.facts if each[1])
        self.years.show_facts(each for each in view.years if each[1])
        for step, made in self.acts.items():
            made.setEnabled(step in view.steps)
        for name, made in self.papers.items():
            made.setEnabled(name in view.papers)
        self.new.setEnabled(view.may_apply)
        self.headed.emit(texts.say("ui.nav.permits"), texts.say("ui.permits.total", count=view.total))

    def _ask_apply(self) -> None:
        self.applying.begin()

    def _ask(self, step: PermitStep) -> None:
        """Ask what the step needs, or say that it can't be done now."""
        view = self._view
        if step not in view.steps:
            if view.chosen:
                said = texts.say("ui.permits.barred", step=texts.say(f"choice.permit_step.{step}"), title=view.title)
                self.session.told.emit(said, "look")
        elif step is PermitStep.ENDORSE:
            self.endorsing.begin(f"{texts.say('choice.permit_step.endorse')} · {view.title}", view.endorsing)
        else:
            sheet = self.asking[step]
            sheet.call(f"{texts.say(f'choice.permit_step.{step}')} · {view.title}")
            if step is PermitStep.REPLACE:
                sheet.begin({"division": self._presenter.places()}, business=PermitBusiness.RENEW.value)
            else:
                sheet.begin()

    def _open_paper(self, name: str) -> None:
        if name in self._view.papers:
            self.session.paper_wanted.emit(self._view.chosen, name)

    def _print(self, paper: str, number: str) -> None:
        """Show a paper of the moment, where Enter prints it."""
        self.session.paper_wanted.emit(number, paper)

    def _told(self, sentence: str, state: str) -> None:
        """Say a refusal on the sheet it was asked on, and what was done in the notice line."""
        sheets: tuple[Sheet, ...] = (self.endorsing, *self.asking.values())
        shown = next((each for each in sheets if each.isVisible()), None)
        if state == "blocked" and shown is not None:
            shown.notice.tell(sentence, state)
            return
        if shown is not None:
            shown.leave()
        self.session.told.emit(sentence, state)
