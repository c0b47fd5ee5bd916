"""Number, dates and the other persons of one presented document; opens under its line of the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.vocabulary import DocumentOutcome, Presented
from ui import fonts, theme
from ui.presenters import intake_content as content_of
from ui.presenters.intake_state import member_name
from ui.widgets.choice_popup import Choice
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_edit import FieldEdit
from ui.widgets.findings_line import FindingsLine, state_of
from ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station_app.domain.findings import Finding
    from ui.presenters.intake_content import Content

_LEAVES = ("number", "issued", "expires", "presented", "outcome")
SHARED_KINDS = frozenset({"113", "219", "117", "X03", "X06", "X08"})
"""Documents that may name several persons: booklet, marriage and birth certificate, kinship proofs."""


def findings_of(entry: int, findings: Mapping[str, Sequence[Finding]]) -> list[Finding]:
    """Give what the check says about the document with index `entry`, in the order of its fields."""
    at = f"documents[{entry}]"
    return [found for where in (at, *(f"{at}.{leaf}" for leaf in _LEAVES)) for found in findings.get(where, ())]


class DocumentDetails(QWidget):
    """What else is written on a document.

    Signals:
        edited: (path, value).
        turned: (path, -1 or +1): undo or redo its last step.
        shared: (entry, list of members the document names besides its holder).
        stepped: Enter or Shift+Enter left the last or first field.
    """

    edited = Signal(str, object)
    turned = Signal(str, int)
    shared = Signal(int, object)
    stepped = Signal(int)
    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = 0
        self.fields: dict[str, FieldEdit] = {
            "number": FieldEdit(longest=60),
            "issued": DateEdit(),
            "expires": DateEdit(long_term=True),
        }
        self.outcome = ChoiceRow(
            [Choice(each.value, texts.say(f"ui.notice.outcome.{each}")) for each in DocumentOutcome]
        )
        self._checked_by = label(role="small")
        self._findings = FindingsLine(self)
        self._written = QWidget()
        self._look = QWidget()
        self._also = QWidget()
        self._ticks: list[QCheckBox] = []
        self._arrange()
        for name, edit in self.fields.items():
            edit.setAccessibleName(texts.say(f"ui.intake.document.{name}"))
            edit.remembered = True
            edit.edited.connect(lambda value, name=name: self.edited.emit(self._path(name), value))
            edit.turned.connect(lambda by, name=name: self.turned.emit(self._path(name), by))
            edit.stepped.connect(lambda by, name=name: self._step(name, by))
            edit.entered.connect(lambda name=name: self.entered.emit(self._path(name)))

        self.outcome.setAccessibleName(texts.say("ui.notice.outcome.name"))
        self.outcome.edited.connect(lambda value: self.edited.emit(self._path("outcome"), value))
        self.outcome.stepped.connect(lambda by: self._step("outcome", by))
        self.outcome.entered.connect(lambda: self.entered.emit(self._path("outcome")))

    def said(
        self, content: Content, entry: int, holder: int | None, findings: Mapping[str, Sequence[Finding]]
    ) -> tuple[object, ...]:
        """Give everything that `show_document` would show, to be compared."""
        people = tuple(member_name(member) for member in content_of.family(content))
        document = content_of.copied(content_of.documents(content)[entry])
        return (entry, document, holder, tuple(findings_of(entry, findings)), people)

    def show_document(
        self, content: Content, entry: int, holder: int | None, findings: Mapping[str, Sequence[Finding]]
    ) -> None:
        """Show the document with index `entry` of the draft."""
        self._entry = entry
        for name, edit in self.fields.items():
            edit.show_value(content_of.get(content, self._path(name)))
            theme.mark(edit, state_of(findings.get(self._path(name), ())))
        promised = content_of.get(content, self._path("presented")) == Presented.COMMITMENT.value
        badge = content_of.get(content, self._path("checked_by"))
        self._written.setVisible(not promised)  # what was only promised nobody has read or compared
        self._look.setVisible(not promised)
        self.outcome.show_value(content_of.get(content, self._path("outcome")))
        self._checked_by.setText(texts.say("ui.notice.checked_by", badge=badge) if badge else "")
        self._findings.show_findings(findings_of(entry, findings), {})
        self._show_also(content, entry, holder)

    def focus_leaf(self, leaf: str) -> None:
        """Go to one of the fields, if it is one of ours."""
        if leaf in self.fields:
            self.show()
            self.fields[leaf].setFocus()
        elif leaf == "outcome":
            self.show()
            self.outcome.setFocus()

    def _show_also(self, content: Content, entry: int, holder: int | None) -> None:
        document: Mapping[str, Any] = content_of.documents(content)[entry]
        owner = document.get("holder", holder)
        members = content_of.family(content)
        others = [index for index in range(len(members)) if index != owner]
        self._also.setVisible(document.get("kind") in SHARED_KINDS and bool(others))
        while len(self._ticks) < len(members):
            self._add_tick()
        grid = self._also.layout()
        for index, tick in enumerate(self._ticks):
            tick.setVisible(index in others)
            if index in others and isinstance(grid, QGridLayout):
                tick.setText(fonts.shown(member_name(members[index])))
                tick.setChecked(index in document.get("also", []))
                grid.addWidget(tick, 1 + others.index(index) // 2, others.index(index) % 2)

    def _add_tick(self) -> None:
        tick = QCheckBox(self._also)
        tick.clicked.connect(lambda _checked=False: self._share())
        tick.installEventFilter(self)
        self._ticks.append(tick)

    def _share(self) -> None:
        also = [index for index, tick in enumerate(self._ticks) if tick.isChecked() and not tick.isHidden()]
        self.shared.emit(self._entry, also)

    def _step(self, name: str, by: int) -> None:
        stops = self._stops()
        place = list(stops).index(name) + by
        if 0 <= place < len(stops):
            list(stops.values())[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.stepped.emit(1 if by > 0 else 0)

    def every_stop(self) -> list[QWidget]:
        """Give where Tab stops, in order, shown or not."""
        return [*self.fields.values(), *self.outcome.buttons, *self._ticks]

    def _stops(self) -> dict[str, QWidget]:
        """Give where Enter stops, in order: the fields, the outcome, the other persons."""
        stops: dict[str, QWidget] = {} if self._written.isHidden() else dict(self.fields)
        if not self._look.isHidden():
            stops["outcome"] = self.outcome
        if not self._also.isHidden():
            stops |= {f"also{index}": tick for index, tick in enumerate(self._ticks) if not tick.isHidden()}
        return stops

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let Enter and the arrows go from person to person; Space ticks."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._ticks:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            by = {Qt.Key.Key_Return: -1 if back else 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in by:
                self._step(f"also{self._ticks.index(watched)}", by[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _path(self, leaf: str) -> str:
        return f"documents[{self._entry}].{leaf}"

    def _arrange(self) -> None:
        grid = QGridLayout(self._written)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GRID)
        grid.setVerticalSpacing(2)
        for row, names in enumerate((("number",), ("issued", "expires"))):
            for column, name in enumerate(names):
                span = 2 if len(names) == 1 else 1
                grid.addWidget(label(texts.say(f"ui.intake.document.{name}"), "small"), 2 * row, column, 1, span)
                grid.addWidget(self.fields[name], 2 * row + 1, column, 1, span)
        look = QGridLayout(self._look)
        look.setContentsMargins(0, 0, 0, 0)
        look.setSpacing(2)
        look.addWidget(label(texts.say("ui.notice.outcome.name"), "small"), 0, 0)
        look.addWidget(self._checked_by, 0, 1)
        look.setColumnStretch(0, 1)
        look.addWidget(self.outcome, 1, 0, 1, 2)
        also = QGridLayout(self._also)
        also.setContentsMargins(0, 4, 0, 0)
        also.setSpacing(2)
        also.addWidget(label(texts.say("ui.intake.document.also"), "small"), 0, 0, 1, 2)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 2, 0, 4)
        column_.setSpacing(4)
        column_.addWidget(self._written)
        column_.addWidget(self._look)
        column_.addWidget(self._also)
        column_.addWidget(self._findings)
