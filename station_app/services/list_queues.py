"""Use case: the working lists (待办): how many cases wait for this officer where, and which; what is due first leads.

A list whose cases are known by their state alone is counted and read by one indexed query; clocks and papers are asked
of what that query gives. Beyond `MOST` nothing is counted: whoever has more works from the front anyway.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from station_app.domain.authority import Action
from station_app.domain.due import Due, Pressure, order
from station_app.domain.identifiers import mask_id
from station_app.domain.queues import Kind, Queue, QueueName, seen_by
from station_app.domain.vocabulary import CaseStatus, Crossed, Level
from station_app.errors import RefusedError
from station_app.services.pressing import clock_of, near_a_day
from station_app.storage import calendars, channels, queues
from station_app.storage.queues import JUDGED, MOST, Waiting
from station_app.storage.table_parts import levels_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from station_app.domain.working_days import Calendar
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


_PLAIN = (Kind.STANDING, Kind.CROSSED)
"""Kinds of lists that one range or a few hold, with nothing to be judged."""


class _Found(NamedTuple):
    """A case on a list, what else is said of it there, and the clock that presses it most."""

    case: Waiting
    extras: tuple[str, ...]
    clock: Due | None


class QueueCount(msgspec.Struct, frozen=True):
    """A working list of this officer and how many cases are on it; `more` than `count` where it was not counted on.

    `waits`: these cases wait for an act of this officer.
    """

    name: QueueName
    count: int
    more: bool
    waits: bool


class QueueLine(msgspec.Struct, frozen=True):
    """A case on a working list.

    `due` is the day of the clock that presses most, `left` the working days until then (negative when overdue).
    `papers` are those that were never made, `entries` how many entries of it wait to be handed over,
    `todo` what is to be done about two decisions that differ.
    """

    case_no: str
    status: CaseStatus
    applicant: str
    id_masked: str
    accepted_at: datetime
    accepted_by: str
    stands_since: datetime
    still: tuple[Level, ...]
    household_no: str | None
    pressure: str
    due: date | None
    left: int | None
    papers: tuple[str, ...] = ()
    entries: int = 0
    todo: str = ""


class QueueShown(msgspec.Struct, frozen=True):
    """The front of one working list; `more` when there is more of it than these `rows`."""

    name: QueueName
    rows: tuple[QueueLine, ...]
    more: bool


def list_queues(desk: Desk) -> tuple[QueueCount, ...]:
    """Give this officer's working lists with their counts, in their order."""
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        calendar = calendars.in_force(uow, desk.site.code)
        return tuple(_counted(uow, desk, queue, calendar) for queue in _mine(desk))


def count_waiting(desk: Desk) -> tuple[int, bool]:
    """Count the cases that wait for an act of this officer, each once; True where there are more."""
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        waiting = [queue for queue in _mine(desk) if desk.site.kind in queue.waits_at]
        found = queues.count(uow, waiting, desk.officer.badge)
    return min(found, MOST), found > MOST


def show_queue(desk: Desk, name: str, limit: int = 200) -> QueueShown:
    """Give the front of one working list.

    Raises:
        RefusedError: `queue_unknown` - there is no such list, or this officer has none of that name here.
    """
    desk.require(Action.LOOK)
    queue = next((each for each in _mine(desk) if each.name == name), None)
    if queue is None:
        words = ", ".join(each.name for each in _mine(desk)) or "-"
        raise RefusedError("queue_unknown", name=name[:40], names=words)
    most = max(1, min(limit, MOST))
    with desk.store.read() as uow:
        calendar = calendars.in_force(uow, desk.site.code)
        found = _cases(uow, desk, queue, calendar, most + 1)
    return QueueShown(queue.name, tuple(_line(*each) for each in found[:most]), more=len(found) > most)


def _mine(desk: Desk) -> tuple[Queue, ...]:
    return seen_by(desk.officer.roles, desk.site.kind)


def _counted(uow: UnitOfWork, desk: Desk, queue: Queue, calendar: Calendar) -> QueueCount:
    if queue.kind in _PLAIN:
        found, most = queues.count(uow, (queue,), desk.officer.badge), MOST
    else:
        found, most = len(_cases(uow, desk, queue, calendar, JUDGED + 1)), JUDGED
    return QueueCount(queue.name, min(found, most), found > most, desk.site.kind in queue.waits_at)


def _cases(uow: UnitOfWork, desk: Desk, queue: Queue, calendar: Calendar, most: int) -> list[_Found]:
    """Give the first cases of a list with the clock that presses each of them most."""
    packs = {pack.id: pack for pack in desk.packs}
    today = desk.today()
    found = _once(_standing(uow, desk, queue, calendar, most))
    lines = [_Found(case, extras, clock_of(case, packs.get(case.pack), calendar, today)) for case, extras in found]
    if queue.kind is Kind.CLOCK:
        pressing = [(line.clock, line) for line in lines if line.clock and line.clock.pressure >= Pressure.AMBER]
        return [line for _, line in sorted(pressing, key=lambda each: order(each[0]))]
    return lines


def _standing(uow: UnitOfWork, desk: Desk, queue: Queue, calendar: Calendar, most: int) -> Sequence[Waiting]:
    if queue.kind in _PLAIN:
        return queues.listing(uow, queue, desk.officer.badge, most)
    if queue.kind is Kind.PAPER:
        return queues.unprinted(uow, most)
    if queue.kind is Kind.EXCHANGE:
        last = channels.handed_over(uow)
        return () if last is None else queues.unexported(uow, last, most)
    return near_a_day(uow, desk, queue.states, calendar)


def _once(cases: Iterable[Waiting]) -> Iterator[tuple[Waiting, tuple[str, ...]]]:
    """Give each case once, with all that is said of it besides: the papers it lacks, or the entries that wait."""
    seen: dict[str, tuple[Waiting, tuple[str, ...]]] = {}
    for case in cases:
        before = seen[case.case_no][1] if case.case_no in seen else ()
        seen[case.case_no] = (case, (*before, *((case.extra,) if case.extra else ())))
    yield from seen.values()


def _line(case: Waiting, extras: tuple[str, ...], clock: Due | None) -> QueueLine:
    entries = int(extras[0]) if extras and extras[0].isdigit() else 0
    todo = next((word for word in extras if word in set(Crossed)), "")
    return QueueLine(
        case_no=case.case_no,
        status=case.status,
        applicant=case.applicant,
        id_masked=mask_id(case.id_number),
        accepted_at=case.accepted_at,
        accepted_by=case.accepted_by,
        stands_since=case.stands_since,
        still=levels_of(case.still),
        household_no=case.household_no,
        pressure=clock.pressure.name.lower() if clock else "",
        due=clock.due if clock else None,
        left=clock.left if clock else None,
        papers=() if entries or todo else extras,
        todo=todo,
        entries=entries,
    )
