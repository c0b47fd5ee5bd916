"""The sheet on which an application is declined (不予受理): the pack's grounds, what the applicant is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox

from station_app import texts
from ui.presenters import words
from ui.screens.step_sheets import LONGEST
from ui.widgets.field_edit import FieldEdit
from ui.widgets.pieces import label
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from station_app.domain.offers import DeclineBasis
    from station_app.errors import StationError
    from ui.session import Session


class DeclineSheet(Sheet):
    """Ground and words; Enter in the words declines.

    Signals:
        declined: (code of the ground, what the applicant is told).
    """

    declined = Signal(str, str)

    def __init__(self, page: QWidget, session: Session) -> None:
        super().__init__(page, texts.say("ui.decline.title"), texts.say("ui.decline.act"), self.take)
        self._session = session
        self._pack = ""
        self.form.addRow(label(texts.say("ui.decline.lead"), "muted", wrap=True))
        self.ground = QComboBox()
        self.ground.setPlaceholderText(texts.say("ui.decline.ground_hint"))
        self.ground.currentTextChanged.connect(self.ground.setToolTip)  # the field may be too narrow for it
        self.text = FieldEdit(longest=LONGEST)
        self.text.setPlaceholderText(texts.say("ui.decline.hint"))
        self.add(texts.say("ui.decline.ground"), self.ground)
        self.add(texts.say("ui.decline.words"), self.text)
        self.text.edited.connect(lambda _value: self._flag())
        self.text.stepped.connect(lambda by: self.take() if by > 0 else self.ground.setFocus())

    def begin(self) -> None:
        """Ask for the grounds of today and come into view."""
        self._session.runner.run(self._session.catalogue.prepare_decline, self._show, self.tell)

    def take(self) -> None:
        """Decline, if there is a ground and the applicant is told where to go."""
        if not self._has_ground():
            return
        if not self.text.text().strip():
            self.notice.tell(texts.say("ui.decline.words_needed"), "look")
            self.text.setFocus()
        else:
            self.declined.emit(str(self.ground.currentData()), self.text.text().strip())

    def tell(self, error: StationError) -> None:
        """Say what was refused."""
        self.notice.tell(words.sentence(error), "blocked")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter in the list of grounds goes on to the words."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.ground.hasFocus():
            if self._has_ground():
                self.notice.tell("")
                self.text.setFocus()
        else:
            super().keyPressEvent(event)

    def _show(self, basis: DeclineBasis) -> None:
        self._pack = basis.pack
        self.ground.clear()
        for place, each in enumerate(basis.grounds):
            said = f"{each.title} ({each.basis})"
            self.ground.addItem(said, each.code)
            self.ground.setItemData(place, said, Qt.ItemDataRole.ToolTipRole)
        self.ground.setCurrentIndex(-1)  # nobody is declined on a ground that only happened to stand first
        self.ask(self.ground)

    def _has_ground(self) -> bool:
        """Tell whether a ground was chosen; ask for one where none was."""
        if self.ground.currentIndex() >= 0:
            return True
        self.notice.tell(texts.say("ui.decline.ground_needed"), "look")
        self.ground.setFocus()
        return False

    def _flag(self) -> None:
        pack, said = self._pack, self.text.text()
        catalogue = self._session.catalogue
        self._session.runner.run(
            lambda: catalogue.flag_words(pack, said),
            lambda flags: self.notice.tell("\n".join(texts.say(f"flag.{each}") for each in flags), "look"),
            channel="decline.flags",
        )
