"""What a database's own errors mean to people: one translation, used by everything that touches a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from station_app.errors import DamagedError, DeviceError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.errors import StationError

# SQLite's primary result codes (sqlite.org/rescode.html); the low byte of an extended code.
_SQLITE_BUSY, _SQLITE_LOCKED, _SQLITE_READONLY, _SQLITE_IOERR = 5, 6, 8, 10
_SQLITE_CORRUPT, _SQLITE_FULL, _SQLITE_CANTOPEN, _SQLITE_NOTADB = 11, 13, 14, 26
_IOERR_WRITES = {10 | 3 << 8, 10 | 4 << 8, 10 | 5 << 8}  # write, fsync, directory fsync


_STATES: tuple[tuple[tuple[str, ...], Callable[[], StationError]], ...] = (
    (("55P03", "40001", "40P01", "57014"), lambda: RefusedError("database_busy")),
    (("08", "57P", "53300"), lambda: DeviceError("database_unreachable")),
    (("53",), lambda: DeviceError("disk_full")),
    (("XX", "58"), lambda: DamagedError("database_damaged")),
    (("28", "3D000"), lambda: DeviceError("database_refuses_login")),
    (("25006", "42501"), lambda: DeviceError("database_read_only")),
)
"""SQLSTATE by its beginning, the first that fits counts (PostgreSQL manual, appendix A)."""


def translate(problem: BaseException) -> StationError | None:
    """Give the error that says what happened and who must act; None when it is a bug of this program.

    The database's own words may hold personal data, so none of them are passed on.
    """
    if isinstance(problem, PoolTimeoutError):
        return RefusedError("database_busy")
    original = problem.orig if isinstance(problem, DBAPIError) else problem
    code = getattr(original, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _of_sqlite(code)
    if type(original).__module__.startswith("psycopg"):
        return _of_postgresql(getattr(original, "sqlstate", None), original)
    return None


def _of_sqlite(code: int) -> StationError | None:
    primary = code & 0xFF
    if primary in {_SQLITE_BUSY, _SQLITE_LOCKED}:
        return RefusedError("database_busy")
    if primary == _SQLITE_FULL:
        return DeviceError("disk_full")
    if primary in {_SQLITE_CORRUPT, _SQLITE_NOTADB}:
        return DamagedError("database_damaged")
    if primary == _SQLITE_READONLY:
        return DeviceError("database_read_only")
    if primary in {_SQLITE_IOERR, _SQLITE_CANTOPEN}:
        return DeviceError("database_write_failed" if code in _IOERR_WRITES else "database_read_failed")
    return None


def _of_postgresql(state: str | None, original: BaseException | None) -> StationError | None:
    """Sort by SQLSTATE."""
    if state is None:
        # No state: the server never answered, or went away in the middle.
        lost = type(original).__name__ in {"OperationalError", "ConnectionTimeout"}
        return DeviceError("database_unreachable") if lost else None
    for starts, meaning in _STATES:
        if state.startswith(starts):
            return meaning()
    return None
