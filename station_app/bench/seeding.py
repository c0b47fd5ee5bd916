"""A station with a million people in 300,000 cases: invented families, real entries, one chain, the same `apply`.

Every family is accepted by an entry and has its receipt; the old ones were decided, registered and delivered, some
refused or withdrawn, the last few thousand stand wherever cases stand. What is not done is what a desk does around an
entry: the rules are not asked (they are measured by `save`) and thousands of entries share one transaction. Begun again
after a break it goes on where it was, because a batch is there whole or not at all.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from resources import folder
from station_app.bench import places
from station_app.bench.population import family
from station_app.clock import BEIJING, local_date
from station_app.domain.deadlines import deadlines
from station_app.domain.policy import load_packs
from station_app.domain.records import Placement
from station_app.domain.vocabulary import DestinationKind, Level, OfficerRole, Outcome, Route
from station_app.domain.working_days import shipped
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.case_entries import (
    CaseAccepted,
    CaseDecided,
    CaseDelivered,
    CaseRegistered,
    CaseReviewed,
    CaseWithdrawn,
    PaperDecision,
    Registration,
)
from station_app.journal.chain import Said
from station_app.journal.entries import OfficerAdded, PaperIssued
from station_app.services.judging import judge
from station_app.storage import postgresql
from station_app.storage.case_tables import registry_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from station_app.catalogue import Catalogue, Door
    from station_app.domain.case_file import CaseFile
    from station_app.domain.policy import Pack
    from station_app.domain.records import CheckResult
    from station_app.storage.engine import Store

BATCH = 500
"""Cases of one transaction."""
A_DAY = 150
"""Cases of one day: nobody is that fast, but the numbers of one day must not run out."""
OPEN = 4000
"""The newest cases, which stand anywhere; the others are long done."""
SITE = "620502002"
HOUSEHOLD = f"{SITE}-P001"
CLERKS = tuple(f"{badge:04d}" for badge in range(1, 11))
CHIEF, REVIEWER = "0011", "0012"
PRESENTED = "A" * 64


class Seeded(NamedTuple):
    """What a call of `seed` left behind: how many cases are there, and how many of them it made."""

    cases: int
    made: int


class _Begun(NamedTuple):
    """The first thing said of a case, as `Said`."""

    officer: str
    subject: str
    payload: CaseAccepted
    at: datetime


def seed(built: Door, cases: int, progress: Callable[[int, int], None] | None) -> Seeded:
    """Fill the site behind `built` up to `cases` cases; found it if it is not there.

    Raises:
        RefusedError: `seed_home_taken` - a real site lies there.
    """
    if built.founded and not built.practice:
        raise RefusedError("seed_home_taken")
    if not built.founded:
        places.station_of(built)
    catalogue = places.log_in(built)
    try:
        return _fill(catalogue, cases, progress)
    finally:
        catalogue.close()


def _fill(catalogue: Catalogue, cases: int, progress: Callable[[int, int], None] | None) -> Seeded:
    store = catalogue._desk.store  # noqa: SLF001 - the seeding stands beside the use cases, as a bench does
    there = _count(store)
    if there == 0:
        with store.write() as uow:
            chain.append_many(uow, site=SITE, said=_officers())
            uow.commit()
    first, begun = there, _first_day(cases)
    while there < cases:
        upto = min(there + BATCH, cases)
        with store.write() as uow:
            chain.append_many(uow, site=SITE, said=_lives(there, upto, cases, begun))
            uow.commit()
        there = upto
        if progress is not None:
            progress(there, cases)
    if there > first:
        catalogue.confirm_clock(catalogue.now())  # from here on the clock is asked again
        if store.kind == "postgresql":
            with store.write() as uow:
                postgresql.gather_statistics(uow)
                uow.commit()
    return Seeded(there, there - first)


def _count(store: Store) -> int:
    with store.read() as uow:
        return int(uow.execute(select(func.count()).select_from(registry_case)).scalar_one())


def _officers() -> Iterator[Said]:
    at = datetime(2018, 1, 2, tzinfo=UTC)
    for badge in (*CLERKS[1:], CHIEF, REVIEWER):
        role = {CHIEF: OfficerRole.CHIEF, REVIEWER: OfficerRole.REVIEWER}.get(badge, OfficerRole.FRONT_DESK)
        yield Said("0001", badge, OfficerAdded(badge, f"民警{badge}", (role,)), at)


def _first_day(cases: int) -> date:
    """Give the day of the first case, so that the last was accepted yesterday."""
    return local_date(datetime.now(UTC)) - timedelta(days=(cases - 1) // A_DAY + 1)


def _lives(first: int, upto: int, cases: int, begun: date) -> Iterator[Said]:
    """Give what was said of some cases: first that all were accepted, so that their rows go in together."""
    numbers = range(first, upto)
    accepted = {number: _accepted(number, begun) for number in numbers}
    yield from (Said(*each) for each in accepted.values())
    for number in numbers:
        if number < cases - OPEN or number % 9:
            said = accepted[number]
            yield Said(
                said.officer, said.subject, PaperIssued(said.subject, "receipt", 1, PRESENTED), said.at + _MINUTE
            )
    for number in numbers:
        yield from _later(number, accepted[number], cases)


_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


def _accepted(number: int, begun: date) -> _Begun:
    day = begun + timedelta(days=number // A_DAY)
    case_no = f"{SITE}-{day:%Y%m%d}-HJ{number % A_DAY + 1:04d}"
    case = family(number)
    route = case.route or Route.GENERAL
    home = case.destination is not None and case.destination.kind is DestinationKind.OWN_HOME
    judged = _judged(number % 3, route)
    placement = Placement(
        judged.placement.offered if judged.placement else (),
        case.destination.kind if case.destination else None,
        None if home else HOUSEHOLD,
        case.destination.address if home and case.destination else "天水市秦州区七里墩街道",
    )
    payload = CaseAccepted(
        case_no=case_no,
        case=case,
        pack=judged.pack,
        decided_by=judged.decided_by,
        deadlines=deadlines(_pack(), route, day, shipped()),
        documents=judged.documents,
        placement=placement,
        family_group=f"group-{number}",
        confirmed={},
    )
    at = datetime.combine(day, time(8, 30), tzinfo=BEIJING) + 3 * _MINUTE * (number % A_DAY)
    return _Begun(CLERKS[number % len(CLERKS)], case_no, payload, at)


def _later(number: int, accepted: _Begun, cases: int) -> Iterator[Said]:
    """Give what became of a case after it was accepted."""
    old = number < cases - OPEN
    ways = _OLD if old else _NEW
    payload, at = accepted.payload, accepted.at
    steps = ways[number % len(ways)]
    if old and payload.case.route is Route.POVERTY and "approve" in steps:
        steps = ("approve", "county", *steps[1:])
    for place, step in enumerate(steps, start=1):
        yield _step(step, accepted.officer, payload, at + place * (_DAY if old else _MINUTE))


_OLD: tuple[tuple[str, ...], ...] = (
    *(("approve", "register", "deliver"),) * 17,
    ("refuse", "deliver"),
    ("withdraw",),
    ("approve", "register"),
)
_NEW: tuple[tuple[str, ...], ...] = (
    (), (), (), ("review",), ("review",), ("return",), ("approve",), ("approve", "register"), ("refuse",),
    ("approve", "register", "deliver"),
)  # fmt: skip


def _step(step: str, officer: str, facts: CaseAccepted, at: datetime) -> Said:
    case_no = facts.case_no
    if step == "county":
        form = PaperDecision("县分局", local_date(at))
        decided = CaseDecided(case_no, Level.COUNTY, Outcome.APPROVE, reference="秦公户〔2026〕1号", on_paper=form)
        return Said(REVIEWER, case_no, decided, at)
    if step in {"approve", "refuse", "return"}:
        outcome = {"approve": Outcome.APPROVE, "refuse": Outcome.REFUSE, "return": Outcome.RETURN}[step]
        reason = "documents_false" if step == "refuse" else None
        return Said(CHIEF, case_no, CaseDecided(case_no, Level.STATION, outcome, reason, text="材料"), at)
    if step == "register":
        people = tuple(Registration(place, member.relationship, head=place == 0) for place, member in facts.case.movers)
        home = facts.placement.household_no or HOUSEHOLD
        return Said(officer, case_no, CaseRegistered(case_no, home, local_date(at), people, "g"), at)
    if step == "review":
        return Said(REVIEWER, case_no, CaseReviewed(case_no, "齐全"), at)
    if step == "withdraw":
        return Said(officer, case_no, CaseWithdrawn(case_no, "本人撤回"), at)
    return Said(officer, case_no, CaseDelivered(case_no, "本人领取"), at)


@lru_cache(maxsize=8)
def _judged(size: int, route: Route) -> CheckResult:
    """Let the rules judge one family of each size and route; what they ask of it they ask of all."""
    number = next(each for each in range(size, 1000, 3) if (each % 10 == 7) == (route is Route.POVERTY))
    case: CaseFile = family(number)
    return judge(case, (), packs=load_packs(folder("policy")), households=(), site_division=SITE, on=date(2026, 11, 23))


@lru_cache(maxsize=1)
def _pack() -> Pack:
    return load_packs(folder("policy"))[-1]
