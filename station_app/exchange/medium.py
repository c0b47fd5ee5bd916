"""Putting a file on a stick, a share or a folder so that "done" is true: written, flushed, read back, then named.

The file has a temporary name until its bytes were read back from the medium and compared. Whatever fails in between
leaves no file under the final name, and no temporary one where it still can be removed; leftovers of an earlier failure
(power cut, stick pulled) are recognised by their name and removed.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from station_app.errors import DeviceError
from station_app.files import sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TEMPORARY = ".tspart"
_CHUNK = 1 << 20

STICKS = ("/media", "/run/media", "/Volumes")
"""Where systems mount sticks by themselves, in folders that come and go with them."""
MOUNTS = ("/mnt",)
"""Where administrators mount by hand."""

_CODES = {
    errno.ENOSPC: "medium_full",
    errno.EDQUOT: "medium_full",
    errno.EFBIG: "medium_full",
    errno.EROFS: "medium_read_only",
    errno.EACCES: "medium_read_only",
    errno.EPERM: "medium_read_only",
    errno.ENOENT: "medium_gone",
    errno.ENOTDIR: "medium_gone",
    errno.ENODEV: "medium_gone",
    errno.ENXIO: "medium_gone",
    errno.EIO: "medium_gone",
    errno.ESTALE: "medium_gone",
    errno.ENOTCONN: "medium_gone",
}


class Written(NamedTuple):
    """A file that is safely in place; `sha256` is of the bytes read back."""

    path: Path
    size: int
    sha256: str


def write_verified(folder: Path, name: str, produce: Callable[[BinaryIO], object]) -> Written:
    """Put the file `name` into `folder`; `produce` writes its bytes in order. An older file gives way.

    Raises:
        DeviceError: `medium_gone`, `medium_full`, `medium_read_only`, `medium_failed`; `medium_altered` - the
            bytes read back are not those written.
    """
    try:
        # Only the last folder is made: a whole missing path is a stick that is not there, not a wish for folders.
        refuse_missing_stick(folder)
        folder.mkdir(exist_ok=True)
        _sweep(folder, name)
        temporary = folder / f".{name}.{secrets.token_hex(4)}{_TEMPORARY}"
        try:
            written = _write(temporary, produce)
            _read_back(temporary, written)
            temporary.replace(folder / name)
            temporary = folder / name  # until the folder is flushed, nobody may count on it
            sync_folder(folder)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except OSError as problem:
        code = _CODES.get(problem.errno or 0, "medium_failed")
        raise DeviceError(code, folder=folder.name, problem=problem.strerror or "") from problem
    return Written(folder / name, written.size, written.sha256)


def refuse_missing_stick(
    folder: Path, made_for_sticks: tuple[str, ...] = STICKS, by_hand: tuple[str, ...] = MOUNTS
) -> None:
    """Refuse a folder that only looks like a stick: a place for one, on the disk of the system itself.

    Places that the system keeps for sticks hold nothing else: whatever lies there on the system's own disk is a stick
    that is not in. Places where people mount by hand hold ordinary folders too: there only a missing name is one.

    Raises:
        OSError: ENOENT - plug it in.
    """
    resolved = folder.resolve()
    for name in (*made_for_sticks, *by_hand):
        place = type(folder)(name)
        if place != resolved and place not in resolved.parents:
            continue
        nearest = next(path for path in (resolved, *resolved.parents) if path.exists())
        missing = nearest == place != resolved if name in by_hand else True
        if missing and nearest.stat().st_dev == place.stat().st_dev:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


class _Hashing:
    """A file that knows the size and hash of what was written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes) -> int:
        self._hash.update(content)
        self.size += len(content)
        return self._file.write(content)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


def _write(path: Path, produce: Callable[[BinaryIO], object]) -> Written:
    with path.open("xb") as file:
        hashing = _Hashing(file)
        produce(cast("BinaryIO", hashing))
        file.flush()
        os.fsync(file.fileno())
    return Written(path, hashing.size, hashing.sha256)


def _read_back(path: Path, written: Written) -> None:
    """Read the file again, from the medium where the system lets us, and compare."""
    found = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        if hasattr(os, "posix_fadvise"):
            # A page still in memory would only prove that memory works. Not every file system obeys.
            with contextlib.suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    if found.hexdigest() != written.sha256:
        raise DeviceError("medium_altered", folder=path.parent.name)


def _sweep(folder: Path, name: str) -> None:
    """Remove what an earlier, interrupted attempt at the same file left behind."""
    for leftover in folder.iterdir():
        if leftover.name.startswith(f".{name}.") and leftover.name.endswith(_TEMPORARY):
            leftover.unlink(missing_ok=True)
