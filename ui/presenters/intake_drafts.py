"""Keep the draft while somebody types: one save at a time, the newest facts always last, nothing after accepting.

What is typed is saved half a second after the last key, and however fast somebody types, at the latest a second and a
half after the first key that is not saved yet. A save that fails is tried again, less and less often; the page keeps
everything meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import uuid_utils
from PySide6.QtCore import QObject, QTimer, Signal

from station_app.clock import SystemClock
from station_app.domain.drafts import Draft
from station_app.errors import StationError
from ui.presenters import intake_content as content_of
from ui.presenters.intake_purpose import Purpose

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.domain.drafts import KeptDraft
    from ui.presenters.intake_content import Content
    from ui.session import Session

AFTER_MS = 500
"""How long after the last key a save begins."""

AT_MOST_MS = 1_500
"""How long after the first unsaved key a save begins at the latest; with the save itself it stays under two seconds."""

AGAIN_MS = (2_000, 4_000, 8_000, 15_000, 30_000)
"""How long after each failure in a row it is tried again; the last one stays."""


class DraftKeeper(QObject):
    """Saves what `snapshot` gives (title, content, view, what is missing).

    Signals:
        kept: The draft lies in the store; carries the `KeptDraft`.
        settled: No save is under way any more.
        failed: The draft could not be saved; carries the `StationError`. What was typed is still on the page, and it
            is tried again after `again_in` milliseconds.
    """

    kept = Signal(object)
    failed = Signal(object)
    settled = Signal()

    def __init__(
        self,
        session: Session,
        snapshot: Callable[[], tuple[str, Content, dict[str, object], int | None]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._snapshot = snapshot
        self.draft_id = ""
        self.purpose = Purpose()
        self._revision = 0
        self._writer = ""
        self._serial = 0
        self._heard = 0
        self._failures = 0
        self._dirty = False
        self._saving = False
        self._pause = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._latest = QTimer(self, singleShot=True, interval=AT_MOST_MS)
        self._again = QTimer(self, singleShot=True)
        for timer in (self._pause, self._latest, self._again):
            timer.timeout.connect(self._save)
        self.begin()

    @property
    def stored(self) -> bool:
        """Whether something lies in the store under this draft."""
        return self._revision > 0

    @property
    def untouched(self) -> bool:
        """Whether nothing was typed and nothing is stored under this draft."""
        return not self._dirty and not self.stored

    @property
    def unsaved(self) -> bool:
        """Whether something is on the page that the store does not hold yet."""
        return self._dirty or self._saving

    @property
    def saving(self) -> bool:
        """Whether a save is under way."""
        return self._saving

    @property
    def again_in(self) -> int:
        """Milliseconds until a failed save is tried again; 0 while all is well."""
        return AGAIN_MS[min(self._failures, len(AGAIN_MS)) - 1] if self._failures else 0

    def begin(self, draft: Draft | None = None) -> None:
        """Turn to another draft, or to a new one."""
        self._rest()
        self._dirty = False
        self.draft_id = draft.draft_id if draft else str(uuid_utils.uuid7())
        self._revision = draft.revision if draft else 0
        self.purpose = Purpose.of(draft)
        self._writer = str(uuid_utils.uuid4())
        self._serial = self._heard = 0
        self._failures = 0

    def touch(self) -> None:
        """Note a change."""
        self._dirty = True
        if self._again.isActive():
            return  # the next attempt is planned already, and takes this along
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def hold(self) -> None:
        """Save nothing more for now: the case is being accepted."""
        self._rest()

    def moved(self) -> None:
        """The officer went to another field: save what was typed now, and where the officer is a little later."""
        if self._dirty and not self._failures:
            self._save()
        elif self.stored:
            self.touch()

    def save_now(self) -> bool:
        """Save before going on; for the lock and the end of the program. Tells whether everything is safe."""
        self._rest()
        if not self.unsaved or self._is_empty():
            return True
        draft = self._draft()
        try:
            kept = self._session.catalogue.save_draft(draft)
        except StationError as error:  # the lock must go on
            self._refused(draft, error)
            return False
        self._dirty = False
        self._done(draft, kept)
        return True

    def _save(self) -> None:
        self._rest()
        if self._saving:
            self._dirty = True  # `_ended` goes on at once
            return
        if self._is_empty():
            return
        self._saving = True
        self._dirty = False
        draft = self._draft()
        self._session.runner.run(
            lambda: self._session.catalogue.save_draft(draft),
            lambda kept: self._done(draft, kept),
            lambda error: self._refused(draft, error),
            after=self._ended,
        )

    def _is_empty(self) -> bool:
        """Forget what was typed on a fresh page and taken back, by a hand or a scanner: no draft of nothing."""
        empty = not self.stored and not self._saving and content_of.is_blank(self._snapshot()[1])
        if empty:
            self._dirty = False
        return empty

    def _draft(self) -> Draft:
        title, content, view, missing = self._snapshot()
        self._serial += 1
        return Draft(
            draft_id=self.draft_id,
            title=title,
            saved_at=SystemClock().now(),
            officer=self._session.catalogue.officer.badge,
            content=content_of.copied(content),
            view=content_of.copied(view),
            revision=self._revision,
            writer=self._writer,
            serial=self._serial,
            missing=missing,
            purpose=self.purpose.kind,
            about=self.purpose.about or None,
            based_on=self.purpose.based_on,
        )

    def _rest(self) -> None:
        for timer in (self._pause, self._latest, self._again):
            timer.stop()

    def _ended(self) -> None:
        self._saving = False
        if self._dirty:
            self._again.start(0)
        self.settled.emit()

    def _is_stale(self, draft: Draft) -> bool:
        """Tell whether the answer to a save is none any more: a later one was heard, or the page has gone on."""
        return draft.writer != self._writer or draft.serial <= self._heard

    def _refused(self, draft: Draft, error: StationError) -> None:
        if self._is_stale(draft):
            return
        self._heard = draft.serial
        self._dirty = True
        self._failures += 1
        self._rest()
        self._again.start(self.again_in)
        self.failed.emit(error)

    def _done(self, draft: Draft, kept: KeptDraft) -> None:
        if self._is_stale(draft):
            return
        self._heard = draft.serial
        self._failures = 0
        self.draft_id = kept.draft_id
        self._revision = kept.revision
        self.kept.emit(kept)
