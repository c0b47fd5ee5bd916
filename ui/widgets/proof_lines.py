"""What was seen of the papers that a residence permit asks for: identity card, one proof of the ground, the agent's.

One line each; nothing else is asked for (居住证暂行条例 9).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.document_marks import document_name
from ui.widgets.choice_popup import Choice
from ui.widgets.choice_row import ChoiceRow, TickBox
from ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Mapping


class ProofLines(QWidget):
    """The lines; each is a field, Enter goes on.

    Signals:
        identity_seen: The applicant's card was seen, or not.
        agent_seen: The agent's card was seen, or not.
        proof_seen: The kind of the proof that was seen.
        left_behind: Enter on the last line (+1), Shift+Enter on the first (-1).
    """

    identity_seen = Signal(bool)
    agent_seen = Signal(bool)
    proof_seen = Signal(object)
    left_behind = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.identity = TickBox(Choice("identity", texts.say("ui.permits.identity")))
        self.agent = TickBox(Choice("agent", texts.say("ui.permits.agent_identity")))
        self.proofs: dict[str, ChoiceRow] = {}
        self.lead = label(texts.say("ui.permits.proof"), "small")
        self._ground = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(label(texts.say("ui.permits.papers_seen"), "section"))
        for line in (self.identity, self.lead, self.agent):
            self._column.addWidget(line)
        self.identity.edited.connect(lambda value: self.identity_seen.emit(bool(value)))
        self.agent.edited.connect(lambda value: self.agent_seen.emit(bool(value)))
        for field in (self.identity, self.agent):
            field.stepped.connect(lambda by, field=field: self._step(field, by))

    def show_proofs(self, proofs: Mapping[str, tuple[str, ...]]) -> None:
        """Know which kinds prove which ground; once."""
        for ground, kinds in proofs.items():
            if ground not in self.proofs:
                made = ChoiceRow([Choice(kind, document_name(kind)) for kind in kinds])
                made.setAccessibleName(texts.say("ui.permits.proof"))
                made.edited.connect(self.proof_seen)
                made.stepped.connect(lambda by, field=made: self._step(field, by))
                made.hide()
                self.proofs[ground] = made
                self._column.insertWidget(self._column.count() - 1, made)

    def show_seen(self, ground: str, proof: str | None, *, identity: bool, agent: bool | None) -> None:
        """Show what was seen; `agent` None: nobody applies for somebody."""
        self.identity.show_value(identity)
        self.agent.show_value(agent)
        self.agent.setVisible(agent is not None)
        self._ground = ground
        for each, field in self.proofs.items():
            field.setVisible(each == ground)
            field.show_value(proof if each == ground else None)

    def focus_first(self) -> None:
        """Go to the first line."""
        self.identity.setFocus()

    def _lines(self) -> list[QWidget]:
        proof = self.proofs.get(self._ground)
        return [line for line in (self.identity, proof, self.agent) if line is not None and line.isVisibleTo(self)]

    def _step(self, field: QWidget, by: int) -> None:
        lines = self._lines()
        place = lines.index(field) + by
        if 0 <= place < len(lines):
            lines[place].setFocus()
        else:
            self.left_behind.emit(by)
