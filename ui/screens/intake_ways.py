"""Where the cursor goes on the intake page: from field to field in the order of the paper, and to what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from station_app.domain.findings import question
from ui.widgets.code_box import CodeBox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.domain.findings import Finding
    from ui.presenters.intake import IntakePresenter
    from ui.screens.intake_middle import MiddleColumn
    from ui.screens.intake_side import ActionBar, SideColumn


class Ways:
    """The ways between person, case, documents and the button that accepts."""

    def __init__(
        self,
        presenter: IntakePresenter,
        middle: MiddleColumn,
        side: SideColumn,
        bar: ActionBar,
        find_character: Callable[[], object],
    ) -> None:
        self._presenter = presenter
        self._find_character = find_character
        self._middle = middle
        self._side = side
        self._bar = bar
        self.wants_missing = False

    def go_to(self, path: str) -> None:
        """Put the cursor where `path` of the case file is edited."""
        index = path.removeprefix("family[").split("]", 1)[0]
        if path.startswith("family[") and index.isdigit() and int(index) != self._presenter.case.member:
            self._presenter.select(int(index))
        if path.startswith("documents"):
            self._side.go_to(path)
        else:
            self._middle.go_to(path)

    def reopened(self) -> None:
        """Go to the first document that is missing, if the draft was brought back by the code on its notice."""
        if self.wants_missing:
            self.wants_missing = False
            self._presenter.case.field = "documents"
            self.go_to("documents")

    def place(self) -> dict[str, object]:
        """Give where in its field the cursor is, for the draft."""
        here = QApplication.focusWidget()
        return {"cursor": here.cursorPosition()} if isinstance(here, QLineEdit) else {}

    def return_to(self, field: str) -> None:
        """Go where the draft was left: its field, and once after reopening the very place in it; else to the first."""
        if not field:
            self._middle.member_form.focus_first()
            return
        left_at, self._presenter.case.left_at = self._presenter.case.left_at, {}
        self.go_to(field)
        here, cursor = QApplication.focusWidget(), left_at.get("cursor")
        if isinstance(cursor, int) and isinstance(here, QLineEdit):
            here.deselect()
            here.setCursorPosition(cursor)

    def next_open(self) -> None:
        """Go to the next field that must be filled and is empty; then to the documents, then to what finishes.

        Looks at the case itself and not at the last check, so that it is right at once after a key.
        """
        self._leave_box()
        presenter, forms = self._presenter, (self._middle.member_form, self._middle.case_form)
        here, content = presenter.case.field, presenter.content
        of_person = here.startswith("family[") or not here
        people = range(presenter.case.member, len(presenter.case.members)) if of_person else ()
        for index in people:
            path = forms[0].open_path(content, index, here if index == presenter.case.member else "")
            if path:
                self.go_to(path)
                return
        in_documents = here.startswith("documents")
        path = "" if in_documents else forms[1].open_path(content, presenter.case.member, "" if of_person else here)
        if path:
            self.go_to(path)
        elif not in_documents and self._side.checklist.lines:
            self._side.checklist.focus_first_open()
        else:
            self._bar.accept.setFocus(Qt.FocusReason.TabFocusReason)

    def _leave_box(self) -> None:
        """Let the field take what was typed, as leaving it would."""
        here = QApplication.focusWidget()
        if isinstance(here, CodeBox):
            here.settle()

    def unmatched(self) -> str:
        """Go to what was typed in vain and was not seen to yet, and give the sentence on it; empty when all is taken.

        Going there is enough: who then accepts has seen the former value.
        """
        here = QApplication.focusWidget()
        in_vain = isinstance(here, CodeBox) and bool(here.unmatched)
        self._leave_box()
        for row in (*self._middle.member_form.rows, *self._middle.case_form.rows):
            if row.unmatched and (in_vain or row.editor is not here):
                sentence = row.unmatched[0].message
                self.go_to(row.path)
                return sentence
        return ""

    def first_of(self, findings: Sequence[Finding]) -> Finding:
        """Give the finding that comes first on the page."""
        return min(findings, key=lambda finding: self._middle.order_of(finding.where))

    def jump(self) -> None:
        """Go to the first thing that blocks."""
        stopping = self._presenter.state.blocking
        if stopping:
            self.go_to_finding(self.first_of(stopping))

    def go_to_finding(self, finding: Finding) -> None:
        """Go where a finding is mended: its field, or the reason it asks for."""
        if finding.code == "name_private_character" and finding.where.endswith(".name"):
            self.go_to_character(finding.where)
        elif not self._middle.go_to_reason(question(finding)):
            self.go_to(finding.where)

    def go_to_character(self, path: str) -> None:
        """Go into a name, to the character that somebody has to resolve, and offer what it may be."""
        self.go_to(path)
        self._middle.go_into(path)
        self._find_character()

    def leave_member(self, by: int) -> None:
        """Go from a person's last field to the next person, after the last one to the case; and back."""
        index = self._presenter.case.member + by
        if 0 <= index < len(self._presenter.state.members):
            self._presenter.select(index)
            self._middle.focus_member(last=by < 0)
        elif by > 0:
            self._middle.case_form.focus_first()

    def leave_case(self, by: int) -> None:
        """Go from the case to the documents, or back to the person."""
        if by < 0:
            self._middle.focus_member(last=True)
        else:
            self._side.focus_first()

    def leave_documents(self, by: int) -> None:
        """Go from the documents to the button that accepts, or back to the case."""
        if by < 0:
            self._middle.case_form.focus_last()
        else:
            self._bar.accept.setFocus(Qt.FocusReason.TabFocusReason)
