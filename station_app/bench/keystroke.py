"""From a key to the end of the paint it causes: on the intake page with a family of nine, beside a bare line of text.

Both figures are the 99th percentile, because an officer notices the slow key, not the median one; a frame lasts 16 ms.
The keys are in `hands`, a process of its own with its own window.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.bench import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

GOAL = 11.0
"""Sixteen milliseconds beside the bare line of a quiet machine, which needs 1.4."""

HANDS = Path(__file__).with_name("hands.py")


class Figures(msgspec.Struct):
    """What the hands measured, in milliseconds: see `hands.Figures`."""

    keys: list[float]
    bare: list[float]
    deaf: list[float]
    work: list[float]
    exports: int


def measure() -> Row:
    """Measure while nothing else is under way."""
    return row("keystroke", typed("quiet"))


def typed(condition: str) -> Figures:
    """Type everything in `condition` (`quiet` or `exporting`)."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, str(HANDS), condition], env=environment, check=True, capture_output=True
    )
    return msgspec.json.decode(done.stdout, type=Figures)


def row(name: str, figures: Figures) -> Row:
    """Make the row of the figures."""
    ours, peer = p99(figures.keys), p99(figures.bare)
    note = texts.say(
        f"bench.note.{name}",
        keys=len(figures.keys),
        median=f"{statistics.median(figures.keys):.1f}",
        slowest=f"{max(figures.keys):.0f}",
        work=f"{p99(figures.work):.1f}",
        exports=figures.exports,
    )
    return Row(name, round(ours, 2), round(peer, 2), round(ours / peer, 2), GOAL, note)


def p99(values: Sequence[float]) -> float:
    """Give the value that one in a hundred exceeds."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
