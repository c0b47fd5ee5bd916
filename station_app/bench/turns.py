"""Let ours and the peer take turns and give the median of each."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING

from station_app.bench import Row

if TYPE_CHECKING:
    from collections.abc import Callable


def timed(work: Callable[[], object]) -> float:
    """Give the milliseconds that `work` took, without collecting garbage meanwhile (as `timeit` does)."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return (time.perf_counter() - start) * 1000
    finally:
        if collecting:
            gc.enable()


def compare(
    name: str,
    ours: Callable[[int], float],
    peer: Callable[[int], float],
    *,
    rounds: int,
    goal: float,
    note: str,
) -> Row:
    """Call `ours(round)` and `peer(round)` in turns; each gives its own milliseconds. The first round only warms up.

    The peer may reuse what ours did in the same round (replay the same rows, draw the same marks).
    """
    mine: list[float] = []
    bare: list[float] = []
    for number in range(rounds + 1):
        mine.append(ours(number))
        bare.append(peer(number))
    ours_ms, peer_ms = statistics.median(mine[1:]), statistics.median(bare[1:])
    return Row(name, round(ours_ms, 2), round(peer_ms, 2), round(ours_ms / peer_ms, 2), goal, note)
