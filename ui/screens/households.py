"""The households page: list on the left, the chosen household and its roster on the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.vocabulary import HouseholdKind
from ui.models.rows import Column
from ui.presenters.households import HouseholdsPresenter, HouseholdsView, NewHousehold
from ui.presenters.residents import ResidentsPresenter
from ui.screens.household_detail import HouseholdDetail
from ui.screens.page import Page
from ui.screens.resident_sheets import ResidentSheets
from ui.widgets.pieces import button, number_box, row
from ui.widgets.save_dialog import ask_for_pdf
from ui.widgets.sheet import Sheet
from ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.domain.records import Household
    from ui.presenters.residents import Deed
    from ui.presenters.roster import PersonRow
    from ui.session import Session

HOUSEHOLDS = (
    Column("name", "ui.households.name", 148, large=True, tip="name"),
    Column("persons", "ui.households.persons", 52, right=True),
    Column("state", "ui.households.state", 78),
)
_LIST_WIDTH = 304
_MOST = 100_000


class HouseholdsPage(Page):
    """Households and who is in them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._presenter = HouseholdsPresenter(
            session.catalogue,
            session.runner,
            self._show,
            self._told,
            lambda: session.changed.emit("printing"),
        )
        self._went_in = False
        self._residents = ResidentsPresenter(session.catalogue, session.runner, self._done)
        self._view = HouseholdsView()
        self.table = Table("households", HOUSEHOLDS, texts.say("ui.nav.households"))
        self.detail = HouseholdDetail()
        self.roster, self.shut = self.detail.roster, self.detail.shut
        self.new = button(texts.say("ui.households.open"), self._ask_open, "primary", "add", "Ctrl+N")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        left = QVBoxLayout()
        self.table.setFixedWidth(_LIST_WIDTH)
        left.addWidget(self.table, 1)
        left.addLayout(row(None, self.new))
        layout.addLayout(left)
        layout.addWidget(self.detail, 1)
        self.opening = OpenSheet(self, self._presenter)
        self.closing = ReasonSheet(self, "close", self._presenter.close)
        self.freezing = ReasonSheet(self, "freeze", self._presenter.freeze)
        self.changing = ChangeSheet(self, self._presenter)
        self.sheets = ResidentSheets(self, self._residents)
        self._connect()

    def visit(self, *subject: str) -> None:
        """Show the household `subject[0]`, if one is named."""
        numbers = [each.household_no for each in self._view.rows]
        if subject and subject[0] in numbers:
            self.table.selectRow(numbers.index(subject[0]))
        elif subject:
            self._presenter.aim(subject[0])

    def shown(self) -> None:
        """List the households; after somebody's case the cursor is on them again."""
        (self.roster if self._went_in else self.table).setFocus()
        self._went_in = False
        self._presenter.refresh()

    def _connect(self) -> None:
        self.table.chosen.connect(lambda chosen: self._presenter.choose(chosen.household_no))
        self.table.opened.connect(lambda _chosen: self.roster.setFocus())
        self.roster.opened.connect(self._open_case)
        self.detail.asked.connect(self._ask_deed)
        self.detail.barred.connect(lambda why: self.session.told.emit(why, "look"))
        self.detail.with_left.connect(lambda wanted: self._presenter.show_left(wanted=wanted))
        self.detail.paper.clicked.connect(lambda _checked=False: self._print())
        self.detail.shut.clicked.connect(lambda _checked=False: self.closing.begin())
        self.detail.freeze.clicked.connect(lambda _checked=False: self._ask_freeze())
        self.detail.change.clicked.connect(lambda _checked=False: self.changing.begin_with(self._view.household))
        self.session.changed.connect(
            lambda kind: self._presenter.refresh() if kind == "cases" and self.isVisible() else None
        )

    def _show(self, view: HouseholdsView) -> None:
        before, self._view = self._view, view
        if view.rows != before.rows:  # the cursor comes to a row, and its household is shown at once
            at = [each.household_no for each in view.rows]
            self.table.show_rows(view.rows, texts.say("ui.households.none"))
            if view.chosen in at[1:]:
                self.table.selectRow(at.index(view.chosen))
        self.detail.show_view(self._view)

    def _told(self, sentence: str, state: str) -> None:
        sheets = (self.opening, self.closing, self.freezing, self.changing)
        sheet = next((each for each in sheets if each.isVisible()), None)
        if state == "blocked" and sheet is not None:
            sheet.notice.tell(sentence, state)
            return
        for each in sheets:
            each.leave()
        self.session.told.emit(sentence, state)
        if state == "ok":
            self.session.changed.emit("households")

    def _done(self, sentence: str, state: str, field: str) -> None:
        """Say what was done with a resident; a refusal stays on the sheet, with the cursor on the field it is about."""
        sheet = self.sheets.open_one()
        if state == "blocked" and sheet is not None:
            sheet.notice.tell(sentence, state)
            sheet.look_at(field)
            return
        self.sheets.hide()
        self.session.told.emit(sentence, state)
        self.session.changed.emit("households")
        self._presenter.refresh()
        self.roster.setFocus()

    def _ask_open(self) -> None:
        self.opening.begin()

    def _ask_freeze(self) -> None:
        word = "thaw" if self._view.frozen else "freeze"
        self.freezing.call(texts.say(f"ui.households.{word}_title"))
        self.freezing.act_button.setText(texts.say(f"ui.households.{word}"))
        self.freezing.begin()

    def _print(self) -> None:
        """Print the roster; a desk without a printer of its own is asked where the PDF goes."""
        self._presenter.print_roster(self._ask_where)

    def _ask_where(self) -> None:
        ask_for_pdf(self, f"{self._view.chosen}.pdf", self.save_to)

    def save_to(self, place: str) -> None:
        """Save the roster as a PDF at `place`."""
        self._presenter.save_roster(Path(place))

    def _ask_deed(self, deed: Deed) -> None:
        who = self.detail.current()
        family = [each for each in self._view.roster if who is not None and each.family == who.family and each.here]
        self.sheets.begin(deed, who, family, self._view.events)

    def _open_case(self, chosen: PersonRow) -> None:
        if chosen.case_no:
            self._went_in = True
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
        self.name, self.address, self.body, self.keeper = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.capacity = number_box(0, _MOST)
        self.capacity.setSpecialValueText(texts.say("ui.households.no_limit"))
        self.add(texts.say("ui.households.kind"), self.kind)
        self.add(texts.say("ui.households.name"), self.name)
        self.add(texts.say("ui.households.division"), self.division)
        self.add(texts.say("ui.households.address"), self.address)
        self.add(texts.say("ui.households.body"), self.body)
        self.add(texts.say("ui.households.keeper"), self.keeper)
        self.add(texts.say("ui.households.capacity_asked"), self.capacity)
        self.go_through(self.kind, self.name, self.division, self.address, self.body, self.keeper, self.capacity)

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
                self.keeper.text(),
            )
        )


class ReasonSheet(Sheet):
    """Asks why a household is closed, frozen or thawed."""

    def __init__(self, page: QWidget, word: str, act: Callable[[str], None]) -> None:
        super().__init__(page, texts.say(f"ui.households.{word}_title"), texts.say(f"ui.households.{word}"), self._do)
        self._act = act
        self.reason = QLineEdit()
        self.reason.returnPressed.connect(self._do)
        self.add(texts.say("ui.households.reason"), self.reason)

    def begin(self) -> None:
        """Come into view, empty."""
        self.reason.clear()
        self.ask(self.reason)

    def _do(self) -> None:
        self._act(self.reason.text())


class ChangeSheet(Sheet):
    """Asks what of a household is written down anew."""

    def __init__(self, page: QWidget, presenter: HouseholdsPresenter) -> None:
        super().__init__(page, texts.say("ui.households.change_title"), texts.say("ui.households.change"), self._act)
        self._presenter = presenter
        self.fields = {name: QLineEdit() for name in ("name", "address", "managing_body", "keeper")}
        self.capacity = number_box(0, _MOST)
        self.capacity.setSpecialValueText(texts.say("ui.households.no_limit"))
        self.reason = QLineEdit()
        for name, word in (("name", "name"), ("address", "address"), ("managing_body", "body"), ("keeper", "keeper")):
            self.add(texts.say(f"ui.households.{word}"), self.fields[name])
        self.add(texts.say("ui.households.capacity_asked"), self.capacity)
        self.add(texts.say("ui.households.reason"), self.reason)
        self.go_through(*self.fields.values(), self.capacity, self.reason)

    def begin_with(self, household: Household | None) -> None:
        """Come into view with what holds now."""
        if household is None:
            return
        for name, field in self.fields.items():
            field.setText(getattr(household, name))
        self.capacity.setValue(household.soft_capacity or 0)
        self.reason.clear()
        self.ask(self.fields["name"])

    def _act(self) -> None:
        facts: dict[str, object] = {name: field.text() for name, field in self.fields.items()}
        self._presenter.change({**facts, "soft_capacity": self.capacity.value()}, self.reason.text())
