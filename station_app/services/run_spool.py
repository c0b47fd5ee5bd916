"""Use case: one turn of the spool. Hands over what waits, asks after what is being printed, and never waits itself.

Whoever has a desk open takes a turn now and then, on a thread of their own; two at once do no harm: a paper is claimed
in a transaction before a printer sees it, and an end is written once. A paper whose hand-over was cut off is never sent
again by itself: nobody knows whether it came out.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from station_app.domain.authority import Action
from station_app.domain.print_jobs import (
    BUSY,
    KEPT,
    LAST_WORD,
    NOWHERE,
    OPEN,
    PATIENCE,
    SENDING,
    STOPPED,
    PrintState,
    folder_of,
    is_file,
)
from station_app.errors import DamagedError, DeviceError, StationError, UsageError
from station_app.outgoing import hand_out, is_paper, refuse_place, said_if_not_saved
from station_app.services import spooling
from station_app.storage import spool
from station_app.storage.spool import WANTED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from station_app.domain.print_jobs import PrintJob
    from station_app.services.desk import Desk

_PRINTING = (PrintState.PRINTING,)
_UNKNOWN = "printer_end_unknown"


class SpoolTurn(msgspec.Struct, frozen=True):
    """What one turn came to: how many papers are under way still, whether any of them changed."""

    under_way: int
    changed: bool


def run_spool(desk: Desk) -> SpoolTurn:
    """Take one turn: follow, wipe, hand over. Blocks for the answers of printers, seconds at most for each."""
    desk.require(Action.PRINT)
    name = spooling.name_of(desk)
    with desk.store.read() as uow:
        going = spool.going(uow, name)
        stopped = spool.of_desk(uow, name, states=STOPPED)
    changed = [_follow(desk, each) for each in going]
    changed += [_wipe(desk, job) for job in stopped if desk.now() - job.queued_at > KEPT]
    changed += [_hand_over(desk, job) for job in _next(desk, name)]
    with desk.store.read() as uow:
        left = spool.of_desk(uow, name, states=OPEN)
    return SpoolTurn(len(_runnable(left)) + sum(job.state is PrintState.PRINTING for job in left), any(changed))


def _next(desk: Desk, name: str) -> tuple[PrintJob, ...]:
    """Give the next paper for each printer that has none."""
    with desk.store.read() as uow:
        jobs = spool.of_desk(uow, name, states=OPEN)
    busy = {job.printer for job in jobs if job.state is PrintState.PRINTING}
    chosen: dict[str, PrintJob] = {}
    for job in _runnable(jobs):
        if job.printer not in busy:
            chosen.setdefault(job.printer, job)
    return tuple(chosen.values())


def _runnable(jobs: tuple[PrintJob, ...]) -> tuple[PrintJob, ...]:
    """Give what may be handed over: a set goes on only when everything before in it is out."""
    held: set[str] = set()
    found = []
    for job in jobs:
        if job.state is PrintState.WAITING and job.printer != NOWHERE and job.group not in held:
            found.append(job)
        held.add(job.group)
    return tuple(found)


def _hand_over(desk: Desk, job: PrintJob) -> bool:
    """Claim a paper and give it to its printer or folder."""
    now = desk.now()
    with desk.store.write() as uow:
        claimed = spool.change(
            uow, job.job_id, (PrintState.WAITING,), state=PrintState.PRINTING, claimed_at=now, moved_at=now
        )
        sealed = spool.content(uow, job.job_id) if claimed else None
        uow.commit()
    if not claimed:
        return False
    try:
        pdf = spooling.opened(desk, job, sealed or b"")
        if is_file(job.printer):
            _put_in_folder(job, pdf)
            return _end(desk, job, PrintState.DONE)
        return _send(desk, job, pdf)
    except (DeviceError, DamagedError, UsageError) as error:
        return _stop(desk, job, error)


def _send(desk: Desk, job: PrintJob, pdf: bytes) -> bool:
    from printing import printers  # noqa: PLC0415 - only desks that print load it

    offset = spooling.offset_of(desk, job.printer)
    backs = spooling.backs_of(desk, job)
    sent = printers.send(pdf, job.printer, title=f"{job.paper} {job.number}", offset=offset, backs=backs)
    return _note(desk, job, remote=sent.job, placed=sent.placed, moved_at=desk.now())


def _put_in_folder(job: PrintJob, pdf: bytes) -> None:
    folder = Path(folder_of(job.printer))
    target = folder / f"{job.number}-{job.paper}-{job.copy}.pdf"
    refuse_place(target, is_paper)
    with said_if_not_saved(target):
        hand_out(target, pdf)


def _follow(desk: Desk, going: spool.Going) -> bool:
    """Ask after a paper that a printer has."""
    job, now = going.job, desk.now()
    if going.remote is None:
        return now - going.claimed_at > SENDING and _end(desk, job, PrintState.UNKNOWN, _UNKNOWN)
    from printing import printers  # noqa: PLC0415 - only desks that print load it

    if job.called_off or now - going.moved_at > PATIENCE:
        printers.call_off(job.printer, going.remote)
        if going.called_off_at is None:
            return _note(desk, job, called_off_at=now, moved_at=now)
    try:
        report = printers.report(job.printer, going.remote)
    except DeviceError:
        return _given_up(desk, going, now)
    verdict = printers.judge(report, called_off=job.called_off, began=going.began, trouble=job.trouble)
    if verdict.end is not None:
        return _ended(desk, going, verdict)
    began = going.began or report.state is not printers.JobState.PENDING
    seen = f"{report.state} {report.reasons} {report.printer_reasons} {report.pages}"
    if seen != going.seen and not job.called_off:
        return _note(
            desk,
            job,
            seen=seen,
            moved_at=now,
            began=began,
            trouble=verdict.trouble,
            details={"reason": verdict.why},
            pages=report.pages,
        )
    return _given_up(desk, going, now)


def _ended(desk: Desk, going: spool.Going, verdict: Any) -> bool:
    state = PrintState(verdict.end.value)
    if state is PrintState.FAILED and going.seen == WANTED:
        state = PrintState.CANCELLED
    return _end(desk, going.job, state, verdict.trouble, {"reason": verdict.why})


def _given_up(desk: Desk, going: spool.Going, now: datetime) -> bool:
    """Say of a paper that was called off, and of which nobody says more, that nobody knows."""
    since = going.called_off_at
    return since is not None and now - since > LAST_WORD and _end(desk, going.job, PrintState.UNKNOWN, _UNKNOWN)


def _stop(desk: Desk, job: PrintJob, error: StationError) -> bool:
    if error.code == "printer_busy" and desk.now() - job.queued_at < BUSY:
        return _note(desk, job, state=PrintState.WAITING, claimed_at=None)  # its turn comes
    state = PrintState.UNKNOWN if error.code == _UNKNOWN else PrintState.FAILED
    return _end(desk, job, state, error.code, {name: str(value) for name, value in error.details.items()})


def _wipe(desk: Desk, job: PrintJob) -> bool:
    with desk.store.write() as uow:
        done = spool.change(uow, job.job_id, STOPPED, state=PrintState.CANCELLED, ended_at=desk.now(), content=None)
        uow.commit()
    return done


def _end(
    desk: Desk, job: PrintJob, state: PrintState, trouble: str = "", details: Mapping[str, str] | None = None
) -> bool:
    """Write how a paper ended; what is done with is wiped."""
    values: dict[str, Any] = {
        "state": state,
        "ended_at": desk.now(),
        "trouble": trouble,
        "details": details or {},
    }
    if state not in STOPPED:
        values["content"] = None
    return _note(desk, job, **values)


def _note(desk: Desk, job: PrintJob, **values: Any) -> bool:
    with desk.store.write() as uow:
        done = spool.change(uow, job.job_id, _PRINTING, **values)
        uow.commit()
    return done
