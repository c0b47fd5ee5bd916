"""A disk that is full while the test says so: the one thing between a real catalogue and its windows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station_app.errors import DeviceError

if TYPE_CHECKING:
    from station_app.catalogue import Catalogue
    from station_app.domain.drafts import Draft, KeptDraft


class FullDisk:
    """A catalogue whose drafts find no room while `full`; everything else is the real one's."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.full = False
        self.attempts = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._catalogue, name)

    def save_draft(self, draft: Draft) -> KeptDraft:
        self.attempts += 1
        if self.full:
            raise DeviceError("disk_full")
        return self._catalogue.save_draft(draft)
