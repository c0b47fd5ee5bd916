"""Use case: print papers. Each is journalled and queued in one transaction, so that a power cut between loses neither.

A set of papers is one group: it comes out whole and in its order, or stops at the paper that failed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from station_app import texts
from station_app.domain.authority import Action
from station_app.domain.print_sets import set_for
from station_app.errors import RefusedError
from station_app.services import spooling
from station_app.services.drawing import record_for
from station_app.services.issuing import issue, next_printing, refuse_without_reason
from station_app.services.traying import goes_on_stock
from station_app.storage import cases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.domain.print_jobs import PrintJob, Sides
    from station_app.domain.records import IssuedPaper
    from station_app.domain.reprints import Reprint
    from station_app.services.desk import Desk


def print_papers(
    desk: Desk, number: str, papers: Sequence[str], printer: str | None = None, again: Reprint | None = None
) -> tuple[PrintJob, ...]:
    """Issue these papers of a case or notice and queue them, on `printer` or where the desk's settings send each.

    Raises:
        RefusedError: as `issue_paper`; nothing was stored or queued.
    """
    desk.require(Action.PRINT)
    goes_to = {paper: printer or spooling.printer_for(desk, paper) for paper in papers}
    with desk.store.write() as uow:
        made = [(issue(uow, desk, record_for(uow, number, paper), paper, again), goes_to[paper]) for paper in papers]
        jobs = spooling.put(uow, desk, made)
        uow.commit()
    unfit = {(issued.paper, issued.copy): issued.unfit for issued, _ in made}
    return tuple(replace(job, unfit=unfit[job.paper, job.copy]) for job in jobs)


def print_paper(
    desk: Desk, number: str, paper: str, printer: str, again: Reprint | None = None, *, sides: Sides | None = None
) -> tuple[IssuedPaper, PrintJob]:
    """Issue one paper and queue it; gives what was issued, too. `sides`: on so many, whatever the printer is set to.

    Raises:
        RefusedError: as `issue_paper`; `print_sides_unfit`; nothing was stored or queued.
    """
    desk.require(Action.PRINT)
    spooling.refuse_sides(paper, sides)
    with desk.store.write() as uow:
        issued = issue(uow, desk, record_for(uow, number, paper), paper, again)
        (job,) = spooling.put(uow, desk, [(issued, printer)], sides=sides)
        uow.commit()
    return issued, job


def print_batch(
    desk: Desk,
    numbers: Sequence[str],
    paper: str,
    printer: str | None = None,
    again: Reprint | None = None,
    *,
    sides: Sides | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[PrintJob, ...]:
    """Print the same paper of many cases as one set, in their order; after a jam it goes on from the one that failed.

    All are looked at before the first is journalled; each is journalled and queued by itself, so that two hundred slips
    keep no other desk waiting. `progress` is told how many are queued, and may raise to queue no more.

    Raises:
        RefusedError: as `issue_paper`, for the first that cannot be printed; `print_sides_unfit`; nothing was stored
            or queued.
    """
    desk.require(Action.PRINT)
    spooling.refuse_sides(paper, sides)
    goes_to = printer or spooling.printer_for(desk, paper)
    with desk.store.read() as uow:
        for number in numbers:
            record = record_for(uow, number, paper)
            if again is None:
                refuse_without_reason(paper, next_printing(uow, desk, record, paper), again)
    jobs: tuple[PrintJob, ...] = ()
    for place, number in enumerate(numbers, 1):
        with desk.store.write() as uow:
            issued = issue(uow, desk, record_for(uow, number, paper), paper, again)
            jobs = spooling.put(uow, desk, [(issued, goes_to)], jobs[0].group if jobs else "", sides)
            uow.commit()
        if progress is not None:
            progress(place, len(numbers))
    return jobs


def print_set(
    desk: Desk, case_no: str, printer: str | None = None, again: Reprint | None = None
) -> tuple[PrintJob, ...]:
    """Print the papers of the moment a case is in: those not printed yet, or with a reason all of them again.

    What lies on blanks at this desk is left out: its sheet has to be looked at (`papers_for_tray`).

    Raises:
        RefusedError: `print_set_empty` - this case has no papers now; `reprint_reason_missing` - all were printed;
            `print_set_on_stock` - what is left goes on blanks.
    """
    desk.require(Action.PRINT)
    wanted = papers_of_set(desk, case_no)
    if not wanted:
        raise RefusedError("print_set_empty", case_no=case_no)
    if again is None:
        with desk.store.read() as uow:
            fresh = tuple(
                paper for paper in wanted if next_printing(uow, desk, record_for(uow, case_no, paper), paper) == 1
            )
        wanted = fresh or wanted
    on_stock = _for_tray(desk, case_no, wanted)
    plain = tuple(paper for paper in wanted if paper not in on_stock)
    if not plain:
        raise RefusedError("print_set_on_stock", papers=texts.say(f"ui.paper.{on_stock[0]}"))
    return print_papers(desk, case_no, plain, printer, again)


def papers_for_tray(desk: Desk, case_no: str) -> tuple[str, ...]:
    """Name the papers of the moment that were not printed yet and go on blanks in this desk's tray, each by itself.

    Raises:
        RefusedError: `case_unknown`.
    """
    desk.require(Action.PRINT)
    if not spooling.chosen(desk).stock_kinds:
        return ()
    on_stock = _for_tray(desk, case_no, papers_of_set(desk, case_no))
    with desk.store.read() as uow:
        return tuple(
            paper for paper in on_stock if next_printing(uow, desk, record_for(uow, case_no, paper), paper) == 1
        )


def _for_tray(desk: Desk, case_no: str, papers: Sequence[str]) -> tuple[str, ...]:
    if not spooling.chosen(desk).stock_kinds:
        return ()
    with desk.store.read() as uow:
        return tuple(paper for paper in papers if goes_on_stock(uow, desk, record_for(uow, case_no, paper), paper))


def papers_of_set(desk: Desk, case_no: str) -> tuple[str, ...]:
    """Name the papers of the moment a case is in, in the order in which they are handed over.

    Raises:
        RefusedError: `case_unknown`.
    """
    from printing.papers import papers_of  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    desk.require(Action.PRINT)
    with desk.store.read() as uow:
        record = cases.record(uow, case_no)
    if record is None:
        raise RefusedError("case_unknown", case_no=case_no)
    return set_for(record.status, papers_of(record), {copy.paper for copy in record.papers})


def print_issued(desk: Desk, issued: IssuedPaper, printer: str | None = None) -> tuple[PrintJob, ...]:
    """Queue a paper that was journalled by another use case (a notice, a roster)."""
    desk.require(Action.PRINT)
    goes_to = printer or spooling.printer_for(desk, issued.paper)
    with desk.store.write() as uow:
        jobs = spooling.put(uow, desk, [(issued, goes_to)])
        uow.commit()
    return jobs
