"""Send the calibration page to a printer and say that it is on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from ui.presenters.words import sentence

if TYPE_CHECKING:
    from station_app.domain.print_jobs import PrintJob
    from ui.session import Session


class CalibrationPresenter:
    """Behind the two buttons of the settings page."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def print(self, printer: str, sheet: str) -> None:
        """Queue the page; how it comes out is seen on the printing page, as with every paper."""
        catalogue = self._session.catalogue
        self._session.runner.run(
            lambda: catalogue.print_calibration(sheet, printer),
            self._queued,
            lambda error: self._session.told.emit(sentence(error), "blocked"),
        )

    def _queued(self, job: PrintJob) -> None:
        self._session.told.emit(texts.say("calibration.queued", printer=job.printer), "ok")
        self._session.changed.emit("printing")
