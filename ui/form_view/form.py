"""A form in the order of the paper: sections of fields on a grid of twelve columns, bound to a draft by path.

Fields whose condition does not hold are left out, and the others close up. No rule is here: conditions are
data of the field declarations, and findings come from the check.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from ui import theme
from ui.presenters import intake_content as content_of
from ui.widgets.field_row import FieldRow
from ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.domain.findings import Finding
    from ui.presenters.intake_content import Content
    from ui.presenters.intake_state import IntakeState

COLUMNS = 12
_NARROWEST = 6  # columns; a finding in less wraps after every few words


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
    """Fields that belong together; an empty title has no line of its own.

    `folded`: seldom needed and never demanded; in view once the officer unfolds it, or where something was captured.
    """

    title: str
    fields: tuple[Plan, ...]
    folded: bool = False


class FormView(QWidget):
    """The fields of `sections`.

    Signals:
        edited: (path, value).
        turned: (path, -1 or +1): undo or redo the last step of this field.
        entered: (path) has the focus.
        confirmed: (code, reason).
        unlock_wanted: (path) is locked and the officer wants to change it.
        left_behind: Enter on the last field (+1), Shift+Enter on the first (-1).
    """

    edited = Signal(str, object)
    turned = Signal(str, int)
    entered = Signal(str)
    confirmed = Signal(str, str)
    unlock_wanted = Signal(str)
    left_behind = Signal(int)

    def __init__(self, sections: Sequence[SectionPlan], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._member: int | None = None
        self._said: tuple[object, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GRID)
        self._grid.setVerticalSpacing(6)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 1)
        self._content: Content = {}
        self._sections = [self._section(section) for section in sections]
        self._visible: list[FieldRow] = []
        self._lines: list[list[tuple[int, int, FieldRow]]] = []
        self._placed: tuple[tuple[FieldRow, int, int, int], ...] = ()
        self._narrow = False

    @property
    def rows(self) -> list[FieldRow]:
        """The fields in view, in the order of the paper."""
        return self._visible

    def all_rows(self) -> list[FieldRow]:
        """Give every field, in view or not."""
        return [row for _title, fields in self._sections for _plan, row in fields]

    def show_content(self, content: Content, member: int) -> None:
        """Show the values of the draft for the person at index `member`; fields come and go with their condition."""
        self._content = content
        if member != self._member:
            self._bind(member)
        visible = []
        for title, fields in self._sections:
            folded = isinstance(title, QPushButton) and not title.isChecked()
            for plan, row in fields:
                value = content_of.get(content, row.path)
                row.show_value(value, content, member)
                if plan.shown(content, member) and not (folded and value is None):
                    row.show_required(required=plan.required(content, member))
                    visible.append(row)
        if visible != self._visible:
            self._visible = visible
            self._lay_out()

    def _bind(self, member: int) -> None:
        self._member = member
        for _title, fields in self._sections:
            for plan, row in fields:
                row.bind(plan.path.replace("[]", f"[{member}]"))

    def show_state(self, state: IntakeState) -> None:
        """Show what the check says at each field; between two answers only leaving a field changes that."""
        said = (self._member, self._visible, state.findings, state.quiet, state.confirmed, state.card)
        if said == self._said:
            return
        self._said = said
        by_row: dict[FieldRow, list[Finding]] = {row: [] for row in self._visible}
        for finding in state.loud:
            row = self.row_at(finding.where)
            if row is not None:
                by_row[row].append(finding)
        reasons = dict(state.card.overridden)
        for row, findings in by_row.items():
            row.show_lock(locked=row.path in state.card.locked, reason=reasons.get(row.path, ""))
            row.show_findings(findings, state.confirmed, state.alike)
        self._place_findings()

    def row_at(self, path: str) -> FieldRow | None:
        """Give the field that shows `path`: its own path, else the field that the path lies in."""
        owners = [row for row in self._visible if owns(row, path)]
        return max(owners, key=lambda row: len(row.path), default=None)

    def open_path(self, content: Content, member: int, after: str = "") -> str:
        """Give the first field of `member` that must be filled and is empty, behind the field `after`; else nothing."""
        passed = not after
        for _title, fields in self._sections:
            for plan, _row in fields:
                path = plan.path.replace("[]", f"[{member}]")
                wanted = passed and plan.shown(content, member) and plan.required(content, member)
                if wanted and content_of.get(content, path) in (None, "", False, []):
                    return path
                passed = passed or path == after
        return ""

    def focus_first(self) -> None:
        """Go to the first field that can be typed in."""
        if self._visible:
            next((row for row in self._visible if not row.locked), self._visible[0]).take_focus()

    def focus_first_empty(self) -> None:
        """Go to the first field in view that has no value yet, else to the first."""
        empty = (row for row in self._visible if content_of.get(self._content, row.path) in (None, ""))
        found = next(empty, None)
        if found is not None:
            found.take_focus()
        else:
            self.focus_first()

    def focus_last(self) -> None:
        """Go to the last field."""
        if self._visible:
            self._visible[-1].take_focus()

    def show_narrow(self, *, narrow: bool) -> None:
        """Close up into fewer columns, or open out again; the order stays that of the paper."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._lay_out()

    def unfold(self) -> None:
        """Show what is folded away, and go there; fold it again when it is in view."""
        for title, fields in self._sections:
            if isinstance(title, QPushButton):
                title.setChecked(not title.isChecked())
                if title.isChecked():
                    fields[0][1].take_focus()

    def _section(self, section: SectionPlan) -> tuple[QLabel | QPushButton | None, list[tuple[Plan, FieldRow]]]:
        title: QLabel | QPushButton | None = None
        if section.folded:
            title = button(section.title, lambda: None, "flat", "add")
            title.setCheckable(True)
            title.setAutoDefault(True)
            title.toggled.connect(lambda _unfolded: self.show_content(self._content, self._member or 0))
        elif section.title:
            title = label(section.title, "section")
        if title is not None:
            title.setParent(self)
        return title, [(plan, self._row(plan)) for plan in section.fields]

    def _row(self, plan: Plan) -> FieldRow:
        # With a parent from the start: a widget shown without one would be a window of its own for a moment.
        row = FieldRow(plan.label, plan.editor(), self, labelled=plan.labelled)
        row.hide()
        row.findings.setParent(self)
        row.edited.connect(self.edited)
        row.turned.connect(self.turned)
        row.entered.connect(self.entered)
        row.confirmed.connect(self.confirmed)
        row.unlock_wanted.connect(self.unlock_wanted)
        row.stepped.connect(self._step)
        row.said.connect(self._place_findings)
        return row

    def _step(self, row: FieldRow, by: int) -> None:
        place = self._visible.index(row) + by if row in self._visible else 0
        while 0 <= place < len(self._visible) and self._visible[place].locked:
            place += by  # nothing to type there
        if 0 <= place < len(self._visible):
            self._visible[place].take_focus()
        else:
            self.left_behind.emit(by)

    def _lay_out(self) -> None:
        """Put the visible fields on the grid; what leaves it is hidden, not destroyed."""
        while self._grid.count():
            self._grid.takeAt(0)
        self._lines.clear()
        self._placed = ()
        line = 0
        for title, fields in self._sections:
            here = [(plan, row) for plan, row in fields if row in self._visible]
            for _plan, row in fields:
                row.setVisible(row in self._visible)
                row.findings.setVisible(row in self._visible and bool(row.findings.findings))
            if title is not None:
                folds = isinstance(title, QPushButton)
                title.setVisible(bool(here) or folds)
                if here or folds:
                    self._grid.addWidget(title, line, 0, 1, COLUMNS, Qt.AlignmentFlag.AlignLeft)
                    line += 1
            line = self._lay_out_section(here, line)
        for fields_of_line in self._lines:
            wanted = any(row.labelled for _line, _column, row in fields_of_line)
            for _line, _column, row in fields_of_line:
                row.show_head(wanted=wanted)
        stops = [stop for row in self._visible for stop in row.tab_stops]
        for before, after in itertools.pairwise(stops):
            QWidget.setTabOrder(before, after)
        self._place_findings()

    def _lay_out_section(self, here: Sequence[tuple[Plan, FieldRow]], line: int) -> int:
        """Fill lines from the left; under each line of fields is one for their findings. Give the next free line."""
        column = 0
        fields: list[tuple[int, int, FieldRow]] = []
        for plan, row in here:
            span = _narrowed(plan.span) if self._narrow else plan.span
            if column + span > COLUMNS:
                self._lines.append(fields)
                fields, line, column = [], line + 2, 0
            self._grid.addWidget(row, line, column, 1, span)
            fields.append((line, column, row))
            column += span
        self._lines.append(fields)
        return line + 2

    def _place_findings(self) -> None:
        """Give each finding the room up to the next one in its line, so that a sentence needs few lines."""
        wanted = []
        for fields in self._lines:
            found = [(line, column, row) for line, column, row in fields if row.findings.findings]
            free = 0
            for place, (line, column, row) in enumerate(found):
                end = found[place + 1][1] if place + 1 < len(found) else COLUMNS
                start = max(free, min(column, end - _NARROWEST))
                wanted.append((row, line + 1, start, end - start))
                free = end
        if tuple(wanted) != self._placed:
            for row, *_place in self._placed:
                self._grid.removeWidget(row.findings)
            for row, line, start, span in wanted:
                self._grid.addWidget(row.findings, line, start, 1, span)
            self._placed = tuple(wanted)


def _narrowed(span: int) -> int:
    """Give the twelfths of a field where two or three stand beside each other, not four."""
    return 4 if span <= 3 else 6 if span <= 5 else COLUMNS


def owns(row: FieldRow, where: str) -> bool:
    """Tell whether a finding at `where` belongs to the field: its path, or something inside it."""
    return where == row.path or where.startswith((f"{row.path}.", f"{row.path}["))
