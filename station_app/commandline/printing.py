"""Commands on papers on their way to a printer: see them, send them on, call them off; and wait for one of them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from station_app import texts
from station_app.commandline.answer import Answer, one
from station_app.commandline.cases import refuse_paper_place, save_paper
from station_app.domain.print_jobs import NOWHERE, OPEN, PrintAct, PrintState
from station_app.errors import DeviceError
from station_app.settings import NO_OFFSET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.catalogue import Catalogue
    from station_app.commandline.call import Call
    from station_app.domain.print_jobs import PrintJob

_PAUSE = 0.25
"""Seconds between two turns of the spool."""


def spool(call: Call) -> Answer:
    """See or change what is on its way to this desk's printers."""
    arguments, catalogue = call.arguments, call.catalogue
    if arguments.action == "list":
        jobs = catalogue.print_jobs(ended=arguments.ended)
    elif arguments.action == "run":
        jobs = _run(catalogue)
    else:
        act = PrintAct(arguments.action.replace("-", "_"))
        jobs = (catalogue.act_on_job(arguments.job, act, arguments.printer),)
    return one([_data(job) for job in jobs], *map(_line, jobs))


def calibration(call: Call) -> Answer:
    """Make the calibration page: as a PDF file, or on a printer, moved by what is set for it."""
    arguments, catalogue = call.arguments, call.catalogue
    if arguments.pdf:
        name = Path(arguments.pdf)
        refuse_paper_place(Path(), name)
        saved = save_paper(catalogue.make_calibration(arguments.sheet), Path(), name)
        data = {"sheet": arguments.sheet, "pdf": saved["pdf"], "printer": None, "sha256": saved["sha256"]}
        return one(data, str(saved["pdf"]))
    job = catalogue.print_calibration(arguments.sheet, arguments.printer)
    wait_for(catalogue, job)
    moved = catalogue.settings.printer_offsets.get(job.printer, NO_OFFSET)
    data = {
        "sheet": arguments.sheet,
        "pdf": None,
        "printer": job.printer,
        "moved": {"right": moved.right, "down": moved.down},
    }
    return one(data, texts.say("cli.printed", paper=job.paper, printer=job.printer))


def wait_for(catalogue: Catalogue, job: PrintJob) -> None:
    """Take turns of the spool until this paper has come out.

    Raises:
        DeviceError: what stopped it; it stays in the spool, to be sent again.
    """
    while job.printer != NOWHERE:  # there it waits for somebody to send it on
        catalogue.run_spool()
        now = next((each for each in catalogue.print_jobs(ended=True) if each.job_id == job.job_id), None)
        if now is None or now.state in (PrintState.DONE, PrintState.CANCELLED):
            return
        if now.state in (PrintState.FAILED, PrintState.UNKNOWN):
            raise DeviceError(now.trouble, **{"reason": "", **now.details, "printer": now.printer})
        time.sleep(_PAUSE)


def printed_batch(catalogue: Catalogue, jobs: Sequence[PrintJob]) -> Answer:
    """Wait until each paper of a batch is out, one after the other.

    Raises:
        DeviceError: what stopped one; it and those after it stay in the spool, to be sent on from there.
    """
    for job in jobs:
        wait_for(catalogue, job)
    return one([_data(job) for job in jobs], texts.say("cli.printed_batch", count=len(jobs), printer=jobs[0].printer))


def _run(catalogue: Catalogue) -> tuple[PrintJob, ...]:
    """Take turns until nothing moves any more; give what is left."""
    while catalogue.run_spool().under_way:
        time.sleep(_PAUSE)
    return catalogue.print_jobs()


def _data(job: PrintJob) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(job)
    made["said"] = said(job)
    made["acts"] = [act.value for act in job.acts] if job.state in OPEN else []
    return made


def _line(job: PrintJob) -> str:
    state = texts.say(f"print.state.{job.state.value}")
    why = said(job)
    return f"{job.job_id}  {job.number}  {job.paper}  {job.printer}  {state}" + (f"  {why}" if why else "")


def said(job: PrintJob) -> str:
    """Say what stopped a paper; empty where nothing did."""
    if not job.trouble or job.state not in (PrintState.FAILED, PrintState.UNKNOWN):
        return ""
    return texts.say(f"error.{job.trouble}", None, **{"reason": "", **job.details, "printer": job.printer})
