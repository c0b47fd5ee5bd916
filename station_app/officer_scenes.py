"""What the pictures of accounts, passwords, shifts and the lock show: an administrator's morning on practice data."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from station_app import bootstrap
from station_app.domain.vocabulary import OfficerRole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station_app.catalogue import Door
    from station_app.clock import FixedClock
    from ui.rehearsal import Rehearsal

_FIRST = "xunlian-2021"
_NEW = ("0003", "何丽")
_AUDITOR = "0005"
_COLLEAGUES = (
    ("0002", "赵守正", (OfficerRole.CHIEF, OfficerRole.REVIEWER), False),
    (*_NEW, (OfficerRole.FRONT_DESK,), True),
    ("0004", "张掖明", (OfficerRole.SECURITY,), False),
    (_AUDITOR, "李正清", (OfficerRole.AUDITOR,), False),
    ("0006", "周建军", (OfficerRole.FRONT_DESK,), False),
)
_AGO = timedelta(hours=1, minutes=5)


def found(home: Path, clock: FixedClock) -> Door:
    """Found a practice station an hour ago with colleagues, one of whom has left; the clock ends as it was."""
    clock.move(-_AGO)
    station = bootstrap.practice_door(home, clock=clock)
    first = station.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    for badge, name, roles, must_change in _COLLEAGUES:
        first.add_officer(badge, name, roles, _FIRST, must_change=must_change)
    first.disable_officer("0006", "调离")
    for number, why in enumerate(("群众来问", "", "")):
        first.show(first.find("", 3).rows[number].case_no, why=why)
    first.close()
    clock.move(_AGO)
    return station


def scenes(desk: Rehearsal) -> Iterator[str]:
    """Play the scenes; at each name the window shows it."""
    desk.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    yield from _accounts(desk)
    yield from _shift(desk)
    desk.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    yield "locked"
    _type_login(desk, _NEW[0])
    desk.wait(lambda: _card(desk) is not None and _card(desk).isVisible(), "no own password was asked for")
    desk.write("zi-ji-de-2026")
    yield "password-first"
    desk.press(Qt.Key.Key_Escape)
    _type_login(desk, _AUDITOR)
    desk.wait(lambda: desk.main.current == "stock", "the auditor did not come in")
    desk.main.go("looks")
    desk.settle()
    yield "looks"


def _accounts(desk: Rehearsal) -> Iterator[str]:
    page: Any = desk.main.page("officers")
    desk.main.go("officers")
    desk.settle()
    page.table.selectRow(2)
    yield "officers"
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.write("0007")
    desk.press(Qt.Key.Key_Return)
    desk.write("马秀兰")
    page.adding.roles.choose((OfficerRole.ADMINISTRATOR, OfficerRole.SECURITY))
    yield "officers-add"
    desk.press(Qt.Key.Key_Escape)
    page.shut.click()
    desk.write("调离")
    yield "officers-close"
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    yield "own-account"
    desk.press(Qt.Key.Key_Escape)


def _shift(desk: Rehearsal) -> Iterator[str]:
    page: Any = desk.main.page("shift")
    desk.main.go("shift")
    desk.settle()
    desk.write("回执打印机缺纸,已报修。")
    page.to.setText("0002")
    yield "shift"


def _type_login(desk: Rehearsal, badge: str) -> None:
    login: Any = desk.shell.login
    login.badge.setText(badge)
    login.password.setFocus()
    desk.write(_FIRST)
    desk.press(Qt.Key.Key_Return)


def _card(desk: Rehearsal) -> Any:
    login: Any = desk.shell.login
    return login.change_card
