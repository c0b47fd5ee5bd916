"""Give the encrypted file another key: every page is written anew, all of them or none.

For that the file is taken out of write-ahead logging, which SQLite does only for whoever has it open alone, and written
with a rollback journal: a power cut in the middle leaves the pages as they were, under the old key. Two kinds of traces
stay and open with the old key only what was there before: copies made before a migration, and backups.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

from station_app.errors import DeviceError, RefusedError
from station_app.storage import sqlcipher

if TYPE_CHECKING:
    from pathlib import Path


def change_key(path: Path, old: bytes, new: bytes) -> None:
    """Write every page of the file under `new`.

    Raises:
        RefusedError: `database_not_alone` - another window or process has the file open.
        DeviceError: `disk_full` - the old pages must have room beside the new ones until they are safe.
        sqlcipher.Error: anything else; the file has one of the two keys whole.
    """
    with closing(sqlcipher.connect(path, old)) as connection:
        connection.execute("PRAGMA busy_timeout=0")
        if shutil.disk_usage(path.parent).free < path.stat().st_size + (1 << 20):
            raise DeviceError("disk_full")
        try:
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
        except sqlcipher.Error as problem:
            if "locked" in str(problem):
                raise RefusedError("database_not_alone") from problem
            raise
        try:
            connection.execute(f"PRAGMA rekey=\"x'{new.hex()}'\"").fetchall()
        finally:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()


def progress(path: Path) -> tuple[int, int]:
    """Give the bytes done of those there are: old pages go to the rollback journal one by one, before they change."""
    total = path.stat().st_size
    try:
        done = path.with_name(f"{path.name}-journal").stat().st_size
    except OSError:
        done = 0
    return min(done, total), total


def holds(path: Path, key: bytes) -> bool:
    """Tell whether the file opens with `key`; a journal left by a power cut is rolled back by looking."""
    try:
        with closing(sqlcipher.connect(path, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.Error as problem:
        if "not a database" in str(problem):
            return False
        raise
    return True
