"""A few megabytes kept in reserve beside the database.

When the disk is full the reserve is given back, so that drafts can still be saved and the write-ahead log can still be
emptied while somebody makes room.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 4 << 20


def beside(database: Path) -> Path:
    """Name the reserve of `database`."""
    return database.with_name(database.name + ".ballast")


def lay(database: Path) -> bool:
    """Put the reserve down if it is missing; tells whether it is there. Never fails: it is only a reserve."""
    path = beside(database)
    if path.exists():
        return True
    try:
        with path.open("xb") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, SIZE)
            else:
                file.write(bytes(SIZE))
    except OSError:
        path.unlink(missing_ok=True)
        return False
    return True


def lay_if_room(database: Path) -> bool:
    """Put the reserve down again once there is room for it twice over; tells whether it is there."""
    if beside(database).exists():
        return True
    return shutil.disk_usage(database.parent).free > 2 * SIZE and lay(database)


def drop(database: Path) -> None:
    """Give the reserve back to the disk."""
    beside(database).unlink(missing_ok=True)
