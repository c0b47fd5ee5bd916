"""Hold one case while it is typed: check it, keep it as a draft, and accept it.

The page above only shows and reports; the rules are behind `Catalogue.check_content`. No widget is known here, so
that a test can drive a whole case without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from station_app.domain.records import CheckResult
from station_app.errors import RefusedError
from ui.presenters import intake_content as content_of
from ui.presenters.intake_card import CardPresenter
from ui.presenters.intake_case import TypedCase
from ui.presenters.intake_drafts import DraftKeeper
from ui.presenters.intake_finish import Finishing
from ui.presenters.intake_lookup import PersonLookup
from ui.presenters.intake_state import IntakeState, build, quiet_places, turned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.domain.drafts import Draft
    from station_app.domain.vocabulary import Role
    from station_app.errors import StationError
    from ui.presenters.intake_content import Content
    from ui.presenters.intake_purpose import Purpose
    from ui.session import Session

_CHECK_AFTER_MS = 200


class IntakePresenter(QObject):
    """One case at the window.

    Signals:
        state_changed: Something around the fields changed; carries an `IntakeState`.
        turned: Another person is in the middle and nothing else changed; carries an `IntakeState`.
        member_changed: Another person is in the middle; carries the index.
        known: This person is in cases already: index, the cases (possibly none).
        blocked: Accepting was refused; carries the findings that block.
        finished: The case is stored; carries what `Finishing.finished` carries.
        refused: An outcome the officer must hear of; carries the `StationError`.
        busy: Accepting began (True) or ended (False).
        kept: The draft was saved; carries the `KeptDraft`.
        not_kept: The draft could not be saved; carries the `StationError` and the milliseconds until the next attempt.
        reopened: A draft has come onto the page.
    """

    state_changed = Signal(object)
    turned = Signal(object)
    member_changed = Signal(int)
    known = Signal(int, object)
    blocked = Signal(object)
    finished = Signal(object)
    refused = Signal(object)
    busy = Signal(bool)
    kept = Signal(object)
    not_kept = Signal(object, int)
    reopened = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = session.catalogue
        self._session = session
        self.case = TypedCase(session.catalogue.site.code)
        self.place: Callable[[], dict[str, object]] = dict
        """Asked where in its field the cursor is, for the draft; the page answers."""
        self.state = IntakeState()
        self._result: CheckResult | None = None
        self._lookup = PersonLookup(session, lambda: self.case, lambda: self.purpose.about, self)
        self._lookup.read.connect(lambda index, reading: self._after(self.case.read_id(index, reading)))
        self._lookup.known.connect(self.known)
        self.cards = CardPresenter(session, lambda: self.case, self._after, self)
        self._keeper = DraftKeeper(session, self._snapshot, self)
        self._keeper.kept.connect(self.kept)
        self._keeper.failed.connect(lambda error: self.not_kept.emit(error, self._keeper.again_in))
        self.finishing = Finishing(session, self._keeper, lambda: self.case, self)
        self.finishing.begun.connect(self._begin_storing)
        self.finishing.finished.connect(self._finished)
        self.finishing.refused.connect(self._refused)
        self.finishing.merged.connect(self._merged)
        self.finishing.ended.connect(lambda: self.busy.emit(False))  # noqa: FBT003 - Qt's signature
        session.covered.connect(lambda: TypedCase.forget_steps(self.case))
        self._check_timer = QTimer(self, singleShot=True, interval=_CHECK_AFTER_MS)
        self._check_timer.timeout.connect(self.check)

    @property
    def content(self) -> Content:
        """The case file so far."""
        return self.case.content

    @property
    def purpose(self) -> Purpose:
        """What the case on the page becomes."""
        return self._keeper.purpose

    def say_why(self, text: str) -> None:
        """Say why a case is put right."""
        self._keeper.purpose = self.purpose.saying(text)

    @property
    def accepting(self) -> bool:
        """Whether the case is being stored."""
        return self.finishing.running

    @property
    def draft_id(self) -> str:
        """The draft on the page."""
        return self._keeper.draft_id

    @property
    def title(self) -> str:
        """The name of the draft on the page: the applicant's."""
        return content_of.title(self.content)

    @property
    def untouched(self) -> bool:
        """Whether nothing was typed and no draft is on the page."""
        return self._keeper.untouched

    @property
    def unsaved(self) -> bool:
        """Whether something on the page is not stored yet."""
        return self._keeper.unsaved

    def edit(self, path: str, value: object) -> None:
        """Take over what the officer did at `path`."""
        if not self.accepting and self.case.get(path) != value:
            self._after(self.case.edit(path, value, self._catalogue.officer.badge))

    def turn_back(self, path: str, by: int) -> None:
        """Undo (-1) or redo (+1) the last step of one field."""
        if not self.accepting and (filled := self.case.turn_back(path, by)):
            self._after(filled)

    def id_completed(self, number: str) -> None:
        """Read a finished ID number of the person in the middle, ask who is known by it."""
        self._lookup.read_id(number)
        self._lookup.look_up()

    def add_member(self, role: Role) -> None:
        """Add a person and go there."""
        self.select(self.case.add_member(role))
        self._after([])

    def remove_member(self) -> None:
        """Take the person in the middle out; the applicant stays."""
        if self.case.member > 0:
            self.case.remove_member(self.case.member)
            self.select(self.case.member)
            self._after([])

    def select(self, index: int) -> None:
        """Put a person into the middle."""
        if 0 <= index < len(self.case.members):
            self.case.turn_to(index)
            self.state = turned(self.state, self.case, self._result)
            self.turned.emit(self.state)
            self.member_changed.emit(index)
            self._lookup.turn()

    def present(self, kind: str, holder: int | None, presented: str | None) -> None:
        """Note how a document was presented, or take it back; what nobody may demand is not taken in."""
        if presented and kind in self.state.barred:
            self.refused.emit(RefusedError("document_barred", ground=self.state.barred[kind]))
        else:
            self.amend(lambda content: content_of.present(content, kind, holder, presented))

    def share(self, entry: int, also: Sequence[int]) -> None:
        """Say whom else a document names."""
        self.amend(lambda content: content_of.share(content, entry, list(also)))

    def amend(self, change: Callable[[Content], None]) -> None:
        """Let `change` rewrite the case file; checked and saved like what was typed."""
        if not self.accepting:
            change(self.content)
            self.case.documents_moved()
            self._after([])

    def confirm(self, code: str, reason: str) -> None:
        """Take the officer's reason for going on in spite of a question."""
        self.case.confirm(code, reason)
        self._keeper.touch()
        self._show()

    def at(self, field: str) -> None:
        """Remember the field with the focus, so that the draft reopens there; what was typed is saved."""
        if field != self.case.field:
            self.case.go(field)
            self._keeper.moved()
            # All that leaving a field may change is what is called empty there.
            if self._result is not None and quiet_places(self.case, self._result) != self.state.quiet:
                self._show()

    def check(self) -> None:
        """Check the draft as it is now; an older answer that comes later is dropped."""
        self._check_timer.stop()
        snapshot, purpose = content_of.copied(self.content), self.purpose
        self._session.runner.run(
            lambda: purpose.check(self._catalogue, snapshot), self._checked, self.refused.emit, channel="intake.check"
        )

    def accept(self) -> None:
        """Check once more and store; a case that is blocked stores nothing and says what is missing."""
        self.finishing.begin()

    def _begin_storing(self) -> None:
        self._check_timer.stop()
        self.busy.emit(True)  # noqa: FBT003 - Qt's signature

    def start_afresh(self) -> None:
        """Clear the page; what was on it is kept already, or was laid aside."""
        self._keeper.begin()
        self._turn_to(TypedCase(self._catalogue.site.code))

    def go_on(self, draft: Draft) -> None:
        """Put a draft on the page, at the field it was left at; what was on the page is kept already."""
        self._keeper.begin(draft)
        self._turn_to(TypedCase.reopened(draft))
        self.reopened.emit()

    def keep(self) -> bool:
        """Save at once; tells whether everything is safe."""
        return self.accepting or self._keeper.save_now()

    def _turn_to(self, case: TypedCase) -> None:
        self.case = case
        self._result = None
        self.finishing.forget()
        self._lookup.forget()
        self._show()
        self.member_changed.emit(case.member)
        self._lookup.look_up()
        self.check()

    def _after(self, _filled: list[str]) -> None:
        """Check and save soon; the page compares, and so shows what the desk filled in, too."""
        self._check_timer.start()
        self._keeper.touch()
        self._show()

    def _snapshot(self) -> tuple[str, Content, dict[str, object], int | None]:
        missing = len(self.state.blocking) if self.state.checked else None
        return self.title, self.content, self.case.view | self.place(), missing

    def _checked(self, result: CheckResult) -> None:
        self._result = result
        if self.case.follow(result):
            self._check_timer.start()
        self._show()

    def _finished(self, outcome: object) -> None:
        self.start_afresh()
        self.finished.emit(outcome)
        self._session.changed.emit("cases")

    def _merged(self) -> None:
        self.case.documents_moved()
        self._after([])

    def _refused(self, error: StationError) -> None:
        result = error.details.get("result")
        if isinstance(error, RefusedError) and isinstance(result, CheckResult):
            self._stopped_by(result)
        else:
            self._keeper.touch()
            self.refused.emit(error)

    def _stopped_by(self, result: CheckResult) -> None:
        self._result = result
        self.case.tried = True
        self._keeper.touch()
        self._show()
        self.blocked.emit(self.state.blocking)

    def _show(self) -> None:
        self.state = build(self.case, self._result)
        self.state_changed.emit(self.state)
