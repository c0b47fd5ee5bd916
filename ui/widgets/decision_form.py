"""The form of a decision: outcome, ground, words to the applicant, reference, the county's stamped form.

Only what the decision needs is in view. Words that name a forbidden ground are flagged while they are typed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from station_app import texts
from station_app.domain.vocabulary import Outcome
from ui import fonts, theme
from ui.models.rows import Column
from ui.presenters.decision import DecisionView, Given
from ui.widgets.choice_popup import Choice
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_edit import FieldEdit
from ui.widgets.pieces import Notice, button, column, label, row
from ui.widgets.table import Table

if TYPE_CHECKING:
    from station_app.domain.offers import Ground

LONGEST = 200
GROUNDS = (
    Column("title", "ui.decision.ground_title", 250, tip="title"),
    Column("basis", "ui.decision.ground_basis", 150, tip="basis"),
)
_TEXT_LOW, _TEXT_HIGH = 52, 84
_GROUNDS_LOW, _GROUNDS_HIGH = 104, 176
"""Pixels; on a low screen the list of grounds scrolls and the words take two lines."""


class DecisionForm(QWidget):
    """What one level says to a case.

    Signals:
        decided: The form is ready; carries what was given.
        written: The words to the applicant changed.
    """

    decided = Signal(object)
    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = DecisionView("")
        self._scan: Path | None = None
        self._grounds: tuple[Ground, ...] = ()
        self.outcome = ChoiceRow([_choice(place, each) for place, each in enumerate(Outcome, 1)])
        self.grounds = Table("decision-grounds", GROUNDS, texts.say("ui.decision.ground"))
        self.text = QPlainTextEdit()
        self.reference, self.decider, self.decided_on = FieldEdit(longest=LONGEST), FieldEdit(longest=60), DateEdit()
        self.choose_scan = button(texts.say("ui.decision.choose_scan"), self._ask_scan, "", "scan")
        self.scan_name = label("", "small")
        self.flags, self.notice = Notice(), Notice()
        self.act = button(texts.say("ui.decision.act_none"), self.take, "primary", "ok")
        self.act.setAutoDefault(True)
        self._parts: dict[str, tuple[QWidget, ...]] = {}
        self._arrange()
        self._follow()

    def show_basis(self, view: DecisionView) -> None:
        """Take a case; another one begins with an empty form."""
        if view.case_no != self._view.case_no:
            self._empty()
        self._view = view
        if view.grounds != self._grounds:
            self._grounds = view.grounds
            self.grounds.show_rows(view.grounds)
            self._choose_none()
        self._still_open.setText("\n".join((texts.say("ui.decision.still_open"), *view.still_open)))
        self._follow()

    def given(self) -> Given | None:
        """Give what was put in; None without an outcome."""
        value = self.outcome.value()
        if value is None:
            return None
        ground = self.grounds.current()
        signed = str(self.decided_on.value() or "")
        return Given(
            outcome=Outcome(str(value)),
            reason=ground.code if ground is not None else None,
            text=self.text.toPlainText().strip(),
            reference=self.reference.text().strip(),
            decider=self.decider.text().strip(),
            decided_on=_day(signed),
            scan=self._scan,
        )

    def take(self) -> None:
        """Hand the decision over, if there is one and it is this officer's to take."""
        if not self.isEnabled():
            return
        given = self.given()
        if given is None:
            self.notice.tell(texts.say("ui.decision.choose_first"), "look")
            self.outcome.setFocus()
        elif given.outcome is Outcome.REFUSE and given.reason is None:
            self.notice.tell(texts.say("ui.decision.choose_ground"), "look")
            self.grounds.setFocus()
        else:
            self.decided.emit(given)

    def take_scan(self, name: str) -> None:
        """Take the scan of the stamped form; the file dialog and the tests call it."""
        self._scan = Path(name)
        self.scan_name.setText(fonts.shown(self._scan.name))

    def show_flags(self, flags: tuple[str, ...]) -> None:
        """Say which forbidden grounds the words name."""
        self.flags.tell("\n".join(flags), "look")

    def _empty(self) -> None:
        self.outcome.show_value(None)
        self.text.clear()
        for each in (self.reference, self.decider, self.decided_on):
            each.clear()
        self._scan = None
        self.scan_name.setText(texts.say("ui.decision.no_scan"))
        self.notice.tell("")
        self.flags.tell("")
        self._choose_none()

    def _choose_none(self) -> None:
        """Propose no ground: the officer chooses."""
        self.grounds.clearSelection()
        self.grounds.setCurrentIndex(QModelIndex())

    def _follow(self) -> None:
        """Show what the outcome needs, and name the act by it."""
        value = self.outcome.value()
        outcome = Outcome(str(value)) if value else None
        in_view = {
            "ground": outcome is Outcome.REFUSE,
            "reference": self._view.reference_needed and outcome is not Outcome.RETURN,
            "paper": self._view.on_paper,
            "open": outcome is Outcome.REFUSE and bool(self._view.still_open),
        }
        for part, shown in in_view.items():
            for widget in self._parts[part]:
                widget.setVisible(shown)
        self._text_name.setText(
            texts.say("ui.decision.text_return" if outcome is Outcome.RETURN else "ui.decision.text")
        )
        self.act.setText(texts.say(f"ui.decision.act_{outcome.value if outcome else 'none'}"))
        self.setEnabled(not self._view.barred)

    def _chose(self) -> None:
        self._follow()
        self._wrote()

    def _wrote(self) -> None:
        text = self.text.toPlainText()
        self._count.setText(texts.say("ui.decision.text_count", count=len(text)))
        theme.mark(self._count, "blocked" if len(text) > LONGEST else "")
        self.written.emit(text if self.outcome.value() != Outcome.APPROVE.value else "")

    def _ask_scan(self) -> None:
        dialog = QFileDialog(self, texts.say("ui.decision.scan"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("PDF, JPEG, PNG, TIFF (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_scan)
        dialog.open()

    def _arrange(self) -> None:
        whole = column(self, 0, 6)
        self.outcome.setAccessibleName(texts.say("ui.decision.outcome"))
        self.outcome.edited.connect(lambda _value: self._chose())
        self.outcome.stepped.connect(lambda _by: self._after_outcome())
        whole.addWidget(self.outcome)
        ground_name = label(texts.say("ui.decision.ground"), "muted")
        self.grounds.setMinimumHeight(_GROUNDS_LOW)
        self.grounds.setMaximumHeight(_GROUNDS_HIGH)
        self.grounds.opened.connect(lambda _row: self.text.setFocus())
        whole.addWidget(ground_name)
        whole.addWidget(self.grounds)
        self._text_name, self._count = label("", "muted"), label("", "small")
        whole.addLayout(row(self._text_name, None, self._count))
        self.text.setMinimumHeight(_TEXT_LOW)
        self.text.setMaximumHeight(_TEXT_HIGH)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(texts.say("ui.decision.text"))
        self.text.textChanged.connect(self._wrote)
        whole.addWidget(self.text)
        whole.addWidget(self.flags)
        whole.addWidget(self._named_fields())
        self._still_open = label("", "small", wrap=True)
        whole.addWidget(self._still_open)
        whole.addStretch(1)
        whole.addWidget(self.notice)
        whole.addWidget(self.act)
        self._parts["ground"] = (ground_name, self.grounds)
        self._parts["open"] = (self._still_open,)

    def _named_fields(self) -> QWidget:
        """Give the fields that a county's decision needs, and those of its stamped form."""
        named = QWidget()
        grid = QGridLayout(named)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        scan = QWidget()
        line = QHBoxLayout(scan)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.choose_scan)
        line.addWidget(self.scan_name, 1)
        lines: dict[str, tuple[QWidget, QWidget]] = {}
        fields = {"reference": self.reference, "decider": self.decider, "decided_on": self.decided_on}
        for name, field in (*fields.items(), ("scan", scan)):
            caption = label(texts.say(f"ui.decision.{name}"), "muted")
            grid.addWidget(caption, len(lines), 0)
            grid.addWidget(field, len(lines), 1)
            lines[name] = (caption, field)
        for name, edit in fields.items():
            edit.setAccessibleName(texts.say(f"ui.decision.{name}"))
            edit.stepped.connect(lambda by, edit=edit: self._step(edit, by))
        self._parts["reference"] = lines["reference"]
        self._parts["paper"] = (*lines["decider"], *lines["decided_on"], *lines["scan"])
        return named

    def _after_outcome(self) -> None:
        (self.grounds if self.grounds.isVisible() else self.text).setFocus()

    def _step(self, field: QWidget, by: int) -> None:
        """Enter goes to the next field that is in view, from the last one to the act."""
        ring: tuple[QWidget, ...] = (
            self.outcome,
            self.text,
            self.reference,
            self.decider,
            self.decided_on,
            self.choose_scan,
            self.act,
        )
        shown = [each for each in ring if each.isVisible()]
        shown[(shown.index(field) + by) % len(shown)].setFocus()


def _choice(place: int, outcome: Outcome) -> Choice:
    """Give an outcome with the digit that chooses it."""
    return Choice(outcome.value, f"{place} {texts.say(f'ui.decision.{outcome.value}')}")


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
