"""Count the fsyncs of accepting one family, in a process of its own under strace; one is the promise.

Run as a script (`fsyncs.py HOME`) it is that process: between two marks that strace sees, it accepts one family.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

BEGIN, END = "station-app-bench-begin", "station-app-bench-end"


def counted() -> str:
    """Give the number of fsyncs as text, or a dash where strace is missing or may not trace."""
    strace = shutil.which("strace")
    if strace is None:
        return "-"
    from station_app.bench import places  # noqa: PLC0415 - the traced process needs less

    with TemporaryDirectory(prefix="station-app-bench-") as folder:
        home, trace = Path(folder) / "home", Path(folder) / "trace"
        places.station(home)
        command = [
            strace,
            "-f",
            "-qq",
            "-o",
            str(trace),
            "-e",
            "trace=fsync,fdatasync,sync_file_range,access,faccessat",
        ]
        done = subprocess.run(  # noqa: S603 - our own script under strace
            [*command, sys.executable, __file__, str(home)], check=False, capture_output=True
        )
        if done.returncode:
            return "-"
        between = trace.read_text(errors="replace").partition(BEGIN)[2].partition(END)[0]
    return str(len(re.findall(r"\b(?:fsync|fdatasync|sync_file_range)\(", between)))


def _accept_one(home: Path) -> None:
    from station_app.bench import places  # noqa: PLC0415 - only in the traced process
    from station_app.bench.families import families  # noqa: PLC0415
    from station_app.bootstrap import door  # noqa: PLC0415

    desk = places.log_in(door(home))
    first, second = families(2)
    desk.accept(first)  # everything that is made once is made now
    os.access(BEGIN, os.F_OK)
    desk.accept(second)
    os.access(END, os.F_OK)
    desk.close()


if __name__ == "__main__":
    _accept_one(Path(sys.argv[1]))
