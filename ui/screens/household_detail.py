"""The chosen household: its facts, its roster with families kept together, and what can be done with each person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from station_app import texts
from ui import keys
from ui.models.rows import Column
from ui.presenters.residents import DEEDS, Deed, who_may
from ui.screens.resident_sheets import deed_of
from ui.widgets.choice_popup import Choice
from ui.widgets.choice_row import TickBox
from ui.widgets.facts import Facts
from ui.widgets.pieces import button, column, label, panel, row
from ui.widgets.table import Table

if TYPE_CHECKING:
    from ui.presenters.households import HouseholdsView
    from ui.presenters.roster import PersonRow

ROSTER = (
    Column("number", "ui.roster.number", 46, right=True),
    Column("who", "ui.roster.who", 156, large=True),
    Column("relation", "ui.roster.relation", 84),
    Column("since", "ui.roster.since", 98),
    Column("card", "ui.roster.card", 92),
    Column("standing", "ui.roster.standing", 128, state="state", tip="tip"),
    Column("id_masked", "ui.roster.id", 168, spare=1),
    Column("origin", "ui.roster.origin", 116, tip="origin"),
)
_COLUMNS = 5


class RosterTable(Table):
    """The people of a household; a digit does something with the person under the cursor.

    Signals:
        asked: The digit of a deed was pressed.
    """

    asked = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Digits do, everything else is the table's."""
        deed = deed_of(event.text()) if event.modifiers() in _PLAIN else None
        if deed is not None:
            self.asked.emit(deed)
        else:
            super().keyPressEvent(event)


_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class HouseholdDetail(QWidget):
    """The right side of the page.

    Signals:
        asked: Something is to be done with the person under the cursor; carries the deed.
        with_left: Whether those who left are shown.
        barred: Why what was asked for can't be done.
    """

    asked = Signal(object)
    with_left = Signal(bool)
    barred = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._state = label(role="name"), label("", "muted")
        self._facts = Facts()
        self.change = button(texts.say("ui.households.change"), lambda: None, "", "confirm")
        self.freeze = button(texts.say("ui.households.freeze"), lambda: None, "", "clock")
        self.shut = button(texts.say("ui.households.close"), lambda: None, "", "lock")
        self.paper = button(texts.say("ui.roster.print"), lambda: None, "", "printer", *keys.of("print"))
        self.roster = RosterTable("roster", ROSTER, texts.say("ui.households.roster"))
        self.left = TickBox(Choice("left", texts.say("ui.roster.show_left")))
        self._counted = label("", "muted")
        self.buttons: dict[str, QPushButton] = {}
        self._permitted: frozenset[str] = frozenset()
        self._open_events = False
        self._build()
        self.roster.asked.connect(self.ask)
        self.roster.chosen.connect(lambda _chosen: self._enable())
        self.left.edited.connect(lambda value: self.with_left.emit(bool(value)))

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        detail = panel()
        outer.addWidget(detail)
        inner = column(detail)
        inner.addLayout(row(self._title, self._state, None, self.change, self.freeze, self.shut))
        inner.addWidget(self._facts)
        inner.addLayout(
            row(label(texts.say("ui.households.roster"), "heading"), self._counted, None, self.left, self.paper)
        )
        inner.addWidget(self.roster, 1)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, deed in enumerate(DEEDS):
            word = texts.say(f"ui.roster.deed.{deed.name}")
            made = button(f"{word}  {deed.key}", partial(self.ask, deed), "", deed.icon)
            made.setAccessibleName(word)
            self.buttons[deed.name] = made
            grid.addWidget(made, place // _COLUMNS, place % _COLUMNS)
        inner.addLayout(grid)

    def show_view(self, view: HouseholdsView) -> None:
        """Show the chosen household; the cursor stays on the same person."""
        before = self.current()
        self._title.setText(view.title)
        self._state.setText(view.state)
        self._facts.show_facts(view.facts)
        self._counted.setText(view.counted)
        self._open_events = bool(view.events)
        self._permitted = view.permitted
        self.roster.show_rows(view.roster, view.empty)
        if before is not None:
            numbers = [each.registration_no for each in view.roster]
            if before.registration_no and before.registration_no in numbers:
                self.roster.selectRow(numbers.index(before.registration_no))
        self.freeze.setText(texts.say("ui.households.thaw" if view.frozen else "ui.households.freeze"))
        self.paper.setEnabled(bool(view.chosen))
        for made in (self.change, self.freeze, self.shut):
            made.setVisible(bool(view.chosen))
            made.setEnabled(view.open)
        self._enable()

    def current(self) -> PersonRow | None:
        """Give the person under the cursor."""
        return self.roster.current()

    def ask(self, deed: Deed) -> None:
        """Ask for a deed, if it can be done with the person under the cursor; say why not, if not."""
        why = self._why_not(deed)
        if why:
            self.barred.emit(texts.say("ui.step.barred", step=texts.say(f"ui.roster.deed.{deed.name}"), why=why))
        else:
            self.asked.emit(deed)

    def _enable(self) -> None:
        for deed in DEEDS:
            self.buttons[deed.name].setEnabled(not self._why_not(deed))

    def _why_not(self, deed: Deed) -> str:
        """Say what stands against a deed: the role of this officer, or the person under the cursor."""
        who = self.current()
        if deed.name not in self._permitted:
            return who_may(deed)
        if deed.name == "reverse":
            return "" if self._open_events else texts.say("ui.roster.barred.no_event")
        if who is None or not who.here:
            return texts.say("ui.roster.barred.not_here")
        return texts.say("ui.roster.barred.head_already") if deed.name == "head" and who.head else ""
