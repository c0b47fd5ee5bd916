"""An ID number: kept as 18 signs, grouped 6-8-4 on the screen only, and forgiving with what is pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.field_edit import FieldEdit

if TYPE_CHECKING:
    from collections.abc import Callable

_GROUPS_18 = (6, 14)
_GROUPS_15 = (6, 12)


def grouped(number: str) -> str:
    """Put blanks into `number` for the eye: 6-8-4, or 6-6-3 for the old 15 digits."""
    marks = _GROUPS_15 if len(number) == 15 else _GROUPS_18
    return "".join(f" {sign}" if place in marks else sign for place, sign in enumerate(number))


class IdEdit(FieldEdit):
    """The field of an ID number; `normalise` turns a messy paste into the number (domain rule, given in).

    Signals:
        completed: All 18 signs are there; carries the number.
    """

    takes_characters = False

    completed = Signal(str)

    def __init__(self, normalise: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._normalise = normalise
        self._number = ""
        self.setProperty("role", "number")

    def value(self) -> object:
        """Give the number without blanks; None when empty."""
        return self._number or None

    def show_value(self, value: object) -> None:
        """Show `value` grouped."""
        if value != self.value():
            self._number = str(value or "")
            self.setText(grouped(self._number))

    def _typed(self, text: str) -> None:
        signs_before = sum(1 for sign in text[: self.cursorPosition()] if not sign.isspace())
        number = self._normalise(text)
        self._set(number, signs_before)

    def _set(self, number: str, signs_before: int) -> None:
        changed = number != self._number
        self._number = number
        shown = grouped(number)
        if shown != self.text():
            self.setText(shown)
            self.setCursorPosition(_place(shown, signs_before))
        if changed:
            self.edited.emit(self.value())
            if len(number) == 18:
                self.completed.emit(number)


def _place(shown: str, signs_before: int) -> int:
    """Give the cursor position in `shown` after so many signs that are no blanks."""
    seen = 0
    for place, sign in enumerate(shown):
        if seen == signs_before:
            return place
        seen += not sign.isspace()
    return len(shown)
