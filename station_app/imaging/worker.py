"""The process apart: one file on standard input, one clean scan or one word on standard output.

It gets no more memory, time and files than one scan needs, where the system knows such limits (POSIX).
"""

from __future__ import annotations

import os
import sys
from typing import Final

_MEMORY: Final = 2 << 30
_SECONDS: Final = 120


def main() -> int:
    """Read, clean, write: a line `MEDIA_TYPE PAGES` and the bytes, or a line `! CODE`."""
    from station_app.imaging.cleaning import clean  # noqa: PLC0415 - before the limits forbid opening files
    from station_app.imaging.kinds import LARGEST_RAW, UnfitScanError  # noqa: PLC0415

    _limit()
    try:
        scan = clean(sys.stdin.buffer.read(LARGEST_RAW + 1))
    except UnfitScanError as problem:
        sys.stdout.buffer.write(f"! {problem.code}\n".encode())
    else:
        sys.stdout.buffer.write(f"{scan.media_type} {scan.pages}\n".encode() + scan.content)
    return 0


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    os.nice(10)  # a burst of scans must not slow the typing beside it
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    raise SystemExit(main())
