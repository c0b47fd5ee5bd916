"""The intake page while it is about a case that is there already: heading, changes, what the last button does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from forms.changes import change_line
from station_app import texts
from ui.widgets.changes_panel import ChangesPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.presenters.intake import IntakePresenter
    from ui.presenters.intake_state import IntakeState
    from ui.screens.intake_middle import MiddleColumn
    from ui.screens.intake_side import ActionBar


class About(QObject):
    """Shows in the middle and in the bar of the intake page what becomes of the case on it."""

    def __init__(self, presenter: IntakePresenter, middle: MiddleColumn, bar: ActionBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._bar = bar
        self.changes = ChangesPanel()
        middle.stand_above(self.changes)
        self.changes.why_changed.connect(presenter.say_why)
        self.changes.settled.connect(self._settle)
        presenter.reopened.connect(self.changes.why.clear)

    @property
    def heading(self) -> str:
        """What the page is for."""
        return self._presenter.purpose.heading

    def show_state(self, state: IntakeState) -> None:
        """Follow the page: what is changed so far, where somebody else was quicker."""
        supplements = self._presenter.purpose.supplements
        self.changes.setVisible(supplements)
        self._bar.show_purpose(self._presenter.purpose.kind)
        if supplements:
            content = self._presenter.content
            clashes = [
                change_line(each.path, each.theirs, each.mine, content) for each in self._presenter.finishing.conflicts
            ]
            self.changes.show_changes(state.changes, clashes)

    def stored(self, case_no: str, changes: int) -> str:
        """Give the sentence for a case that was put right."""
        return texts.say("ui.changes.stored", case_no=case_no, count=changes)

    def _settle(self, number: int, theirs: bool) -> None:  # noqa: FBT001 - a signal's argument
        conflicts = self._presenter.finishing.conflicts
        if number < len(conflicts):
            self._presenter.finishing.settle(conflicts[number], theirs=theirs)
