"""Files that are there whole or not at all: written beside their name, flushed to the disk, then renamed.

And files of others, read with care: no link, pipe or device is followed, and no more is read than was asked for.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRIVATE = 0o600
ORDINARY = 0o666


def write_whole(path: Path, content: bytes, mode: int = ORDINARY) -> None:
    """Put `content` at `path` in one step, as `whole_file` does.

    Raises:
        OSError: Nothing is left under the name but what was there before.
    """
    with whole_file(path, mode) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path, mode: int = ORDINARY) -> Iterator[BinaryIO]:
    """Open `path` for writing in one step; durable when the block ends. A crash leaves the old file or the new one.

    `mode` holds from the first byte on (before the umask), so that a secret is never readable for a moment. What the
    name stood for is replaced, never written into: links of other names to it keep what they had.

    Raises:
        OSError: Nothing is left under the name but what was there before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def read_plain(path: Path, most: int) -> bytes:
    """Read an ordinary file, at most `most` bytes of it.

    Raises:
        OSError: It is not there, not readable, or a link, folder, pipe or device.
    """
    careful = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, os.O_RDONLY | careful)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not an ordinary file")
        return file.read(most)


def sync_folder(folder: Path) -> None:
    """Make a rename durable where the system can (POSIX); Windows flushes the rename with the file."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
