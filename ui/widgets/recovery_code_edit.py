"""The field for the code of the recovery sheet: grouped as on the sheet, whatever is typed between the signs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

SIGNS = 40
"""Eight groups of five, as the sheet prints them."""
GROUP = 5


class RecoveryCodeEdit(QLineEdit):
    """Takes the signs in any case, with or without blanks and hyphens; a line pasted whole is fine too.

    Look-alike letters are left as typed: the keyring forgives them. Nothing can be undone back into the field.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhLatinOnly)
        self.textEdited.connect(self._group)

    @property
    def count(self) -> int:
        """How many signs were typed."""
        return len(_signs(self.text()))

    def _group(self, text: str) -> None:
        before = len(_signs(text[: self.cursorPosition()]))
        signs = _signs(text)[:SIGNS]
        grouped = "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))
        if grouped != text:
            self.setText(grouped)
            before = min(before, len(signs))
            self.setCursorPosition(before + max(0, before - 1) // GROUP)


def _signs(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())
