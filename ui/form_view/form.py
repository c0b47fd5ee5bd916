"""A form in the order of the paper: sections of fields on a grid of twelve columns, bound to a draft by path.

Fields whose condition does not hold are left out, and the others close up. No rule is here: conditions are
data of the field declarations, and findings come from the check.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui import theme
from ui.presenters import intake_content as content_of
from ui.widgets.field_row import FieldRow
from ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.domain.findings import Finding
    from ui.presenters.intake_content import Content
    from ui.presenters.intake_state import IntakeState

COLUMNS = 12


@runtime_checkable
class LooksAtCase(Protocol):
    """An editor whose choices come from the case itself."""

    def look_at(self, content: Content, member: int) -> None:
        """Be told which case and which person it is for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One field: where its value lives (`family[].name`), how it is called, its editor, and when it is there.

    `span` is its width in twelfths; `shown` and `required` look at the draft and the member in the middle.
    """

    path: str
    label: str
    editor: Callable[[], QWidget]
    span: int
    shown: Callable[[Content, int], bool]
    required: Callable[[Content, int], bool]
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """Fields that belong together; an empty title has no line of its own."""

    title: str
    fields: tuple[Plan, ...]


class FormView(QWidget):
    """The fields of `sections`.

    Signals:
        edited: (path, value).
        entered: (path) has the focus.
        confirmed: (code, reason).
        left_behind: Enter on the last field (+1), Shift+Enter on the first (-1).
    """

    edited = Signal(str, object)
    entered = Signal(str)
    confirmed = Signal(str, str)
    left_behind = Signal(int)

    def __init__(self, sections: Sequence[SectionPlan], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._member = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GRID)
        self._grid.setVerticalSpacing(6)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 1)
        self._sections = [self._section(section) for section in sections]
        self._visible: list[FieldRow] = []

    @property
    def rows(self) -> list[FieldRow]:
        """The fields in view, in the order of the paper."""
        return self._visible

    def all_rows(self) -> list[FieldRow]:
        """Give every field, in view or not."""
        return [row for _title, fields in self._sections for _plan, row in fields]

    def show_content(self, content: Content, member: int) -> None:
        """Show the values of the draft for the person at index `member`; fields come and go with their condition."""
        self._member = member
        visible = []
        for _title, fields in self._sections:
            for plan, row in fields:
                row.bind(plan.path.replace("[]", f"[{member}]"))
                if isinstance(row.editor, LooksAtCase):
                    row.editor.look_at(content, member)
                row.show_value(content_of.get(content, row.path))
                row.show_required(required=plan.required(content, member))
                if plan.shown(content, member):
                    visible.append(row)
        if visible != self._visible:
            self._visible = visible
            self._lay_out()

    def show_state(self, state: IntakeState) -> None:
        """Show what the check says at each field."""
        by_row: dict[FieldRow, list[Finding]] = {row: [] for row in self._visible}
        for finding in state.findings:
            row = self.row_at(finding.where)
            if row is not None:
                by_row[row].append(finding)
        for row, findings in by_row.items():
            row.show_findings(findings, state.confirmed)

    def row_at(self, path: str) -> FieldRow | None:
        """Give the field that shows `path`: its own path, else the field that the path lies in."""
        owners = [row for row in self._visible if owns(row, path)]
        return max(owners, key=lambda row: len(row.path), default=None)

    def focus_first(self) -> None:
        """Go to the first field."""
        if self._visible:
            self._visible[0].take_focus()

    def focus_last(self) -> None:
        """Go to the last field."""
        if self._visible:
            self._visible[-1].take_focus()

    def _section(self, section: SectionPlan) -> tuple[QLabel | None, list[tuple[Plan, FieldRow]]]:
        title = label(section.title, "section") if section.title else None
        return title, [(plan, self._row(plan)) for plan in section.fields]

    def _row(self, plan: Plan) -> FieldRow:
        row = FieldRow(plan.label, plan.editor(), labelled=plan.labelled)
        row.edited.connect(self.edited)
        row.entered.connect(self.entered)
        row.confirmed.connect(self.confirmed)
        row.stepped.connect(self._step)
        return row

    def _step(self, row: FieldRow, by: int) -> None:
        place = self._visible.index(row) + by if row in self._visible else 0
        if 0 <= place < len(self._visible):
            self._visible[place].take_focus()
        else:
            self.left_behind.emit(by)

    def _lay_out(self) -> None:
        """Put the visible fields on the grid; widgets that leave it are hidden, not destroyed."""
        while self._grid.count():
            self._grid.takeAt(0)
        line = 0
        before: QWidget | None = None
        for title, fields in self._sections:
            here = [(plan, row) for plan, row in fields if row in self._visible]
            for _plan, row in fields:
                row.setVisible(row in self._visible)
            if title is not None:
                title.setVisible(bool(here))
                if here:
                    self._grid.addWidget(title, line, 0, 1, COLUMNS)
                    line += 1
            column = 0
            for plan, row in here:
                if column + plan.span > COLUMNS:
                    line, column = line + 1, 0
                self._grid.addWidget(row, line, column, 1, plan.span)
                column += plan.span
                if before is not None:
                    QWidget.setTabOrder(before, row.editor)
                before = row.editor
            line += bool(here)


def owns(row: FieldRow, where: str) -> bool:
    """Tell whether a finding at `where` belongs to the field: its path, or something inside it."""
    return where == row.path or where.startswith((f"{row.path}.", f"{row.path}["))
