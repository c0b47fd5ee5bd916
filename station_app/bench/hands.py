"""Run by `keystroke` as a script of its own: type into the real intake page and into a bare field, and time each key.

`hands.py quiet` or `hands.py exporting`, where bundles of 1,000 families are exported one after the other meanwhile.
Keys are due at fixed moments, whether the program is ready or not: what a key waits because the window was busy with
the answer of a check counts as its own time, as it does for the officer. A key is through when all it caused is
painted. Drawn off-screen, in the raster that X11 and Windows show too.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec
import uuid_utils
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from station_app.bench import places
from station_app.bench.families import a_family_of_nine, families
from station_app.clock import SystemClock
from station_app.domain.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ui.rehearsal import Rehearsal

FAMILIES = 1000
ROUNDS = 2
EVERY_SECONDS = 0.045
"""Between two keys: 22 a second, which nobody types for long. Faster ones are a scanner's and wait for each other."""
PAUSE_SECONDS = 0.25
"""After each field, so that the check runs and its answer is shown."""
REST_SECONDS = 4.0
"""Before the bare field's turn: the desk uses the rest to clear up, which must not fall under the peer's keys."""
_MEMBERS = (0, 2, 4, 8)
_ASKING = 0.0003


@dataclass
class Figures:
    """Milliseconds from each key to the end of its last paint, and how long the window was deaf between keys.

    `work` is what the window's own thread computed for a key: the same on a busy machine.
    """

    keys: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    deaf: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    exports: int = 0


class Painted(QObject):
    """Notices that a window is about to paint."""

    def __init__(self, *windows: QWidget) -> None:
        super().__init__()
        self.seen = False
        for window in windows:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look, keep nothing."""
        self.seen = self.seen or event.type() in {QEvent.Type.UpdateRequest, QEvent.Type.LayoutRequest}
        return False


class Hands:
    """Ten fingers with a watch."""

    def __init__(self, painted: Painted, figures: Figures) -> None:
        self._painted = painted
        self._figures = figures
        self._due = time.perf_counter()

    def stroke(self, act: Callable[[], object], into: list[float]) -> None:
        """Do `act` when it is due; note the milliseconds from then until everything is painted."""
        self._due = max(self._due + EVERY_SECONDS, time.perf_counter())
        self.rest_until(self._due)
        worked = time.thread_time()
        act()
        self._painted.seen = True
        while self._painted.seen:
            self._painted.seen = False
            QCoreApplication.processEvents()
        into.append((time.perf_counter() - self._due) * 1000)
        if into is self._figures.keys:
            self._figures.work.append((time.thread_time() - worked) * 1000)

    def rest_until(self, moment: float) -> None:
        """Let the window work; note how long it could not have taken a key."""
        while (now := time.perf_counter()) < moment:
            QCoreApplication.processEvents()
            self._figures.deaf.append((time.perf_counter() - now) * 1000)
            time.sleep(_ASKING)

    def pause(self) -> None:
        """Look up from the keyboard."""
        self.rest_until(time.perf_counter() + PAUSE_SECONDS)


def _key(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Callable[[], object]:
    return lambda: QTest.keyClick(QApplication.focusWindow(), key, modifiers)  # as the system delivers it


def _signs(text: str) -> list[Callable[[], object]]:
    return [lambda sign=sign: QTest.keyClick(QApplication.focusWindow(), sign) for sign in text]  # type: ignore[misc]


def _commit(text: str) -> Callable[[], object]:
    def send() -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        field = QApplication.focusWidget()
        if field is not None:
            QCoreApplication.sendEvent(field, event)

    return send


_BACK, _END, _ENTER, _ESCAPE = (
    _key(Qt.Key.Key_Backspace),
    _key(Qt.Key.Key_End),
    _key(Qt.Key.Key_Return),
    _key(Qt.Key.Key_Escape),
)


def _person(index: int, number: str) -> Iterable[tuple[str, list[Callable[[], object]]]]:
    """Give what is typed about one person, by field; afterwards everything stands as before."""
    at = f"family[{index}]"
    yield f"{at}.name", [_END, _commit("王"), _BACK, _commit("𠮷"), _BACK, _ENTER]
    yield f"{at}.id_number", [_END, _BACK, _BACK, *_signs(number[-2:]), _ENTER]
    yield f"{at}.birth_date", [*_signs(number[6:14]), _ENTER]
    yield f"{at}.ethnicity", [*_signs("hz"), _ESCAPE, *_signs("01"), _ENTER]
    yield f"{at}.relationship", [*_signs("cz"), _ESCAPE, _ENTER]
    yield f"{at}.origin.division", [*_signs("gg"), _ESCAPE, _commit("甘谷"), _ESCAPE, _ENTER]
    yield f"{at}.origin.address", [_END, *_signs("ab"), _BACK, _BACK, _ENTER]


_CASE: tuple[tuple[str, list[Callable[[], object]]], ...] = (
    ("destination.kind", [*_signs("4"), _ENTER]),
    ("applicant_category", [*_signs("1"), _ENTER]),
    ("housing", [*_signs("3"), _ENTER]),
    ("declarations.truthful", [*_signs("ny"), _ENTER]),
)


class Desk:
    """The real desk with a family of nine typed already, and a bare field in a window of its own."""

    def __init__(self, folder: Path) -> None:
        from ui.rehearsal import Rehearsal  # noqa: PLC0415 - part of what is measured

        self.door = places.station(folder / "home")
        self.content = a_family_of_nine()
        self._prepare(folder)
        self.desk: Rehearsal = Rehearsal(self.door, folder)
        self.desk.log_in(places.BADGE, places.PASSWORD)
        self.desk.settle()
        self.bare, self.line = _bare_window()

    def _prepare(self, folder: Path) -> None:
        catalogue = places.log_in(self.door)
        catalogue.save_draft(
            Draft(str(uuid_utils.uuid7()), "", SystemClock().now(), places.BADGE, content=self.content, view={})
        )
        office = places.log_in(places.county(folder / "county"))
        places.introduce(catalogue, office, folder / "exchange")
        office.close()
        catalogue.close()


def _bare_window() -> tuple[QWidget, QLineEdit]:
    window = QWidget()
    line = QLineEdit()
    QVBoxLayout(window).addWidget(line)
    window.resize(1366, 768)
    return window, line


def type_everything(desk: Desk, figures: Figures) -> None:
    """Go through the page field by field; between them the same keys into the bare field."""
    painted = Painted(desk.desk.shell, desk.bare)
    hands = Hands(painted, figures)
    for _round in range(ROUNDS):
        for index in _MEMBERS:
            hands.stroke(_key(Qt.Key(Qt.Key.Key_1 + index), Qt.KeyboardModifier.AltModifier), figures.keys)
            for path, strokes in _person(index, desk.content["family"][index]["id_number"]):
                _type_field(desk, hands, path, strokes, figures)
        for path, strokes in _CASE:
            _type_field(desk, hands, path, strokes, figures)
        _type_bare(desk, hands, figures)


def _type_field(desk: Desk, hands: Hands, path: str, strokes: list[Callable[[], object]], figures: Figures) -> None:
    desk.desk.look_at(path)
    for act in strokes:
        hands.stroke(act, figures.keys)
    hands.pause()


def _type_bare(desk: Desk, hands: Hands, figures: Figures) -> None:
    desk.bare.show()
    desk.bare.activateWindow()
    desk.desk.wait(desk.bare.isActiveWindow, "the bare window never came to the front")
    desk.line.setFocus()
    hands.rest_until(time.perf_counter() + REST_SECONDS)
    for act in [*_signs("620502198503179818"), _commit("王"), *[_BACK] * 19] * 3:
        hands.stroke(act, figures.bare)
    desk.bare.hide()
    desk.desk.shell.activateWindow()
    hands.pause()


class Exporting:
    """Export the same thousand families again and again in the desk's own task runner, as its exchange page does."""

    def __init__(self, desk: Desk, folder: Path, figures: Figures) -> None:
        self._session = desk.desk.main.session
        self._folder = folder
        self._figures = figures
        self._number: int | None = None
        self.stopped = False
        for each in families(FAMILIES, start=1):  # the first is on the page
            self._session.catalogue.accept(each)

    def go_on(self, _made: object = None) -> None:
        """Begin the next one."""
        if self.stopped:
            return
        to = self._folder / f"stick-{self._figures.exports}"
        to.mkdir()
        again = 1 if self._figures.exports else None
        self._figures.exports += 1
        self._session.runner.run_counted(
            lambda report: self._once(to, again, report), self.go_on, progress=lambda _done, _of: None
        )

    def _once(self, to: Path, again: int | None, report: Callable[[int, int], None]) -> None:
        self._session.catalogue.export(to, None, report, again=again)
        shutil.rmtree(to)


def main(exporting: bool) -> Figures:  # noqa: FBT001 - the script's one argument
    """Type everything and give the figures."""
    figures = Figures()
    with TemporaryDirectory(prefix="station-app-bench-") as name:
        folder = Path(name)
        desk = Desk(folder)
        work = Exporting(desk, folder, figures) if exporting else None
        if work is not None:
            work.go_on()
        type_everything(desk, figures)
        if work is not None:
            work.stopped = True
        desk.desk.settle()
        desk.desk.close()
    return figures


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    found = main(sys.argv[1] == "exporting")
    sys.stdout.write(msgspec.json.encode(found).decode())
    sys.stdout.flush()
