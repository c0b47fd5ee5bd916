"""The line above the form: how much is still open, the first of it in words, and a jump to it (F8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.findings import Severity
from ui import icons, theme
from ui.widgets.findings_line import FindingsLine
from ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.domain.findings import Finding
    from ui.presenters.intake_state import IntakeState


class FindingsStrip(QFrame):
    """Counts what blocks and what asks, and jumps there.

    Findings that belong to no field in view are written out here, so that none is lost.

    Signals:
        jump_wanted: Go to the next place that blocks.
        confirmed: (code, reason) of a question about the whole case.
    """

    jump_wanted = Signal()
    confirmed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.ready = "ui.intake.strip.clear"
        """The key of what is said when nothing is open: what may be done now."""
        self._sign = QLabel()
        self._sign.setFixedSize(18, 18)
        self.words = label()
        # F8 is bound by the page: a button's own shortcut presses it with a delay.
        self.jump = button(f"{texts.say('ui.intake.strip.jump')}  F8", self.jump_wanted.emit, "flat", "next")
        self.jump.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.whole_case = FindingsLine(self)
        self.whole_case.confirmed.connect(self.confirmed)
        self._arrange()

    def show_state(self, state: IntakeState, unplaced: Sequence[Finding]) -> None:
        """Show the count; `unplaced` are findings without a field of their own."""
        empty = sum(state.is_quiet(finding) for finding in state.blocking)
        errors = sum(finding.severity is Severity.ERROR for finding in state.blocking) - empty
        asks = len(state.blocking) - errors - empty
        look = "blocked" if errors else "look" if asks else "" if empty or not state.checked else "ok"
        parts = [
            texts.say(f"ui.intake.strip.{name}", count=count)
            for name, count in (("errors", errors), ("asks", asks), ("empty", empty))
            if count
        ]
        ready = texts.say(self.ready if state.checked else "ui.intake.strip.checking")
        self.words.setText(texts.say("ui.intake.list_comma").join(parts) or ready)
        self._sign.setPixmap(icons.pixmap(look if look else "idle", look or "muted", 18))
        theme.mark(self.words, look)
        theme.mark(self, look)
        self.jump.setVisible(bool(state.blocking))
        self.whole_case.show_findings(unplaced, state.confirmed, state.alike)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addWidget(self._sign)
        line.addWidget(self.words, 1)
        line.addWidget(self.jump)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 4, 2)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.whole_case)
        line.setContentsMargins(0, 0, 0, 0)
        self.words.setMinimumHeight(28)
