"""One field on the page: its label above, the editor, and under it what the check says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.findings_line import FindingsLine, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station_app.domain.findings import Finding


class Editor(Protocol):
    """What a field's editor can do; `FieldEdit` and the rows of choices do it."""

    edited: Any
    stepped: Any
    entered: Any

    def value(self) -> object:
        """Give the value in JSON form."""

    def show_value(self, value: object) -> None:
        """Show a value without reporting it."""


class FieldRow(QWidget):
    """A labelled editor with its findings, bound to a path of the case file.

    Signals:
        edited: (path, value) - the officer changed it.
        stepped: (row, +1 or -1) - go to the next or the previous field.
        entered: (path) - it got the focus.
        confirmed: (code, reason) - a question under it was answered.
    """

    edited = Signal(str, object)
    stepped = Signal(object, int)
    entered = Signal(str)
    confirmed = Signal(str, str)

    def __init__(self, label: str, editor: QWidget, parent: QWidget | None = None, *, labelled: bool = True) -> None:
        super().__init__(parent)
        self.path = ""
        self.editor = editor
        self.findings = FindingsLine(self)
        self._label = QLabel(label if labelled else "")
        self._label.setProperty("role", "small")
        self._label.setBuddy(editor)
        self._star = QLabel("*")
        self._star.setProperty("role", "star")
        self._star.hide()
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        self._arrange()
        self._connect(editor)

    def bind(self, path: str) -> None:
        """Stand for another place of the case file."""
        self.path = path

    def show_value(self, value: object) -> None:
        """Show the value the case file has at the path."""
        self._as_editor().show_value(value)

    def show_findings(self, findings: Sequence[Finding], confirmed: Mapping[str, str]) -> None:
        """Show what the check says here."""
        self.findings.show_findings(findings, confirmed)
        theme.mark(self.editor, state_of(findings))

    def show_required(self, *, required: bool) -> None:
        """Mark the field as one that must be filled."""
        self._star.setVisible(required)

    def take_focus(self) -> None:
        """Put the cursor into the editor."""
        self.editor.setFocus()

    def _as_editor(self) -> Editor:
        editor: Any = self.editor
        return editor  # type: ignore[no-any-return]

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._label)
        head.addWidget(self._star)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self.findings)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _connect(self, editor: Any) -> None:
        editor.edited.connect(lambda value: self.edited.emit(self.path, value))
        editor.stepped.connect(lambda by: self.stepped.emit(self, by))
        editor.entered.connect(lambda: self.entered.emit(self.path))
        self.findings.confirmed.connect(self.confirmed)
        self.findings.stepped.connect(lambda by: self.stepped.emit(self, by))
