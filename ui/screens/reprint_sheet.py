"""Asks why the same paper is printed again: the most frequent reason is chosen already, so it costs one Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.reprints import ASKED, Reprint, ReprintReason
from ui.widgets.choice_popup import Choice
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.field_edit import FieldEdit
from ui.widgets.pieces import label
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

LONGEST = 200
"""Characters of the words; the use case takes no more."""


class ReprintSheet(Sheet):
    """A reason by digit or arrow, words where they are needed; Enter prints, Esc prints nothing."""

    def __init__(self, page: QWidget, act: Callable[[Reprint], None]) -> None:
        super().__init__(page, texts.say("ui.reprint.title"), texts.say("ui.reprint.act"), self.take)
        self._act = act
        self._lead = label("", "muted", wrap=True)
        self.form.addRow(self._lead)
        self.reason = ChoiceRow([Choice(each, texts.say(f"choice.reprint.{each}")) for each in ASKED])
        self.words = FieldEdit(longest=LONGEST)
        self.words.setPlaceholderText(texts.say("ui.reprint.words_hint"))
        self.add(texts.say("ui.reprint.reason"), self.reason)
        self.add(texts.say("ui.reprint.words"), self.words)
        self.reason.stepped.connect(self._step)
        self.words.stepped.connect(lambda by: self.take() if by > 0 else self.reason.setFocus())

    def begin(self, paper: str, printed: int) -> None:
        """Come into view for a paper, by its name, that was printed so many times with the same facts."""
        self._begin(texts.say("ui.reprint.lead", paper=paper, count=printed, again=printed), ASKED[0])

    def begin_set(self, papers: str, count: int) -> None:
        """Come into view for so many papers that were all printed; no reason is chosen, so that Enter prints nothing.

        One key and an Enter too many must not bring a whole set out once more.
        """
        self._begin(texts.say("ui.reprint.lead_set", papers=papers, count=count), None)

    def _begin(self, lead: str, reason: ReprintReason | None) -> None:
        self._lead.setText(lead)
        self.reason.show_value(reason)
        self.words.setText("")
        self.ask(self.reason)

    def take(self) -> None:
        """Print again, if the reason says enough."""
        if self.reason.value() is None:
            self.notice.tell(texts.say("ui.reprint.reason_needed"), "look")
            self.reason.setFocus()
            return
        reason, said = ReprintReason(str(self.reason.value())), self.words.text().strip()
        if reason is ReprintReason.OTHER and not said:
            self.notice.tell(texts.say("ui.reprint.words_needed"), "look")
            self.words.setFocus()
            return
        self.hide()
        self._act(Reprint(reason, said))

    def _step(self, by: int) -> None:
        if by > 0:
            self.take()
