"""What the pictures of the statistics show: a practice station after half a year, one month of it frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from station_app import household_scenes
from station_app.case_scenes import CHIEF, CHIEF_PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station_app.catalogue import Door
    from station_app.clock import FixedClock
    from ui.rehearsal import Rehearsal

_BACK = 4


def found(home: Path, clock: FixedClock) -> Door:
    """Found a practice station months ago, let people come and go; its chief has frozen the month it began in."""
    station = household_scenes.found(home, clock)
    chief = station.log_in(CHIEF, CHIEF_PASSWORD)
    begun = min(row.accepted_at for row in chief.find("", 50).rows)
    chief.freeze_month(f"{begun:%Y-%m}")
    chief.close()
    return station


def scenes(desk: Rehearsal) -> Iterator[str]:
    """Play the scenes; at each name the window shows it."""
    desk.log_in(CHIEF, CHIEF_PASSWORD)
    desk.main.go("statistics")
    desk.settle()
    for _month in range(_BACK):
        desk.press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
        desk.settle()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    yield "statistics"
    page = desk.main.page("statistics")
    page.list.setCurrentIndex(1)  # type: ignore[attr-defined]
    page.list.activated.emit(1)  # type: ignore[attr-defined]
    desk.settle()
    yield "statistics-form58"
