"""Switch of officer: from the button to the colleague's desk with the cursor in a field, passwords at their real cost.

The peer is what no switch can do without: stretching the password once (Argon2id as the keyring does it) and reading
the first page of the encrypted database. The officer who leaves has typed something that is not stored yet.
"""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from station_app import bootstrap, texts
from station_app.bench import Row, places, turns
from station_app.catalogue import Founding
from station_app.domain.vocabulary import OfficerRole, SiteKind
from station_app.storage import sqlcipher
from station_app.storage.key_slots import STANDARD, stretch

if TYPE_CHECKING:
    from station_app.catalogue import Door
    from ui.rehearsal import Rehearsal

ROUNDS = 8
GOAL = 5.0
"""Two seconds would be ten times the peer of a quiet machine; the desk is to be far below."""
_SALT_BYTES = 16
_COLLEAGUES = ("0002", "0003")
_PASSWORD = "chu-shi-1949"  # noqa: S105 - opens invented data in a throw-away folder


def measure() -> Row:
    """Measure two colleagues who take turns."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.rehearsal import Rehearsal  # noqa: PLC0415 - Qt only where windows are measured

    with TemporaryDirectory(prefix="station-app-bench-") as folder:
        built = _station(Path(folder) / "home")
        desk = Rehearsal(built, Path(folder))
        try:
            desk.log_in(_COLLEAGUES[0], _PASSWORD)
            taken: list[float] = []

            def ours(number: int) -> float:
                taken.append(_switch(desk, _COLLEAGUES[(number + 1) % 2]))
                return taken[-1]

            row = turns.compare("switch", ours, lambda _: _floor(built, desk), rounds=ROUNDS, goal=GOAL, note="")
        finally:
            desk.close()
    return Row(
        row.name,
        row.ours_ms,
        row.peer_ms,
        row.ratio,
        row.goal,
        texts.say("bench.note.switch", slowest=round(max(taken))),
    )


def _station(home: Path) -> Door:
    built = bootstrap.door(home)  # keys at their real cost
    built.found_site(
        Founding(SiteKind.STATION, "620502002", "秦州分局七里墩派出所", places.BADGE, "李明", places.PASSWORD)
    )
    first = places.log_in(built)
    for badge, name in zip(_COLLEAGUES, ("马秀兰", "何丽"), strict=True):
        first.add_officer(badge, name, (OfficerRole.FRONT_DESK,), _PASSWORD)
    first.close()
    return built


def _switch(desk: Rehearsal, badge: str) -> float:
    """Leave something unsaved behind, let `badge` take the desk; give the milliseconds without the typing."""
    desk.look_at("family[0].name")
    desk.write("王建国")
    leaving = desk.shell.main
    start = time.perf_counter()
    desk.shell.switch_officer()
    locked = time.perf_counter() - start
    login = desk.shell.login
    assert login is not None  # noqa: S101 - the lock has just asked for it
    login.badge.setText(badge)
    login.password.setText(_PASSWORD)
    start = time.perf_counter()
    login.enter.click()
    desk.wait(lambda: desk.shell.main is not leaving and _has_the_keys(desk), "the colleague's desk did not open")
    return (locked + time.perf_counter() - start) * 1000


def _has_the_keys(desk: Rehearsal) -> bool:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - Qt only where windows are measured

    main, focus = desk.shell.main, QApplication.focusWidget()
    return main is not None and main.isVisible() and focus is not None and main.isAncestorOf(focus)


def _floor(built: Door, desk: Rehearsal) -> float:
    catalogue = desk.main.session.catalogue
    key = catalogue._desk.unlocked.data_key  # noqa: SLF001 - the bare peer needs the bare key

    def bare() -> None:
        stretch(_PASSWORD, bytes(_SALT_BYTES), STANDARD)
        with closing(sqlcipher.connect(built.home.database, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    return turns.timed(bare)
