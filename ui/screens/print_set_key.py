"""The button and key that print the papers of the moment a case is in; where all were printed before, it asks why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from ui import keys
from ui.presenters import words
from ui.presenters.print_set import PrintSet
from ui.screens.reprint_sheet import ReprintSheet
from ui.widgets.pieces import button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.session import Session


class PrintSetKey:
    """One key for a whole set on one page; `about` is the case it is for; `queued` follows when all is on its way."""

    def __init__(self, session: Session, page: QWidget, queued: Callable[[], object] = lambda: None) -> None:
        self.about = ""
        self.why: ReprintSheet | None = None
        self._page = page
        self._set = PrintSet(session, self._ask_why, queued)
        self.button = button(
            texts.say("print.set"), lambda: self._set.print(self.about), "", "printer", keys.of("print_set")[0]
        )

    def _ask_why(self, papers: tuple[str, ...]) -> None:
        """Say that all of them were printed, and ask whether and why they are printed once more."""
        if self.why is None:
            self.why = ReprintSheet(self._page, self._set.give_reason)
        self.why.begin_set(texts.say("print.set_and").join(map(words.paper_word, papers)), len(papers))
