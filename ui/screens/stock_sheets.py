"""The questions of stock: which pieces, from whom, for which case, why; and which sheet lies in the tray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from station_app import texts
from ui.presenters.stock import Step, StockRow
from ui.widgets.pieces import label
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from station_app.services.print_on_stock import OnStock

_FIELDS = (
    "kind",
    "code",
    "name",
    "first",
    "last",
    "count",
    "case",
    "source",
    "to",
    "into",
    "reason",
    "was_used",
    "drawer",
)
_ASKED = {
    Step.RECEIVE: ("kind", "code", "name", "first", "last", "count", "source", "drawer"),
    Step.USE: ("first", "case"),
    Step.SPOIL: ("first", "last", "count", "reason", "was_used"),
    Step.VOID: ("first", "last", "count", "reason", "was_used"),
    Step.HAND_ON: ("first", "last", "count", "to", "into"),
    Step.COUNT: ("count", "reason"),
}
"""The fields of each step, in their order."""
_OF_NUMBERS, _OF_COUNTS = ("first", "last"), ("count", "was_used")
OTHER = ""
"""The kind that is none of those offered: a station names it itself."""


class StepSheet(Sheet):
    """Asks what one step needs to know; Enter goes on, and after the last field takes the step."""

    def __init__(self, page: QWidget, act: Callable[[Step, Mapping[str, str], bool], None]) -> None:
        super().__init__(page, texts.say("ui.nav.stock"), texts.say("ui.stock.do"), self._act)
        self._take = act
        self._step = Step.RECEIVE
        self._about: StockRow | None = None
        self.kind = QComboBox()
        self.kind.currentIndexChanged.connect(self._arrange)
        self.was_used = QCheckBox(texts.say("ui.stock.was_used_tick"))
        self.fields: dict[str, QLineEdit] = {}
        self._lead = label("", "muted", wrap=True)
        self.form.addRow(self._lead)
        self._rows: dict[str, QWidget] = {}
        for name in _FIELDS:
            field: QWidget = self.kind if name == "kind" else self.was_used
            if name not in {"kind", "was_used"}:
                field = self.fields[name] = QLineEdit()
            self._rows[name] = field
            self.add(texts.say(f"ui.stock.field.{name}"), field)

    def begin(self, step: Step, row: StockRow | None, kinds: Sequence[tuple[str, str]]) -> None:
        """Come into view for a step with the chosen kind; receiving asks for the kind itself."""
        self._step, self._about = step, row
        self.call(texts.say(f"ui.stock.step.{step.value}"))
        for field in self.fields.values():
            field.clear()
        self.was_used.setChecked(False)
        self.kind.blockSignals(True)  # noqa: FBT003 - Qt's own word
        self.kind.clear()
        for code, name in (*kinds, (OTHER, texts.say("ui.stock.other_kind"))):
            self.kind.addItem(name, code)
        self.kind.setCurrentIndex(max(0, self.kind.findData(row.kind if row else "")))
        self.kind.blockSignals(False)  # noqa: FBT003 - as above
        if row is not None:
            self.fields["first"].setText(row.next_number if step in {Step.USE, Step.HAND_ON} else "")
            self.fields["drawer"].setText(row.drawer)
        self._lead.setText("" if row is None or step is Step.RECEIVE else f"{row.name}  {row.place}")
        self._arrange()

    def _arrange(self) -> None:
        """Show the fields of this step and kind."""
        asked = list(_ASKED[self._step])
        numbered = self._about.numbered if self._about is not None else True
        if self._step is Step.RECEIVE:
            if self.kind.currentData() != OTHER:
                asked = [name for name in asked if name not in {"code", "name"}]
        elif numbered:
            asked = [name for name in asked if self._step is Step.COUNT or name not in _OF_COUNTS]
        else:
            asked = [name for name in asked if name not in _OF_NUMBERS]
        for name, field in self._rows.items():
            self.form.setRowVisible(field, name in asked)
        self.form.setRowVisible(self._lead, bool(self._lead.text()))
        lines = [self.fields[name] for name in asked if name in self.fields]
        self.go_through(*lines)
        self.ask(self.kind if self._step is Step.RECEIVE else lines[0])

    def _act(self) -> None:
        said = {name: field.text() for name, field in self.fields.items()}
        if self._step is Step.RECEIVE:
            chosen = str(self.kind.currentData())
            said |= {"kind": chosen or said["code"].strip()}
            said |= {"name": self.kind.currentText()} if chosen else {}
        elif self._about is not None:
            said |= {"kind": self._about.kind, "drawer": self._about.drawer}
        self._take(self._step, said, self.was_used.isChecked())


class TraySheet(Sheet):
    """Asks which sheet lies in the tray before facts are printed on it; Enter confirms the one the ledger proposes."""

    def __init__(self, page: QWidget, act: Callable[[str], None]) -> None:
        super().__init__(page, texts.say("ui.stock.tray_title"), texts.say("ui.preview.print"), self._act)
        self._print = act
        self._name = label("")
        self.form.addRow(self._name)
        self.form.addRow(label(texts.say("ui.stock.tray_lead"), "muted"))
        self.number = QLineEdit()
        self.number.returnPressed.connect(self._act)
        self.add(texts.say("ui.stock.field.first"), self.number)

    def begin(self, tray: OnStock) -> None:
        """Come into view with the next number of the drawer."""
        self._name.setText(tray.name)
        self.number.setText(tray.next_number)
        self.number.selectAll()
        self.ask(self.number)

    def _act(self) -> None:
        self.hide()
        self._print(self.number.text().strip())
