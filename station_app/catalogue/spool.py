"""What an officer does with papers on their way to a printer."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from station_app.domain.print_jobs import PrintAct, PrintJob, Sides
    from station_app.domain.records import IssuedPaper
    from station_app.domain.reprints import Reprint
    from station_app.services.desk import Desk
    from station_app.services.plan_batch import BatchKind
    from station_app.services.run_spool import SpoolTurn


class SpoolCalls:
    """What an officer does with papers on their way to a printer."""

    _desk: Desk

    def print_papers(
        self, number: str, papers: Sequence[str], printer: str | None = None, again: Reprint | None = None
    ) -> tuple[PrintJob, ...]:
        """Journal papers and queue them as one set, each on its own printer unless one is named."""
        from station_app.services.print_papers import print_papers

        return print_papers(self._desk, number, papers, printer, again)

    def print_paper(
        self, number: str, paper: str, printer: str, again: Reprint | None = None, *, sides: Sides | None = None
    ) -> tuple[IssuedPaper, PrintJob]:
        """Journal one paper and queue it; gives what was issued, too."""
        from station_app.services.print_papers import print_paper

        return print_paper(self._desk, number, paper, printer, again, sides=sides)

    def print_set(self, case_no: str, printer: str | None = None, again: Reprint | None = None) -> tuple[PrintJob, ...]:
        """Print the papers of the moment a case is in, in their order."""
        from station_app.services.print_papers import print_set

        return print_set(self._desk, case_no, printer, again)

    def papers_for_tray(self, case_no: str) -> tuple[str, ...]:
        """Name the papers of the moment that wait to be put on blanks, each with its own sheet."""
        from station_app.services.print_papers import papers_for_tray

        return papers_for_tray(self._desk, case_no)

    def print_batch(
        self,
        numbers: Sequence[str],
        paper: str,
        printer: str | None = None,
        again: Reprint | None = None,
        *,
        sides: Sides | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[PrintJob, ...]:
        """Print the same paper of many cases as one set, in their order."""
        from station_app.services.print_papers import print_batch

        return print_batch(self._desk, numbers, paper, printer, again, sides=sides, progress=progress)

    def plan_batch(self, numbers: Sequence[str]) -> tuple[BatchKind, ...]:
        """Say which papers these cases have, and which of them were printed before."""
        from station_app.services.plan_batch import plan_batch

        return plan_batch(self._desk, numbers)

    def papers_of_set(self, case_no: str) -> tuple[str, ...]:
        """Name the papers of the moment a case is in."""
        from station_app.services.print_papers import papers_of_set

        return papers_of_set(self._desk, case_no)

    def print_issued(self, issued: IssuedPaper, printer: str | None = None) -> tuple[PrintJob, ...]:
        """Queue a paper that is journalled already."""
        from station_app.services.print_papers import print_issued

        return print_issued(self._desk, issued, printer)

    def make_calibration(self, sheet: str) -> IssuedPaper:
        """Make the calibration page for a sheet, for whichever printer."""
        from station_app.services.print_calibration import make_calibration

        return make_calibration(self._desk, sheet)

    def print_calibration(self, sheet: str, printer: str) -> PrintJob:
        """Queue the calibration page for a printer."""
        from station_app.services.print_calibration import print_calibration

        return print_calibration(self._desk, sheet, printer)

    def print_jobs(self, *, ended: bool = False) -> tuple[PrintJob, ...]:
        """Give this desk's papers on their way; with `ended` those that are done with, too."""
        from station_app.services.keep_spool import list_jobs

        return list_jobs(self._desk, ended=ended)

    def print_jobs_of(self, numbers: Collection[str]) -> tuple[PrintJob, ...]:
        """Give every paper of these cases or notices that went to a printer."""
        from station_app.services.keep_spool import jobs_of

        return jobs_of(self._desk, numbers)

    def place_for(self, paper: str) -> str:
        """Give where this desk sends papers of one kind."""
        from station_app.services.keep_spool import place_for

        return place_for(self._desk, paper)

    def act_on_job(self, job_id: str, act: PrintAct, printer: str | None = None) -> PrintJob:
        """Send a paper again or elsewhere, call it off, or say what was seen."""
        from station_app.services.keep_spool import act_on_job

        return act_on_job(self._desk, job_id, act, printer)

    def run_spool(self) -> SpoolTurn:
        """Take one turn of the spool."""
        from station_app.services.run_spool import run_spool

        return run_spool(self._desk)
