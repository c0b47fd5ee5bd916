"""Queries behind the working lists. A list is the union of a few ranges of one index, each read no further than asked.

`registry_case` is indexed by where a case stands, who still has to decide it and its nearest day; a range of that index
is one state of one list, already in order. What a range cannot say (a clock, a paper) is asked of its first `WALK`
rows.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Text, and_, bindparam, cast, exists, func, literal, select, union, union_all

from station_app.domain.case_life import UNDECIDED
from station_app.domain.queues import PAPERS, Kind, Whose
from station_app.domain.vocabulary import CaseStatus, Crossed, Level
from station_app.storage.case_tables import case_person, registry_case
from station_app.storage.prepared import Prepared
from station_app.storage.tables import Standing, journal_entry, paper, site

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Select

    from station_app.domain.queues import Queue
    from station_app.storage.engine import UnitOfWork

MOST = 1000
"""Cases that are counted of one list; whoever has more is told so."""
JUDGED = 300
"""Cases that are counted of a list that is judged case by case."""
WALK = 600
"""Cases of one state that are looked at for a clock or a paper, those due first."""


class Waiting(NamedTuple):
    """A case on a list."""

    case_no: str
    status: CaseStatus
    site: str
    accepted_at: datetime
    accepted_by: str
    decided_at: datetime | None
    stands_since: datetime
    pack: str
    decision_due: date
    promised: date | None
    nearest_due: date
    route: str | None
    still: str
    household_no: str | None
    extra: str
    applicant: str
    id_number: str | None


class _Asked(NamedTuple):
    """What a list asks of the table: where its cases stand, or whether they are marked."""

    states: tuple[CaseStatus, ...]
    level: Level | None
    whose: Whose
    crossed: bool = False


_COLUMNS = tuple(registry_case.c[name] for name in Waiting._fields[:14])
_STILL: dict[Level | None, tuple[str, ...]] = {
    level: tuple(
        ",".join(words)
        for size in range(1, len(Level) + 1)
        for words in permutations(Level, size)
        if level in (None, words[0])
    )
    for level in (None, *Level)
}
"""How the column of levels reads while `level` has to decide next; with None, however it reads."""
_STILL[None] = ("", *_STILL[None])


def listing(uow: UnitOfWork, queue: Queue, officer: str, most: int) -> tuple[Waiting, ...]:
    """Give the first `most` cases of a list that stands on states or the mark alone, what is due first in front."""
    rows = uow.rows(_listing(_asked(queue)), {"most": most, "officer": officer})
    return tuple(Waiting(*row) for row in rows)


def count(uow: UnitOfWork, some: Iterable[Queue], officer: str) -> int:
    """Count the cases of lists that stand on states or the mark alone, each once; `MOST` + 1 means more than `MOST`."""
    asked = tuple(map(_asked, some))
    rows = uow.rows(_counting(asked), {"most": MOST + 1, "officer": officer}) if asked else ((0,),)
    return min(int(rows[0][0]), MOST + 1)


def pressing(
    uow: UnitOfWork, states: Iterable[CaseStatus], horizon: date, decided_until: datetime
) -> tuple[Waiting, ...]:
    """Give the cases whose clock may press: undecided and due until `horizon`, or decided until then and still here."""
    rows = uow.rows(_pressing(tuple(states)), {"horizon": horizon, "until": decided_until, "most": JUDGED + 1})
    return tuple(Waiting(*row) for row in rows)


def unprinted(uow: UnitOfWork, most: int) -> tuple[Waiting, ...]:
    """Give the cases without a copy of a paper they have to have, `extra` naming it; a case may come twice."""
    return tuple(Waiting(*row) for row in uow.rows(_UNPRINTED, {"most": most}))


def unexported(uow: UnitOfWork, since: int, most: int) -> tuple[Waiting, ...]:
    """Give this site's cases that have an entry after `since`; `extra` counts those entries, of the first `WALK`."""
    return tuple(Waiting(*row) for row in uow.rows(_UNEXPORTED, {"since": since, "most": most}))


def _asked(queue: Queue) -> _Asked:
    return _Asked(queue.states, queue.level, queue.whose, crossed=queue.kind is Kind.CROSSED)


def _parts(asked: _Asked) -> list[Select[Any]]:
    if not asked.crossed:
        return _ranges(asked.states, asked.level, asked.whose)
    return [
        select(*_COLUMNS, literal(word.value, Text()).label("extra")).where(registry_case.c.crossed == word)
        for word in Crossed
    ]


def _ranges(states: Sequence[CaseStatus], level: Level | None, whose: Whose) -> list[Select[Any]]:
    """Give one range of an index for each state, and for each way the levels can stand, so that all are in order.

    The officer's own cases have an index without the levels.
    """
    ranges = []
    for status in states:
        for still in (None,) if whose is Whose.OWN and level is None else _STILL[level]:
            chosen = select(*_COLUMNS, literal("", Text()).label("extra")).where(registry_case.c.status == status)
            if still is not None:
                chosen = chosen.where(registry_case.c.still == still)
            if whose is Whose.OWN:
                chosen = chosen.where(registry_case.c.accepted_by == bindparam("officer"))
            elif whose is Whose.OTHERS:
                chosen = chosen.where(registry_case.c.accepted_by != bindparam("officer"))
            ranges.append(chosen)
    return ranges


def _in_order(chosen: Select[Any], most: Any) -> Select[Any]:
    """Read a range from its beginning, `most` rows at the most."""
    part = chosen.order_by(registry_case.c.nearest_due, registry_case.c.case_no).limit(most).subquery()
    return select(part)


def _named(parts: Sequence[Select[Any]]) -> Select[Any]:
    """Put ranges together in order, with the applicant of each case; family members stand in the order of the form."""
    whole = union_all(*parts).subquery("whole")
    chosen = select(whole).order_by(whole.c.nearest_due, whole.c.case_no).limit(bindparam("most")).subquery("chosen")
    return (
        select(chosen, func.coalesce(case_person.c.name, "").label("applicant"), case_person.c.id_number)
        .outerjoin(case_person, and_(case_person.c.case_no == chosen.c.case_no, case_person.c.place == 0))
        .order_by(chosen.c.nearest_due, chosen.c.case_no)
    )


@cache
def _listing(asked: _Asked) -> Prepared:
    return Prepared(_named([_in_order(each, bindparam("most")) for each in _parts(asked)]))


@cache
def _counting(asked: tuple[_Asked, ...]) -> Prepared:
    parts = [
        select(each.with_only_columns(registry_case.c.case_no).limit(bindparam("most")).subquery())
        for one in asked
        for each in _parts(one)
    ]
    together = union_all if len(asked) == 1 else union  # ranges of one list have no case in common
    return Prepared(select(func.count()).select_from(together(*parts).subquery()))


@cache
def _pressing(states: tuple[CaseStatus, ...]) -> Prepared:
    parts = []
    for status in states:
        for chosen in _ranges((status,), None, Whose.ALL):
            if status in UNDECIDED:
                due = chosen.where(registry_case.c.nearest_due <= bindparam("horizon"))
                parts.append(_in_order(due, bindparam("most")))
                continue
            first = _in_order(chosen, WALK).subquery()
            decided = func.coalesce(first.c.decided_at, first.c.accepted_at)
            parts.append(select(first).where(decided <= bindparam("until", type_=registry_case.c.decided_at.type)))
    return Prepared(_named(parts))


def _unprinted() -> Prepared:
    parts = []
    for name, states in PAPERS.items():
        there = exists().where(paper.c.paper == name)
        for chosen in _ranges(states, None, Whose.ALL):
            first = _in_order(chosen, WALK).subquery()
            columns = [first.c[each.name] for each in _COLUMNS]
            part = select(*columns, literal(name, Text()).label("extra"))
            parts.append(part.where(~there.where(paper.c.case_no == first.c.case_no)))
    return Prepared(_named(parts))


def _exchanged() -> Prepared:
    """Read the entries since the last bundle in their order, and what cases they speak of."""
    news = (
        select(journal_entry.c.subject)
        .join(site, and_(site.c.code == journal_entry.c.site, site.c.standing == Standing.OWN))
        .where(journal_entry.c.seq > bindparam("since"))
        .order_by(journal_entry.c.seq)
        .limit(WALK)
        .subquery("news")
    )
    spoken = select(news.c.subject, func.count().label("entries")).group_by(news.c.subject).subquery("spoken")
    entries = cast(spoken.c.entries, Text()).label("extra")
    chosen = (
        select(*_COLUMNS, entries).select_from(spoken).join(registry_case, registry_case.c.case_no == spoken.c.subject)
    )
    return Prepared(_named([chosen]))


_UNPRINTED = _unprinted()
_UNEXPORTED = _exchanged()
