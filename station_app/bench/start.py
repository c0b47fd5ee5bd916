"""Cold start: from the new process to a painted window with the cursor in a field, beside a bare PySide6 window.

Both are whole processes with the same off-screen (or real) display; the file cache is warm after the first round.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from station_app import texts
from station_app.bench import Row, places, turns

WINDOW = Path(__file__).with_name("window.py")


def measure() -> Row:
    """Measure eleven rounds."""
    with TemporaryDirectory(prefix="station-app-bench-") as folder:
        home = Path(folder) / "home"
        places.station(home)
        return turns.compare(
            "start",
            lambda _: _until_usable("ours", str(home)),
            lambda _: _until_usable("bare"),
            rounds=11,
            goal=1.8,
            note=texts.say("bench.note.start"),
        )


def _until_usable(*arguments: str) -> float:
    """Give the milliseconds until the child says it is usable; both sides read the same monotonic clock."""
    # An installed desk has its bytecode, as the peer's packages have; the first round, not counted, writes it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    started = time.monotonic()
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, str(WINDOW), *arguments], env=environment, check=True, capture_output=True, text=True
    )
    return (float(done.stdout) - started) * 1000
