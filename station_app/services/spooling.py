"""Put issued papers into this desk's queue, sealed until they are done with. Not a use case: several need it.

What lies in the queue is sealed with the key of the site's scans, so that a shared database server holds no paper in
the clear; the name of the job is bound into the seal.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from station_app import settings
from station_app.domain.print_jobs import NOWHERE, OPEN, PrintJob, PrintState, Sides
from station_app.errors import DamagedError, RefusedError
from station_app.files import PRIVATE, write_whole
from station_app.storage import spool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.domain.records import IssuedPaper
    from station_app.services.desk import Desk
    from station_app.settings import Offset
    from station_app.storage.engine import UnitOfWork

_NONCE = 12


def name_of(desk: Desk) -> str:
    """Give the random name of this desk; made when its first paper is printed."""
    path = desk.home.desk
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        name = secrets.token_hex(8)
        write_whole(path, name.encode(), PRIVATE)
        return name


def printer_for(desk: Desk, paper: str) -> str:
    """Give where papers of one kind go: as chosen for it, as chosen for all, to the only printer; or nowhere."""
    now = chosen(desk)
    wanted = now.paper_printers.get(paper) or now.printer
    if wanted:
        return wanted
    from printing import printers  # noqa: PLC0415 - only desks that print load it

    there = printers.printers()
    return there[0] if len(there) == 1 else NOWHERE


def offset_of(desk: Desk, printer: str) -> Offset:
    """Give how far this printer's pages are moved, as the desk's settings say now."""
    return chosen(desk).printer_offsets.get(printer, settings.NO_OFFSET)


def backs_of(desk: Desk, job: PrintJob) -> Offset | None:
    """Give how far the backs of a paper are moved; None where it comes out on one side.

    What was asked for with the paper goes before what is set for the printer.
    """
    from printing.papers import backs_of  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    if job.sides is Sides.ONE or (job.sides is None and job.printer in chosen(desk).one_sided_printers):
        return None
    return backs_of(job.paper)


def refuse_sides(paper: str, sides: Sides | None) -> None:
    """Refuse both sides of a paper that is meant for one.

    Raises:
        RefusedError: `print_sides_unfit`.
    """
    from printing.papers import backs_of  # noqa: PLC0415 - as above

    if sides is Sides.TWO and backs_of(paper) is None:
        raise RefusedError("print_sides_unfit", paper=paper[:40])


def chosen(desk: Desk) -> settings.Settings:
    """Give the settings of this desk; the defaults where the file is not understood."""
    try:
        return settings.read(desk.home.settings)
    except RefusedError:
        return settings.Settings()


def put(
    uow: UnitOfWork,
    desk: Desk,
    papers: Sequence[tuple[IssuedPaper, str]],
    group: str = "",
    sides: Sides | None = None,
) -> tuple[PrintJob, ...]:
    """Queue issued papers as one set, in this order, each with the printer it goes to; the caller commits.

    With `group` they are the next of a set that was begun; gives the whole set. `sides`: asked for with them.
    """
    name, group, now = name_of(desk), group or secrets.token_hex(8), desk.now()
    made = [
        (
            PrintJob(
                job_id=secrets.token_hex(8),
                group=group,
                place=0,
                number=issued.case_no,
                paper=issued.paper,
                copy=issued.copy,
                printer=printer,
                state=PrintState.WAITING,
                officer=desk.officer.badge,
                queued_at=now,
                sides=sides,
            ),
            issued.pdf,
        )
        for issued, printer in papers
    ]
    spool.put(uow, name, group, [(job, _sealed(desk, job.job_id, pdf)) for job, pdf in made])
    return spool.group(uow, name, group)


def called_off(desk: Desk, job: PrintJob) -> dict[str, Any]:
    """Give what becomes of a job that is called off; of one that is printing, whoever follows it tells the printer."""
    if job.state is PrintState.PRINTING:
        return {"called_off_at": desk.now(), "seen": spool.WANTED}
    return {"state": PrintState.CANCELLED, "ended_at": desk.now(), "content": None}


def call_off(uow: UnitOfWork, desk: Desk, number: str, paper: str) -> None:
    """Call off what is still open of a paper at this desk: sent again, it would take a sheet that nobody wrote down."""
    for job in spool.of_desk(uow, name_of(desk), states=OPEN):
        if (job.number, job.paper) == (number, paper) and not job.called_off:
            spool.change(uow, job.job_id, (job.state,), **called_off(desk, job))


def opened(desk: Desk, job: PrintJob, sealed: bytes) -> bytes:
    """Give the PDF of a job, byte for byte as it was journalled.

    Raises:
        DamagedError: `print_damaged`.
    """
    nonce, rest = sealed[:_NONCE], sealed[_NONCE:]
    for key in (desk.blob_key, *desk.unlocked.earlier_blob_keys):
        try:
            return AESGCM(key).decrypt(nonce, rest, _bound(job.job_id))
        except InvalidTag:
            continue
    raise DamagedError("print_damaged", paper=job.paper)


def _sealed(desk: Desk, job_id: str, pdf: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(desk.blob_key).encrypt(nonce, pdf, _bound(job_id))


def _bound(job_id: str) -> bytes:
    return f"station-app/spool/1/{job_id}".encode()
