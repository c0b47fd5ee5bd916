"""Print the papers of the moment a case is in, with one key; asks for a reason only when all of them were printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.print_jobs import NOWHERE
from ui.presenters import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.domain.print_jobs import PrintJob
    from station_app.domain.reprints import Reprint
    from station_app.errors import StationError
    from ui.session import Session


class PrintSet:
    """One key's worth of papers.

    `ask` is called with their names when all were printed and a reason is needed, `queued` when they are on their way.
    """

    def __init__(
        self, session: Session, ask: Callable[[tuple[str, ...]], None], queued: Callable[[], object] = lambda: None
    ) -> None:
        self._session = session
        self._ask = ask
        self._on_their_way = queued
        self._case_no = ""

    def print(self, case_no: str, again: Reprint | None = None) -> None:
        """Journal and queue the papers, each for its own printer."""
        self._case_no = case_no
        session = self._session

        def work() -> tuple[tuple[PrintJob, ...], tuple[str, ...]]:
            return session.catalogue.print_set(case_no, again=again), session.catalogue.papers_for_tray(case_no)

        session.runner.run(work, lambda done: self._queued(*done), self._refused, channel="print-set")

    def give_reason(self, again: Reprint) -> None:
        """Print them all once more, now that it is said why."""
        self.print(self._case_no, again)

    def _queued(self, jobs: tuple[PrintJob, ...], for_tray: tuple[str, ...]) -> None:
        papers = texts.say("print.set_and").join(words.paper_word(job.paper) for job in jobs)
        nowhere = any(job.printer == NOWHERE for job in jobs)
        said = "print.set_nowhere" if nowhere else "print.set_queued"
        sentences = [texts.say(said, count=len(jobs), papers=papers)]
        sentences += [
            texts.say("layout.unfit_of", paper=words.paper_word(job.paper), edition=job.unfit)
            for job in jobs
            if job.unfit
        ]
        self._session.told.emit(" ".join(sentences), "look" if nowhere or len(sentences) > 1 else "ok")
        for kind in ("papers", "printing"):
            self._session.changed.emit(kind)
        self._on_their_way()
        self._look_at(for_tray)

    def _look_at(self, for_tray: tuple[str, ...]) -> None:
        """Open what goes on blanks: the number of each sheet has to be looked at."""
        if for_tray:
            self._session.paper_wanted.emit(self._case_no, " ".join(for_tray))

    def _refused(self, error: StationError) -> None:
        if error.code == "reprint_reason_missing":
            session, case_no = self._session, self._case_no
            session.runner.run(lambda: session.catalogue.papers_of_set(case_no), self._ask, channel="print-set")
        elif error.code == "print_set_on_stock":
            session = self._session
            session.runner.run(
                lambda: session.catalogue.papers_for_tray(self._case_no), self._look_at, self._refused, channel="tray"
            )
        else:
            self._session.told.emit(words.sentence(error), "look")
