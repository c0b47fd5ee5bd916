"""What the pictures of a case's life show: a chief's morning on practice data that has a fortnight behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt

from station_app import bootstrap
from station_app.domain.case_changes import Putting
from station_app.domain.vocabulary import Level, OfficerRole, Outcome, Route, Step
from station_app.services.decide_case import Said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station_app.catalogue import Catalogue, Door
    from station_app.clock import FixedClock
    from ui.rehearsal import Rehearsal

CHIEF, CHIEF_PASSWORD = "0002", "xunlian-2021"
"""The account of the practice station's chief in the pictures; opens invented data only."""

_AGO = timedelta(days=5)
_LEAP = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class Past:
    """The cases of the pictures: put right and put off, a poor family at the county, a large one, one registered."""

    corrected: str
    poor: str
    large: str
    registered: str


def found(home: Path, clock: FixedClock) -> tuple[Door, Past]:
    """Found a practice station five days ago and let it work a little; the clock ends as it was."""
    clock.move(-_AGO)
    station = bootstrap.practice_door(home, clock=clock)
    desk = station.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    desk.add_officer(CHIEF, "赵守正", (OfficerRole.CHIEF, OfficerRole.REVIEWER), CHIEF_PASSWORD)
    chief = station.log_in(CHIEF, CHIEF_PASSWORD)
    try:
        return station, _lived(desk, chief, clock)
    finally:
        chief.close()
        desk.close()


def _lived(desk: Catalogue, chief: Catalogue, clock: FixedClock) -> Past:
    cases = {row.case_no: desk.show(row.case_no, "pictures").case for row in reversed(desk.find("", 50).rows)}
    poor = next(number for number, case in cases.items() if case.route is Route.POVERTY)
    large = max(cases, key=lambda number: len(cases[number].family))
    corrected, registered = [number for number in cases if number not in {poor, large}][4:6]
    approve = Said(Level.STATION, Outcome.APPROVE, text="情况属实,同意。")
    clock.move(timedelta(days=1))
    chief.decide(poor, approve)
    chief.decide(registered, approve)
    desk.register(registered)
    applicant, *others = cases[corrected].family
    applicant = msgspec.structs.replace(applicant, phone="13909380000", former_names=("建军",))
    put_right = msgspec.structs.replace(cases[corrected], family=(applicant, *others))
    desk.supplement(corrected, Putting(put_right, text="申请人来电更正"))
    clock.move(timedelta(days=1))
    chief.move(corrected, Step.REVIEW, "材料齐全,情况属实。")
    chief.extend_decision(corrected, "需向原户口所在地核查", chief.today())
    clock.move(_AGO - timedelta(days=2))
    return Past(corrected, poor, large, registered)


def scenes(desk: Rehearsal, past: Past, clock: FixedClock) -> Iterator[str]:
    """Play the scenes; at each name the window shows it."""
    desk.log_in(CHIEF, CHIEF_PASSWORD)
    desk.main.open_case(past.corrected)
    yield "case"
    desk.main.open_case(past.registered)
    desk.settle()
    desk.press(Qt.Key.Key_8)
    desk.write("登记错了户")
    yield "case-reverse"
    desk.press(Qt.Key.Key_Escape)
    desk.main.session.decision_wanted.emit(past.large)
    desk.settle()
    desk.press(Qt.Key.Key_3)
    desk.press(Qt.Key.Key_Return)
    for _ in range(4):
        desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    desk.write("没有社保记录,关系证明与户口簿不符。")
    yield "decision"
    desk.main.session.decision_wanted.emit(past.poor)
    desk.settle()
    desk.press(Qt.Key.Key_1)
    yield "decision-on-paper"
    for page in ("due", "queues", "ledger"):
        desk.main.go(page)
        yield page
    desk.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    yield "ledger-export"
    desk.press(Qt.Key.Key_Escape)
    clock.move(_LEAP)
    desk.main.session.changed.emit("settings")
    desk.settle()
    desk.press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    desk.write("0930")
    yield "clock"
    desk.press(Qt.Key.Key_Escape)
    clock.move(-_LEAP)
