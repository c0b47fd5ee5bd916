"""One calm line that stays while the draft can't be stored, or after something happened to it that must be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from station_app import texts
from ui.presenters.words import sentence
from ui.widgets.pieces import Notice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from station_app.domain.drafts import KeptDraft
    from station_app.errors import StationError

_GOOD_NEWS_MS = 8_000
_NEWS_MS = 60_000


class KeepingLine(Notice):
    """Says how the keeping of the draft stands; hidden while all is well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._failing = False
        self._enough = QTimer(self, singleShot=True)
        self._enough.timeout.connect(lambda: self.tell(""))

    def show_not_kept(self, error: StationError, again_in: int) -> None:
        """Stay with the reason until a later attempt succeeds."""
        self._failing = True
        self._enough.stop()
        words = texts.say("ui.drafts.not_kept", reason=sentence(error), seconds=max(1, again_in // 1000))
        self.tell(words, "blocked")

    def show_kept(self, kept: KeptDraft) -> None:
        """Say that it succeeded after all, that the reserve was used, or that a colleague has the draft."""
        failed, self._failing = self._failing, False
        if kept.displaced:
            self._say(texts.say(f"ui.drafts.displaced_{kept.displaced}", name=kept.by_name), "look", _NEWS_MS)
        elif kept.reserve_used:
            self._enough.stop()
            self.tell(texts.say("ui.drafts.reserve_used"), "look")
        elif failed:
            self._say(texts.say("ui.drafts.kept_again"), "ok", _GOOD_NEWS_MS)
        elif not self._enough.isActive():
            self.tell("")

    def _say(self, words: str, state: str, how_long: int) -> None:
        self.tell(words, state)
        self._enough.start(how_long)
