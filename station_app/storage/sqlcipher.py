"""The embedded database: one SQLCipher file, opened with a raw key. How it is opened, checked and kept small.

Encryption fails closed: a file that is not encrypted is refused, never converted. `key_check` proves that keyring and
database belong together.
"""

from __future__ import annotations

import hashlib
import hmac
from contextlib import closing
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import create_engine
from sqlalchemy.pool import QueuePool

from station_app.errors import DamagedError, RefusedError
from station_app.storage.problems import translate

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

Error = sqlcipher.Error
"""What the driver raises."""

OLDEST_SQLITE = (3, 51, 3)
"""SQLite 3.7 to 3.51.2 can corrupt a WAL database (sqlite.org/wal.html, fixed in 3.51.3)."""

PLAIN_HEADER = b"SQLite format 3"
KEY_BYTES = 32
BUSY_SECONDS = 10.0
APPLICATION_FORMAT = 1
_PORTION = 48
"""Rows fetched at a time: the driver keeps Python's lock from row to row, and a window must not wait for hundreds."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",  # else INSERT OR REPLACE slips past the append-only triggers
    "temp_store=MEMORY",
    "cache_size=-32000",
    "secure_delete=ON",
    "wal_autocheckpoint=0",  # checkpoints fsync: they happen between use cases, see Store.checkpoint
    "journal_size_limit=0",
)


def refuse_old_sqlite(version: tuple[int, ...] = sqlcipher.sqlite_version_info) -> None:
    """Refuse an SQLite library that can damage the file.

    Raises:
        DamagedError: `sqlite_too_old`.
    """
    if version < OLDEST_SQLITE:
        raise DamagedError("sqlite_too_old", version=".".join(map(str, version)))


def refuse_foreign_file(path: Path) -> None:
    """Refuse what is not an encrypted database, before any key is tried.

    Raises:
        RefusedError: `database_missing`.
        DamagedError: `database_not_encrypted`, `database_damaged` (too short to be one).
    """
    try:
        with path.open("rb") as file:
            start = file.read(len(PLAIN_HEADER))
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise RefusedError("database_missing", database=path.name) from problem
    if start == PLAIN_HEADER:
        raise DamagedError("database_not_encrypted", database=path.name)
    if len(start) < len(PLAIN_HEADER):
        raise DamagedError("database_damaged")


def connect(path: Path, data_key: bytes, *, create: bool = False) -> Any:
    """Open one connection in the order that SQLCipher asks for: logging off, key, then everything else.

    Transactions are begun by hand (`isolation_level=None`), so that migrations are transactions too.
    """
    if len(data_key) != KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
    mode = "rwc" if create else "rw"
    connection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
        cached_statements=256,
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{data_key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def engine(path: Path, data_key: bytes, *, create: bool = False) -> Engine:
    """Make the engine of one file; `hide_parameters` keeps personal data out of errors."""
    return create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, data_key, create=create),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
    )


def key_check(data_key: bytes) -> str:
    """Give a mark of the data key that says nothing about the key (HMAC-SHA256 of a fixed text, hex)."""
    return hmac.new(data_key, b"station-app/key-check/1", hashlib.sha256).hexdigest()


def checkpoint(connection: Any, *, everything: bool = False) -> None:
    """Move the write-ahead log into the file; `everything` waits for readers and empties the log.

    Writes the log's new header at once by a commit without content, so that the next use case needs one fsync only.
    """
    mode = "TRUNCATE" if everything else "PASSIVE"
    connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchall()
    warm(connection)


def empty_log(connection: Any) -> None:
    """Move the write-ahead log into the file and cut it to nothing; for closing."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def in_portions(cursor: Any) -> list[tuple[Any, ...]]:
    """Give all rows of a cursor, fetched a few at a time."""
    found: list[tuple[Any, ...]] = []
    while portion := cursor.fetchmany(_PORTION):
        found += portion
    return found


def warm(connection: Any) -> None:
    """Commit without content: a new write-ahead log costs an extra fsync, which no use case should pay."""
    connection.execute(f"PRAGMA user_version={APPLICATION_FORMAT}")


def damage(connection: Any) -> tuple[str, ...]:
    """Check every page's HMAC, then the structure; gives what is wrong, nothing for a sound file."""
    pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    structure = [] if pages else connection.execute("PRAGMA quick_check").fetchall()
    links = [] if pages else connection.execute("PRAGMA foreign_key_check").fetchall()
    found = [str(row[0]) for row in pages]
    found += [str(row[0]) for row in structure if row[0] != "ok"]
    found += [f"foreign_key {row[0]}" for row in links]
    return tuple(found)


def inspect_pages(path: Path, data_key: bytes) -> tuple[str, ...]:
    """Open a file and say what is wrong with it (`damage`).

    Raises:
        DamagedError: `database_damaged` - it cannot even be opened.
    """
    try:
        with closing(connect(path, data_key)) as connection:
            return damage(connection)
    except sqlcipher.Error as problem:
        raise translate(problem) or problem from problem
