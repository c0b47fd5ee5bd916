"""Saving a family of four, durable, beside a raw SQLCipher loop that writes the very same rows with the same pragmas.

Ours checks the family, reads what the checks need, numbers, chains and writes; the peer only writes: it repeats, on a
copy of the same database, the statements ours has just sent, on a plain `sqlcipher3` connection that is opened the way
ours is. So the ratio is the price of everything but the writing.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from station_app import texts
from station_app.bench import Row, fsyncs, places, turns
from station_app.bench.families import families
from station_app.storage.engine import UnitOfWork
from station_app.storage.keyring import Keyring
from station_app.storage.sqlcipher import connect

Statement: TypeAlias = tuple[str, Sequence[Any]]
ROUNDS = 60


def measure() -> Row:
    """Measure sixty families, one transaction each, and count the fsyncs of one more under strace."""
    with TemporaryDirectory(prefix="station-app-bench-") as folder, Pair(Path(folder), ROUNDS + 1) as pair:
        return turns.compare(
            "save",
            pair.ours,
            pair.peer,
            rounds=ROUNDS,
            goal=2.0,
            note=texts.say("bench.note.save", fsyncs=fsyncs.counted()),
        )


class Pair:
    """A station in `folder` with `count` families waiting, and a raw connection to a copy of its database."""

    def __init__(self, folder: Path, count: int) -> None:
        home, copy = folder / "home", folder / "copy.db"
        built = places.station(home)
        places.log_in(built).close()  # the last connection checkpoints: the file is whole and can be copied
        shutil.copyfile(built.home.database, copy)
        key = Keyring(built.home.keyring).unlock(places.BADGE, places.PASSWORD).data_key
        self._desk = places.log_in(built)
        self._waiting = list(families(count))
        self._written: list[Statement] = []
        self.raw = connect(copy, key)
        self.live = connect(built.home.database, key)

    def __enter__(self) -> Pair:
        UnitOfWork.watch = self._note
        return self

    def __exit__(self, *_problem: object) -> None:
        UnitOfWork.watch = None
        for open_one in (self._desk, self.raw, self.live):
            open_one.close()

    def ours(self, number: int) -> float:
        """Accept family `number`; give the milliseconds."""
        self._written.clear()
        return turns.timed(lambda: self._desk.accept(self._waiting[number]))

    def peer(self, _number: int) -> float:
        """Write the rows that ours has just written; give the milliseconds."""
        return turns.timed(lambda: _replay(self.raw, self._written))

    def _note(self, statement: str, values: Sequence[Any]) -> None:
        self._written.append((statement, values))


def _replay(raw: Any, written: Sequence[Statement]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for statement, values in written:
        if len(values) > 1:
            raw.executemany(statement, values)
        else:
            raw.execute(statement, values[0])
    raw.execute("COMMIT")
