"""A folder that a scanner writes into (a share, a cable, a multifunction printer), looked at again and again.

No event of the system is relied on: shares send none. A file is taken when two looks one after the other saw the same
size and time, nobody holds a lock on it, and reading it gave as much as the second look saw. A folder that is gone is a
state, not an error: it comes back by itself. Nothing here waits or runs on its own; whoever looks decides when.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final, NamedTuple

from station_app.errors import DeviceError
from station_app.files import read_plain

if TYPE_CHECKING:
    from pathlib import Path

TAKEN: Final = "taken"
"""The subfolder for originals, where the station chose to keep them."""

MOST_A_LOOK: Final = 20
"""Files given at one look, the oldest first; a burst of hundreds comes in over several looks."""

_MOST_ENTRIES: Final = 5_000
_UNFINISHED: Final = (".tmp", ".part", ".partial", ".crdownload", ".filepart", "~")


class _Seen(NamedTuple):
    """What one look saw of one file; equal twice, it has stopped growing."""

    file: int
    size: int
    changed: int


class Look(NamedTuple):
    """One look: whether the folder is there, the files that are whole, and how many others were seen."""

    reachable: bool
    ready: tuple[Path, ...] = ()
    others: int = 0


class ScanFolder:
    """The folder, and what the looks so far saw in it. `keep_originals` moves what was taken instead of deleting it."""

    def __init__(self, folder: Path, *, keep_originals: bool = False) -> None:
        self._folder = folder
        self._keep = keep_originals
        self._seen: dict[str, _Seen] = {}
        self._refused: dict[str, _Seen] = {}

    def look(self) -> Look:
        """Look once; a folder that can't be listed is not reachable, and everything in it is new when it is back."""
        try:
            now = self._list()
        except OSError:
            self._seen.clear()
            return Look(reachable=False)
        before, self._seen = self._seen, now
        self._refused = {name: seen for name, seen in self._refused.items() if now.get(name) == seen}
        offered = {name: seen for name, seen in now.items() if name not in self._refused}
        whole = [name for name, seen in offered.items() if before.get(name) == seen and seen.size > 0]
        whole.sort(key=lambda name: (offered[name].changed, name))
        ready = tuple(self._folder / name for name in whole[:MOST_A_LOOK])
        return Look(reachable=True, ready=ready, others=len(offered) - len(ready))

    def read(self, path: Path, most: int) -> bytes:
        """Read a file that a look called whole, at most `most` bytes.

        Raises:
            DeviceError: `scan_file_busy` - it grows again or somebody holds it; `scan_folder_lost` - it is gone, or its
                folder is.
        """
        seen = self._seen.get(path.name)
        try:
            content = _read_alone(path, most)
            after = _seen_of(path.stat(follow_symlinks=False))
        except BlockingIOError as problem:
            raise DeviceError("scan_file_busy") from problem
        except OSError as problem:
            raise DeviceError("scan_folder_lost") from problem
        if after != seen or (len(content) != after.size and len(content) < most):
            raise DeviceError("scan_file_busy")
        return content

    def refuse(self, path: Path) -> None:
        """Leave a file where it is and offer it no more, until it changes."""
        seen = self._seen.get(path.name)
        if seen is not None:
            self._refused[path.name] = seen

    def finish(self, path: Path) -> None:
        """Clear a file away that was taken in and is safe; one that can't be cleared away is not offered again.

        Raises:
            DeviceError: `scan_not_cleared` - the original still lies in the folder, in plain.
        """
        try:
            if self._keep:
                _move(path, self._folder / TAKEN)
            else:
                path.unlink(missing_ok=True)
        except OSError as problem:
            self.refuse(path)
            raise DeviceError("scan_not_cleared") from problem
        self._seen.pop(path.name, None)

    def _list(self) -> dict[str, _Seen]:
        found: dict[str, _Seen] = {}
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if len(found) >= _MOST_ENTRIES:
                    break
                if entry.name.startswith(".") or entry.name.lower().endswith(_UNFINISHED):
                    continue
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:  # gone between listing and looking
                    continue
                if stat.S_ISREG(status.st_mode):
                    found[entry.name] = _seen_of(status)
        return found


def _seen_of(status: os.stat_result) -> _Seen:
    return _Seen(status.st_ino, status.st_size, status.st_mtime_ns)


def _read_alone(path: Path, most: int) -> bytes:
    """Read while nobody else holds the file; where locks are not known (some shares), read all the same."""
    if os.name != "posix":  # Windows opens a file for one writer alone: reading then fails, which means the same
        return read_plain(path, most)
    import fcntl  # noqa: PLC0415 - POSIX only

    held = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:
            return read_plain(path, most)
        return read_plain(path, most)
    finally:
        os.close(held)


def _move(path: Path, to: Path) -> None:
    """Move a file into a subfolder under a name that is free there."""
    to.mkdir(mode=0o700, exist_ok=True)
    target, number = to / path.name, 1
    while target.exists():
        number += 1
        target = to / f"{path.stem[:100]} ({number}){path.suffix}"
    path.rename(target)
