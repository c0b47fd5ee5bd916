"""One field on the page: its label above the editor. What the check says stands beneath, where the form has room."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from station_app.domain.findings import Finding, Severity
from ui import theme
from ui.widgets.code_box import CodeBox
from ui.widgets.findings_line import FindingsLine, state_of
from ui.widgets.lock_mark import LockMark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.presenters.intake_content import Content

_LABEL_HIGH = 18


class Editor(Protocol):
    """What a field's editor can do; `FieldEdit` and the rows of choices do it."""

    edited: Any
    stepped: Any
    entered: Any
    turned: Any
    remembered: bool

    def value(self) -> object:
        """Give the value in JSON form."""

    def show_value(self, value: object) -> None:
        """Show a value without reporting it."""


@runtime_checkable
class LooksAtCase(Protocol):
    """An editor whose choices come from the case itself."""

    def look_at(self, content: Content, member: int) -> None:
        """Be told which case and which person it is for."""


class FieldRow(QWidget):
    """A labelled editor bound to a path of the case file; `findings` is placed by the form.

    Signals:
        edited: (path, value) - the officer changed it.
        stepped: (row, +1 or -1) - go to the next or the previous field.
        entered: (path) - it got the focus.
        confirmed: (code, reason) - a question under it was answered.
        unlock_wanted: (path) - the officer tried to change a locked value.
        turned: (path, -1 or +1) - undo or redo its last step.
        said: what stands under the field changed between two checks.
    """

    edited = Signal(str, object)
    stepped = Signal(object, int)
    entered = Signal(str)
    confirmed = Signal(str, str)
    unlock_wanted = Signal(str)
    turned = Signal(str, int)
    said = Signal()

    def __init__(self, label: str, editor: QWidget, parent: QWidget | None = None, *, labelled: bool = True) -> None:
        super().__init__(parent)
        self.path = ""
        self._known: tuple[str, object] | None = None
        self._marked = False
        self._checked: tuple[Sequence[Finding], Mapping[str, str], Mapping[str, int] | None] = ((), {}, None)
        self.unmatched: tuple[Finding, ...] = ()
        """What was typed last and matched nothing, until somebody comes back to the field."""
        self._looks = editor if isinstance(editor, LooksAtCase) else None
        self.editor = editor
        self.findings = FindingsLine(self)
        self._labelled = labelled
        self._label = QLabel(label if labelled else "")
        self._label.setProperty("role", "small")
        self._label.setBuddy(editor)
        self._label.setMinimumWidth(1)
        self._label.setToolTip(label)
        self._star = QLabel("*")
        self._star.setProperty("role", "star")
        self._star.hide()
        self._lock = LockMark(self)
        self._lock.unlock_wanted.connect(lambda: self.unlock_wanted.emit(self.path))
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        self._arrange()
        self._connect(editor)

    def bind(self, path: str) -> None:
        """Stand for another place of the case file."""
        self.path = path
        self.unmatched = ()

    def show_value(self, value: object, content: Content, member: int) -> None:
        """Show the value the case file has at the path; nothing to do while it is the one the editor shows."""
        if self._looks is not None:
            self._looks.look_at(content, member)
        if self._looks is not None or self._known != (self.path, value):
            self._known = (self.path, value)
            editor: Any = self.editor
            editor.show_value(value)

    def show_findings(
        self, findings: Sequence[Finding], confirmed: Mapping[str, str], alike: Mapping[str, int] | None = None
    ) -> None:
        """Show what the check says here; see `FindingsLine.show_findings`."""
        self._checked = (findings, confirmed, alike)
        shown = (*self.unmatched, *findings)
        asked = list(self.findings.reasons.values())
        self.findings.show_findings(shown, confirmed, alike)
        if asked != list(self.findings.reasons.values()):
            for before, after in pairwise(self.tab_stops):
                QWidget.setTabOrder(before, after)
        theme.mark(self.editor, state_of(shown))

    def show_required(self, *, required: bool) -> None:
        """Mark the field as one that must be filled; a tick needs no mark."""
        if required != self._marked:
            self._marked = required
            self._star.setVisible(required and self._labelled)

    def show_lock(self, *, locked: bool, reason: str = "") -> None:
        """Show that the value came from a card and may not be changed as it is, or for which `reason` it was."""
        self._lock.show_lock(self.editor, locked=locked, reason=reason)

    @property
    def locked(self) -> bool:
        """Whether the value may not be changed."""
        return self._lock.locked

    def show_head(self, *, wanted: bool) -> None:
        """Keep the room of the label, so that a tick stands level with its neighbours' editors."""
        self._head.setVisible(wanted)

    @property
    def labelled(self) -> bool:
        """Whether the label stands above the editor."""
        return self._labelled

    @property
    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order: the editor, then the reasons asked for under it."""
        return [self.editor, *self.findings.reasons.values()]

    def take_focus(self) -> None:
        """Put the cursor into the editor; where it is there already, the place it stands for may be another one now."""
        if self.editor.hasFocus():
            self.entered.emit(self.path)
        self.editor.setFocus()

    def _say_unmatched(self, typed: str) -> None:
        """Say of a code box that was left that what was typed in it matched nothing, and what stands instead."""
        kept = self.editor.text() if isinstance(self.editor, CodeBox) else ""
        details: dict[str, str | int] = {"typed": typed, "kept": kept}
        code = "nothing_matches" if kept else "nothing_matches_empty"
        self._tell((Finding(Severity.WARNING, code, self.path, details=details),))

    def _tell(self, unmatched: tuple[Finding, ...]) -> None:
        if unmatched != self.unmatched:
            self.unmatched = unmatched
            self.show_findings(*self._checked)
            self.said.emit()

    def _edited(self, value: object) -> None:
        self._tell(())
        self._known = None  # the case may take it otherwise, or not at all
        self.edited.emit(self.path, value)

    def _arrange(self) -> None:
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(2)
        for part in (self._label, self._star, self._lock):
            part.setFixedHeight(_LABEL_HIGH)
            head.addWidget(part)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._head)
        column.addWidget(self.editor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _connect(self, editor: Any) -> None:
        editor.edited.connect(self._edited)
        editor.turned.connect(lambda by: self.turned.emit(self.path, by))
        editor.remembered = True
        editor.stepped.connect(lambda by: self.stepped.emit(self, by))
        editor.entered.connect(lambda: self._tell(()))
        editor.entered.connect(lambda: self.entered.emit(self.path))
        if isinstance(editor, CodeBox):
            editor.left_unmatched.connect(self._say_unmatched)
        self.findings.confirmed.connect(self.confirmed)
        self.findings.stepped.connect(lambda by: self.stepped.emit(self, by))
