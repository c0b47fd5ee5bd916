"""Use case: send an issued paper to a printer. The copy is journalled before the printer sees it (`issue_paper`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from station_app.domain.records import IssuedPaper


def send_to_printer(issued: IssuedPaper, printer: str) -> None:
    """Print the exact bytes that were journalled and wait for the job's true end.

    Raises:
        DeviceError: the printer is unknown, refused the job, or did not finish; the paper can be printed again.
    """
    from printing import printers  # noqa: PLC0415 - only desks that print load it

    printers.print_pdf(issued.pdf, printer, title=f"{issued.paper} {issued.case_no}")
