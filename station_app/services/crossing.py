"""What steps of two sites that crossed mean for a case, in sentences. Shared by use cases; not one itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.case_life import UNDECIDED
from station_app.domain.vocabulary import CaseStatus
from station_app.storage import cases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station_app.domain.records import CaseRecord
    from station_app.journal.conflicts import Conflict
    from station_app.storage.engine import UnitOfWork


def crossing_sentences(uow: UnitOfWork, conflicts: Iterable[Conflict]) -> tuple[str, ...]:
    """Say of each case once what crossed, what holds now and what to do; what came last of it is named."""
    newest = {each.case_no: each for each in conflicts}
    told = ((cases.record(uow, each.case_no), each) for each in newest.values())
    return tuple(_sentence(record, conflict) for record, conflict in told if record is not None)


def _sentence(record: CaseRecord, conflict: Conflict) -> str:
    if record.crossed is not None:
        crossed = record.crossed
        return texts.say("crossed.told.decisions", case_no=record.case_no, says=crossed.message, next=crossed.next)
    entry = (conflict.site, conflict.seq)
    what = next((item.summary for item in record.timeline if (item.site, item.seq) == entry), conflict.kind)
    return texts.say(
        "crossed.told.step",
        case_no=record.case_no,
        site=conflict.site,
        what=what,
        status=texts.say(f"choice.case_status.{record.status.value}"),
        next=texts.say(f"crossed.now.{_way_on(record)}"),
    )


def _way_on(record: CaseRecord) -> str:
    """Name what there is to do: nothing in a case without effect, a new decision in an open one, else a look."""
    if record.ended_as in {CaseStatus.WITHDRAWN, CaseStatus.REVERSED}:
        return "nothing"
    return "anew" if record.status in UNDECIDED else "look"
