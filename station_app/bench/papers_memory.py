"""Memory of a process that draws 5,000 papers: what stays in it after the last, beside what stays after the first 500.

The first papers load fonts and fill tables; from then on nothing may grow with the number of papers.
"""

from __future__ import annotations

import gc
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from printing.papers import PaperContext, render
from station_app import texts
from station_app.bench import Row, places
from station_app.bench.families import families
from station_app.errors import UsageError
from station_app.exchange.identities import Identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.domain.records import CaseRecord

PAPERS = 5_000
WARM = 500
FAMILIES = 250
"""Families whose receipts are drawn, in turns: each with names of its own."""
_KIB = 1024


def measure(papers: int = PAPERS, warm: int = WARM, families_drawn: int = FAMILIES) -> Row:
    """Draw receipts and read the resident memory of this process.

    Raises:
        UsageError: `bench_needs_linux` - no other system tells it without a library.
    """
    records, identity = _accepted(families_drawn), Identity.generate()
    context = PaperContext(seal=lambda message: identity.sign("paper", message))
    _draw(records, context, 0, warm)
    before = resident()
    _draw(records, context, warm, papers)
    after = resident()
    note = texts.say("bench.note.papers_memory", papers=papers, warm=warm)
    return Row("papers_memory", round(after, 1), round(before, 1), round(after / before, 3), 1.05, note, "MiB")


def resident() -> float:
    """Give the MiB of this process that are in memory, after collecting what nobody holds.

    Raises:
        UsageError: `bench_needs_linux`.
    """
    gc.collect()
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError as problem:
        raise UsageError("bench_needs_linux") from problem
    (line,) = (each for each in told.splitlines() if each.startswith("VmRSS:"))
    return int(line.split()[1]) / _KIB


def _draw(records: Sequence[CaseRecord], context: PaperContext, first: int, last: int) -> None:
    for number in range(first, last):
        render("receipt", records[number % len(records)], context)


def _accepted(count: int) -> list[CaseRecord]:
    with TemporaryDirectory(prefix="station-app-bench-") as folder:
        desk = places.log_in(places.station(Path(folder) / "home"))
        try:
            return [desk.show(desk.accept(family).case_no) for family in families(count)]
        finally:
            desk.close()
