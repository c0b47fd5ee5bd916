"""The store of a site: opening it, its transactions, closing it. The only place where a transaction begins or ends.

A unit of work is rolled back unless the use case commits it. Writers take turns (BEGIN IMMEDIATE, or the lock of one
row), so what a use case reads is still true when it writes; each commit costs exactly one fsync of the write-ahead log.
"""

# ruff: noqa: SLF001 - the two constructors of Store use its own parts

from __future__ import annotations

import logging
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from sqlalchemy import event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from station_app.errors import DamagedError, DeviceError, RefusedError
from station_app.files import PRIVATE
from station_app.storage import backup, ballast, empty_copy, postgresql, rekeying, schema, sqlcipher
from station_app.storage.problems import translate
from station_app.storage.tables import site, store_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, CursorResult, Engine, Executable
    from sqlalchemy.engine import RootTransaction

    from station_app.errors import StationError
    from station_app.storage.prepared import Prepared

Kind: TypeAlias = Literal["sqlcipher", "postgresql"]

WAL_BOUND = 16 << 20
"""Bytes of write-ahead log after which a commit is followed by a checkpoint: some hundred families."""

LEAST_FREE = 256 << 10
"""Bytes below which a disk is full for a database: opening one already needs an index of its log."""

_MANY = 8
"""Rows from which a server is sent them at once; fewer are sent faster as they are."""

_TAKE_TURN = select(store_mark.c.id).with_for_update()
_log = logging.getLogger(__name__)


class UnitOfWork:
    """One transaction. `notes` lets a caller keep what it has read for the rest of it (the journal its heads).

    `witness` is the latest time that a file of this machine showed when the store was opened.
    """

    __slots__ = ("_transaction", "connection", "kind", "notes", "witness")

    watch: ClassVar[Callable[[str, Sequence[Any]], None] | None] = None
    """Told the text and the sets of values of every prepared change; for measuring only."""

    def __init__(
        self, connection: Connection, kind: Kind, transaction: RootTransaction, witness: datetime | None = None
    ) -> None:
        self.connection = connection
        self.kind = kind
        self.notes: dict[str, Any] = {}
        self.witness = witness
        self._transaction = transaction

    def execute(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[Any]:
        """Send one statement, or one for each of several sets of values."""
        return self.connection.execute(statement, values)

    def rows(self, prepared: Prepared, values: Mapping[str, Any] | None = None) -> Sequence[tuple[Any, ...]]:
        """Read all rows of a prepared statement, as plain tuples in the order of its columns."""
        ready = prepared.on(self.connection.dialect)
        given: Any = ready.values((values or {},))[0]
        if self.kind == "sqlcipher":
            driver: Any = self.connection.connection.dbapi_connection
            return ready.read(sqlcipher.in_portions(driver.execute(ready.text, given)))
        return ready.read([tuple(row) for row in self.connection.exec_driver_sql(ready.text, given)])

    def send(self, prepared: Prepared, rows: Sequence[Mapping[str, Any]]) -> None:
        """Send a prepared change once for each of `rows`."""
        ready = prepared.on(self.connection.dialect)
        values: Any = ready.values(rows)
        if UnitOfWork.watch is not None:
            UnitOfWork.watch(ready.text, values)
        if self.kind == "sqlcipher":
            self._drive(ready.text, values)
        elif ready.at_once and len(values) >= _MANY:
            self.connection.exec_driver_sql(ready.at_once, ready.columns(values))
        else:
            self.connection.exec_driver_sql(ready.text, values)

    def _drive(self, text: str, values: Sequence[Any]) -> None:
        """Send to the file's own driver; its errors come as SQLAlchemy's, without the values."""
        driver: Any = self.connection.connection.dbapi_connection
        try:
            driver.execute(text, values[0]) if len(values) == 1 else driver.executemany(text, values)
        except sqlcipher.Error as problem:
            raise DBAPIError.instance(text, None, problem, sqlcipher.Error, hide_parameters=True) from problem

    def commit(self) -> None:
        """Make everything durable; what is not committed is rolled back."""
        self._transaction.commit()


class Store:
    """An open database of one site, either kind. Safe to share between threads; each unit of work is one thread's."""

    def __init__(self, engine: Engine, kind: Kind, path: Path | None) -> None:
        self.kind: Kind = kind
        self.witness: datetime | None = None
        self._path = path
        self._kept: list[Connection] = []
        self._log_path = "" if path is None else f"{path}-wal"
        self._use(engine)

    def _use(self, engine: Engine) -> None:
        self._engine = engine
        event.listen(engine, "begin", _begin)
        if self.kind == "sqlcipher":
            self._writers = engine.execution_options(station_begin="BEGIN IMMEDIATE")
            self._readers = engine.execution_options(station_begin="BEGIN")
        else:
            self._writers = engine.execution_options(isolation_level="READ COMMITTED")
            self._readers = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @classmethod
    def create(cls, location: Path | str, data_key: bytes) -> Store:
        """Make a new store at a path or in an empty PostgreSQL database, with all tables.

        Raises:
            RefusedError: `database_in_use` - something is there already; it is left as it is.
            DeviceError: `disk_full`, `database_unreachable`.
        """
        if isinstance(location, Path) and location.exists():
            raise RefusedError("database_in_use", database=location.name)
        if isinstance(location, Path):
            with suppress(OSError):  # what stands in the way is told by opening it
                location.touch(mode=PRIVATE)
        store = _store(location, data_key, create=True)
        with store._closed_on_failure():
            with store._translated(), store._engine.connect() as connection:
                if schema.version(connection) is not None and _holds_a_site(connection):
                    raise RefusedError("database_in_use", database="PostgreSQL")
            store._migrate()
            with store.write() as uow:
                uow.execute(store_mark.delete())
                uow.execute(store_mark.insert(), {"id": 1, "key_check": sqlcipher.key_check(data_key)})
                uow.commit()
            store._ready()
        return store

    @classmethod
    def open(cls, location: Path | str, data_key: bytes, *, earlier: bytes | None = None) -> Store:
        """Open a store; an older one is backed up and migrated first. `earlier` is a key whose change was cut short.

        Raises:
            RefusedError: `database_missing`, `database_newer`, `database_busy`.
            DamagedError: `database_not_encrypted`, `database_key_wrong`, `database_damaged`, `sqlite_too_old`.
            DeviceError: `database_unreachable`, `disk_full`.
        """
        if isinstance(location, Path):
            sqlcipher.refuse_foreign_file(location)
        store = _store(location, data_key)
        with store._closed_on_failure():
            found = store._version()
            schema.refuse_newer(found)
            if found < schema.HEAD:
                if isinstance(location, Path):
                    backup.copy(location, data_key, backup.before(location, schema.HEAD))
                store._migrate()
            store._refuse_other_key(data_key, earlier)
            store._ready()
        return store

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """Begin a writing unit of work; one writer at a time. Rolled back unless `commit` was called."""
        with self._translated(writing=True), self._writer() as connection, _rolled_back(connection) as transaction:
            if self.kind == "postgresql":
                connection.execute(_TAKE_TURN)
            yield UnitOfWork(connection, self.kind, transaction, self.witness)
        self._bound_log()

    @contextmanager
    def _writer(self) -> Iterator[Connection]:
        """Lend a connection; after a good end it is kept for the next writer, because fetching one costs a statement.

        Only a file's: a server may close what lies idle.
        """
        try:
            connection = self._kept.pop()
        except IndexError:
            connection = self._writers.connect()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        if self.kind == "sqlcipher" and not self._kept:
            self._kept.append(connection)
        else:
            connection.close()

    def _dispose(self) -> None:
        """Close every connection that nobody uses."""
        kept, self._kept = self._kept, []
        for connection in kept:
            connection.close()
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """Begin a reading unit of work: one unchanging view, however long it takes."""
        with self._translated(), self._readers.connect() as connection, _rolled_back(connection) as transaction:
            yield UnitOfWork(connection, self.kind, transaction, self.witness)

    @contextmanager
    def empty_copy(self) -> Iterator[UnitOfWork]:
        """Give empty tables to replay the journal into; gone when the block ends, never committed."""
        place = empty_copy.in_memory() if self.kind == "sqlcipher" else empty_copy.in_schema(self._engine)
        with self._translated(), place as connection:
            yield UnitOfWork(connection, self.kind, connection.get_transaction() or connection.begin())

    def damage(self) -> tuple[str, ...]:
        """Check every page of the file, then its structure; gives what is wrong. A server checks its own pages."""
        found: list[str] = []
        if self.kind == "sqlcipher":
            with self._translated():
                self._raw(lambda connection: found.extend(sqlcipher.damage(connection)))
        return tuple(found)

    def checkpoint(self, *, everything: bool = False) -> None:
        """Move the write-ahead log into the database file; for idle moments. Nothing to do on PostgreSQL."""
        if self.kind == "sqlcipher":
            with self._translated():
                self._raw(lambda connection: sqlcipher.checkpoint(connection, everything=everything))

    def change_key(self, old: bytes, new: bytes) -> None:
        """Give the database another key; this store goes on with it. A server's pages are encrypted by the server.

        Raises:
            RefusedError: `database_not_alone` - a window has the file open; nothing was changed.
            DeviceError: `disk_full` and the like; which of the two keys holds is found by trying (`rekeying.holds`).
        """
        if self._path is not None:
            self._dispose()
            with self._translated():
                rekeying.change_key(self._path, old, new)
            self._use(sqlcipher.engine(self._path, new))
        _mark(self, new)

    def close(self) -> None:
        """Empty the write-ahead log and close every connection."""
        try:
            if self.kind == "sqlcipher":
                # A full disk or a reader must not keep the window open: the log is simply read again next time.
                with suppress(RefusedError, DeviceError, DamagedError), self._translated():
                    self._raw(sqlcipher.empty_log)
        finally:
            self._dispose()

    @property
    def path(self) -> Path | None:
        """The database file; None on PostgreSQL."""
        return self._path

    def _ready(self) -> None:
        if self._path is None:
            return
        ballast.lay(self._path)
        with suppress(RefusedError, DeviceError), self._translated():  # a full disk must still be readable
            self._raw(sqlcipher.warm)

    def _version(self) -> str:
        """Read the first page: whether the key fits is known now."""
        try:
            with self._engine.connect() as connection:
                return schema.quick_version(connection)
        except DBAPIError as problem:
            known = self._weighed(translate(problem))
            if self.kind == "sqlcipher" and isinstance(known, DamagedError):
                raise DamagedError("database_key_wrong") from problem
            if known is None:  # the table of versions is missing
                raise RefusedError("database_empty") from problem
            raise known from problem

    def _migrate(self) -> None:
        with self._translated():
            schema.migrate(self._engine)

    def _refuse_other_key(self, data_key: bytes, earlier: bytes | None) -> None:
        with self.read() as uow:
            found = uow.execute(select(store_mark.c.key_check)).scalar_one_or_none()
        if earlier is not None and found == sqlcipher.key_check(earlier):
            _mark(self, data_key)
        elif found != sqlcipher.key_check(data_key):
            raise DamagedError("database_key_wrong")

    def _raw(self, use: Callable[[Any], None]) -> None:
        """Use a connection outside any transaction."""
        pooled = self._engine.raw_connection()
        try:
            use(pooled.dbapi_connection)
        finally:
            pooled.close()

    def _bound_log(self) -> None:
        if not self._log_path:
            return
        with suppress(OSError, RefusedError, DeviceError):
            if os.stat(self._log_path).st_size > WAL_BOUND:  # noqa: PTH116 - after every commit, and Path costs more
                self.checkpoint()

    @contextmanager
    def _translated(self, *, writing: bool = False) -> Iterator[None]:
        """Turn what the database says into what people can act on; unknown problems stay bugs.

        The file's driver does not say whether a failing disk was read or written; while writing, nothing was saved.
        """
        try:
            yield
        except Exception as problem:
            known = self._weighed(translate(problem))
            if known is None:
                raise
            if writing and known.code == "database_read_failed":
                known = DeviceError("database_write_failed")
            _log.warning("database: %s", known.code)
            if isinstance(known, DamagedError):
                self._dispose()  # a connection that saw a damaged page is not to be trusted again
            raise known from (None if isinstance(problem, PoolTimeoutError) else problem)

    def _weighed(self, known: StationError | None) -> StationError | None:
        """Say what the disk itself says: SQLite calls a full or read-only disk many names, most of them wrong."""
        if self._path is None or not isinstance(known, DeviceError):
            return known
        with suppress(OSError):
            if not os.access(self._path.parent, os.W_OK):
                return DeviceError("database_read_only")
            if known.code == "disk_full" or shutil.disk_usage(self._path.parent).free < LEAST_FREE:
                ballast.drop(self._path)
                return DeviceError("disk_full")
        return known

    @contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._dispose()
            raise


def _store(location: Path | str, data_key: bytes, *, create: bool = False) -> Store:
    if isinstance(location, str):
        return Store(postgresql.engine(location), "postgresql", None)
    sqlcipher.refuse_old_sqlite()
    return Store(sqlcipher.engine(location, data_key, create=create), "sqlcipher", location)


def _mark(store: Store, data_key: bytes) -> None:
    with store.write() as uow:
        uow.execute(store_mark.update().values(key_check=sqlcipher.key_check(data_key)))
        uow.commit()


def _holds_a_site(connection: Connection) -> bool:
    return connection.execute(select(site.c.code).limit(1)).first() is not None


def _begin(connection: Connection) -> None:
    """Begin by hand where the driver does not (SQLite); DDL is then part of the transaction as well."""
    if connection.dialect.name != "sqlite":
        return
    wanted = connection.get_execution_options().get("station_begin")
    if wanted is None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # a unit of work, whose errors are translated whoever raises them
        driver: Any = connection.connection.dbapi_connection
        driver.execute(wanted)


@contextmanager
def _rolled_back(connection: Connection) -> Iterator[RootTransaction]:
    """Begin, and roll back whatever was not committed. After a full disk SQLite has already rolled back by itself."""
    transaction = connection.begin()
    try:
        yield transaction
    finally:
        if transaction.is_active:
            transaction.rollback()
