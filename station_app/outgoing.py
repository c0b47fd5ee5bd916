"""Files written for somebody outside the site: papers, the audit extract, the recovery sheet.

They hold personal data, so only their owner may read them. They never go where a site keeps its own files, and they
replace nothing but earlier output of their own kind: whoever mistypes a name must not lose a case file, a scan or the
key of a site (docs/decisions/074).
"""

from __future__ import annotations

import json
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from station_app.errors import DeviceError, UsageError
from station_app.files import PRIVATE, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

KEYRING = "keyring.json"
"""What every founded home holds (`paths.Home`); a folder with it is a site's home, whoever's."""

_OWN = ("station.", "keyring.", "attempts.", "settings.", "practice", "blobs", "acknowledgements", "logs", "layouts")
"""How the names of a home's own files and folders begin (`paths.Home`), whatever the case of their letters."""

_PAPER = b"/Subject (TS-HJ-"
"""Forms of papers about cases (`printing`). The recovery sheet is TS-KEY-01: nobody can make that a second time."""
_MOST = 64 << 20
"""Bytes of an existing file that are looked at; none of our papers comes near."""


def is_paper(there: bytes) -> bool:
    """Tell a paper of this program, whichever and whoever's: it can be made again from stored facts."""
    return there.startswith(b"%PDF") and b"/Creator (station-app)" in there and _PAPER in there


def is_extract(there: bytes) -> bool:
    """Tell an audit extract by its first entry."""
    try:
        first = json.loads(there.partition(b"\n")[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and {"entry_id", "site", "seq", "prev_hash", "hash"} <= first.keys()


def is_nothing(_there: bytes) -> bool:
    """Say of any file that it may not be replaced: the recovery sheet of one site is never written over another's."""
    return False


def refuse_place(target: Path, same_kind: Callable[[bytes], bool], home: Path | None = None) -> None:
    """Refuse a place before anything is done for it; what the system refuses is left to the writing.

    `home` is the home that is about to be founded; homes that exist are recognised.

    Raises:
        UsageError: `output_in_home`, `output_taken`.
    """
    refuse_home(target, home)
    try:
        found = target.lstat()
        if stat.S_ISDIR(found.st_mode):
            return  # the writing says what is wrong
        plain = stat.S_ISREG(found.st_mode) and found.st_size <= _MOST
        if not plain or (found.st_size and not same_kind(target.read_bytes())):
            raise UsageError("output_taken", file=target.name[-60:])
    except FileNotFoundError:
        return
    except (OSError, ValueError):  # there, but not to be read: nobody knows what would be lost
        raise UsageError("output_taken", file=target.name[-60:]) from None


def refuse_home(target: Path, home: Path | None = None) -> None:
    """Refuse a file or folder that is, or lies in, one of a site's own, by whatever links it is reached.

    Raises:
        UsageError: `output_in_home`.
    """
    try:
        resolved = target.resolve()
        founding = home.resolve() if home is not None else None
        for folder in resolved.parents:
            own = resolved.relative_to(folder).parts[0].casefold().startswith(_OWN)
            if own and (folder == founding or (folder / KEYRING).exists()):
                raise UsageError("output_in_home", file=target.name[-60:])
    except (OSError, ValueError, RuntimeError):  # a loop of links, a name no system takes: the writing says it
        return


@contextmanager
def handed_out(target: Path, same_kind: Callable[[bytes], bool], home: Path | None = None) -> Iterator[BinaryIO]:
    """Open `target` for writing as a private file that is there whole or not at all.

    Raises:
        UsageError: as `refuse_place`.
        OSError: as `files.whole_file`.
    """
    refuse_place(target, same_kind, home)
    with whole_file(target, PRIVATE) as file:
        yield file


@contextmanager
def said_if_not_saved(target: Path) -> Iterator[None]:
    """Look whether the folder of `target` is there, and say why a file could not be saved in it.

    A folder that is gone is a stick that is gone, not a wish for a folder.

    Raises:
        DeviceError: `file_not_saved`.
    """
    try:
        target.parent.stat()
        yield
    except OSError as problem:
        raise DeviceError("file_not_saved", file=target.name, problem=problem.strerror or "") from problem


def hand_out(
    target: Path, content: bytes, same_kind: Callable[[bytes], bool] = is_paper, home: Path | None = None
) -> None:
    """Write `content` to `target` for somebody; the very same content may be written again, whatever it is.

    Raises:
        UsageError: as `refuse_place`.
        OSError: as `files.whole_file`.
    """
    with handed_out(target, lambda there: there == content or same_kind(there), home) as file:
        file.write(content)
