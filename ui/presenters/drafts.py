"""The drafts of the station: whose they are, how old; discarding, restoring and handing them over. No Qt widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from ui.session import Session


class DraftsPresenter(QObject):
    """The list of drafts and what is done with it.

    Signals:
        listed: The drafts of this station, newest first.
        refused: An outcome the officer must hear of; carries the `StationError`.
    """

    listed = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._catalogue = session.catalogue

    def refresh(self) -> None:
        """Ask for the drafts of this station."""
        self._session.runner.run(self._catalogue.drafts, self.listed.emit, self.refused.emit, channel="drafts")

    def discard(self, draft_id: str) -> None:
        """Lay a draft aside; until the end of the day it can be restored."""
        self._session.runner.run(
            lambda: self._catalogue.discard_draft(draft_id), lambda _nothing: self.refresh(), self.refused.emit
        )
