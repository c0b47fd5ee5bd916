"""The questions of the page of residence permits: the application, and what each later act needs to know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.vocabulary import PermitBusiness, PermitEnd, PermitStep
from ui import keys
from ui.form_view.form import FormView
from ui.form_view.permit import permit_plan
from ui.presenters.permit_form import NOTICE, PermitForm
from ui.widgets.asking import Asked, Asking
from ui.widgets.card_panel import CardPanel
from ui.widgets.pieces import button, held, label, row
from ui.widgets.proof_lines import ProofLines
from ui.widgets.save_dialog import ask_for_pdf
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import Session

_WIDTH, _MOST_HIGH, _AROUND = 880, 560, 190
"""Pixels of the application, and what of its height stands round the fields."""

QUESTIONS: dict[PermitStep, tuple[Asked, ...]] = {
    PermitStep.ISSUE: (
        Asked("card_no", "ui.permits.card"),
        Asked("handed_to", "ui.permits.handed_to", "name"),
    ),
    PermitStep.REPLACE: (
        Asked(
            "business",
            "ui.permits.business",
            "one",
            tuple(
                (each.value, f"choice.permit_business.{each}") for each in (PermitBusiness.RENEW, PermitBusiness.LOST)
            ),
        ),
        Asked("old_card", "ui.permits.old_card", "tick"),
        Asked("reason", "ui.permits.reason"),
        Asked("address", "ui.permits.new_address"),
        Asked("division", "ui.permits.new_division", "pick"),
    ),
    PermitStep.CANCEL: (
        Asked("why", "ui.permits.why", "one", tuple((each.value, f"choice.permit_end.{each}") for each in PermitEnd)),
        Asked("text", "ui.permits.words"),
    ),
}
"""What is asked by what is done; endorsing asks nothing and says what it leads to."""


def asking(page: QWidget, step: PermitStep, act: Callable[[dict[str, object]], None]) -> Asking:
    """Make the sheet of a step."""
    title = texts.say(f"choice.permit_step.{step}")
    return Asking(page, title, title, QUESTIONS[step], act)


class EndorseSheet(Sheet):
    """Says what an endorsement today leads to; Enter does it."""

    def __init__(self, page: QWidget, act: Callable[[], None]) -> None:
        title = texts.say("choice.permit_step.endorse")
        super().__init__(page, title, title, act)
        self.said = label("", wrap=True)
        self.form.addRow(self.said)

    def begin(self, title: str, said: str) -> None:
        """Come into view for the permit of `title`."""
        self.call(title)
        self.said.setText(said)
        self.ask(self.act_button)


class ApplySheet(Sheet):
    """The application: the fields of the form, what was seen, the card reader, the one-time notice."""

    def __init__(self, page: QWidget, session: Session, applied: Callable[[str], None]) -> None:
        self.filling = PermitForm(session, page)
        super().__init__(page, texts.say("ui.permits.apply_title"), texts.say("ui.permits.apply"), self.filling.apply)
        self._session = session
        self._applied = applied
        self.card.setFixedWidth(_WIDTH)
        self.fields = FormView(permit_plan(session.catalogue.today))
        self.proofs = ProofLines()
        self.reading = CardPanel()
        self.missing = label("", "muted", wrap=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        for part in (self.fields, self.proofs, self.missing):
            column.addWidget(part)
        column.addStretch(1)
        self._held = held(inside)
        self.read_card = button(texts.say("ui.permits.read_card"), self._read, "", "reader", keys.of("card")[0])
        self.notice_key = button(
            texts.say("ui.permits.notice"), self.filling.give_notice, "", "paper", keys.of("notice")[0]
        )
        self.form.addRow(row(self.read_card, self.notice_key, None))
        self.form.addRow(self.reading)
        self.form.addRow(self._held)
        self._cancel = QShortcut(QKeySequence("Esc"), self)
        self._cancel.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._cancel.setEnabled(False)
        self._cancel.activated.connect(self.filling.cards.cancel)
        self._connect()

    def begin(self) -> None:
        """Come into view for somebody new."""
        desk = self._asked_on.window()
        self._held.setFixedHeight(min(_MOST_HIGH, max(240, desk.height() - _AROUND - 110)))
        self.filling.begin()
        self.ask(self.act_button)
        self.fields.focus_first()

    def save_to(self, name: str) -> None:
        """Save the notice as a PDF."""
        self.filling.save_notice(Path(name))

    def leave(self) -> None:
        """Stop waiting for a card, and go."""
        self.filling.cards.cancel()
        super().leave()

    def _connect(self) -> None:
        form = self.filling
        form.changed.connect(self._show)
        form.applied.connect(self._done)
        form.told.connect(self.notice.tell)
        form.stopped.connect(self._look_at)
        form.noticed.connect(self._noticed)
        form.where_wanted.connect(self._ask_where)
        form.cards.state_changed.connect(lambda _state: self._show_reading())
        form.cards.filled.connect(lambda _index, _number: self.fields.focus_first_empty())
        self.reading.cancelled.connect(form.cards.cancel)
        self.reading.seen.connect(form.cards.seen)
        self.reading.reasoned.connect(form.unlock)
        self.reading.given_up.connect(lambda _path: self.fields.focus_first_empty())
        self.fields.edited.connect(form.edit)
        self.fields.turned.connect(form.turn_back)
        self.fields.entered.connect(form.go)
        self.fields.entered.connect(self._bring)
        self.fields.confirmed.connect(form.confirm)
        self.fields.unlock_wanted.connect(self.reading.ask)
        self.fields.left_behind.connect(self._go_on)
        self.proofs.identity_seen.connect(lambda seen: form.show_identity(seen=seen))
        self.proofs.agent_seen.connect(lambda seen: form.show_identity(seen=seen, agents=True))
        self.proofs.proof_seen.connect(form.show_proof)
        self.proofs.left_behind.connect(lambda by: self.act_button.setFocus() if by > 0 else self.fields.focus_last())

    def _read(self) -> None:
        self.filling.cards.read()

    def _show(self) -> None:
        form = self.filling
        self.fields.show_content(form.case.content, 0)
        self.fields.show_state(form.state)
        self.reading.show_card(form.state.card)
        self.proofs.show_proofs(form.proofs)
        agent = form.identity(agents=True) if form.case.get("agent") else None
        self.proofs.show_seen(form.ground, form.proof(), identity=form.identity(), agent=agent)
        self.missing.setText("\n".join(form.missing))
        self.missing.setVisible(bool(form.missing))

    def _show_reading(self) -> None:
        self._cancel.setEnabled(self.filling.cards.reading and self.filling.cards.state.busy)
        self.reading.show_reading(self.filling.cards.state)

    def _look_at(self, where: str) -> None:
        """Put the cursor where something stops the application; papers are in the lines below the fields."""
        found = self.fields.row_at(where)
        if found is not None:
            found.take_focus()
        elif where.startswith("documents"):
            self.proofs.focus_first()
            self._held.ensureWidgetVisible(self.proofs)

    def _go_on(self, by: int) -> None:
        """Enter on the last field goes to what was seen."""
        if by > 0:
            self.proofs.focus_first()
            self._held.ensureWidgetVisible(self.proofs)

    def _bring(self, path: str) -> None:
        """Bring the field with the cursor into view, with what is said of it."""
        found = self.fields.row_at(path)
        if found is not None:
            self._held.ensureWidgetVisible(found, 0, 48)

    def _done(self, number: str) -> None:
        self.leave()
        self._applied(number)

    def _noticed(self, said: str) -> None:
        self.leave()
        self._session.told.emit(said, "ok")

    def _ask_where(self) -> None:
        ask_for_pdf(self, f"{NOTICE}.pdf", self.save_to)
