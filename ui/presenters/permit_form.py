"""An application for a residence permit while it is typed: its facts, the check after every change, the card reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from station_app import texts
from station_app.domain.case_file import FORMAT
from station_app.domain.findings import blocking
from station_app.domain.vocabulary import Business, PermitGround, Presented, Role
from ui.presenters import intake_content as content_of
from ui.presenters.card_view import card_view
from ui.presenters.intake_card import CardPresenter
from ui.presenters.intake_case import TypedCase
from ui.presenters.intake_state import DOCUMENT_CODES, IntakeState, quiet_places
from ui.presenters.own_papers import OwnPapers
from ui.presenters.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.domain.findings import Finding
    from station_app.domain.permits import PermitRecord
    from station_app.domain.records import CheckResult, IssuedPaper
    from station_app.errors import StationError
    from ui.session import Session

NOTICE = "one-time-notice"
_IDENTITY = "111"
_NO_PHONE = "phone_missing"
_NO_PHOTO = "permit_photo_missing"


class PermitForm(QObject):
    """Holds what is typed and says what the rules say of it.

    Signals:
        changed: The facts, the findings or the card are others.
        applied: It was taken in under this number.
        told: Say this sentence on the sheet, in this state.
        stopped: It cannot be taken in yet; carries the place of the first finding that stops it.
        noticed: The notice was printed or saved: nothing is left to do here; carries the sentence.
        where_wanted: This desk sends papers nowhere: ask where the notice is saved.
    """

    changed = Signal()
    applied = Signal(str)
    told = Signal(str, str)
    stopped = Signal(str)
    noticed = Signal(str)
    where_wanted = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._catalogue = session.catalogue
        self.case = TypedCase()
        self.state = IntakeState()
        self.proofs: dict[str, tuple[str, ...]] = {}
        self.missing: tuple[str, ...] = ()
        self.cards = CardPresenter(session, lambda: self.case, self._filled, self)
        self._result: CheckResult | None = None
        self._notice = OwnPapers(
            NOTICE,
            self._catalogue,
            session.runner,
            told=lambda said, _state: self.noticed.emit(said),
            refused=self._refused,
            queued=lambda: session.changed.emit("printing"),
        )

    def begin(self) -> None:
        """Begin with somebody new who lives here."""
        self.case = TypedCase()
        self.case.content = {
            "format": FORMAT,
            "business": Business.RESIDENCE_PERMIT.value,
            "family": [{"role": Role.APPLICANT.value, "relationship": "01", "moves": True}],
            "documents": [],
            "permit": {"division": self._catalogue.site.code, "ground": PermitGround.DWELLING.value},
        }
        self._result, self.state, self.missing = None, IntakeState(), ()
        self._session.runner.run(self._catalogue.permit_proofs, self._know, self._refused)
        self._check()

    @property
    def ground(self) -> str:
        """The ground that is chosen; empty while none is."""
        return str(self.case.get("permit.ground") or "")

    def edit(self, path: str, value: object) -> None:
        """Take over what was typed; a proof of another ground is no proof of this one."""
        before = self.ground
        self.case.edit(path, value, self._catalogue.officer.badge)
        if path == "family[0].id_number" and value:
            self.case.read_id(0, self._catalogue.read_id(str(value)))
        if self.ground != before:
            self.show_proof(None)
        self._check()

    def turn_back(self, path: str, by: int) -> None:
        """Bring back what a field held before."""
        if self.case.turn_back(path, by):
            self._check()

    def confirm(self, question: str, reason: str) -> None:
        """Keep the officer's reason for going on."""
        self.case.confirm(question, reason)
        self._make_state()

    def go(self, path: str) -> None:
        """Note where the officer is: a field that was left may be called empty."""
        if path != self.case.field:
            self.case.go(path)
            self._make_state()

    def proof(self) -> str | None:
        """Give the kind of proof that was seen."""
        known = {kind for kinds in self.proofs.values() for kind in kinds}
        return next(
            (each["kind"] for each in content_of.documents(self.case.content) if each.get("kind") in known), None
        )

    def show_proof(self, kind: object) -> None:
        """Note that the original of this kind was seen, None that none was."""
        known = {each for kinds in self.proofs.values() for each in kinds}
        kept = [each for each in content_of.documents(self.case.content) if each.get("kind") not in known]
        self.case.content["documents"] = kept + ([_seen(str(kind))] if kind else [])
        self._check()

    def identity(self, *, agents: bool = False) -> bool:
        """Tell whether the identity card of the applicant, or of the agent, was seen."""
        return any(self._is_card(each, agents=agents) for each in content_of.documents(self.case.content))

    def show_identity(self, *, seen: bool, agents: bool = False) -> None:
        """Note that it was seen, or not."""
        kept = [each for each in content_of.documents(self.case.content) if not self._is_card(each, agents=agents)]
        number = self.case.get("agent.id_number" if agents else "family[0].id_number")
        card = _seen(_IDENTITY) | ({"number": number} if number else {})
        self.case.content["documents"] = kept + ([card] if seen else [])
        self._check()

    def apply(self) -> None:
        """Take it in, or say at every place what is missing."""
        self.case.tried = True
        self._make_state()
        content, confirmed = content_of.copied(self._content()), dict(self.case.confirmed)
        self._session.runner.run(
            lambda: self._catalogue.apply_permit_content(content, confirmed), self._applied, self._refused
        )

    def give_notice(self) -> None:
        """Tell everything that is missing at once, on paper."""
        self.case.tried = True
        self._make_state()
        self._notice.print(self._issue_notice(), self.where_wanted.emit)

    def save_notice(self, to: Path) -> None:
        """Save that paper as a file."""
        self._notice.save(self._issue_notice(), to)

    def unlock(self, path: str, reason: str) -> None:
        """Let a fact of a card be changed, for a reason."""
        self.cards.unlock(path, reason)

    def _issue_notice(self) -> Callable[[], IssuedPaper]:
        content, confirmed = content_of.copied(self._content()), dict(self.case.confirmed)
        return lambda: self._catalogue.notice_permit_content(content, confirmed)

    def _know(self, proofs: dict[str, tuple[str, ...]]) -> None:
        self.proofs = proofs
        self.changed.emit()

    def _filled(self, _paths: list[str]) -> None:
        self._check()

    def _is_card(self, document: dict[str, Any], *, agents: bool) -> bool:
        if document.get("kind") not in content_of.IDENTITY_CARDS:
            return False
        agent = self.case.get("agent.id_number")
        return (agent is not None and document.get("number") == agent) == agents

    def _content(self) -> dict[str, Any]:
        return self.case.content

    def _check(self) -> None:
        """Ask the rules; the answer to the newest facts is the one that counts."""
        self._make_state()
        content = content_of.copied(self._content())
        self._session.runner.run(
            lambda: self._catalogue.check_content(content), self._checked, self._refused, channel="permit-form"
        )

    def _checked(self, result: CheckResult) -> None:
        self._result = result
        self._make_state()

    def _make_state(self) -> None:
        if self._result is not None:
            found = self._result.findings
            self.state = IntakeState(
                findings=tuple(each for each in found if each.code not in DOCUMENT_CODES and self._is_said(each)),
                blocking=blocking(found, self.case.confirmed),
                quiet=quiet_places(self.case, self._result),
                confirmed=dict(self.case.confirmed),
                card=card_view(self.case, found),
            )
            self.missing = tuple(each.message for each in found if each.code == "document_missing" and self.case.tried)
        self.changed.emit()

    def _is_said(self, finding: Finding) -> bool:
        """Tell whether it is time to say so: on a sheet just begun, no photograph and no telephone are no mistakes."""
        if finding.code == _NO_PHONE:
            return self.case.tried or bool(self.case.get("family[0].name"))
        return finding.code != _NO_PHOTO or self.case.tried

    def _applied(self, record: PermitRecord) -> None:
        self.applied.emit(record.permit_no)

    def _refused(self, error: StationError) -> None:
        lacking = texts.say("ui.permits.not_yet", count=len(self.state.blocking))
        self.told.emit(lacking if error.code == "permit_not_acceptable" else sentence(error), "blocked")
        if self.state.blocking:
            self.stopped.emit(self.state.blocking[0].where)


def _seen(kind: str) -> dict[str, Any]:
    return {"kind": kind, "holder": 0, "presented": Presented.ORIGINAL.value}
