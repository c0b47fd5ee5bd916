"""Choose the household the family goes to: nearest first, with how many live there; left empty, the desk proposes one.

Which households there are and how near is decided by the check; a number that is not listed may be typed all the same,
the check then says whether it exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from ui.widgets.choice_popup import Choice
from ui.widgets.code_box import CodeBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from station_app.domain.records import HouseholdChoice


class HouseholdBox(CodeBox):
    """A code box over the households that `offer` gave last."""

    takes_anything = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._matching, self._named, parent)
        self._offered: tuple[HouseholdChoice, ...] = ()
        self._typed_number = ""

    def offer(self, households: Sequence[HouseholdChoice], proposed: str | None) -> None:
        """Take over what can be chosen; `proposed` is said in the empty field."""
        self._offered = tuple(households)
        name = self._named(proposed) if proposed else None
        hint = texts.say("ui.intake.household.proposed", name=name) if name else ""
        self.setPlaceholderText(hint or texts.say("ui.intake.household.none"))
        if not (self.hasFocus() and self.isModified()):
            self._write()

    def _typed(self, text: str) -> None:
        self._typed_number = text.strip()
        super()._typed(text)

    def _settle(self, *, asked: bool) -> None:
        """Take the marked household; what matches none is kept as it was typed, for the check to judge."""
        typed = self._typed_number if self.isModified() else ""
        self._typed_number = ""
        if typed and not self._matching(typed):
            self.take(Choice(typed.upper(), typed.upper()))
        else:
            super()._settle(asked=asked)

    def _matching(self, text: str) -> Sequence[Choice]:
        wanted = text.strip().casefold()
        return [
            _choice(each)
            for each in self._offered
            if wanted in each.household_no.casefold() or wanted in each.name.casefold() or wanted in each.address
        ]

    def _named(self, number: str | None) -> str | None:
        return next((f"{_short(each)} {each.name}" for each in self._offered if each.household_no == number), None)


def _choice(each: HouseholdChoice) -> Choice:
    return Choice(each.household_no, each.name, _room(each))


def _short(each: HouseholdChoice) -> str:
    """Leave out the station, which is the same for all of them."""
    return each.household_no.rpartition("-")[2]


def _room(each: HouseholdChoice) -> str:
    if each.soft_capacity is None:
        return texts.say("ui.intake.household.persons", persons=each.persons)
    key = "full" if each.full else "room"
    return texts.say(f"ui.intake.household.{key}", persons=each.persons, capacity=each.soft_capacity)
