"""What can be done with the case now: a button with its key each; below in words what stands against the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from station_app import texts
from ui import fonts, theme
from ui.presenters.case_steps import ASIDE
from ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from ui.presenters.case_steps import StepLine

_COLUMNS = 2


class StepsPanel(QWidget):
    """The steps; the first possible one is the primary, unless it is one that is never proposed.

    Signals:
        wanted: The officer chose this step.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[StepLine, ...] = ()
        self.buttons: dict[str, QPushButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._body = QWidget()
        self._column.addWidget(self._body)

    def show_steps(self, lines: tuple[StepLine, ...]) -> None:
        """Offer these steps."""
        if lines == self._lines:
            return
        self._lines = lines
        held = any(made.hasFocus() for made in self.buttons.values())
        self.buttons = {}
        self._body.deleteLater()
        self._body = self._drawn()
        self._column.addWidget(self._body)
        if held and self.buttons:
            next(iter(self.buttons.values())).setFocus()

    def _drawn(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        grid = QGridLayout()
        grid.setSpacing(theme.GRID)
        offered = [each for each in self._lines if each.possible]
        proposed = next((each for each in offered if each.name not in ASIDE), None)
        for place, line in enumerate(offered):
            grid.addWidget(self._button(line, first=line is proposed), place // _COLUMNS, place % _COLUMNS)
        column.addLayout(grid)
        for line in self._lines:
            if line.timely and not line.possible:
                told = label(
                    fonts.shown(texts.say("ui.step.barred", step=line.title, why=line.why)), "small", wrap=True
                )
                told.setToolTip(line.why)
                column.addWidget(told)
        later = [line for line in self._lines if not line.timely]
        if later:
            comma = texts.say("ui.intake.list_comma")
            told = label(texts.say("ui.step.later", steps=comma.join(line.title for line in later)), "small", wrap=True)
            told.setToolTip("\n".join(f"{line.title}:{line.why}" for line in later))
            column.addWidget(told)
        return body

    def _button(self, line: StepLine, *, first: bool) -> QPushButton:
        made = button(
            f"{line.title}  {line.key}",
            lambda: self.wanted.emit(line.name),
            "primary" if first else "",
            line.icon,
        )
        made.setAccessibleName(line.title)
        made.setToolTip(line.key)
        made.setAutoDefault(True)  # Enter presses it
        self.buttons[line.name] = made
        return made
