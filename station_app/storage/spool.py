"""Queries on papers on their way to a printer. Every change names the state it found: of two processes one wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import func, insert, select, update

from station_app.domain.print_jobs import OPEN, PrintJob, PrintState
from station_app.storage.spool_tables import print_job

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row

    from station_app.storage.engine import UnitOfWork

WANTED = "called off here"
"""`seen` of a paper that an officer called off, unlike one that was given up."""

_SHOWN = tuple(column for column in print_job.c if column.name != "content")


class Going(msgspec.Struct, frozen=True):
    """A paper that a printer has, and what is known of it so far; `remote` None while it is being handed over."""

    job: PrintJob
    claimed_at: datetime
    remote: int | None
    moved_at: datetime
    seen: str
    began: bool
    called_off_at: datetime | None


def put(uow: UnitOfWork, desk: str, group: str, jobs: Iterable[tuple[PrintJob, bytes]]) -> None:
    """Append papers to the desk's queue, in this order; each with its sealed content."""
    last = uow.execute(select(func.max(print_job.c.place)).where(print_job.c.desk == desk)).scalar_one() or 0
    for place, (job, content) in enumerate(jobs, last + 1):
        values = {
            "job_id": job.job_id,
            "desk": desk,
            "place": place,
            "group_id": group,
            "officer": job.officer,
            "number": job.number,
            "paper": job.paper,
            "copy": job.copy,
            "printer": job.printer,
            "state": PrintState.WAITING,
            "queued_at": job.queued_at,
            "seen": "",
            "began": False,
            "trouble": "",
            "details": "{}",
            "pages": 0,
            "placed": False,
            "sides": job.sides,
            "content": content,
        }
        uow.execute(insert(print_job).values(values))


def of_desk(
    uow: UnitOfWork, desk: str, *, states: Collection[PrintState] = OPEN, most: int = 500
) -> tuple[PrintJob, ...]:
    """Give the papers of a desk in these states, in their order; of more than `most` the newest."""
    found = uow.execute(
        select(*_SHOWN)
        .where(print_job.c.desk == desk, print_job.c.state.in_(states))
        .order_by(print_job.c.place.desc())
        .limit(most)
    ).all()
    return tuple(_job(row) for row in reversed(found))


def of_numbers(uow: UnitOfWork, numbers: Collection[str]) -> tuple[PrintJob, ...]:
    """Give every paper of these cases or notices that was ever sent to a printer, at whichever desk, in order."""
    found = uow.execute(
        select(*_SHOWN).where(print_job.c.number.in_(numbers)).order_by(print_job.c.queued_at, print_job.c.place)
    )
    return tuple(_job(row) for row in found)


def one(uow: UnitOfWork, desk: str, job_id: str) -> PrintJob | None:
    """Give one paper of this desk."""
    row = uow.execute(select(*_SHOWN).where(print_job.c.desk == desk, print_job.c.job_id == job_id)).first()
    return _job(row) if row is not None else None


def group(uow: UnitOfWork, desk: str, group_id: str) -> tuple[PrintJob, ...]:
    """Give the papers of one set, in their order."""
    rows = uow.execute(
        select(*_SHOWN).where(print_job.c.desk == desk, print_job.c.group_id == group_id).order_by(print_job.c.place)
    )
    return tuple(_job(row) for row in rows)


def going(uow: UnitOfWork, desk: str) -> tuple[Going, ...]:
    """Give the papers that printers of this desk have."""
    rows = uow.execute(
        select(*_SHOWN)
        .where(print_job.c.desk == desk, print_job.c.state == PrintState.PRINTING)
        .order_by(print_job.c.place)
    )
    return tuple(
        Going(_job(row), row.claimed_at, row.remote, row.moved_at, row.seen, row.began, row.called_off_at)
        for row in rows
    )


def content(uow: UnitOfWork, job_id: str) -> bytes | None:
    """Give the sealed content of a paper that is not done with."""
    found: bytes | None = uow.execute(select(print_job.c.content).where(print_job.c.job_id == job_id)).scalar_one()
    return found


def change(uow: UnitOfWork, job_id: str, found: Collection[PrintState], **values: Any) -> bool:
    """Change a paper if it is still in one of the states it was found in; tells whether it was."""
    if "details" in values:
        values["details"] = msgspec.json.encode(values["details"]).decode()
    wanted: ColumnElement[bool] = print_job.c.state.in_(found)
    done = uow.execute(update(print_job).where(print_job.c.job_id == job_id, wanted).values(**values))
    return done.rowcount == 1


def _job(row: Row[Any]) -> PrintJob:
    return PrintJob(
        job_id=row.job_id,
        group=row.group_id,
        place=row.place,
        number=row.number,
        paper=row.paper,
        copy=row.copy,
        printer=row.printer,
        state=row.state,
        officer=row.officer,
        queued_at=row.queued_at,
        ended_at=row.ended_at,
        trouble=row.trouble,
        details=msgspec.json.decode(row.details, type=dict[str, str]),
        pages=row.pages,
        placed=row.placed,
        called_off=row.called_off_at is not None,
        sides=row.sides,
    )
