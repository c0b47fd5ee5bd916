"""Papers on their way to a printer: where each stands, and what may be done with it then.

A paper is journalled before it comes here; what happens here changes nothing about a case. So this is the state of one
desk, not the journal's: the record says what was issued, the spool whether it came out.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec

NOWHERE = "-"
"""The destination of a desk without a printer: the paper waits until somebody sends it elsewhere."""

FILE = "pdf:"
"""How a destination begins that is a folder: the paper is put there as a PDF."""

PATIENCE: Final = timedelta(minutes=2)
"""A printer that says nothing new for so long is given up: its paper must not come out in front of somebody else."""

LAST_WORD: Final = timedelta(seconds=15)
"""So long a printer may take to say what became of a job that was called off."""

SENDING: Final = timedelta(seconds=90)
"""Nobody takes longer to hand a paper over; who has not come back by then was killed meanwhile."""

BUSY: Final = timedelta(minutes=10)
"""So long a paper waits for a printer that is busy with somebody else's."""

KEPT: Final = timedelta(days=7)
"""A failed paper that nobody wants any more is wiped after so long."""


MOST_IN_A_BATCH: Final = 200
"""Papers of one batch: a tray holds no more, and whoever waits for them sees to them in turn."""


class PrintState(StrEnum):
    """Where a paper stands."""

    WAITING = "waiting"
    PRINTING = "printing"
    DONE = "done"
    FAILED = "failed"
    """The printer says that it did not finish; no whole paper came out."""
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    """Nobody knows whether it came out; somebody has to look."""


class Sides(StrEnum):
    """On how many sides of its sheets somebody wants a paper, whatever the printer is set to."""

    ONE = "one"
    TWO = "two"


class PrintAct(StrEnum):
    """What an officer does with a paper of the spool."""

    RETRY = "retry"
    REROUTE = "reroute"
    CANCEL = "cancel"
    CAME_OUT = "came_out"
    """Looked: the paper lies there."""
    NOTHING_CAME = "nothing_came"
    """Looked: nothing came out, or it is spoiled and destroyed; the same printing goes out again."""


ACTS: Final[dict[PrintState, tuple[PrintAct, ...]]] = {
    PrintState.WAITING: (PrintAct.REROUTE, PrintAct.CANCEL),
    PrintState.PRINTING: (PrintAct.CANCEL,),
    PrintState.FAILED: (PrintAct.RETRY, PrintAct.REROUTE, PrintAct.CANCEL),
    PrintState.UNKNOWN: (PrintAct.CAME_OUT, PrintAct.NOTHING_CAME),
    PrintState.DONE: (),
    PrintState.CANCELLED: (),
}
"""What may be done with a paper in each state. Of one nobody knows about, somebody must first say what they saw."""

OPEN: Final = (PrintState.WAITING, PrintState.PRINTING, PrintState.FAILED, PrintState.UNKNOWN)
"""States that somebody or something still has to see to."""

STOPPED: Final = (PrintState.FAILED, PrintState.UNKNOWN)
"""States that hold up the papers after it in its set: they come out in their order or not at all."""


class PrintJob(msgspec.Struct, frozen=True):
    """One printing of one paper on its way.

    `number` is that of the case, notice or household; `copy` that of the journal. `group` is the set it belongs to and
    `place` its place in the desk's order. `trouble` is the code of what stopped it, or of what the printer waits for;
    `details` fill its sentence (`reason`: the printer's own words). `placed`: it comes out on A4, being smaller.
    `sides` is what was asked for with it; None: as paper and printer are. `unfit` is said once, when it is queued: the
    edition of a layout file that the case did not go into.
    """

    job_id: str
    group: str
    place: int
    number: str
    paper: str
    copy: int
    printer: str
    state: PrintState
    officer: str
    queued_at: datetime
    ended_at: datetime | None = None
    trouble: str = ""
    details: dict[str, str] = {}
    pages: int = 0
    placed: bool = False
    called_off: bool = False
    sides: Sides | None = None
    unfit: str = ""

    @property
    def acts(self) -> tuple[PrintAct, ...]:
        """What may be done with it now."""
        return () if self.called_off and self.state is PrintState.PRINTING else ACTS[self.state]


def is_file(printer: str) -> bool:
    """Tell whether a destination is a folder."""
    return printer.startswith(FILE)


def folder_of(printer: str) -> str:
    """Give the folder of a destination that is one."""
    return printer.removeprefix(FILE)
