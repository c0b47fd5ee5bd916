"""Use case: say which papers a list of cases has, so that one kind can be printed as a batch. Writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.authority import Action
from station_app.domain.print_jobs import MOST_IN_A_BATCH
from station_app.domain.print_sets import set_for
from station_app.services.issuing import next_printing
from station_app.services.traying import goes_on_stock
from station_app.storage import cases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.services.desk import Desk


class BatchKind(msgspec.Struct, frozen=True):
    """A kind of paper that some of the cases have: `numbers` of these in the order of the list.

    `printed` are those whose paper was printed before with the same facts; `due` how many are wanted at the moment
    their case is in and were never printed.
    """

    paper: str
    numbers: tuple[str, ...]
    printed: frozenset[str]
    due: int

    @property
    def fresh(self) -> tuple[str, ...]:
        """The cases whose paper was not printed yet."""
        return tuple(number for number in self.numbers if number not in self.printed)


def plan_batch(desk: Desk, numbers: Sequence[str]) -> tuple[BatchKind, ...]:
    """Give the kinds of papers that the first `MOST_IN_A_BATCH` of these cases have, what is most wanted now first."""
    from printing.papers import PAPERS, papers_of  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    desk.require(Action.PRINT)
    having: dict[str, list[str]] = {}
    printed: dict[str, set[str]] = {}
    due: dict[str, int] = {}
    with desk.store.read() as uow:
        for number in dict.fromkeys(numbers[:MOST_IN_A_BATCH]):
            record = cases.record(uow, number)
            if record is None:
                continue
            there = papers_of(record)
            moment = set_for(record.status, there, {copy.paper for copy in record.papers})
            for paper in there:
                if PAPERS[paper].about != "case" or goes_on_stock(uow, desk, record, paper):
                    continue  # of blanks each sheet's number is looked at
                having.setdefault(paper, []).append(number)
                if next_printing(uow, desk, record, paper) > 1:
                    printed.setdefault(paper, set()).add(number)
                elif paper in moment:
                    due[paper] = due.get(paper, 0) + 1
    kinds = [
        BatchKind(paper, tuple(found), frozenset(printed.get(paper, ())), due.get(paper, 0))
        for paper, found in having.items()
    ]
    return tuple(sorted(kinds, key=lambda kind: (-kind.due, -len(kind.fresh))))
