"""Use case: see what became of printed papers, and see to those that did not come out.

The same printing may go out again as long as no whole one came out: that is no reprint. Once one is there, more of the
same need a reason (`issue_paper`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station_app import texts
from station_app.domain.authority import Action
from station_app.domain.print_jobs import OPEN, STOPPED, PrintAct, PrintState
from station_app.errors import RefusedError
from station_app.services import spooling
from station_app.storage import spool

if TYPE_CHECKING:
    from collections.abc import Collection

    from station_app.domain.print_jobs import PrintJob
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork

_AGAIN: dict[str, Any] = {
    "state": PrintState.WAITING,
    "claimed_at": None,
    "remote": None,
    "moved_at": None,
    "seen": "",
    "began": False,
    "called_off_at": None,
    "ended_at": None,
    "trouble": "",
    "details": {},
    "pages": 0,
    "placed": False,
}


def list_jobs(desk: Desk, *, ended: bool = False) -> tuple[PrintJob, ...]:
    """Give this desk's papers that are not done with, in order; with `ended` also those that are, the newest 500."""
    desk.require(Action.PRINT)
    with desk.store.read() as uow:
        return spool.of_desk(uow, spooling.name_of(desk), states=tuple(PrintState) if ended else OPEN)


def jobs_of(desk: Desk, numbers: Collection[str]) -> tuple[PrintJob, ...]:
    """Give every paper of these cases or notices that went to a printer here, at whichever desk."""
    desk.require(Action.PRINT)
    with desk.store.read() as uow:
        return spool.of_numbers(uow, numbers)


def place_for(desk: Desk, paper: str) -> str:
    """Give where this desk sends papers of one kind, as its settings say now. May ask for printers: blocks."""
    desk.require(Action.PRINT)
    return spooling.printer_for(desk, paper)


def act_on_job(desk: Desk, job_id: str, act: PrintAct, printer: str | None = None) -> PrintJob:
    """Send a paper again, send it and what follows in its set elsewhere, call it off, or say what was seen.

    `printer` is where a rerouted paper goes.

    Raises:
        RefusedError: `print_unknown`; `print_act_unfit` - as the paper stands, this cannot be done with it;
            `print_printer_missing`.
    """
    desk.require(Action.PRINT)
    if act is PrintAct.REROUTE and not printer:
        raise RefusedError("print_printer_missing")
    name = spooling.name_of(desk)
    with desk.store.write() as uow:
        job = spool.one(uow, name, job_id)
        if job is None:
            raise RefusedError("print_unknown", job=job_id[:20])
        if act not in job.acts:
            state = texts.say(f"print.state.{job.state.value}")
            raise RefusedError("print_act_unfit", state=state, act=texts.say(f"print.act.{act.value}"))
        if act is PrintAct.REROUTE:
            _reroute(uow, name, job, str(printer))
        else:
            spool.change(uow, job_id, (job.state,), **_values(desk, job, act))
        uow.commit()
    with desk.store.read() as uow:
        after = spool.one(uow, name, job_id)
    return after or job


def _values(desk: Desk, job: PrintJob, act: PrintAct) -> dict[str, Any]:
    if act in (PrintAct.RETRY, PrintAct.NOTHING_CAME):
        return _AGAIN
    if act is PrintAct.CAME_OUT:
        return {"state": PrintState.DONE, "ended_at": desk.now(), "content": None}
    return spooling.called_off(desk, job)


def _reroute(uow: UnitOfWork, name: str, job: PrintJob, printer: str) -> None:
    """Send a paper elsewhere, and with it what follows in its set and was meant for the same printer."""
    for other in spool.group(uow, name, job.group):
        if other.place < job.place or other.printer != job.printer:
            continue
        if other.state is PrintState.WAITING or (other.place == job.place and other.state in STOPPED):
            spool.change(uow, other.job_id, (other.state,), **_AGAIN, printer=printer)
