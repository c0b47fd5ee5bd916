"""The intake page while it is about a case that is there already: heading, changes, what the last button does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from forms.changes import change_line
from station_app import texts
from station_app.domain.outcomes import Decided, Supplemented
from ui.presenters.case_trace import asked_words
from ui.widgets.changes_panel import ChangesPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from station_app.errors import StationError
    from ui.presenters.intake import IntakePresenter
    from ui.presenters.intake_state import IntakeState
    from ui.screens.decline_sheet import DeclineSheet
    from ui.screens.intake_middle import MiddleColumn
    from ui.screens.intake_side import ActionBar, SideColumn
    from ui.session import Session


class About(QObject):
    """Shows in the middle and in the bar of the intake page what becomes of the case on it."""

    def __init__(
        self,
        session: Session,
        presenter: IntakePresenter,
        middle: MiddleColumn,
        side: SideColumn,
        bar: ActionBar,
        *,
        work: QWidget,
    ) -> None:
        super().__init__(work)
        self._session = session
        self._presenter = presenter
        self.sheet: DeclineSheet | None = None
        self._work = work
        self._bar = bar
        self._strip, self._next = middle.strip, side.next
        self.changes = ChangesPanel()
        side.decline_wanted.connect(self.decline)
        middle.stand_above(self.changes)
        self.changes.why_changed.connect(presenter.say_why)
        self.changes.settled.connect(self._settle)
        presenter.reopened.connect(self._begin)
        presenter.refused.connect(self._show_refused)

    @property
    def heading(self) -> str:
        """What the page is for."""
        return self._presenter.purpose.heading

    def show_state(self, state: IntakeState) -> None:
        """Follow the page: what is changed so far, where somebody else was quicker."""
        supplements = self._presenter.purpose.supplements
        self.changes.setVisible(supplements)
        self._bar.show_purpose(self._presenter.purpose.kind)
        self._next.decline.setVisible(not supplements)
        self._strip.ready = "ui.changes.ready" if supplements else "ui.intake.strip.clear"
        if supplements:
            content = self._presenter.content
            clashes = [
                change_line(each.path, each.theirs, each.mine, content) for each in self._presenter.finishing.conflicts
            ]
            self.changes.show_changes(state.changes, clashes)

    def show_stored(self, outcome: object) -> None:
        """Show the case that was put right or declined, and say so."""
        if isinstance(outcome, Supplemented):
            self._session.case_done.emit(outcome.case_no)
            told = texts.say("ui.changes.stored", case_no=outcome.case_no, count=len(outcome.changes))
            self._session.told.emit(told, "ok")
        elif isinstance(outcome, Decided):
            if self.sheet is not None:
                self.sheet.hide()
                self.sheet.text.clear()
            self._session.case_opened.emit(outcome.case_no)
            told = texts.say("ui.decline.done", case_no=outcome.case_no)
            if outcome.earlier:
                told += texts.say("ui.decline.twice", case_no=outcome.earlier)
            self._session.told.emit(told, "look" if outcome.earlier else "ok")

    def decline(self) -> None:
        """Ask on which ground the application is declined; one that is put right was taken in already."""
        if not self._work.isVisible():
            return
        if self._presenter.purpose.supplements:
            self._session.told.emit(texts.say("ui.decline.taken_in"), "look")
            return
        if self.sheet is None:
            from ui.screens.decline_sheet import DeclineSheet  # noqa: PLC0415 - most days need none

            self.sheet = DeclineSheet(self._work, self._session)
            self.sheet.declined.connect(self._decline)
            self._presenter.refused.connect(self._refused)
        self.sheet.begin()

    def _begin(self) -> None:
        """Begin with a draft: what is put right was asked for by somebody, in words that are needed here."""
        self.changes.why.clear()
        self.changes.show_asked("")
        about = self._presenter.purpose.about
        if self._presenter.purpose.supplements:
            catalogue = self._session.catalogue
            self._session.runner.run(
                lambda: catalogue.trace(about),
                lambda trace: self.changes.show_asked(asked_words(trace)),
                channel="intake.asked",
            )

    def _show_refused(self, error: StationError) -> None:
        """A supplement that changes nothing wants a word that says why: the cursor goes there."""
        if error.code == "nothing_changed" and self.changes.isVisible():
            self.changes.why.setFocus()

    def _decline(self, reason: str, text: str) -> None:
        self._presenter.finishing.begin(
            lambda catalogue, content, _confirmed, draft_id: catalogue.decline_content(content, reason, text, draft_id)
        )

    def _refused(self, error: StationError) -> None:
        if self.sheet is not None and self.sheet.isVisible():
            self.sheet.tell(error)

    def _settle(self, number: int, theirs: bool) -> None:  # noqa: FBT001 - a signal's argument
        conflicts = self._presenter.finishing.conflicts
        if number < len(conflicts):
            self._presenter.finishing.settle(conflicts[number], theirs=theirs)
