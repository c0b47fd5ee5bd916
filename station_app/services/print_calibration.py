"""Use case: the page that shows how far a printer is out of place. It is about nobody and not journalled.

It goes through the spool as every paper does, so that it comes out as they do, moved by what is set for the printer.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from station_app import settings
from station_app.domain.authority import Action
from station_app.domain.print_jobs import NOWHERE
from station_app.domain.records import IssuedPaper
from station_app.errors import RefusedError
from station_app.services import spooling

if TYPE_CHECKING:
    from station_app.domain.print_jobs import PrintJob
    from station_app.services.desk import Desk

NAME = "calibration"


def make_calibration(desk: Desk, sheet: str, printer: str = "") -> IssuedPaper:
    """Make the page for a sheet (`a4`, `a5`); it says what is set for `printer` now."""
    from printing import calibration  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    desk.require(Action.PRINT)
    offset = spooling.offset_of(desk, printer) if printer else settings.NO_OFFSET
    pdf = calibration.render(sheet, desk.now(), printer, offset)
    return IssuedPaper(desk.site.code, NAME, 1, hashlib.sha256(pdf).hexdigest(), pdf)


def print_calibration(desk: Desk, sheet: str, printer: str) -> PrintJob:
    """Queue the page for a printer.

    Raises:
        RefusedError: `print_printer_missing` - no printer is named.
    """
    desk.require(Action.PRINT)
    if printer in ("", NOWHERE):
        raise RefusedError("print_printer_missing")
    made = make_calibration(desk, sheet, printer)
    with desk.store.write() as uow:
        (job,) = spooling.put(uow, desk, [(made, printer)])
        uow.commit()
    return job
