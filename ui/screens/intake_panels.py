"""The two panels that take the place of the form: the drafts of this desk, and the case that was just accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from station_app import texts
from station_app.clock import BEIJING
from ui import fonts, icons, theme
from ui.widgets.next_panel import day
from ui.widgets.pieces import button, column, label, row, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.domain.records import Accepted, DraftLine

_WIDE = 560


class ResultPanel(QFrame):
    """What accepting gave: the number, large; where and until when; the receipt.

    Signals:
        receipt_wanted: Show the receipt of this case.
        case_wanted: Open this case.
        next_wanted: On with the next family.
    """

    receipt_wanted = Signal(str)
    case_wanted = Signal(str)
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._case_no = ""
        self._values: dict[str, QLabel] = {}
        self.next = button(texts.say("ui.intake.result.next"), self.next_wanted.emit, "primary")
        self._receipt = button(
            texts.say("ui.intake.result.receipt"), lambda: self.receipt_wanted.emit(self._case_no), icon="printer"
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
        self._case_no = accepted.case_no
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
        lines.addLayout(row(self.next, self._receipt, self._open, None))
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)


class DraftsPanel(QFrame):
    """The drafts of this desk; the newest first.

    Signals:
        opened: Go on with this draft (its id).
        dropped: Throw this draft away (its id).
        closed: Back to the form.
    """

    opened = Signal(str)
    dropped = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._rows: QWidget | None = None
        self._column = column(self)
        self.close_button = button(texts.say("ui.intake.drafts.close"), self.closed.emit, icon="back", keys="Esc")
        self.close_button.setAutoDefault(True)
        self._column.addLayout(row(label(texts.say("ui.intake.drafts.title"), "title"), None, self.close_button))
        self._column.addStretch(1)

    def show_drafts(self, drafts: Sequence[DraftLine], current: str) -> None:
        """List the drafts other than the one on the page."""
        if self._rows is not None:
            self._rows.hide()
            self._rows.deleteLater()
        self._rows = QWidget()
        lines = column(self._rows, 0, 4)
        others = [each for each in drafts if each.draft_id != current and each.discarded_at is None]
        if not others:
            lines.addWidget(label(texts.say("ui.intake.drafts.none"), "muted", wrap=True))
        for draft in others:
            lines.addLayout(self._line(draft))
        self._column.insertWidget(1, self._rows)

    def _line(self, draft: DraftLine) -> QVBoxLayout:
        name = texts.say(
            "ui.intake.drafts.line",
            title=draft.title or texts.say("ui.intake.drafts.untitled"),
            count=draft.persons,
            time=draft.saved_at.astimezone(BEIJING).strftime("%m-%d %H:%M"),
        )
        go_on = button(texts.say("ui.intake.drafts.open"), lambda: self.opened.emit(draft.draft_id))
        drop = button(texts.say("ui.intake.drafts.drop"), lambda: self.dropped.emit(draft.draft_id), "flat", "close")
        for made in (go_on, drop):
            made.setAutoDefault(True)
        both = QVBoxLayout()
        both.addLayout(row(label(name), None, drop, go_on))
        both.addWidget(rule())
        return both
