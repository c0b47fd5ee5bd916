"""Replay: the journal into empty tables, which must then hold what the live ones hold, row by row.

The live tables are never touched. On SQLCipher the replay happens in a second database in memory with the same key, on
PostgreSQL in a temporary schema that is gone afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from station_app.domain.records import ChainReport
from station_app.journal import chain
from station_app.journal.apply import Writes, collect
from station_app.storage import sites
from station_app.storage.tables import PROJECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table

    from station_app.storage.engine import Store, UnitOfWork

MOST_PROBLEMS = 200


def rebuild(store: Store) -> ChainReport:
    """Replay and compare; `problems` are `rebuild_differs TABLE KEY`. Personal data is never named."""
    with store.read() as live, store.empty_copy() as copy:
        entries = _replay(live, copy)
        problems = [problem for table in PROJECTIONS for problem in _differences(live, copy, table)]
        _, head = chain.head(live, sites.own(copy).code)  # the live table of sites may be what was changed
    return ChainReport(ok=not problems, entries=entries, head=head, problems=tuple(problems[:MOST_PROBLEMS]))


def _replay(live: UnitOfWork, copy: UnitOfWork) -> int:
    """Apply every entry again, in the order it arrived; gives their number."""
    writes = Writes(copy, journal=live)
    number = 0
    for number, entry in enumerate(chain.all_entries(live), start=1):
        collect(writes, entry)
        if number % chain.BATCH == 0:
            writes.send()
    writes.send()
    return number


def _differences(live: UnitOfWork, copy: UnitOfWork, table: Table) -> Iterator[str]:
    """Compare one table in the order of its key."""
    keys = list(table.primary_key.columns)
    query = select(table).order_by(*keys).execution_options(yield_per=chain.BATCH)
    here, there = (map(tuple, uow.execute(query)) for uow in (live, copy))
    width = [list(table.columns).index(key) for key in keys]
    left, right = next(here, None), next(there, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(here, None), next(there, None)
            continue
        left_key, right_key = _key(left, width), _key(right, width)
        first = min(key for key in (left_key, right_key) if key is not None)
        yield f"rebuild_differs {table.name} {_named(table, first)}"
        if left_key == first:
            left = next(here, None)
        if right_key == first:
            right = next(there, None)


def _key(row: tuple[Any, ...] | None, width: list[int]) -> tuple[Any, ...] | None:
    return None if row is None else tuple(row[place] for place in width)


def _named(table: Table, key: tuple[Any, ...]) -> str:
    """Name a row without personal data: parts of names are keys of the search table only."""
    return "/".join(str(part) for part in (key[1:3] if table.name == "search_key" else key))
