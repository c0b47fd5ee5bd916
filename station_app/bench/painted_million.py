"""From the question to the painted rows, in the real window, among a million people: every search and every list.

The clock starts when the page asks (the typing has paused) and stops when the table has painted the answer; reading in
a thread of its own, the note in the log of looks and the change of threads are all in it.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from station_app.bench import places
from station_app.bench.find_million import texts_of
from station_app.bench.million import opened, row_of, samples
from station_app.bootstrap import door

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.bench import Row
    from ui.rehearsal import Rehearsal

ROUNDS = 20
_PATIENCE = 20.0


def measure(home: str | None = None, database: str | None = None) -> list[Row]:
    """Measure each kind of text on the ledger page and each list on the page of working lists."""
    with opened(home, database) as site:
        asked = texts_of(samples(site.cases, ROUNDS))
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.rehearsal import Rehearsal  # noqa: PLC0415 - Qt only where windows are measured

    built = door(Path(str(home)), database=database, cheap_keys=True)
    with TemporaryDirectory(prefix="station-app-bench-") as pictures:
        desk = Rehearsal(built, Path(pictures))
        desk.log_in(places.BADGE, places.PASSWORD)
        try:
            return [*_searches(desk, asked), *_lists(desk)]
        finally:
            desk.close()


def _searches(desk: Rehearsal, asked: dict[str, list[str]]) -> list[Row]:
    desk.main.go("ledger")
    desk.settle()
    page: Any = desk.main.page("ledger")
    found = []
    for kind, typed in asked.items():
        mine, bare = [], []
        for text in typed:
            page.search.setText(text)
            page._wait.stop()  # noqa: SLF001 - the pause in the typing is not measured
            mine.append(_until_painted(desk, page, page.ask, "_show"))
            bare.append(_repaint(page))
        found.append(row_of(f"painted.{kind}", mine, bare))
    return found


def _lists(desk: Rehearsal) -> list[Row]:
    desk.main.go("queues")
    desk.settle()
    page: Any = desk.main.page("queues")
    found = []
    keys = [page.lists.rows.row(place).key for place in range(page.lists.rows.rowCount())]
    for key in keys:
        mine, bare = [], []
        for _round in range(ROUNDS // 2):
            page._presenter.chosen = ""  # noqa: SLF001 - the same list is asked for again
            mine.append(_until_painted(desk, page, lambda key=key: page._presenter.choose(key), "_show"))  # type: ignore[misc]  # noqa: SLF001
            bare.append(_repaint(page))
        found.append(row_of(f"painted.{key}", mine, bare))
    return found


def _until_painted(desk: Rehearsal, page: Any, act: Callable[[], object], shows: str) -> float:
    """Give the milliseconds from `act` until the table has painted what came of it."""
    from PySide6.QtCore import QCoreApplication, QEventLoop  # noqa: PLC0415 - see `measure`

    answered = False
    presenter = page._presenter  # noqa: SLF001 - where the answer arrives is where it is seen
    before = getattr(presenter, shows)

    def heard(view: object) -> None:
        nonlocal answered
        before(view)
        answered = True

    setattr(presenter, shows, heard)
    start = time.perf_counter()
    act()
    while not answered and time.perf_counter() - start < _PATIENCE:
        # Sleep until something comes, as the window does: asking all the time would take Python from the reader.
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    page.table.viewport().repaint()
    taken = (time.perf_counter() - start) * 1000
    setattr(presenter, shows, before)
    desk.settle(0.05)
    return taken


def _repaint(page: Any) -> float:
    """Give the milliseconds of painting the same rows once more: what no query can make faster."""
    start = time.perf_counter()
    page.table.viewport().repaint()
    return (time.perf_counter() - start) * 1000
