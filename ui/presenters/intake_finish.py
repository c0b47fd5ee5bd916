"""The end of a case on the intake page: stored for good, or refused; and what to do when a colleague was quicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from ui.presenters import intake_content as content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from station_app.catalogue import Catalogue
    from station_app.domain.case_changes import Conflict
    from station_app.domain.outcomes import Accepted, Decided, Supplemented
    from station_app.errors import StationError
    from ui.presenters.intake_case import TypedCase
    from ui.presenters.intake_content import Content
    from ui.presenters.intake_drafts import DraftKeeper
    from ui.session import Session

    Stored: TypeAlias = Accepted | Supplemented | Decided
    Store: TypeAlias = Callable[[Catalogue, Content, Mapping[str, str], str | None], Stored]

OVERTAKEN = "case_changed_meanwhile"


class Finishing(QObject):
    """Stores the case that `case` gives, once its draft has come to rest.

    Signals:
        begun: Storing began.
        finished: It is stored; carries the `Accepted`, `Supplemented` or `Decided` (declined).
        refused: It is not; carries the `StationError`. Nothing was stored.
        merged: What a colleague stored meanwhile has come onto the page, or one of it was chosen.
        ended: Storing is over, either way.
    """

    begun = Signal()
    finished = Signal(object)
    refused = Signal(object)
    merged = Signal()
    ended = Signal()

    def __init__(
        self, session: Session, keeper: DraftKeeper, case: Callable[[], TypedCase], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._keeper = keeper
        self._case = case
        self.running = False
        self.conflicts: tuple[Conflict, ...] = ()
        """Fields that a colleague and this officer changed to different things; mine stand until one is chosen."""
        self._newest: Content = {}
        self._how: Store | None = None
        self._waiting = False
        keeper.settled.connect(self._draft_rests)

    def begin(self, store: Store | None = None) -> None:
        """Check once more and store; a case that is blocked stores nothing and says what is missing.

        `store` is another way to be done with what is on the page: to decline it.
        """
        if self.running:
            return
        self._how = store
        self.running = True
        self.begun.emit()
        self._keeper.hold()
        # A save that ended after storing would bring the draft back to life.
        self._waiting = self._keeper.saving
        if not self._waiting:
            self._store()

    def forget(self) -> None:
        """Another case is on the page."""
        self.conflicts, self._newest = (), {}

    def settle(self, conflict: Conflict, *, theirs: bool) -> None:
        """Choose between what a colleague stored and what is on the page."""
        self.conflicts = tuple(each for each in self.conflicts if each is not conflict)
        if theirs:
            content_of.put(self._case().content, conflict.path, content_of.get(self._newest, conflict.path))
        self.merged.emit()

    def _draft_rests(self) -> None:
        if self._waiting:
            self._waiting = False
            self._store()

    def _store(self) -> None:
        case, purpose, catalogue = self._case(), self._keeper.purpose, self._session.catalogue
        snapshot, confirmed = content_of.copied(case.content), dict(case.confirmed)
        draft_id = self._keeper.draft_id if self._keeper.stored else None
        store = self._how or purpose.finish
        self._session.runner.run(
            lambda: store(catalogue, snapshot, confirmed, draft_id),
            self._done,
            self._refused,
            after=self._end,
        )

    def _done(self, outcome: Stored) -> None:
        self.finished.emit(outcome)

    def _refused(self, error: StationError) -> None:
        if error.code == OVERTAKEN:
            self._bring_in(error)
        self.refused.emit(error)

    def _bring_in(self, error: StationError) -> None:
        told = error.details
        content = self._case().content
        content.clear()
        content.update(_content(told["merged"]))
        self._newest = _content(told["newest"])
        self.conflicts = tuple(told["conflicts"])  # type: ignore[arg-type]
        self._keeper.purpose = self._keeper.purpose.overtaken(int(str(told["revision"])))
        self.merged.emit()

    def _end(self) -> None:
        self.running = False
        self.ended.emit()


def _content(case: object) -> Content:
    """Give a case file as it lies on the page: plain, its lists real lists."""
    plain: Content = msgspec.json.decode(msgspec.json.encode(case))
    return plain
