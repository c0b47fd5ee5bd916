"""What becomes of a draft that can't be stored when its officer leaves the desk: it waits in memory until it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from station_app.catalogue import Catalogue
    from ui.screens.main_window import MainWindow

_LOOK_EVERY_MS = 2_000


class Parked(QObject):
    """The desks of officers who left while their draft could not be stored.

    Each goes on trying by itself, as it did in view; once everything is safe it is closed and its keys are forgotten.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desks: list[tuple[MainWindow, Catalogue]] = []
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self.release)

    @property
    def waiting(self) -> int:
        """How many desks still hold something."""
        return len(self._desks)

    def park(self, main: MainWindow, catalogue: Catalogue) -> None:
        """Keep a desk out of sight until its work is safe; closes it at once if it is."""
        main.hide()
        main.rest()
        self._desks.append((main, catalogue))
        self.release()
        if self._desks:
            self._look.start()

    def release(self) -> None:
        """Close every desk whose work is safe by now, at a moment when no task will tell it anything any more."""
        safe = [desk for desk in self._desks if not (desk[0].unsaved or desk[0].session.runner.busy)]
        self._desks = [desk for desk in self._desks if desk not in safe]
        for main, catalogue in safe:
            main.deleteLater()
            catalogue.close()
        if not self._desks:
            self._look.stop()

    def keep(self) -> bool:
        """Try once more, now; tells whether everything is safe."""
        safe = [main.keep() for main, _catalogue in self._desks]  # every desk, even after one that can't
        return all(safe)

    def close(self) -> None:
        """Close every desk, safe or given up: the program ends."""
        for main, catalogue in self._desks:
            main.deleteLater()
            catalogue.close()
        self._desks = []
        self._look.stop()
