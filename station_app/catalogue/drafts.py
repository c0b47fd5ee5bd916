"""What an officer does with drafts."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from station_app.domain.drafts import Draft, DraftLine, KeptDraft
    from station_app.domain.records import Officer
    from station_app.services.desk import Desk


class DraftCalls:
    """What an officer does with drafts."""

    _desk: Desk

    def save_draft(self, draft: Draft) -> KeptDraft:
        """Keep a draft; where somebody else has gone on with it, as a copy beside theirs. See `KeptDraft`."""
        from station_app.services.keep_drafts import save_draft

        return save_draft(self._desk, draft)

    def drafts(self) -> tuple[DraftLine, ...]:
        """Give the drafts of this station, newest first; of the discarded ones this officer's of today."""
        from station_app.services.keep_drafts import list_drafts

        return list_drafts(self._desk)

    def latest_draft(self) -> Draft | None:
        """Give the draft this officer typed last."""
        from station_app.services.keep_drafts import latest_draft

        return latest_draft(self._desk)

    def open_draft(self, draft_id: str) -> Draft:
        """Go on with a draft, taking it over or restoring it where need be. Raises RefusedError `draft_unknown`."""
        from station_app.services.keep_drafts import open_draft

        return open_draft(self._desk, draft_id)

    def discard_draft(self, draft_id: str) -> None:
        """Lay one's own draft aside until the end of the day."""
        from station_app.services.keep_drafts import discard_draft

        discard_draft(self._desk, draft_id)

    def restore_draft(self, draft_id: str) -> None:
        """Take a discard back."""
        from station_app.services.keep_drafts import restore_draft

        restore_draft(self._desk, draft_id)

    def hand_over_draft(self, draft_id: str, badge: str, note: str = "") -> None:
        """Give one's own draft to a colleague."""
        from station_app.services.keep_drafts import hand_over_draft

        hand_over_draft(self._desk, draft_id, badge, note)

    def colleagues(self) -> tuple[Officer, ...]:
        """Give the other officers of the front desk."""
        from station_app.services.keep_drafts import colleagues

        return colleagues(self._desk)

    def clear_drafts(self) -> int:
        """Remove what was discarded on an earlier day; gives how many."""
        from station_app.services.keep_drafts import clear_drafts

        return clear_drafts(self._desk)
