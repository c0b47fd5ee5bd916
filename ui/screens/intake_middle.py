"""The middle of the intake page: what is open, the person in focus, and what holds for the whole case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.findings import Severity
from ui import fonts, theme
from ui.form_view.form import FormView
from ui.form_view.settlement import case_plan, member_plan
from ui.presenters import intake_content as content_of
from ui.presenters.intake_state import DOCUMENT_CODES, member_name, member_role
from ui.widgets.card_panel import CardPanel
from ui.widgets.choice_popup import ChoicePopup
from ui.widgets.findings_strip import FindingsStrip
from ui.widgets.household_box import HouseholdBox
from ui.widgets.id_edit import IdEdit
from ui.widgets.known_panel import KnownPanel
from ui.widgets.pieces import button, label, laid_out_once, row, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from station_app.domain.findings import Finding
    from ui.presenters.intake_content import Content
    from ui.presenters.intake_state import IntakeState

_FAR = 10_000
_ONE_LINE = 20
"""Characters of a name that fit into one line above the form."""


class MiddleColumn(QWidget):
    """Strip, person, case.

    Signals:
        edited, turned, entered, confirmed: As `FormView`.
        id_completed: The ID number of the person in the middle is complete.
        member_finished, case_finished: Enter left the form (+1 or -1).
        remove_wanted: Take the person in the middle out of the case.
        jump_wanted: Go to the next problem.
        case_wanted: Open this case.
        unlock_wanted: Change the fact at this path, though it came from a card.
    """

    edited = Signal(str, object)
    turned = Signal(str, int)
    entered = Signal(str)
    confirmed = Signal(str, str)
    id_completed = Signal(str)
    member_finished = Signal(int)
    case_finished = Signal(int)
    remove_wanted = Signal()
    jump_wanted = Signal()
    case_wanted = Signal(str)
    unlock_wanted = Signal(str)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = FindingsStrip(self)
        self._scroll = QScrollArea(self)
        self._body = QFrame(self._scroll.viewport())
        self.card = CardPanel(self._body)
        self.known = KnownPanel(self._body)
        self.member_form = FormView(member_plan(today), self._body)
        self.case_form = FormView(case_plan(today), self._body)
        self._households = self.case_form.findChildren(HouseholdBox)
        self._name = label(role="name")
        self._role = label(role="muted")
        self._card = label(role="small")
        self._remove = button(texts.say("ui.intake.remove_member"), self.remove_wanted.emit, "flat", "close")
        self._said: tuple[object, ...] = ()
        self._arrange()
        self._listen()

    def stand_above(self, widget: QWidget) -> None:
        """Put something between the strip and the form."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, widget)

    def show_state(self, state: IntakeState, content: Content, member: int) -> None:
        """Show what the draft holds and what the check says."""
        with laid_out_once(self._body, self.member_form, self.case_form):
            self.case_form.show_content(content, 0)
            self.case_form.show_state(state)
            for box in self._households:
                box.offer(state.households, state.household_no)
            self._show_person(state, content, member)

    def show_person(self, state: IntakeState, content: Content, member: int) -> None:
        """Show another person; what holds for the whole case stands as it is."""
        with laid_out_once(self._body, self.member_form, self.case_form):
            self._show_person(state, content, member)

    def _show_person(self, state: IntakeState, content: Content, member: int) -> None:
        self._show_head(content, member)
        self.member_form.show_content(content, member)
        self.member_form.show_state(state)
        self._card.setText(state.card.words)
        theme.mark(self._card, state.card.state)
        self.card.show_card(state.card)
        said = (member, self.member_form.rows, self.case_form.rows, state.findings, state.quiet, state.confirmed)
        if (*said, state.checked) != self._said:
            self._said = (*said, state.checked)
            self.strip.show_state(state, self._unplaced(state))
        self.known.retype(content_of.family(content)[member])

    def show_known(self, content: Content, index: int, hits: Sequence[object]) -> None:
        """Show the cases in which the person in the middle already is."""
        self.known.show_known(content_of.family(content)[index], hits)  # type: ignore[arg-type]

    def go_to_reason(self, name: str) -> bool:
        """Put the cursor into the reason of a question in the strip; tell whether it is there."""
        reason = self.strip.whole_case.reasons.get(name)
        if reason is not None:
            reason.setFocus()
        return reason is not None

    def go_to(self, path: str) -> None:
        """Put the cursor into the field of `path`; a question's reason has it if there is one."""
        found = self.member_form.row_at(path) or self.case_form.row_at(path)
        if found is None:
            if path.startswith("family"):
                self.member_form.focus_first()
            else:
                self.case_form.focus_first()
            return
        open_reasons = [edit for edit in found.findings.reasons.values() if edit.value() is None]
        if open_reasons:
            open_reasons[0].setFocus()
        else:
            found.take_focus()

    def go_into(self, path: str) -> None:
        """Put the cursor into the field of `path` itself, whatever is asked under it."""
        found = self.member_form.row_at(path) or self.case_form.row_at(path)
        if found is not None:
            found.take_focus()

    def focus_member(self, *, last: bool) -> None:
        """Go into the person's form, from its front or its back."""
        if last:
            self.member_form.focus_last()
        else:
            self.member_form.focus_first()

    def show_narrow(self, *, narrow: bool) -> None:
        """Make room beside the form, or take it back."""
        self.member_form.show_narrow(narrow=narrow)
        self.case_form.show_narrow(narrow=narrow)

    def order_of(self, where: str) -> tuple[int, int]:
        """Say where on the page a finding comes: by person and field, then the case, then documents, then the rest."""
        if where.startswith("family["):
            index = int(where.split("[", 1)[1].split("]", 1)[0])
            same_field = f"family[{self._member}]{where.split(']', 1)[1]}"
            place = _place(self.member_form, same_field)
            return index, place
        if where.startswith("documents"):
            return _FAR + 1, 0
        place = _place(self.case_form, where)
        return _FAR + (0 if place < _FAR else 2), place

    def _show_head(self, content: Content, member: int) -> None:
        self._member = member
        person = content_of.family(content)[member]
        name = fonts.shown(member_name(person))
        self._name.setText(name)
        long = len(name) > _ONE_LINE  # fifty characters must not make the page wider than its view
        self._name.setWordWrap(long)
        self._head.setStretch(0, int(long))
        self._role.setText(member_role(person))
        self._remove.setVisible(member > 0)

    def _unplaced(self, state: IntakeState) -> list[Finding]:
        """Findings that no field and no line of the checklist shows."""
        return [finding for finding in state.findings if self._is_unplaced(finding)]

    def _is_unplaced(self, finding: Finding) -> bool:
        if finding.where.startswith("documents") or finding.code in DOCUMENT_CODES:
            # A question needs room for its reason; the checklist has none.
            return finding.severity is Severity.CONFIRM
        if finding.where.startswith("family["):
            here = f"family[{self._member}]"
            rest = finding.where.split("]", 1)[1]
            return self.member_form.row_at(here + rest) is None
        return self.case_form.row_at(finding.where) is None

    def _arrange(self) -> None:
        self._member = 0
        body = self._body
        body.setObjectName("IntakeForm")
        body.setProperty("role", "panel")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(16, 8, 16, 12)
        inside.setSpacing(theme.GRID)
        self._head = row(self._name, self._role, self._card, None, self._remove)
        inside.addLayout(self._head)
        inside.addWidget(self.card)
        inside.addWidget(self.known)
        inside.addWidget(self.member_form)
        inside.addWidget(rule())
        inside.addWidget(self.case_form)
        inside.addStretch(1)
        self._scroll.setWidget(body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to the fields in it
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.strip)
        column.addWidget(self._scroll, 1)

    def _listen(self) -> None:
        for form in (self.member_form, self.case_form):
            form.edited.connect(self.edited)
            form.turned.connect(self.turned)
            form.entered.connect(self._entered)
            form.confirmed.connect(self.confirmed)
        self.member_form.unlock_wanted.connect(self.unlock_wanted)
        self.member_form.left_behind.connect(self.member_finished)
        self.case_form.left_behind.connect(self.case_finished)
        self.strip.jump_wanted.connect(self.jump_wanted)
        self.strip.confirmed.connect(self.confirmed)
        self.known.case_wanted.connect(self.case_wanted)
        self._scroll.verticalScrollBar().valueChanged.connect(self._close_lists)
        for row_ in self.member_form.all_rows():
            if isinstance(row_.editor, IdEdit) and not row_.path.count("guardian"):
                row_.editor.completed.connect(self.id_completed)

    def _entered(self, path: str) -> None:
        """Keep the field with the cursor in view, with its findings."""
        found = self.member_form.row_at(path) or self.case_form.row_at(path)
        if found is not None:
            self._scroll.ensureWidgetVisible(found, 0, theme.GRID)
        self.entered.emit(path)

    def _close_lists(self) -> None:
        for popup in self.window().findChildren(ChoicePopup):
            popup.hide()


def _place(form: FormView, where: str) -> int:
    found = form.row_at(where)
    return form.rows.index(found) if found is not None else _FAR
