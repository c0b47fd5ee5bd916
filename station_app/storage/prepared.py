"""Statements made ready once for each database: their text, the order of their values, how each is kept and read.

SQLAlchemy builds the statement and knows the types; what it does anew for every execution is done here once. For the
few statements of the officer's most frequent moment, and for reading the journal, where that work outweighs the rows.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from sqlalchemy import Select, insert
from sqlalchemy.dialects import postgresql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import Delete, Dialect, Insert, Table, Update
    from sqlalchemy.types import TypeEngine

    Keep: TypeAlias = Callable[[Any], Any]
    Values: TypeAlias = tuple[Any, ...] | dict[str, Any]


class Ready(NamedTuple):
    """A statement for one database.

    `names` are its values in order, `keepers` and `readers` turn the values and columns at a place that need it;
    `named` asks for a mapping of values.
    """

    text: str
    names: tuple[str, ...]
    keepers: tuple[tuple[int, Keep], ...]
    fixed: dict[str, Any]
    named: bool
    readers: tuple[tuple[int, Keep], ...]
    at_once: str = ""
    """For PostgreSQL: the same insert of any number of rows, whose values come as one array a column."""

    def columns(self, rows: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
        """Turn sets of values into one list for each column, for `at_once`."""
        return {name: [row[name] for row in rows] for name in self.names}

    def values(self, rows: Sequence[Mapping[str, Any]]) -> list[Values]:
        """Give sets of values as the driver wants them.

        Raises:
            KeyError: a value is missing.
        """
        pick = itemgetter(*self.names) if len(self.names) > 1 else self._few
        found: list[Values] = []
        for row in rows:
            values = list(pick({**self.fixed, **row} if self.fixed else row))
            for place, keep in self.keepers:
                values[place] = keep(values[place])
            found.append(dict(zip(self.names, values, strict=True)) if self.named else tuple(values))
        return found

    def _few(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple([row[name] for name in self.names])

    def read(self, rows: Sequence[tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
        """Give the rows as values of their types."""
        return [self._row(row) for row in rows] if self.readers else rows

    def _row(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for place, reader in self.readers:
            values[place] = reader(values[place])
        return tuple(values)


class Prepared:
    """A statement without lists of unknown length (`IN`), made ready for a database when it is first sent there."""

    def __init__(self, statement: Select[Any] | Insert | Update | Delete, columns: Iterable[str] | None = None) -> None:
        self._statement = statement
        self._columns = None if columns is None else tuple(columns)
        self._table: Table | None = None
        self._or_leave = False
        self._ready: dict[str, Ready] = {}

    @classmethod
    def insert(cls, table: Table, *, or_leave: bool = False) -> Prepared:
        """Make ready for whole new rows of `table`; `or_leave` leaves those that are there already."""
        # PostgreSQL's own form of the statement: SQLite has taken it over word by word.
        statement = postgresql.insert(table).on_conflict_do_nothing() if or_leave else insert(table)
        made = cls(statement, table.columns.keys())
        made._table, made._or_leave = table, or_leave
        return made

    def on(self, dialect: Dialect) -> Ready:
        """Give the statement for the database that speaks `dialect`."""
        ready = self._ready.get(dialect.name)
        if ready is None:
            ready = self._ready[dialect.name] = self._made(dialect)
        return ready

    def _made(self, dialect: Dialect) -> Ready:
        compiled: Any = self._statement.compile(dialect=dialect, column_keys=self._columns)
        named = not compiled.positional
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        names = tuple(binds) if named else tuple(compiled.positiontup)
        keepers = tuple((place, _keeper(binds[name].type, dialect)) for place, name in enumerate(names))
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        columns = self._statement.selected_columns if isinstance(self._statement, Select) else ()
        readers = tuple((place, _reader(column.type, dialect)) for place, column in enumerate(columns))
        at_once = _at_once(self._table, dialect, or_leave=self._or_leave) if self._table is not None and named else ""
        return Ready(str(compiled), names, _needed(keepers), fixed, named, _needed(readers), at_once)


def _at_once(table: Table, dialect: Dialect, *, or_leave: bool) -> str:
    """Write an insert whose values are arrays: a server across a network is asked once, not for each row."""
    quoted = [(column.name, column.type.compile(dialect).partition(" COLLATE")[0]) for column in table.columns]
    arrays = ", ".join(f"%({name})b::{kind}[]" for name, kind in quoted)
    names = ", ".join(dialect.identifier_preparer.quote(name) for name, _kind in quoted)
    leaving = " ON CONFLICT DO NOTHING" if or_leave else ""
    return f"INSERT INTO {table.name} ({names}) SELECT * FROM unnest({arrays}){leaving}"


def _needed(turns: Iterable[tuple[int, Keep | None]]) -> tuple[tuple[int, Keep], ...]:
    return tuple((place, turn) for place, turn in turns if turn is not None)


def _keeper(kind: TypeEngine[Any], dialect: Dialect) -> Keep | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Keep | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
