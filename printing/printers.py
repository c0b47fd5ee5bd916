"""The door to the printers of this desk: their names, a PDF given to one of them, and how it stands there.

A name like `ipp://10.1.2.3/ipp/print` is a printer in the network that speaks IPP; other names are queues of the
system's own printing: of CUPS, or of Windows. All calls block; never from the GUI thread.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from printing.drivers import ipp_printers
from printing.drivers.reports import End, JobReport, JobState, Sent, Verdict, judge, refusal
from station_app.errors import DeviceError
from station_app.settings import NO_OFFSET

if TYPE_CHECKING:
    from station_app.settings import Offset

__all__ = ["JobReport", "JobState", "Sent", "Verdict", "call_off", "judge", "print_pdf", "printers", "report", "send"]

PATIENCE = 120.0
"""Seconds until a job that gets no further is called off: it must not come out in front of somebody else."""

_LAST_WORD = 15.0
"""Seconds for a printer to say what became of a job that was called off."""


def printers() -> tuple[str, ...]:
    """Give the names of the printers this desk reaches; may be empty.

    Raises:
        DeviceError: `printer_timeout` - the print server does not answer.
    """
    if sys.platform == "win32":
        from printing.drivers import windows  # noqa: PLC0415 - Qt, on the desks that print through it

        return windows.printers()
    return ipp_printers.printers()


def send(pdf: bytes, printer: str, *, title: str, offset: Offset = NO_OFFSET, backs: Offset | None = None) -> Sent:
    """Give `pdf` to a printer; `title` is shown in the queue and must not name a person.

    `offset` moves everything on the sheets, and only there: the bytes of the paper stay what they are. `backs` tells
    that the paper is meant for both sides, and how far what stands on backs is moved; a printer that has one side
    prints on one, unmoved.

    Raises:
        DeviceError: see `printing.drivers.ipp_printers.send`, `printing.drivers.windows.send`.
    """
    if _by_windows(printer):
        from printing.drivers import windows  # noqa: PLC0415 - as above

        return windows.send(pdf, printer, title=title, offset=offset, backs=backs)
    return ipp_printers.send(pdf, printer, title=title, offset=offset, backs=backs)


def report(printer: str, job: int) -> JobReport:
    """Say how a job stands.

    Raises:
        DeviceError: `printer_timeout` - nobody answers now.
    """
    if _by_windows(printer):
        from printing.drivers import windows_spooler  # noqa: PLC0415 - as above

        return windows_spooler.report(printer, job)
    return ipp_printers.report(printer, job)


def call_off(printer: str, job: int) -> None:
    """Ask the printer to drop a job."""
    if _by_windows(printer):
        from printing.drivers import windows_spooler  # noqa: PLC0415 - as above

        windows_spooler.call_off(printer, job)
    else:
        ipp_printers.call_off(printer, job)


def print_pdf(
    pdf: bytes,
    printer: str,
    *,
    title: str,
    offset: Offset = NO_OFFSET,
    backs: Offset | None = None,
    patience: float = PATIENCE,
    pause: float = 0.5,
) -> int:
    """Print `pdf` and wait for the true end; give the job's number. Asks every `pause` seconds.

    A job that gets no further for `patience` seconds is called off.

    Raises:
        DeviceError: as `send`; what stopped the printer (`printer_paper_empty`, `printer_jam`, ...);
            `printer_cancelled`, `printer_rejected`; `printer_end_unknown` - look at the paper.
    """
    sent = send(pdf, printer, title=title, offset=offset, backs=backs)
    until, before, dropped, began, trouble = time.monotonic() + patience, None, False, False, ""
    while True:
        try:
            stands: JobReport | None = report(printer, sent.job)
        except DeviceError:
            stands = None
        if stands is not None:
            verdict = judge(stands, called_off=dropped, began=began, trouble=trouble)
            if verdict.end is End.DONE:
                return sent.job
            if verdict.end is not None:
                raise refusal(verdict.trouble, printer, why=verdict.why)
            began = began or stands.state is not JobState.PENDING
            trouble = verdict.trouble or (trouble if dropped else "")  # what made us call it off is why it ended
            if stands != before and not dropped:
                before, until = stands, time.monotonic() + patience
        if time.monotonic() > until:
            if dropped:
                raise refusal("printer_end_unknown", printer)
            call_off(printer, sent.job)
            dropped, until = True, time.monotonic() + min(_LAST_WORD, patience)
        time.sleep(pause)


def _by_windows(printer: str) -> bool:
    return sys.platform == "win32" and not printer.startswith("ipp://")
