"""The pulse of the spool: takes a turn twice a second while papers are under way, and says what became of them.

Started by whoever prints (`session.changed("printing")`) and when a desk opens: papers that were sent before a crash
are followed from there. Never blocks: a turn runs on the task runner, and the next begins when it has come back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from station_app import texts
from station_app.domain.authority import Action, permits
from station_app.domain.print_jobs import STOPPED
from ui.presenters.printing import why
from ui.presenters.words import paper_word

if TYPE_CHECKING:
    from station_app.domain.print_jobs import PrintJob
    from station_app.errors import StationError
    from station_app.services.run_spool import SpoolTurn
    from ui.session import Session

_BETWEEN_MS = 500


class SpoolPulse(QObject):
    """Drives the spool of this desk.

    Signals:
        counted: So many papers are under way or wait for somebody (first), so many of them are stopped (second).
    """

    counted = Signal(int, int)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._at_work = self._resting = False
        self._stopped: frozenset[str] | None = None
        self._next = QTimer(self, singleShot=True, interval=_BETWEEN_MS)
        self._next.timeout.connect(self.beat)
        session.changed.connect(lambda kind: self.beat() if kind == "printing" else None)

    def beat(self) -> None:
        """Take a turn now, unless one is being taken or this officer has no business with papers."""
        if self._at_work or self._resting or not permits(self._session.catalogue.officer.roles, Action.PRINT):
            return
        self._at_work = True
        catalogue = self._session.catalogue
        self._session.runner.run(
            lambda: (catalogue.run_spool(), catalogue.print_jobs()), self._turned, self._failed, after=self._back
        )

    def rest(self) -> None:
        """Take no more turns: the officer has left this desk, and the next one's takes them."""
        self._resting = True
        self._next.stop()

    def _back(self) -> None:
        self._at_work = False

    def _turned(self, found: tuple[SpoolTurn, tuple[PrintJob, ...]]) -> None:
        if not isValid(self):  # the desk was closed meanwhile; whoever opens the next one follows its papers
            return
        turn, jobs = found
        stopped = frozenset(job.job_id for job in jobs if job.state in STOPPED)
        if self._stopped is not None:
            for job in jobs:
                if job.job_id in stopped - self._stopped:
                    self._session.told.emit(
                        texts.say("print.stopped", paper=paper_word(job.paper), why=why(job)), "blocked"
                    )
        self._stopped = stopped
        self.counted.emit(len(jobs), len(stopped))
        if turn.changed:
            self._session.changed.emit("printed")
        if turn.under_way and not self._resting:
            self._next.start()

    def _failed(self, error: StationError) -> None:
        """A database that does not answer is said by whoever waits for it; the pulse tries again."""
        del error
        if isValid(self) and not self._resting:
            self._next.start()
