"""What every page is given once an officer has logged in.

Pages talk to each other only through its signals.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station_app.catalogue import Catalogue
    from station_app.domain.paper_verdicts import PaperVerdict
    from station_app.paths import Home
    from station_app.settings import Settings
    from ui.tasks import Runner


@dataclass(frozen=True, slots=True)
class ReaderSeen:
    """What the card reader was last seen doing; `details` fill the sentence (`number`, `reason`)."""

    word: str
    details: Mapping[str, object] = field(default_factory=dict)


class Session(QObject):
    """The logged-in catalogue, the runner, the settings of the desk, and what pages tell each other.

    Signals:
        changed: Something of this kind changed: `cases`, `households`, `papers`, `drafts`, `exchange`,
            `settings`.
        case_opened: Show the case page of this case number.
        case_done: What was done on this page about the case of this number is over: show the case, and never this
            page again on the way back.
        household_opened: Show the household of this number and who is in it.
        permit_opened: Show the residence permit of this number.
        decision_wanted: Show the decision page of this case number.
        draft_wanted: Go on with this draft (its id) on the intake page.
        paper_wanted: Show the preview of (case number, paper); Enter prints it there.
        character_wanted: Open the rare-character finder for the field with the focus.
        notice_wanted: Show the one-time notice of this draft; Enter issues and prints it there.
        notice_scanned: The code of this notice was scanned: bring its draft back, or open its case.
        clock_wanted: Show how far the clock is believed, where it can be confirmed.
        told: Say this sentence in the notice line, with a state: `ok`, `look` or `blocked`.
        covered: The desk is being locked: forget what an undo would bring back.
        reader_seen: What the card reader was last seen doing; carries a `ReaderSeen`.
    """

    changed = Signal(str)
    case_opened = Signal(str)
    case_done = Signal(str)
    household_opened = Signal(str)
    permit_opened = Signal(str)
    decision_wanted = Signal(str)
    draft_wanted = Signal(str)
    paper_wanted = Signal(str, str)
    character_wanted = Signal()
    notice_wanted = Signal(str)
    notice_scanned = Signal(str)
    clock_wanted = Signal()
    told = Signal(str, str)
    covered = Signal()
    reader_seen = Signal(object)

    def __init__(self, catalogue: Catalogue, runner: Runner, home: Home, *, practice: bool) -> None:
        super().__init__()
        self.catalogue = catalogue
        self.runner = runner
        self.settings: Settings = catalogue.settings
        self.home = home
        self.practice = practice
        self.reader: ReaderSeen | None = None
        self.queue: tuple[str, ...] = ()
        """The case numbers of the list that is being gone through; a page sets it when it opens one of its rows."""

    def follow_paper(self, verdict: PaperVerdict) -> None:
        """Open what a proven paper is about: its notice, its residence permit or its case; else nothing."""
        if verdict.notice_no:
            self.notice_scanned.emit(verdict.notice_no)
        elif verdict.permit_no:
            self.permit_opened.emit(verdict.permit_no)
        elif verdict.case_no:
            self.case_opened.emit(verdict.case_no)

    def see_reader(self, word: str, **details: object) -> None:
        """Note what the card reader does: `searching`, `waiting`, `reading`, `ready`, `removed` or `failed`."""
        seen = ReaderSeen(word, details)
        if seen != self.reader:
            self.reader = seen
            self.reader_seen.emit(seen)

    def following(self, case_no: str) -> str:
        """Give the case after this one in the list that is being gone through; empty at its end, or without a list."""
        place = self.queue.index(case_no) + 1 if case_no in self.queue else len(self.queue)
        return self.queue[place] if place < len(self.queue) else ""
