"""A date that may be empty or half known: typed as eight digits, shown with dashes.

QDateEdit has no empty state and turns a half-typed date into a wrong one; here what is not a date yet stays
as typed, and the check says so.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from station_app import texts
from ui.widgets.field_edit import FieldEdit

LONG_TERM = "long-term"
_LONGEST = 40
"""Code points; a pasted date comes with words around it, and none may be cut off unseen."""


def iso(text: str) -> str | None:
    """Give `text` (19850317, 1985-3-17, 1985.03.17, 1985年3月17日) as YYYY-MM-DD, or None if it is no date."""
    digits = "".join(sign if sign.isdigit() else " " for sign in text).split()
    if len(digits) == 1 and len(digits[0]) == 8:
        digits = [digits[0][:4], digits[0][4:6], digits[0][6:]]
    if len(digits) != 3 or len(digits[0]) != 4:
        return None
    try:
        return date(int(digits[0]), int(digits[1]), int(digits[2])).isoformat()
    except ValueError:
        return None


class DateEdit(FieldEdit):
    """An optional date; with `long_term` also 长期, typed as `c` or 长."""

    takes_characters = False

    def __init__(self, parent: QWidget | None = None, *, long_term: bool = False) -> None:
        super().__init__(parent, longest=_LONGEST)
        self._long_term = long_term
        self.setPlaceholderText(texts.say("ui.intake.date.hint_long" if long_term else "ui.intake.date.hint"))

    def value(self) -> object:
        """Give YYYY-MM-DD, `long-term`, None for empty, or the text as typed while it is no date."""
        text = self.text().strip()
        if self._long_term and text and (text[0] in "cC长" or text == texts.say("ui.intake.date.long_term")):
            return LONG_TERM
        return iso(text) or text or None

    def show_value(self, value: object) -> None:
        """Show a date, 长期 or nothing."""
        if value != self.value():
            self._write(value)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Write a finished date the way it is kept."""
        self._write(self.value())
        super().focusOutEvent(event)

    def _typed(self, text: str) -> None:
        super()._typed(text)
        if len(text) == 8 and text.isdigit() and iso(text):
            self._write(self.value())

    def _write(self, value: object) -> None:
        shown = texts.say("ui.intake.date.long_term") if value == LONG_TERM else str(value or "")
        if shown != self.text():
            self.setText(shown)
