"""What the pictures of a household show: a public collective household after half a year, with its people and cards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from station_app import bootstrap
from station_app.case_scenes import CHIEF, CHIEF_PASSWORD
from station_app.domain.records import FoundCase
from station_app.domain.residents import RegisteredPerson
from station_app.domain.vocabulary import IdAbsentReason, Level, OfficerRole, Outcome, Route
from station_app.services.decide_case import Said
from station_app.services.leave_household import Leaving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station_app.catalogue import Catalogue, Door
    from station_app.clock import FixedClock
    from ui.rehearsal import Rehearsal

_AGO = timedelta(days=120)
_CERTIFICATE = "出生医学证明 Q620000001"


def found(home: Path, clock: FixedClock) -> Door:
    """Found a practice station months ago and let people come and go; the clock ends as it was."""
    clock.move(-_AGO)
    station = bootstrap.practice_door(home, clock=clock)
    desk = station.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    desk.add_officer(CHIEF, "赵守正", (OfficerRole.CHIEF, OfficerRole.REVIEWER), CHIEF_PASSWORD)
    chief = station.log_in(CHIEF, CHIEF_PASSWORD)
    try:
        _lived(desk, chief, clock)
    finally:
        chief.close()
        desk.close()
    return station


def scenes(desk: Rehearsal) -> Iterator[str]:
    """Play the scenes; at each name the window shows it."""
    desk.log_in(CHIEF, CHIEF_PASSWORD)
    desk.main.go("households")
    desk.settle()
    page = desk.main.page("households")
    page.detail.left.show_value(value=True)  # type: ignore[attr-defined]
    page.detail.with_left.emit(True)  # type: ignore[attr-defined]  # noqa: FBT003 - Qt's signature
    page.roster.setFocus()  # type: ignore[attr-defined]
    desk.settle()
    yield "household-roster"
    desk.press(Qt.Key.Key_Down)
    desk.settle()
    desk.press(Qt.Key.Key_1)
    desk.settle()
    yield "household-move-out"
    desk.press(Qt.Key.Key_Escape)


def _lived(desk: Catalogue, chief: Catalogue, clock: FixedClock) -> None:
    """Register all but the newest families; then a child is born, one moves out, cards are handed out."""
    rows = list(reversed(desk.find("", 50).rows))
    home = next(each.household_no for each in rows if each.household_no)
    families = [_registered(desk, chief, row) for row in rows[:-2] if row.household_no == home and _general(desk, row)]
    families = [each for each in families if each]
    clock.move(timedelta(days=60))
    largest = max(families, key=len)
    child = RegisteredPerson("小满", None, IdAbsentReason.NEWBORN, "2", date.fromordinal(desk.today().toordinal() - 9))
    desk.register_newborn(largest[0], child, evidence=_CERTIFICATE)
    for place, number in enumerate(each[0] for each in families):
        desk.hand_out_card(number, f"TS-{place + 101:06}")
    others = [each for each in families if each is not largest]
    pair = next(each for each in others if len(each) > 1)
    stays, *go = reversed(pair)
    desk.move_out(Leaving(tuple(go), "0462", "兰州市城关区", new_head=stays, cards_returned=True))
    desk.note_reminder(others[-1][0], "邻居说已在麦积区买房,下次来所时问明")
    clock.move(_AGO - timedelta(days=60))


def _general(desk: Catalogue, row: FoundCase) -> bool:
    return desk.show(row.case_no, "pictures").case.route is Route.GENERAL


def _registered(desk: Catalogue, chief: Catalogue, row: FoundCase) -> tuple[str, ...]:
    """Approve a family and enter it; give its registrations, the head first."""
    chief.decide(row.case_no, Said(Level.STATION, Outcome.APPROVE))
    done = desk.register(row.case_no)
    roster = desk.roster(done.household_no, "pictures")
    own = [line for line in roster.present if line.case_no == row.case_no]
    return tuple(line.registration_no for line in sorted(own, key=lambda line: not line.head))
