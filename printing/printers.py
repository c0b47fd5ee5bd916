"""The door to the printers of this desk: their names, a PDF given to one of them, and how it stands there.

A name like `ipp://10.1.2.3/ipp/print` is a printer in the network that speaks IPP; other names are queues of the
system's own printing. All calls block; never from the GUI thread.
"""

from __future__ import annotations

from printing.drivers import ipp_printers
from printing.drivers.ipp_printers import Sent
from printing.drivers.reports import JobReport, JobState, Verdict, judge

__all__ = ["JobReport", "JobState", "Sent", "Verdict", "call_off", "judge", "print_pdf", "printers", "report", "send"]


def printers() -> tuple[str, ...]:
    """Give the names of the printers this desk reaches; may be empty.

    Raises:
        DeviceError: `printer_timeout` - the print server does not answer.
    """
    return ipp_printers.printers()


def send(pdf: bytes, printer: str, *, title: str) -> Sent:
    """Give `pdf` to a printer; `title` is shown in the queue and must not name a person.

    Raises:
        DeviceError: see `printing.drivers.ipp_printers.send`.
    """
    return ipp_printers.send(pdf, printer, title=title)


def report(printer: str, job: int) -> JobReport:
    """Say how a job stands.

    Raises:
        DeviceError: `printer_timeout` - nobody answers now.
    """
    return ipp_printers.report(printer, job)


def call_off(printer: str, job: int) -> None:
    """Ask the printer to drop a job."""
    ipp_printers.call_off(printer, job)


def print_pdf(pdf: bytes, printer: str, *, title: str) -> None:
    """Print `pdf` and wait for the true end; for papers that never lie in the spool (the recovery sheet).

    Raises:
        DeviceError: see `printing.drivers.ipp_printers.print_pdf`.
    """
    ipp_printers.print_pdf(pdf, printer, title=title)
