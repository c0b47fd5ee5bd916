"""What the pictures of printing show: papers on their way, a batch about to be printed, what is set for printers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt

from station_app import bootstrap
from station_app.domain.print_jobs import FILE, NOWHERE
from station_app.settings import Offset

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station_app.catalogue import Door
    from station_app.clock import FixedClock
    from ui.rehearsal import Rehearsal

_OFFICE, _WINDOW = "HP_LaserJet_M405", "Epson_TM_T82"
"""Printers that nobody has here: what goes to them stops, and the page says why."""
_FOLDER = "papers"


def found(home: Path, clock: FixedClock) -> Door:
    """Found a practice station whose printers are set up."""
    station = bootstrap.practice_door(home, clock=clock)
    desk = station.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    try:
        desk.save_settings(
            msgspec.structs.replace(
                desk.settings,
                printer=_OFFICE,
                paper_printers={"receipt-80": _WINDOW},
                printer_offsets={_OFFICE: Offset(3, -12)},
                one_sided_printers=(_WINDOW,),
            )
        )
    finally:
        desk.close()
    return station


def scenes(desk: Rehearsal, out: Path) -> Iterator[str]:
    """Play the scenes; at each name the window shows it."""
    desk.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    catalogue = desk.main.session.catalogue
    first, second, *rest = (row.case_no for row in catalogue.find("", 20).rows)
    desk.main.go("queues")
    desk.settle()
    page = desk.main.page("queues")
    page.table.setFocus()  # type: ignore[attr-defined]
    desk.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    yield "batch"
    desk.press(Qt.Key.Key_Escape)
    folder = out / _FOLDER
    folder.mkdir(exist_ok=True)
    catalogue.print_set(second, f"{FILE}{folder}")
    catalogue.print_papers(rest[0], ("receipt",), NOWHERE)
    catalogue.print_set(first)
    while catalogue.run_spool().under_way:
        pass
    desk.main.go("printing")
    desk.settle()
    desk.press(Qt.Key.Key_Down)
    desk.settle()
    yield "printing"
    desk.main.go("settings")
    desk.settle()
    page = desk.main.page("settings")
    page.show_printing()  # type: ignore[attr-defined]
    desk.settle()
    yield "settings-printing"
