"""The panel that takes the place of the form: the case that was just accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from station_app import texts
from ui import fonts, icons, theme
from ui.screens.print_set_key import PrintSetKey
from ui.widgets.next_panel import day
from ui.widgets.pieces import button, column, label, row, rule

if TYPE_CHECKING:
    from station_app.domain.outcomes import Accepted
    from ui.session import Session

_WIDE = 560


class ResultPanel(QFrame):
    """What accepting gave: the number, large; where and until when; the receipt.

    Signals:
        papers_wanted: Show the papers of this case (their names, parted by spaces), one after the other.
        case_wanted: Open this case.
        next_wanted: On with the next family.
    """

    papers_wanted = Signal(str, str)
    case_wanted = Signal(str)
    next_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._case_no = ""
        self._papers: tuple[str, ...] = ()
        self._values: dict[str, QLabel] = {}
        self.next = button(texts.say("ui.intake.result.next"), self.next_wanted.emit, "primary")
        self.print_set = PrintSetKey(session, self, self.next.setFocus)
        self._receipt = button(
            texts.say("ui.intake.result.receipt"),
            lambda: self.papers_wanted.emit(self._case_no, " ".join(self._papers)),
            icon="paper",
        )
        self._open = button(
            texts.say("ui.intake.result.open"), lambda: self.case_wanted.emit(self._case_no), icon="case"
        )
        for made in (self.next, self._receipt, self._open):
            made.setAutoDefault(True)
        self.number = label(role="case_no")
        self._arrange()

    def show_accepted(self, accepted: Accepted) -> None:
        """Show the outcome."""
        self._case_no, self._papers = accepted.case_no, accepted.papers
        self.print_set.about = accepted.case_no
        word = "receipt_and_commitment" if "commitment" in accepted.papers else "receipt"
        self._receipt.setText(texts.say(f"ui.intake.result.{word}"))
        self.number.setText(accepted.case_no)
        self._values["household"].setText(accepted.household_no or texts.say("ui.intake.result.no_household"))
        self._values["promised"].setText(day(accepted.deadlines.promised))
        self._values["decision"].setText(day(accepted.deadlines.decision))
        self.next.setFocus()

    def _arrange(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(_WIDE)
        lines = column(inner, 3 * theme.GRID, theme.GRID)
        sign = label()
        sign.setPixmap(icons.pixmap("ok", "ok", 24))
        title = label(texts.say("ui.intake.result.title"), "title")
        theme.mark(title, "ok")
        self.number.setFont(fonts.sized(28, bold=True))
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.addLayout(row(sign, title, None))
        lines.addWidget(self.number)
        lines.addWidget(rule())
        facts = QGridLayout()
        facts.setHorizontalSpacing(2 * theme.GRID)
        facts.setColumnStretch(1, 1)
        for place, name in enumerate(("household", "promised", "decision")):
            facts.addWidget(label(texts.say(f"ui.intake.result.{name}"), "muted"), place, 0)
            self._values[name] = label(wrap=True)
            facts.addWidget(self._values[name], place, 1)
        lines.addLayout(facts)
        lines.addSpacing(theme.GRID)
        lines.addLayout(row(self.next, self.print_set.button, self._open, None))
        lines.addLayout(row(self._receipt, None))
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
