"""The one question of the program that must be answered: whether to close although a draft is not stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from ui.widgets.pieces import button, label, row
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class ClosingSheet(Sheet):
    """Asks the officer: try again, go back, or give up what is not stored."""

    def __init__(self, window: QWidget, again: Callable[[], object], lose: Callable[[], object]) -> None:
        title, act_word = texts.say("ui.drafts.closing.title"), texts.say("ui.drafts.closing.again")
        super().__init__(window, title, act_word, self._act)
        self._again = again
        self.lose = button(texts.say("ui.drafts.closing.lose"), lose, icon="close")
        self.form.addRow(label(texts.say("ui.drafts.closing.lead"), wrap=True))
        self.form.addRow(row(self.lose, None))

    def tell(self, *, may_lose: bool) -> None:
        """Ask; on a locked desk nobody may give up another's work."""
        self.lose.setVisible(may_lose)
        self.ask(self.act_button)

    def _act(self) -> None:
        self._again()
