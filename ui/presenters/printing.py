"""Papers on their way to a printer: the list in words, and what can be done with each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from station_app import texts
from station_app.clock import BEIJING
from station_app.domain.print_jobs import NOWHERE, PrintAct, PrintState, folder_of, is_file
from ui.presenters import words
from ui.presenters.page_presenter import PagePresenter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.catalogue import Catalogue
    from station_app.domain.print_jobs import PrintJob
    from ui.tasks import Runner

ACT_KEYS = {
    PrintAct.RETRY: "1",
    PrintAct.NOTHING_CAME: "1",
    PrintAct.REROUTE: "2",
    PrintAct.CANCEL: "3",
    PrintAct.CAME_OUT: "4",
}
"""The digits of the list; what prints again has one key, whatever is known about the first time."""

_STATES = {
    PrintState.WAITING: "",
    PrintState.PRINTING: "",
    PrintState.DONE: "ok",
    PrintState.FAILED: "blocked",
    PrintState.CANCELLED: "",
    PrintState.UNKNOWN: "look",
}


@dataclass(frozen=True, slots=True)
class JobRow:
    """One line of the list; `why` is what stopped it, or what its printer waits for."""

    job_id: str
    when: str
    paper: str
    number: str
    place: str
    word: str
    state: str
    why: str
    acts: tuple[PrintAct, ...]


@dataclass(frozen=True, slots=True)
class PrintingView:
    """The page: rows in the order of the desk, the printers there are, and whether ended ones are shown, too."""

    rows: tuple[JobRow, ...] = ()
    printers: tuple[str, ...] = ()
    ended: bool = False


class PrintingPresenter(PagePresenter[PrintingView]):
    """Lists the papers of this desk and does what is asked with one of them."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[PrintingView], None],
        told: Callable[[str, str], None],
        acted: Callable[[], None],
    ) -> None:
        super().__init__(catalogue, runner, show, told)
        self._acted = acted
        self._ended = False
        self._printers: tuple[str, ...] = ()
        self._rows: tuple[JobRow, ...] = ()

    def refresh(self) -> None:
        """Ask again how the papers stand."""
        ended = self._ended
        self._runner.run(
            lambda: self._catalogue.print_jobs(ended=ended), self._listed, self._refused, channel="print-jobs"
        )

    def find_printers(self) -> None:
        """Ask which printers there are; may take seconds."""
        self._runner.run(self._catalogue.printers, self._found, self._refused, channel="print-printers")

    def show_ended(self, *, ended: bool) -> None:
        """Show also what is done with, or no longer."""
        self._ended = ended
        self.refresh()

    def act(self, row: JobRow, act: PrintAct, printer: str | None = None) -> None:
        """Do this with a paper."""
        done = texts.say("print.did", act=texts.say(f"print.act.{act.value}"), paper=row.paper)
        self._runner.run(
            lambda: self._catalogue.act_on_job(row.job_id, act, printer), partial(self._did, done), self._refused
        )

    def _did(self, done: str, _job: PrintJob) -> None:
        self._told(done, "ok")
        self._acted()

    def _listed(self, jobs: Sequence[PrintJob]) -> None:
        self._rows = tuple(map(row_of, reversed(jobs) if self._ended else jobs))
        self._tell()

    def _found(self, printers: tuple[str, ...]) -> None:
        self._printers = printers
        self._tell()

    def _tell(self) -> None:
        self._show(PrintingView(self._rows, self._printers, self._ended))


def row_of(job: PrintJob) -> JobRow:
    """Give a paper of the spool in words."""
    return JobRow(
        job_id=job.job_id,
        when=job.queued_at.astimezone(BEIJING).strftime("%m-%d %H:%M"),
        paper=words.paper_word(job.paper),
        number=job.number,
        place=place_word(job.printer),
        word=state_word(job),
        state="look" if job.state is PrintState.PRINTING and job.trouble else _STATES[job.state],
        why=why(job),
        acts=job.acts,
    )


def state_word(job: PrintJob) -> str:
    """Say how a paper stands, in a word; of one that waits for its printer, what the printer waits for."""
    if job.state is PrintState.PRINTING and job.called_off:
        return texts.say("print.calling_off")
    if job.state is PrintState.PRINTING and job.trouble:
        return texts.say(f"print.waits.{job.trouble}")
    return texts.say(f"print.state.{job.state.value}")


def why(job: PrintJob) -> str:
    """Say what stopped a paper and what to do about it; of one on larger paper, that it is to be cut."""
    if job.state in (PrintState.FAILED, PrintState.UNKNOWN) and job.trouble:
        details = {"reason": "", **job.details, "printer": place_word(job.printer)}
        return texts.say(f"error.{job.trouble}", None, **details)
    if job.printer == NOWHERE and job.state is PrintState.WAITING:
        return texts.say("print.nowhere_why")
    return texts.say("print.placed") if job.placed else ""


def place_word(printer: str) -> str:
    """Name a place for papers."""
    if printer == NOWHERE:
        return texts.say("print.nowhere")
    return texts.say("print.folder", folder=folder_of(printer)) if is_file(printer) else printer
