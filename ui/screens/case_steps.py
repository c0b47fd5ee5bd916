"""The steps on the case page: keys, the panel that offers them, the sheets that ask, and what is said afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from station_app import texts
from station_app.domain.offers import DECIDE, EXTEND, TURN
from station_app.domain.vocabulary import Step
from ui import keys
from ui.presenters.case_steps import FINAL, STEPS, StepsPresenter
from ui.screens.step_sheets import ExtendSheet, RegisterSheet, SecondLookSheet, WordsSheet
from ui.widgets.steps_panel import StepsPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.presenters.case_page import CaseView
    from ui.presenters.case_steps import StepLine
    from ui.screens.page import Page
    from ui.session import Session
    from ui.widgets.sheet import Sheet

_AT_INTAKE = (Step.SUPPLEMENT.value, TURN)
"""Steps that are taken on the intake page, where nothing has to be typed again."""


class CaseSteps(QObject):
    """Offers the steps of the case in view; a sheet is made when it is first asked for."""

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._view: CaseView | None = None
        self._lines: dict[str, StepLine] = {}
        self._shelf = ""
        self.sheets: dict[str, Sheet] = {}
        self.panel = StepsPanel()
        self.panel.wanted.connect(self.begin)
        self._presenter = StepsPresenter(session.catalogue, session.runner, self._told)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self._keys = [QShortcut(QKeySequence(step.key), page, context=inside) for step in STEPS]
        for made, step in zip(self._keys, STEPS, strict=True):
            made.activated.connect(lambda name=step.name: self.begin(name))
        onward = QShortcut(QKeySequence(keys.of("next_case")[0]), page, context=inside)
        onward.activated.connect(self._go_on)

    def show_case(self, view: CaseView) -> None:
        """Offer what can be done with this case; a sheet of another case goes away."""
        if self._view is not None and self._view.case_no != view.case_no:
            self.close()
        self._view = view
        self._lines = {line.name: line for line in view.steps}
        self.panel.show_steps(view.steps)

    def begin(self, name: str) -> None:
        """Ask for what the step needs, or say what stands against it."""
        line = self._lines.get(name)
        if line is None or self._view is None:
            return
        if not line.possible:
            said = texts.say("ui.step.barred", step=line.title, why=line.why)
            self._session.told.emit(said, "look")
        elif name == DECIDE:
            self._session.decision_wanted.emit(self._view.case_no)
        elif name in _AT_INTAKE:
            self._presenter.lay_out(self._view.case_no, name, self._session.draft_wanted.emit)
        else:
            self._ask(name, line)

    def close(self) -> bool:
        """Close the sheet in view; tell whether there was one."""
        shown = [sheet for sheet in self.sheets.values() if sheet.isVisible()]
        for sheet in shown:
            sheet.hide()
        return bool(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let digits be typed while a sheet is open; afterwards the page has the keys again."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.Hide}:
            gone = event.type() == QEvent.Type.Hide
            for made in self._keys:
                made.setEnabled(gone)
            if gone:
                self._page.shown()
        return super().eventFilter(watched, event)

    def _ask(self, name: str, line: StepLine) -> None:
        view = self._view
        if view is None:
            return
        sheet = self.sheets.get(name)
        if sheet is None:
            sheet = self.sheets[name] = self._made(name)
            sheet.installEventFilter(self)
        if isinstance(sheet, SecondLookSheet):
            sheet.begin_for(texts.say(f"ui.step.{name}_lead", status=view.where.status, count=len(view.persons)))
        elif isinstance(sheet, ExtendSheet):
            sheet.begin_for(line.until, self._session.catalogue.today())
        elif isinstance(sheet, RegisterSheet):
            sheet.begin_for(view.register)
            self._presenter.households(sheet.offer)
        elif isinstance(sheet, WordsSheet):
            proposed = {Step.DELIVER.value: view.applicant, Step.ARCHIVE.value: self._shelf}
            sheet.begin(proposed.get(name, ""))

    def _made(self, name: str) -> Sheet:
        if name in FINAL:
            why = texts.say("ui.step.reverse_why") if name == Step.REVERSE.value else ""
            return SecondLookSheet(self._page, name, self._move(name), why=why)
        if name == EXTEND:
            return ExtendSheet(self._page, lambda reason, on: self._presenter.extend(self._case_no(), reason, on))
        if name == Step.REGISTER.value:
            return RegisterSheet(self._page, lambda number: self._presenter.register(self._case_no(), number))
        return WordsSheet(self._page, name, self._move(name))

    def _move(self, name: str) -> Callable[[str], None]:
        def move(said: str) -> None:
            if name == Step.ARCHIVE.value:
                self._shelf = said
            self._presenter.move(self._case_no(), name, said)

        return move

    def _case_no(self) -> str:
        return self._view.case_no if self._view is not None else ""

    def _told(self, sentence: str, state: str) -> None:
        """Say what happened: a refusal where it was asked, what was done in the notice line, with the way on."""
        shown = next((sheet for sheet in self.sheets.values() if sheet.isVisible()), None)
        if state == "blocked" and shown is not None:
            shown.notice.tell(sentence, state)
            return
        self.close()
        onward = texts.say("ui.step.onward") if self._session.following(self._case_no()) else ""
        self._session.told.emit(sentence + onward, state)
        if state == "ok":
            self._session.changed.emit("cases")

    def _go_on(self) -> None:
        """Open the next case of the list that is being gone through."""
        following = self._session.following(self._case_no())
        if following:
            self._session.case_opened.emit(following)
        else:
            self._session.told.emit(texts.say("ui.step.list_done"), "look")
