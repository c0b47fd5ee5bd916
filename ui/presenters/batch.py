"""A batch of papers of one kind, of the cases of a list: what there is to print, and how far it has come.

Journalling goes on the task runner, printing in the spool; a batch is held by sending what waits nowhere, and goes on
by sending it to its printer again, so that it is also seen, and can be gone on with, on the page of printing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.print_jobs import MOST_IN_A_BATCH, NOWHERE, OPEN, PrintAct, PrintState
from ui.presenters import words
from ui.presenters.printing import place_word, why
from ui.tasks import CancelledError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.domain.print_jobs import PrintJob
    from station_app.domain.reprints import Reprint
    from station_app.errors import StationError
    from station_app.services.plan_batch import BatchKind
    from ui.session import Session

_GOES_ON = (PrintAct.RETRY, PrintAct.NOTHING_CAME)


@dataclass(frozen=True, slots=True)
class BatchView:
    """The sheet. `kinds` are asked about until something is on its way: then `under_way`, and what may be done with it.

    `acts` are among `pause`, `resume`, `came_out`, `cancel`; `state` colours what is `said`.
    """

    lead: str = ""
    kinds: tuple[BatchKind, ...] = ()
    place: str = ""
    under_way: bool = False
    done: int = 0
    of: int = 0
    said: str = ""
    state: str = ""
    acts: tuple[str, ...] = ()


class BatchPresenter:
    """Plans, prints, follows, holds, goes on, calls off."""

    def __init__(self, session: Session, show: Callable[[BatchView], None]) -> None:
        self._session = session
        self._show = show
        self._view = BatchView()
        self._jobs: tuple[PrintJob, ...] = ()
        self._goes_to = ""
        self._issuing = self._cut = False
        session.changed.connect(lambda kind: self._follow() if kind in {"printing", "printed"} else None)

    @property
    def at_work(self) -> bool:
        """Whether a batch of this page is not out yet."""
        return self._issuing or any(job.state in OPEN for job in self._jobs)

    def begin(self, numbers: Sequence[str], *, picked: bool) -> None:
        """Ask what these cases have to print; a batch under way is shown instead."""
        if self.at_work:
            self._follow()
            return
        key = "batch.lead_picked" if picked else "batch.lead_shown"
        if len(numbers) > MOST_IN_A_BATCH:
            key, numbers = "batch.lead_most", numbers[:MOST_IN_A_BATCH]
        self._jobs = ()
        self._set(BatchView(texts.say(key, count=len(numbers)), said=texts.say("batch.looking")))
        there = self._session.catalogue
        self._session.runner.run(lambda: there.plan_batch(numbers), self._planned, self._refused, channel="batch")

    def choose(self, paper: str) -> None:
        """Ask where papers of this kind go."""
        there = self._session.catalogue
        self._session.runner.run(
            lambda: there.place_for(paper), lambda place: self._set(replace(self._view, place=place)), self._refused
        )

    def print(self, paper: str, numbers: Sequence[str], printer: str, again: Reprint | None) -> None:
        """Journal and queue these papers in their order."""
        there = self._session.catalogue
        self._goes_to = printer
        self._issuing, self._cut = True, False
        self._set(replace(self._view, under_way=True, of=len(numbers), done=0, acts=("cancel",)))

        def work(report: Callable[[int, int], None]) -> tuple[PrintJob, ...]:
            def told(count: int, of: int) -> None:
                report(count, of)
                if self._cut and count < of:
                    raise CancelledError

            return there.print_batch(numbers, paper, printer, again, progress=told)

        self._session.runner.run_counted(
            work,
            self._queued,
            self._stopped_at,
            progress=lambda count, of: self._say(texts.say("batch.journalling", count=count, of=of), ""),
            cancelled=self._cut_short,
        )

    def do(self, act: str) -> None:
        """Hold, go on, say that the last one lies there, or call off what is not out."""
        if self._issuing:
            self._cut = True  # seen after the next paper
            return
        wanted = {"pause": self._hold, "resume": self._go_on, "came_out": self._came_out, "cancel": self._call_off}
        self._session.runner.run(wanted[act], lambda _nothing: self._acted(), self._refused)

    def _hold(self) -> None:
        waiting = self._first(PrintState.WAITING)
        if waiting is not None:
            self._session.catalogue.act_on_job(waiting.job_id, PrintAct.REROUTE, NOWHERE)

    def _go_on(self) -> None:
        there = self._session.catalogue
        stopped = self._first(PrintState.FAILED, PrintState.UNKNOWN)
        if stopped is not None:
            there.act_on_job(stopped.job_id, next(act for act in _GOES_ON if act in stopped.acts))
        held = next((job for job in self._jobs if job.state is PrintState.WAITING and job.printer == NOWHERE), None)
        if held is not None:
            there.act_on_job(held.job_id, PrintAct.REROUTE, self._goes_to)

    def _came_out(self) -> None:
        stopped = self._first(PrintState.UNKNOWN)
        if stopped is not None:
            self._session.catalogue.act_on_job(stopped.job_id, PrintAct.CAME_OUT)

    def _call_off(self) -> None:
        for job in self._jobs:
            if PrintAct.CANCEL in job.acts:
                self._session.catalogue.act_on_job(job.job_id, PrintAct.CANCEL)

    def _first(self, *states: PrintState) -> PrintJob | None:
        return next((job for job in self._jobs if job.state in states), None)

    def _planned(self, kinds: tuple[BatchKind, ...]) -> None:
        said = "" if kinds else texts.say("batch.nothing")
        self._set(replace(self._view, kinds=kinds, said=said, state="" if kinds else "look"))

    def _queued(self, jobs: tuple[PrintJob, ...]) -> None:
        self._issuing = False
        self._jobs = jobs
        if self._cut:
            self.do("cancel")
        self._acted()
        self._session.changed.emit("papers")

    def _cut_short(self) -> None:
        """What was queued until then is called off with the rest."""
        self._issuing = False
        there = self._session.catalogue
        self._session.runner.run(lambda: there.print_jobs(ended=True), self._call_off_newest, self._refused)

    def _call_off_newest(self, jobs: tuple[PrintJob, ...]) -> None:
        mine = [job for job in jobs if job.printer == self._goes_to]
        self._jobs = tuple(job for job in mine if job.group == mine[-1].group)  # the first is queued before it is seen
        self.do("cancel")

    def _acted(self) -> None:
        self._session.changed.emit("printing")  # the pulse takes a turn; this page follows

    def _follow(self) -> None:
        if not self._jobs:
            return
        group = self._jobs[0].group
        there = self._session.catalogue
        self._session.runner.run(
            lambda: tuple(job for job in there.print_jobs(ended=True) if job.group == group),
            self._followed,
            self._refused,
            channel="batch",
        )

    def _followed(self, jobs: tuple[PrintJob, ...]) -> None:
        if not jobs:
            return
        self._jobs = jobs
        out = sum(job.state is PrintState.DONE for job in jobs)
        said, state, acts = self._standing(jobs, out)
        self._set(replace(self._view, under_way=True, done=out, of=len(jobs), said=said, state=state, acts=acts))

    def _standing(self, jobs: tuple[PrintJob, ...], out: int) -> tuple[str, str, tuple[str, ...]]:
        """Say how the batch stands, and what may be done with it."""
        count = {"done": out, "of": len(jobs), "printer": place_word(self._goes_to)}
        stopped = self._first(PrintState.FAILED, PrintState.UNKNOWN)
        if stopped is not None:
            said = texts.say("batch.stopped", number=stopped.number, why=why(stopped), **count)
            seen = ("came_out",) if stopped.state is PrintState.UNKNOWN else ()
            return said, "blocked" if stopped.state is PrintState.FAILED else "look", ("resume", *seen, "cancel")
        if not any(job.state in OPEN for job in jobs):
            called_off = len(jobs) - out
            key = "batch.called_off" if called_off else "batch.out"
            return texts.say(key, left=called_off, **count), "look" if called_off else "ok", ()
        if any(job.printer == NOWHERE for job in jobs if job.state is PrintState.WAITING):
            return texts.say("batch.held", **count), "look", ("resume", "cancel")
        return texts.say("batch.going", **count), "", ("pause", "cancel")

    def _stopped_at(self, error: StationError) -> None:
        self._issuing = False
        self._set(replace(self._view, under_way=False, said=words.sentence(error), state="blocked", acts=()))

    def _refused(self, error: StationError) -> None:
        self._say(words.sentence(error), "blocked")

    def _say(self, said: str, state: str) -> None:
        self._set(replace(self._view, said=said, state=state))

    def _set(self, view: BatchView) -> None:
        self._view = view
        self._show(view)
