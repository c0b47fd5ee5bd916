"""The key of the rare-character finder (F12): wherever words are typed, in the whole window. Knows nothing of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from ui.widgets.character_finder import CharacterFinder

KEY = "F12"


class CharacterKey(QObject):
    """Opens the finder for the field with the focus, closes it when pressed again.

    A finder that went away with the desk of an officer who left is made anew.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._finder: CharacterFinder | None = None
        QShortcut(QKeySequence(KEY), window).activated.connect(self.press)

    @property
    def finder(self) -> CharacterFinder | None:
        """The finder, once it was asked for."""
        return self._finder

    def press(self) -> None:
        """Open for the field with the focus, or close; does nothing where no words are typed."""
        field = QApplication.focusWidget()
        if self._finder is not None and isValid(self._finder) and self._finder.isVisible():
            self._finder.close_finder()
        elif isinstance(field, QLineEdit):
            self.open_for(field)

    def open_for(self, field: QLineEdit) -> None:
        """Open for `field`, if words are typed there."""
        from ui.widgets.character_finder import CharacterFinder, takes_characters  # noqa: PLC0415 - when asked for

        if takes_characters(field):
            if self._finder is None or not isValid(self._finder) or self._finder.parentWidget() is not self._window:
                self._finder = CharacterFinder(self._window)
            self._finder.open_for(field)
