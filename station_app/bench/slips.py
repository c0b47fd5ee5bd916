"""A batch of two hundred settlement slips, each of another family, beside a bare canvas drawing the same marks.

The peer draws one document a slip too: what a batch costs is layout, signatures and codes, not the number of files.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from printing.papers import PaperContext, lay_out, papers_of, render
from station_app import texts
from station_app.bench import Row, places, seeding, turns
from station_app.bench.receipt import bare
from station_app.bootstrap import door
from station_app.domain.ledger import LedgerFilter
from station_app.domain.vocabulary import CaseStatus
from station_app.exchange.identities import Identity

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord

SLIPS = 200
PAPER = "settlement-slip"
_SEEDED = 2_500
"""Cases to make until that many of them are registered."""
_ROUNDS = 5


def measure(slips: int = SLIPS, seeded: int = _SEEDED) -> Row:
    """Measure the batch; the figures are those of one slip."""
    records, identity = registered(slips, seeded), Identity.generate()
    context = PaperContext(
        seal=lambda message: identity.sign("paper", message),
        enquiry_phone="0938-0000000",
        complaint_phone="0938-0000001",
    )
    marks = [lay_out(PAPER, record, context) for record in records]

    def ours(_round: int) -> float:
        return turns.timed(lambda: [render(PAPER, record, context) for record in records]) / len(records)

    def peer(_round: int) -> float:
        return turns.timed(lambda: [bare(pages) for pages in marks]) / len(marks)

    note = texts.say("bench.note.slips", slips=len(records))
    return turns.compare("slips", ours, peer, rounds=_ROUNDS, goal=1.25, note=note)


def registered(slips: int, seeded: int) -> list[CaseRecord]:
    """Give that many registered cases of a station made for it."""
    with TemporaryDirectory(prefix="station-app-bench-") as folder:
        built = door(Path(folder) / "home", cheap_keys=True)
        seeding.seed(built, seeded, None)
        desk = places.log_in(built)
        try:
            wanted = LedgerFilter(ended_as=(CaseStatus.REGISTERED,))
            rows = desk.ledger(wanted, "", slips).rows
            found = [desk.show(row.case_no) for row in rows]
        finally:
            desk.close()
    return [record for record in found if PAPER in papers_of(record)]
