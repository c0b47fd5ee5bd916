"""The first run: one page of questions, then the recovery sheet. The desk opens only after both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.presenters.first_run import FirstRunPresenter, FirstRunView
from ui.screens.first_run_form import FoundingForm
from ui.screens.first_run_sheet import SheetStep

if TYPE_CHECKING:
    from station_app.catalogue import Door
    from ui.tasks import Runner


class FirstRunScreen(QWidget):
    """Two steps in one frame.

    Signals:
        founded: The site exists and its recovery sheet is in somebody's keeping.
    """

    founded = Signal()

    def __init__(self, door: Door, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Veil")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._presenter = FirstRunPresenter(door, runner, self._show, self.founded.emit)
        self.form = FoundingForm(self._presenter)
        self.sheet = SheetStep(self._presenter)
        self._steps = QStackedWidget()
        self._steps.addWidget(self.form)
        self._steps.addWidget(self.sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._steps)

    def begin(self) -> None:
        """Ask the first question."""
        self._presenter.begin(self.devicePixelRatioF())
        self.form.take_focus()

    def _show(self, view: FirstRunView) -> None:
        step = self.form if view.step == "form" else self.sheet
        step.show_view(view)
        if self._steps.currentWidget() is not step:
            self._steps.setCurrentWidget(step)
            step.take_focus()
