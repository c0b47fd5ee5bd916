"""The sheets that come over whatever page is in view: all keys, one's own account, the clock, a scanned paper.

Each is made when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from station_app.domain.paper_verdicts import PaperVerdict
    from ui.screens.clock_sheet import ClockSheet
    from ui.screens.own_sheet import OwnSheet
    from ui.screens.paper_sheet import PaperSheet
    from ui.session import Session
    from ui.widgets.keys_sheet import KeysSheet


class DeskSheets:
    """Shows them over `desk`."""

    def __init__(self, desk: QWidget, session: Session) -> None:
        self._desk = desk
        self._session = session
        self._keys: KeysSheet | None = None
        self._own: OwnSheet | None = None
        self._clock: ClockSheet | None = None
        self._paper: PaperSheet | None = None

    def keys(self) -> None:
        """Show every key, or put the list away again."""
        if self._keys is None:
            from ui.widgets.keys_sheet import KeysSheet  # noqa: PLC0415 - made when first asked for

            self._keys = KeysSheet(self._desk)
        self._keys.toggle()

    def own(self) -> None:
        """Show one's own account."""
        if self._own is None:
            from ui.screens.own_sheet import OwnSheet  # noqa: PLC0415 - made when first asked for

            self._own = OwnSheet(self._desk, self._session)
        self._own.begin()

    def clock(self) -> None:
        """Show how far the clock is believed."""
        if self._clock is None:
            from ui.screens.clock_sheet import ClockSheet  # noqa: PLC0415 - made when first asked for

            self._clock = ClockSheet(self._desk, self._session)
        self._clock.begin()

    def paper(self, verdict: PaperVerdict) -> None:
        """Say what a scanned paper is worth."""
        if self._paper is None:
            from ui.screens.paper_sheet import PaperSheet  # noqa: PLC0415 - made when first asked for

            self._paper = PaperSheet(self._desk, self._session)
        self._paper.begin(verdict)
