"""How the intake page keeps its draft and turns to others: the line that says so, the panel, and their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from station_app import texts
from station_app.clock import BEIJING
from ui.presenters.drafts import DraftsPresenter
from ui.presenters.words import sentence
from ui.screens.drafts_panel import DraftsPanel
from ui.widgets.keeping_line import KeepingLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget, QWidget

    from station_app.domain.drafts import KeptDraft
    from station_app.errors import StationError
    from ui.presenters.intake import IntakePresenter
    from ui.screens.intake_side import ActionBar
    from ui.session import Session


class Keeping(QObject):
    """The drafts as the intake page `page` deals with them.

    Signals:
        back_wanted: Show the form again.
        remarked: What to say beside the heading.
    """

    back_wanted = Signal()
    remarked = Signal(str)

    def __init__(self, session: Session, presenter: IntakePresenter, bar: ActionBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._presenter = presenter
        self._stack: QStackedWidget | None = None
        self._told_refusal = False
        self.drafts = DraftsPresenter(session, presenter)
        self.panel = DraftsPanel(self.drafts)
        self.line = KeepingLine()
        presenter.kept.connect(self._kept)
        presenter.kept.connect(self.line.show_kept)
        presenter.not_kept.connect(self.line.show_not_kept)
        presenter.reopened.connect(self.back_wanted)
        self.panel.closed.connect(self.back_wanted)
        self.drafts.refused.connect(self.refused)
        self.drafts.told.connect(self._tell)
        self.drafts.cleared.connect(self._cleared)
        self.drafts.shown.connect(lambda view: bar.show_drafts(view.mine))
        for button, act in ((bar.fresh, self.fresh), (bar.discard, self.discard), (bar.drafts, self.show)):
            button.clicked.connect(act)

    def live_in(self, stack: QStackedWidget) -> None:
        """Take a place in the stack of the page."""
        self._stack = stack
        stack.addWidget(self.panel)

    def fresh(self) -> None:
        """Begin another case; what is on the page stays as a draft."""
        self.drafts.new_case()
        self.back_wanted.emit()

    def discard(self) -> None:
        """Lay the draft on the page aside, after asking once."""
        if not self._in_view() and not self._presenter.accepting:
            self.drafts.discard_page()

    def show(self) -> None:
        """Show the drafts of the station."""
        self._presenter.keep()
        if self._stack is not None:
            self._stack.setCurrentWidget(self.panel)
        self.panel.shown()

    def refused(self, error: StationError) -> None:
        """Say what was refused where the officer looks."""
        self.tell_refusal(sentence(error))

    def tell_refusal(self, words: str) -> None:
        """Say why the case was not stored, until something on it is changed: then it may not be true any more."""
        self._told_refusal = True
        self._tell(words, "blocked")

    def edited(self, *_change: object) -> None:
        """Follow the officer: who goes on typing has read what was refused, and wants no other draft back."""
        self.drafts.let_go()
        if self._told_refusal:
            self._told_refusal = False
            self._tell("", "")

    def _in_view(self) -> bool:
        return self._stack is not None and self._stack.currentWidget() is self.panel

    def _kept(self, kept: KeptDraft) -> None:
        time = kept.saved_at.astimezone(BEIJING).strftime("%H:%M")
        self.remarked.emit(texts.say("ui.intake.draft_kept", time=time))
        if kept.revision == 1:
            self.drafts.refresh()

    def _tell(self, words: str, state: str) -> None:
        if self._in_view():
            self.panel.tell(words, state)
        else:
            self._session.told.emit(words, state)

    def _cleared(self) -> None:
        self.remarked.emit("")
        if not self._in_view():
            self.back_wanted.emit()
