"""Every question to the ledger gets what a plain look through all cases gives, page by page, on both databases."""

from __future__ import annotations

import random
from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import event, select

from station_app.bench.population import family
from station_app.clock import local_date
from station_app.domain.ledger import LedgerFilter, Period, Sort, read, written
from station_app.domain.vocabulary import CaseStatus, Level, Outcome, Route
from station_app.journal import chain
from station_app.journal.case_entries import CaseDecided, CaseWithdrawn
from station_app.storage import ledger
from station_app.storage.case_tables import registry_case
from tests.journal import histories
from tests.journal.histories import MORNING, STATION

CASES = 40
DAY = timedelta(days=1)


@pytest.fixture
def desk(store):
    """A station with forty families, accepted over forty days by three officers, some decided, some withdrawn."""
    histories.found(store)
    with store.write() as uow:
        for number in range(CASES):
            at = MORNING + number * DAY
            case_no = f"{STATION}-{local_date(at):%Y%m%d}-HJ{number % 3 + 1:04d}"
            levels = (Level.STATION, Level.COUNTY) if number % 5 == 0 else (Level.STATION,)
            payload = msgspec.structs.replace(histories.acceptance(case_no, family(number)), decided_by=levels)
            officer = f"000{number % 3 + 1}"
            chain.append(uow, site=STATION, officer=officer, subject=case_no, payload=payload, at=at)
            if number % 4 == 1:
                outcome = Outcome.REFUSE if number % 8 == 1 else Outcome.APPROVE
                said = CaseDecided(case_no=case_no, level=Level.STATION, outcome=outcome)
                histories.say(uow, said, case_no, at=at + timedelta(hours=number % 7))
            elif number % 7 == 3:
                histories.say(uow, CaseWithdrawn(case_no, "改主意"), case_no, at=at + timedelta(hours=1))
        uow.commit()
    return store


def everything(store):
    with store.read() as uow:
        return uow.execute(select(registry_case)).all()


def plainly(cases, wanted):
    """The ledger as a plain look through all cases gives it."""
    column = {Sort.ACCEPTED: "accepted_at", Sort.DECIDED: "decided_at", Sort.REGISTERED: "registered_at"}.get(
        wanted.sort
    )
    kept = [case for case in cases if _fits(case, wanted) and (column is None or getattr(case, column) is not None)]
    kept.sort(key=lambda case: (getattr(case, column) if column else "", case.case_no), reverse=wanted.descending)
    if column is None:
        kept.sort(key=lambda case: case.case_no, reverse=wanted.descending)
    return [case.case_no for case in kept]


def _fits(case, wanted):
    return all(
        (
            not wanted.statuses or case.status in wanted.statuses,
            not wanted.ended_as or case.ended_as in wanted.ended_as,
            wanted.route is None or case.route == wanted.route,
            (case.division or "").startswith(wanted.division),
            case.case_no.startswith(wanted.site),
            not wanted.accepted_by or case.accepted_by == wanted.accepted_by,
            not wanted.decided_by or case.decided_by == wanted.decided_by,
            wanted.level is None or case.levels.endswith(wanted.level),
            _in(case.accepted_at, wanted.accepted),
            _in(case.decided_at, wanted.decided),
            _in(case.registered_at, wanted.registered),
        )
    )


def _in(moment, period):
    if period.whole:
        return True
    if moment is None:
        return False
    day = local_date(moment)
    return (period.since is None or day >= period.since) and (period.until is None or day <= period.until)


def paged(store, wanted, size):
    """All pages, one after the other."""
    found, after, pages = [], None, 0
    with store.read() as uow:
        while pages < 200:
            page = ledger.page(uow, wanted, after, size)
            assert len(page.rows) <= size
            found += [row.case_no for row in page.rows]
            pages, after = pages + 1, page.end
            if after is None:
                return found
    raise AssertionError(f"the pages never end: {wanted}")


def questions():
    """Questions of every sort, from one filter to many."""
    chance = random.Random(2026)
    first = local_date(MORNING)

    def period():
        since = first + chance.randrange(-3, 40) * DAY
        until = since + chance.randrange(0, 25) * DAY
        return Period(chance.choice((since, None)), chance.choice((until, None)))

    for _ in range(120):
        maybe = lambda value, none: value if chance.random() < 0.3 else none  # noqa: E731
        yield LedgerFilter(
            statuses=maybe(tuple(chance.sample(list(CaseStatus), 3)), ()),
            ended_as=maybe((CaseStatus.WITHDRAWN, CaseStatus.REFUSED)[: chance.randrange(1, 3)], ()),
            route=maybe(chance.choice(list(Route)), None),
            division=maybe(chance.choice(("620502", "620502002", "6205021", "62")), ""),
            site=maybe(chance.choice((STATION, "620503001")), ""),
            accepted=maybe(period(), Period()),
            decided=maybe(period(), Period()),
            registered=maybe(period(), Period()) if chance.random() < 0.2 else Period(),
            accepted_by=maybe(chance.choice(("0001", "0002", "0009")), ""),
            decided_by=maybe("0001", ""),
            level=maybe(chance.choice(list(Level)), None),
            sort=chance.choice(list(Sort)),
            descending=chance.random() < 0.6,
        )


@pytest.mark.parametrize(("few", "walk"), [(2000, 12000), (1, 12000), (1, 7)])
def test_the_ledger_gives_what_a_look_through_all_cases_gives(desk, monkeypatch, few, walk):
    """Whether the filter leaves few cases, or the ledger is walked in one go, or a few cases at a time."""
    monkeypatch.setattr(ledger, "FEW", few)
    monkeypatch.setattr(ledger, "WALK", walk)
    cases = everything(desk)
    for wanted in questions():
        assert paged(desk, wanted, 6) == plainly(cases, wanted), wanted


def test_a_text_and_filters_go_together(desk):
    with desk.read() as uow:
        name = ledger.page(uow, LedgerFilter(), None, 1).rows[0].applicant
    alike = [
        case
        for number, case in enumerate(sorted(everything(desk), key=lambda case: case.accepted_at))
        if name[:1] in "".join(member.name[:1] for member in family(number).family)
    ]
    for by in ("0001", "0002", ""):
        wanted = LedgerFilter(text=name[:1], accepted_by=by)
        expected = {case.case_no for case in alike if not by or case.accepted_by == by}
        assert expected <= set(paged(desk, wanted, 5))
        assert all(
            not by or case.accepted_by == by for case in everything(desk) if case.case_no in paged(desk, wanted, 5)
        )


def test_a_page_that_looked_at_enough_says_until_where(desk, monkeypatch):
    monkeypatch.setattr(ledger, "FEW", 1)
    monkeypatch.setattr(ledger, "WALK", 5)
    wanted = LedgerFilter(decided_by="0001", accepted_by="0002")
    with desk.read() as uow:
        page = ledger.page(uow, wanted, None, 50)
    assert page.looked_until is not None
    assert page.end is not None


def test_a_text_that_fits_too_much_says_so(desk, monkeypatch):
    monkeypatch.setattr(ledger.search, "BOUND", 3)
    with desk.read() as uow:
        assert ledger.page(uow, LedgerFilter(text="HJ0001"), None, 50).cut
        assert not ledger.page(uow, LedgerFilter(text="没有这个人"), None, 50).cut


def test_no_question_reads_the_whole_table(desk, monkeypatch):
    monkeypatch.setattr(ledger, "FEW", 1)
    sent = []
    with desk.read() as uow:
        event.listen(uow.connection, "before_cursor_execute", lambda *told: sent.append((told[2], told[3])))
        for wanted in (*questions(), LedgerFilter(text="王建国", route=Route.GENERAL)):
            ledger.page(uow, wanted, None, 10)
        asked = dict.fromkeys((text, _hashable(values)) for text, values in sent)
    with desk.read() as uow:
        if uow.kind == "postgresql":
            uow.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for text, values in asked:
            assert not _scans(uow, text, dict(values) if uow.kind == "postgresql" else values), text


def _hashable(values):
    return tuple(values.items()) if isinstance(values, dict) else tuple(values)


def _scans(uow, text, values):
    if uow.kind == "postgresql":
        lines = uow.connection.exec_driver_sql(f"EXPLAIN {text}", values).scalars().all()
        return [line for line in lines if "Seq Scan on registry_case" in line]
    lines = [row[3] for row in uow.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)]
    return [line for line in lines if line.strip() == "SCAN registry_case"]


def test_a_question_is_read_as_it_was_written_and_a_damaged_one_not_at_all():
    for wanted in questions():
        assert read(written(wanted)) == wanted
    assert read('{"text": "x", "new": 1}') is None
    assert read("nonsense") is None
