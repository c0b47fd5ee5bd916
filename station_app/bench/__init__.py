"""The benchmarks: each of our long moments beside the same work done bare, in the same run.

A ratio travels between machines, milliseconds do not. Ours and the peer take turns, round by round, so that a busy
machine slows both; the median of each counts. Benchmarks measure and never judge: the goal stands beside the ratio.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NAMES = ("start", "switch", "keystroke", "save", "receipt", "slips", "export", "keystroke_exporting")
"""In the order of the officer's day; each is a module here with `measure() -> Row`."""
LONG = ("papers_memory",)
"""Those that take minutes; run only when named."""
MILLION = ("find_million", "lists_million", "painted_million")
"""Those of a seeded site, which take its home: `measure(home, database) -> list[Row]`. Run only when named."""


class Row(msgspec.Struct, frozen=True):
    """One benchmark: median milliseconds of ours and of the bare peer, their ratio, the ratio we want at most.

    `unit` where it is not milliseconds.
    """

    name: str
    ours_ms: float
    peer_ms: float
    ratio: float
    goal: float
    note: str
    unit: str = "ms"


def run(
    names: Sequence[str], progress: Callable[[str], None], home: str | None = None, database: str | None = None
) -> list[Row]:
    """Run the benchmarks `names` (none: all that need no seeded site); `progress` is told a sentence before each.

    Raises:
        UsageError: `bench_unknown`.
    """
    unknown = [name for name in names if name not in (*NAMES, *LONG, *MILLION)]
    if unknown:
        raise UsageError("bench_unknown", name=unknown[0], names=", ".join((*NAMES, *LONG, *MILLION)))
    rows: list[Row] = []
    for name in names or NAMES:
        progress(texts.say(f"bench.running.{name}"))
        measure = import_module(f"station_app.bench.{name}").measure
        if name in MILLION:
            rows.extend(measure(home, database))
        else:
            rows.append(measure())
    return rows
