"""What the pictures of residence permits show: two in order and one whose card is being made."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from resources import folder
from station_app import bootstrap
from station_app.clock import local_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from station_app.catalogue import Door
    from station_app.clock import FixedClock
    from ui.rehearsal import Rehearsal

_BEGUN = timedelta(days=100)
_LIVED_HERE = timedelta(days=240)
_MADE_IN = timedelta(days=10)
_COMERS = (
    ("19-cross-province-city-worker", timedelta(0), "work", "X11", "JZ62050200117"),
    ("08-uygur-family-cross-province", timedelta(days=50), "dwelling", "X09", "JZ62050200142"),
    ("09-student", timedelta(days=25), "study", "X13", ""),
)
"""The sample that somebody is taken from, how long after the one before they come, on which ground, and their card."""


def found(home: Path, clock: FixedClock) -> Door:
    """Found a practice station months ago to which people came for a permit; the clock ends as it was."""
    ends = clock.now()
    clock.move(-_BEGUN)
    station = bootstrap.practice_door(home, clock=clock)
    desk = station.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    try:
        for sample, later, ground, proof, card in _COMERS:
            clock.move(later)
            asked = _application(sample, ground, proof, local_date(clock.now()))
            number = desk.apply_permit_content(asked, {}).permit_no
            if card:
                clock.move(_MADE_IN)
                desk.issue_permit(number, card)
    finally:
        desk.close()
    clock.move(ends - clock.now())
    return station


def _application(sample: str, ground: str, proof: str, on: date) -> dict[str, Any]:
    content = json.loads((folder("samples") / f"{sample}.json").read_text(encoding="utf-8"))
    (person, *_), (identity, *_) = content["family"], content["documents"]
    return {
        "format": content["format"],
        "business": "residence_permit",
        "family": [person],
        "documents": [identity, {"kind": proof, "holder": 0, "presented": "original"}],
        "permit": {
            "division": "620502001",
            "address": "解放路某小区3号楼2单元501",
            "registered_on": (on - _LIVED_HERE).isoformat(),
            "ground": ground,
            "photo": True,
        },
    }


def scenes(desk: Rehearsal) -> Iterator[str]:
    """Play the scenes; at each name the window shows it."""
    desk.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    desk.main.go("permits")
    desk.settle()
    yield "permits"
    page = desk.main.page("permits")
    page.table.setFocus()  # type: ignore[attr-defined]
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    yield "permits-apply"
