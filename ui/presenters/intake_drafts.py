"""Keep the draft while somebody types: one save at a time, the newest facts always last, nothing after accepting."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import uuid_utils
from PySide6.QtCore import QObject, QTimer, Signal

from station_app.clock import SystemClock
from station_app.domain.records import Draft
from station_app.errors import StationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.presenters.intake_content import Content
    from ui.session import Session

_AFTER_MS = 500


class DraftKeeper(QObject):
    """Saves what `snapshot` gives (title, content, view), half a second after the last change.

    Signals:
        kept: The draft lies in the store; carries the moment.
        settled: No save is under way any more.
        failed: The draft could not be saved; carries the `StationError`. What was typed is still on the page.
    """

    kept = Signal(object)
    failed = Signal(object)
    settled = Signal()

    def __init__(
        self,
        session: Session,
        snapshot: Callable[[], tuple[str, Content, dict[str, object]]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._snapshot = snapshot
        self.draft_id = ""
        self.stored = False
        self._dirty = False
        self._saving = False
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self._save)
        self.begin()

    @property
    def untouched(self) -> bool:
        """Whether nothing was typed and nothing is stored under this draft."""
        return not self._dirty and not self.stored

    @property
    def saving(self) -> bool:
        """Whether a save is under way."""
        return self._saving

    def begin(self, draft_id: str = "", *, stored: bool = False) -> None:
        """Turn to another draft."""
        self._timer.stop()
        self._dirty = False
        self.draft_id = draft_id or str(uuid_utils.uuid7())
        self.stored = stored

    def touch(self) -> None:
        """Note a change."""
        self._dirty = True
        self._timer.start()

    def hold(self) -> None:
        """Save nothing more for now: the case is being accepted."""
        self._timer.stop()

    def moved(self) -> None:
        """The officer went to another field: save what was typed now, and where the officer is a little later."""
        if self._dirty:
            self._timer.stop()
            self._save()
        elif self.stored:
            self.touch()

    def save_now(self) -> None:
        """Save before going on; for the lock and the end of the program."""
        self._timer.stop()
        if not self._dirty:
            return
        try:
            self._session.catalogue.save_draft(self._draft())
        except StationError as error:  # the lock and the closing window must go on
            self._failed(error)
        else:
            self._dirty = False
            self._done(self.draft_id)

    def _save(self) -> None:
        if self._saving:
            self._timer.start()
            return
        self._saving = True
        self._dirty = False
        draft = self._draft()
        self._session.runner.run(
            lambda: self._session.catalogue.save_draft(draft),
            lambda _nothing: self._done(draft.draft_id),
            self._failed,
            after=self._ended,
        )

    def _draft(self) -> Draft:
        title, content, view = self._snapshot()
        return Draft(
            draft_id=self.draft_id,
            title=title,
            saved_at=SystemClock().now(),
            officer=self._session.catalogue.officer.badge,
            content=copy.deepcopy(content),
            view=copy.deepcopy(view),
        )

    def _ended(self) -> None:
        self._saving = False
        self.settled.emit()

    def _failed(self, error: StationError) -> None:
        self._dirty = True
        self.failed.emit(error)

    def _done(self, draft_id: str) -> None:
        if draft_id == self.draft_id:
            self.stored = True
            self.kept.emit(SystemClock().now())
