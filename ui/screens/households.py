"""The households page: list on the left, the chosen household and its roster on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.vocabulary import HouseholdKind
from ui.models.rows import Column
from ui.presenters.case_rows import CaseRow
from ui.presenters.households import HouseholdRow, HouseholdsPresenter, HouseholdsView, NewHousehold
from ui.screens.page import Page
from ui.widgets.facts import Facts
from ui.widgets.pieces import button, column, label, panel, row
from ui.widgets.sheet import Sheet
from ui.widgets.table import Table

if TYPE_CHECKING:
    from ui.session import Session

HOUSEHOLDS = (
    Column("name", "ui.households.name", 268, large=True),
    Column("kind", "ui.households.kind", 94),
    Column("persons", "ui.households.persons", 56, right=True),
    Column("room", "ui.households.capacity", 74),
    Column("state", "ui.households.state", 80),
    Column("household_no", "ui.households.number", 140),
)
ROSTER = (
    Column("applicant", "ui.ledger.applicant", 100, large=True),
    Column("family", "ui.ledger.family", 176),
    Column("accepted", "ui.ledger.accepted", 130),
)


class HouseholdsPage(Page):
    """Households and who is in them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._presenter = HouseholdsPresenter(session.catalogue, session.runner, self._show, self._told)
        self._shown_rows: tuple[HouseholdRow, ...] = ()
        self.table = Table("households", HOUSEHOLDS, texts.say("ui.nav.households"))
        self.roster = Table("roster", ROSTER, texts.say("ui.households.roster"))
        self._title = label(role="name")
        self._facts = Facts()
        self.new = button(texts.say("ui.households.open"), self._ask_open, "primary", "add", "Ctrl+N")
        self.shut = button(texts.say("ui.households.close"), self._ask_close, "", "lock")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        left = QVBoxLayout()
        left.addWidget(self.table, 1)
        left.addLayout(row(None, self.new))
        layout.addLayout(left, 3)
        layout.addWidget(self._detail(), 2)
        self.opening = OpenSheet(self, self._presenter)
        self.closing = CloseSheet(self, self._presenter)
        self.table.chosen.connect(lambda chosen: self._presenter.choose(chosen.household_no))
        self.roster.opened.connect(self._open_case)
        session.changed.connect(
            lambda kind: self._presenter.refresh() if kind == "cases" and self.isVisible() else None
        )

    def shown(self) -> None:
        """List the households."""
        self.table.setFocus()
        self._presenter.refresh()

    def _detail(self) -> QWidget:
        detail = panel()
        inner = column(detail)
        inner.addLayout(row(self._title, None, self.shut))
        inner.addWidget(self._facts)
        inner.addSpacing(8)
        inner.addWidget(label(texts.say("ui.households.roster"), "heading"))
        inner.addWidget(self.roster, 1)
        return detail

    def _show(self, view: HouseholdsView) -> None:
        if view.rows != self._shown_rows:
            self._shown_rows = view.rows
            self.table.show_rows(view.rows, texts.say("ui.households.none"))
        self._title.setText(view.title)
        self._facts.show_facts(view.facts)
        self.roster.show_rows(view.roster, texts.say("ui.households.empty"))
        self.shut.setEnabled(view.open)
        self.shut.setVisible(bool(view.chosen))

    def _told(self, sentence: str, state: str) -> None:
        sheet = next((each for each in (self.opening, self.closing) if each.isVisible()), None)
        if state == "blocked" and sheet is not None:
            sheet.notice.tell(sentence, state)
            return
        for each in (self.opening, self.closing):
            each.hide()
        self.session.told.emit(sentence, state)
        if state == "ok":
            self.session.changed.emit("households")

    def _ask_open(self) -> None:
        self.opening.begin()

    def _ask_close(self) -> None:
        self.closing.begin()

    def _open_case(self, chosen: CaseRow) -> None:
        self.session.case_opened.emit(chosen.case_no)


class OpenSheet(Sheet):
    """Asks for a new household."""

    def __init__(self, page: QWidget, presenter: HouseholdsPresenter) -> None:
        super().__init__(page, texts.say("ui.households.open_title"), texts.say("ui.households.open_do"), self._act)
        self._presenter = presenter
        self.kind = QComboBox()
        for kind in HouseholdKind:
            if kind is not HouseholdKind.FAMILY:
                self.kind.addItem(texts.say(f"ui.household_kind.{kind}"), kind)
        self.division = QComboBox()
        self.name, self.address, self.body = QLineEdit(), QLineEdit(), QLineEdit()
        self.capacity = QSpinBox()
        self.capacity.setRange(0, 100_000)
        self.capacity.setSpecialValueText(texts.say("ui.households.no_limit"))
        self.add(texts.say("ui.households.kind"), self.kind)
        self.add(texts.say("ui.households.name"), self.name)
        self.add(texts.say("ui.households.division"), self.division)
        self.add(texts.say("ui.households.address"), self.address)
        self.add(texts.say("ui.households.body"), self.body)
        self.add(texts.say("ui.households.capacity"), self.capacity)

    def begin(self) -> None:
        """Come into view, with the divisions of this station."""
        if not self.division.count():
            for code, name in self._presenter.places():
                self.division.addItem(name, code)
        self.ask(self.name)

    def _act(self) -> None:
        self._presenter.open(
            NewHousehold(
                HouseholdKind(self.kind.currentData(Qt.ItemDataRole.UserRole)),
                self.division.currentData(),
                self.address.text(),
                self.name.text(),
                self.body.text(),
                self.capacity.value() or None,
            )
        )


class CloseSheet(Sheet):
    """Asks why a household is closed."""

    def __init__(self, page: QWidget, presenter: HouseholdsPresenter) -> None:
        super().__init__(page, texts.say("ui.households.close_title"), texts.say("ui.households.close_do"), self._act)
        self._presenter = presenter
        self.reason = QLineEdit()
        self.reason.returnPressed.connect(self._act)
        self.add(texts.say("ui.households.reason"), self.reason)

    def begin(self) -> None:
        """Come into view, empty."""
        self.reason.clear()
        self.ask(self.reason)

    def _act(self) -> None:
        self._presenter.close(self.reason.text())
