"""What the pictures of stock show: blanks and certificates, some used, one spoiled, a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from station_app import bootstrap
from station_app.services.keep_stock import Arrival, Named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station_app.catalogue import Door
    from station_app.clock import FixedClock
    from ui.rehearsal import Rehearsal

_FORM = "approval-form-collective"
_PERMIT = "migration-permit"


def found(home: Path, clock: FixedClock) -> Door:
    """Found a practice station that has received blanks and certificates and used some."""
    station = bootstrap.practice_door(home, clock=clock)
    desk = station.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    try:
        desk.receive_stock(Arrival(_FORM, "秦州区印刷厂", "公共集体户落户审批表", "000101", "000300"))
        desk.receive_stock(Arrival(_PERMIT, "秦州分局户政大队", "准予迁入证明", "0012001", "0012050"))
        desk.receive_stock(Arrival("booklet-page", "秦州分局户政大队", "居民户口簿内页", count=500))
        cases = [row.case_no for row in desk.find("", 20).rows]
        for number, case_no in zip(("0012001", "0012002", "0012004"), cases, strict=False):
            desk.use_stock(_PERMIT, number, case_no)
        desk.spoil_stock(_PERMIT, Named("0012002"), "墨迹污损", was_used=True)
    finally:
        desk.close()
    return station


def scenes(desk: Rehearsal) -> Iterator[str]:
    """Play the scenes; at each name the window shows it."""
    desk.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    desk.main.go("stock")
    desk.settle()
    for _row in range(2):
        desk.press(Qt.Key.Key_Down)
    desk.settle()
    yield "stock"
    desk.press(Qt.Key.Key_3)
    desk.settle()
    yield "stock-spoil"
