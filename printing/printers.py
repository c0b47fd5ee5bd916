"""The door to the printers of this desk: their names, and a PDF sent to one of them and followed to its end.

A name like `ipp://10.1.2.3/ipp/print` is a printer in the network that speaks IPP; other names are queues of the
system's own printing. All calls block; never from the GUI thread.
"""

from __future__ import annotations

from printing.drivers import ipp_printers


def printers() -> tuple[str, ...]:
    """Give the names of the printers this desk reaches; may be empty.

    Raises:
        DeviceError: `printer_timeout` - the print server does not answer.
    """
    return ipp_printers.printers()


def print_pdf(pdf: bytes, printer: str, *, title: str) -> None:
    """Print `pdf` and wait for the true end; `title` is shown in the queue and must not name a person.

    Raises:
        DeviceError: see `printing.drivers.ipp_printers.print_pdf`.
    """
    ipp_printers.print_pdf(pdf, printer, title=title)
