"""A verified copy of the encrypted file. Used before every migration; the copy has the same key.

PostgreSQL is backed up by its own tools; a migration there is one transaction.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import closing
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher

from station_app.errors import DamagedError, DeviceError
from station_app.files import sync_folder
from station_app.storage import sqlcipher as cipher
from station_app.storage.problems import translate

if TYPE_CHECKING:
    from pathlib import Path


def before(database: Path, revision: str) -> Path:
    """Name the copy made before the migration to `revision`; an earlier copy of that name is never overwritten."""
    name, number = f"{database.name}.before-{revision}", 1
    while (target := database.with_name(name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return target


def copy(database: Path, data_key: bytes, target: Path) -> str:
    """Copy `database` to `target` while others may read it, check every page of the copy, and give its SHA-256.

    Raises:
        DamagedError: `backup_damaged` - the copy does not hold; it is removed. Source damaged: `database_damaged`.
        DeviceError: `disk_full` - nothing is left under the name.
    """
    temporary = target.with_name(target.name + ".new")
    temporary.unlink(missing_ok=True)
    try:
        _copy_pages(database, data_key, temporary)
        if cipher.inspect_pages(temporary, data_key):
            raise DamagedError("backup_damaged", database=target.name)
        digest = _synced_digest(temporary)
        temporary.replace(target)
        sync_folder(target.parent)
    except sqlcipher.Error as problem:
        raise translate(problem) or problem from problem
    except OSError as problem:
        raise DeviceError("disk_full", problem=problem.strerror or "") from problem
    finally:
        for suffix in ("", "-wal", "-shm"):
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)
    return digest


def _copy_pages(database: Path, data_key: bytes, temporary: Path) -> None:
    with (
        closing(cipher.connect(database, data_key)) as source,
        closing(cipher.connect(temporary, data_key, create=True)) as made,
    ):
        source.backup(made)
        made.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _synced_digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
