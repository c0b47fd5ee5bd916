"""A site with a million people, open for measuring: ours through its use cases, the peer through the bare driver.

The peer is the one indexed query that a search or list rests on, on a connection opened the same way, in the same
run, in turns with ours. It gives keys and no families, checks no authority and notes no look.
"""

from __future__ import annotations

import statistics
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from station_app import texts
from station_app.bench import Row, places, turns
from station_app.bench.population import family
from station_app.bootstrap import door
from station_app.errors import UsageError
from station_app.storage.keyring import Keyring
from station_app.storage.sqlcipher import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from station_app.catalogue import Catalogue, Door

SAMPLES = 30
"""Different texts or pages of each kind: what is asked twice is in the cache."""
GOAL_MS = 50.0
"""From the question to the painted rows; beside each peer it is said as the ratio that would be."""


class Question(NamedTuple):
    """One kind of search or list: what ours is asked, and the bare query with its values, for each sample."""

    name: str
    ours: Callable[[int], object]
    peer: tuple[str, Callable[[int], Sequence[Any]]]


class Million(NamedTuple):
    """The open site, its bare connection, and how many cases it has."""

    desk: Catalogue
    raw: Raw
    cases: int
    built: Door


class Raw:
    """The driver itself; statements are written with question marks."""

    def __init__(self, connection: Any, *, marks: bool) -> None:
        self._connection = connection
        self._marks = marks

    def rows(self, statement: str, values: Sequence[Any]) -> list[Any]:
        """Send one statement and read everything."""
        text = statement if self._marks else statement.replace("?", "%s")
        return list(self._connection.execute(text, values).fetchall())

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@contextmanager
def opened(home: str | None, database: str | None) -> Iterator[Million]:
    """Open the site in `home`.

    Raises:
        UsageError: `million_missing` - nothing was seeded there.
    """
    if not home or not door(Path(home)).founded:
        raise UsageError("million_missing")
    built = door(Path(home), database=database, cheap_keys=True)
    desk = places.log_in(built)
    try:
        with closing(_raw(built, database)) as raw:
            cases = int(raw.rows("SELECT count(*) FROM registry_case", ())[0][0])
            yield Million(desk, raw, cases, built)
    finally:
        desk.close()


def _raw(built: Door, database: str | None) -> Raw:
    if database is None:
        key = Keyring(built.home.keyring).unlock(places.BADGE, places.PASSWORD).data_key
        return Raw(connect(built.home.database, key), marks=True)
    import psycopg  # noqa: PLC0415 - only with a server

    plain = database.replace("postgresql+psycopg://", "postgresql://", 1)
    return Raw(psycopg.connect(plain, autocommit=True), marks=False)


def samples(cases: int, count: int = SAMPLES) -> list[int]:
    """Give numbers of families from all over the site, the same in every run."""
    return Random(620502).sample(range(cases), min(count, cases))  # noqa: S311 - a choice to measure, not a secret


def applicant(number: int) -> Any:
    """Give the applicant of family `number`."""
    return family(number).family[0]


def measured(question: Question, raw: Raw, count: int = SAMPLES) -> Row:
    """Ask every sample once of each, in turns; medians are compared, and the slowest one in a hundred is said."""
    mine: list[float] = []
    bare: list[float] = []
    statement, values = question.peer
    for place in range(count):
        mine.append(turns.timed(lambda place=place: question.ours(place)))  # type: ignore[misc]
        bare.append(turns.timed(lambda place=place: raw.rows(statement, values(place))))  # type: ignore[misc]
    return row_of(question.name, mine, bare)


def row_of(name: str, mine: Sequence[float], bare: Sequence[float]) -> Row:
    """Make the row of some figures."""
    ours, peer = statistics.median(mine), statistics.median(bare)
    note = texts.say("bench.note.million", p99=f"{p99(mine):.1f}", peer_p99=f"{p99(bare):.1f}")
    bare_ms = max(peer, 0.001)
    return Row(name, round(ours, 2), round(peer, 2), round(ours / bare_ms, 2), round(GOAL_MS / bare_ms, 1), note)


def p99(values: Sequence[float]) -> float:
    """Give the value that one in a hundred exceeds; of few values the highest."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
