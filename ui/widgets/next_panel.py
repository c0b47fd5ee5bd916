"""What happens next: who decides and until when, where the family goes, and which other road is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from station_app import texts
from ui import fonts, icons, keys, theme
from ui.widgets.pieces import button, column, label, panel, row

if TYPE_CHECKING:
    from datetime import date

    from ui.presenters.intake_state import IntakeState


_FIRST = 4
"""The grounds that the policy names; the whole list is in the tool tip."""


class NextPanel(QFrame):
    """Decision, dates, alternatives.

    Signals:
        route_wanted: Change to this route.
        decline_wanted: Decline the application.
    """

    route_wanted = Signal(str)
    decline_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        layout = column(self, 12, 4)
        word = f"{texts.say('ui.decline.open')}  {keys.shown(keys.of('decline')[0])}"
        self.decline: QPushButton = button(word, self.decline_wanted.emit, "flat")
        self.decline.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addLayout(row(label(texts.say("ui.intake.next.title"), "heading"), None, self.decline))
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(theme.GRID)
        self._facts.setVerticalSpacing(2)
        self._facts.setColumnStretch(1, 1)
        layout.addLayout(self._facts)
        self._values = {
            name: self._fact(name, down)
            for down, name in enumerate(("decided_by", "promised", "decision", "household", "group"))
        }
        self._other_road = label(role="small", wrap=True)
        self.alternative: QPushButton = button(
            f"{texts.say('ui.intake.next.general')}  F7", lambda: self.route_wanted.emit("general"), icon="next"
        )
        layout.addWidget(self._other_road)
        layout.addWidget(self.alternative)
        self._other_road.hide()
        self.alternative.hide()

    def show_state(self, state: IntakeState) -> None:
        """Show where the case goes."""
        steps = state.next_steps
        self._values["decided_by"].setText(steps.decided_by or "—")
        self._values["promised"].setText(day(steps.promised))
        self._values["decision"].setText(day(steps.decision))
        self._values["household"].setText(state.household or "—")
        self._values["group"].setText(fonts.shown(state.group or "—"))
        self._other_road.setText("\n".join(texts.say(f"alternative.{code}") for code in state.alternatives))
        self._other_road.setVisible(bool(state.alternatives))
        self.alternative.setVisible("general" in state.alternatives)

    def _fact(self, name: str, row: int) -> QLabel:
        self._facts.addWidget(label(texts.say(f"ui.intake.next.{name}"), "small"), row, 0)
        value = label(wrap=True)
        value.setAccessibleName(texts.say(f"ui.intake.next.{name}"))
        self._facts.addWidget(value, row, 1)
        return value


def day(moment: date | None) -> str:
    """Write a day as people say it: 12月21日 周一."""
    if moment is None:
        return "—"
    weekday = texts.say("ui.intake.weekdays").split()[moment.weekday()]
    return texts.say("ui.intake.day", month=moment.month, day=moment.day, weekday=weekday)


class ForbiddenPanel(QFrame):
    """What nobody may ask the family for (不得索要), always in view beside the checklist."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sunken")
        layout = column(self, 8, 2)
        head = label(texts.say("ui.intake.forbidden"), "small")
        sign = label()
        sign.setPixmap(icons.pixmap("shield", "muted", 14))
        line = panel("plain")
        inner = QGridLayout(line)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setHorizontalSpacing(4)
        inner.addWidget(sign, 0, 0)
        inner.addWidget(head, 0, 1)
        inner.setColumnStretch(1, 1)
        self._words = label(role="small", wrap=True)
        layout.addWidget(line)
        layout.addWidget(self._words)
        self.hide()

    def show_state(self, state: IntakeState) -> None:
        """Show the forbidden demands; the clauses are in the tool tip."""
        first = texts.say("ui.intake.list_comma").join(state.forbidden[:_FIRST])
        self._words.setText(texts.say("ui.intake.forbidden_first", first=first, count=len(state.forbidden)))
        self.setToolTip(state.forbidden_basis)
        self.setAccessibleName(state.forbidden_basis)
        self.setVisible(bool(state.forbidden))
