"""How long this machine has been running: a time that nobody sets. What waits for minutes counts by it."""

from __future__ import annotations

import time


def running() -> float:
    """Give the seconds since the machine started, its sleep included where the system tells."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)
