"""The small forms of the steps of a case: what a step asks for is typed here, and Enter takes it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from station_app import texts
from ui.presenters import words
from ui.widgets.choice_popup import Choice
from ui.widgets.choice_row import TickBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.facts import Facts
from ui.widgets.field_edit import FieldEdit
from ui.widgets.pieces import label
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.domain.records import Household
    from ui.presenters.case_steps import RegisterView

LONGEST = 200
"""Characters of what an officer writes about a step; the use cases take no more."""


class WordsSheet(Sheet):
    """Asks for one line of words: an opinion, a reason, who got the papers, where the file lies."""

    def __init__(self, page: QWidget, step: str, act: Callable[[str], None]) -> None:
        super().__init__(page, texts.say(f"ui.step.{step}_title"), texts.say(f"ui.step.{step}_act"), self.take)
        self._act = act
        self.words = FieldEdit(longest=LONGEST)
        self.words.setPlaceholderText(texts.say(f"ui.step.{step}_hint"))
        self.words.stepped.connect(self._step)
        self.add(texts.say(f"ui.step.{step}_words"), self.words)

    def begin(self, proposed: str = "") -> None:
        """Come into view; `proposed` is selected, so that typing replaces it."""
        self.words.setText(proposed)
        self.ask(self.words)
        self.words.selectAll()

    def take(self) -> None:
        """Take the step with what was typed."""
        self._act(self.words.text().strip())

    def _step(self, by: int) -> None:
        if by > 0:
            self.take()


class SecondLookSheet(WordsSheet):
    """A step that nothing takes back (a withdrawal, a reversal) shows what follows, and needs a tick besides Enter."""

    def __init__(self, page: QWidget, step: str, act: Callable[[str], None], *, why: str = "") -> None:
        """Ask for `step`; `why` is what is said where it may not go without words, and empty where it may."""
        super().__init__(page, step, act)
        self._why = why
        self._look = texts.say(f"ui.step.{step}_look")
        self._lead = label("", "muted", wrap=True)
        self.form.insertRow(0, self._lead)
        looked = texts.say(f"ui.step.{step}_looked")
        self.looked = TickBox(Choice("looked", looked))
        self.looked.stepped.connect(self._step)
        self.looked.edited.connect(lambda _value: self.notice.tell(""))  # what it asks for is done
        self.add("", self.looked)
        self.looked.setAccessibleName(looked)

    def begin_for(self, follows: str) -> None:
        """Come into view and say what would follow; nothing is ticked yet."""
        self._lead.setText(follows)
        self.looked.show_value(value=False)
        self.begin()

    def take(self) -> None:
        """Take the step, if there are the words it needs and the second look was taken."""
        if self._why and not self.words.text().strip():
            self.notice.tell(self._why, "look")
            self.words.setFocus()
        elif self.looked.value():
            super().take()
        else:
            self.notice.tell(self._look, "look")
            self.looked.setFocus()


class ExtendSheet(WordsSheet):
    """Asks why a decision is put off, and when the applicant was told (行政许可法42)."""

    def __init__(self, page: QWidget, act: Callable[[str, date | None], None]) -> None:
        super().__init__(page, "extend", lambda reason: act(reason, self._told_on()))
        self._until = label("", "heading")
        self.told = DateEdit()
        self.told.stepped.connect(self._step)
        self.add(texts.say("ui.step.extend_told"), self.told)
        self.form.addRow(label(texts.say("ui.step.extend_until"), "muted"), self._until)

    def begin_for(self, until: date | None, today: date) -> None:
        """Come into view with the day it would lead to; the applicant was told today unless said otherwise."""
        self._until.setText(words.day(until))
        self.told.show_value(today.isoformat())
        self.begin()

    def _told_on(self) -> date | None:
        value = self.told.value()
        try:
            return date.fromisoformat(str(value)) if value else None
        except ValueError:
            return None


class RegisterSheet(Sheet):
    """Shows who is entered as what, and lets another household be chosen."""

    def __init__(self, page: QWidget, act: Callable[[str | None], None]) -> None:
        super().__init__(page, texts.say("ui.step.register_title"), texts.say("ui.step.register_act"), self._take)
        self._act = act
        self.household = QComboBox()
        self._people = Facts()
        self.add(texts.say("ui.step.register_household"), self.household)
        self.form.addRow(label(texts.say("ui.step.register_people"), "muted"), self._people)

    def begin_for(self, view: RegisterView) -> None:
        """Come into view with what was planned at acceptance."""
        self.household.clear()
        self.household.addItem(view.planned, None)
        self._people.show_facts(view.people)
        self.ask(self.act_button)

    def offer(self, households: tuple[Household, ...]) -> None:
        """Offer other households that take newcomers."""
        planned = self.household.itemText(0)
        for each in households:
            if not planned.startswith(each.household_no):
                self.household.addItem(f"{each.household_no} · {each.name}", each.household_no)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter in the list of households registers too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        self._act(self.household.currentData())
