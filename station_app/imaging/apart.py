"""Clean a file in a process of its own: a decoder that falls over, loops or eats memory takes nothing with it.

The file goes in and the scan comes out through pipes; nothing is written to a disk on the way.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from station_app.imaging.kinds import (
    JPEG,
    LARGEST_KEPT,
    MOST_PAGES,
    PDF,
    PNG,
    CleanScan,
    UnfitScanError,
    refuse_by_size,
)

PATIENCE_SECONDS: Final = 180
_ROOT: Final = str(Path(__file__).resolve().parents[2])
_log = logging.getLogger(__name__)


def clean_apart(content: bytes, patience: float = PATIENCE_SECONDS) -> CleanScan:
    """Give the clean scan that is made of the file `content`; a process of its own decodes it.

    Raises:
        UnfitScanError: as `cleaning.clean`; `attachment_unreadable` also when the process died or took too long.
    """
    refuse_by_size(content)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-s", "-m", "station_app.imaging.worker"],
            env={**os.environ, "PYTHONPATH": _ROOT},  # the program beside us, wherever it was started from
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a decoder's complaint may quote the file
            timeout=patience,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as problem:
        raise UnfitScanError("attachment_unreadable") from problem
    if done.returncode != 0:
        _log.warning("a scan could not be decoded: the process apart ended with %s", done.returncode)
        raise UnfitScanError("attachment_unreadable")
    return _answer(done.stdout)


def _answer(out: bytes) -> CleanScan:
    head, _, content = out.partition(b"\n")
    first, _, second = head.decode("ascii", "replace").partition(" ")
    if first == "!":
        raise UnfitScanError(second)
    whole = second.isdecimal() and 1 <= int(second) <= MOST_PAGES and 0 < len(content) <= LARGEST_KEPT
    if first not in {JPEG, PNG, PDF} or not whole:
        raise UnfitScanError("attachment_unreadable")
    return CleanScan(content, first, int(second))
