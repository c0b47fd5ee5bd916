"""What a month's figures are counted from is read through indexes, and an older database comes to have it too."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from station_app.domain.residents import RegisteredPerson, Standing
from station_app.domain.vocabulary import Level, Outcome
from station_app.journal import rebuild
from station_app.journal.case_entries import CaseDecided, CaseRegistered, CaseReversed, Registration
from station_app.journal.registration_entries import Begun, EventReversed, MembersMovedOut, NewbornJoined
from station_app.storage import schema, statistics
from tests.journal import histories
from tests.journal.histories import HOME, MORNING, STATION
from tests.storage.plans import plan_of

SPAN = {"since": datetime(2026, 11, 1, tzinfo=UTC), "until": datetime(2026, 12, 1, tzinfo=UTC)}
DAY = timedelta(days=1)
BEFORE = "0017"
"""The tables before they kept what is counted."""


def a_station(store):
    """One family settled and taken back, one refused by its county after the station agreed, and events at home."""
    histories.found(store)
    settled, sent_up = (histories.accept(store) for _ in range(2))
    with store.write() as uow:
        histories.say(uow, CaseDecided(settled, Level.STATION, Outcome.APPROVE), settled, at=MORNING + DAY)
        movers = tuple(Registration(place) for place in range(2))
        histories.say(uow, CaseRegistered(settled, HOME, histories.TODAY, movers), settled, at=MORNING + 2 * DAY)
        baby = Begun(f"{STATION}-E1-01", HOME, RegisteredPerson("王小满"), Standing())
        born = NewbornJoined(f"{STATION}-E1", HOME, histories.TODAY, begun=(baby,))
        left = MembersMovedOut(f"{STATION}-E2", HOME, histories.TODAY, ended=(f"{settled}-01",), reason="0462")
        for number, payload in enumerate((born, left)):
            histories.say(uow, payload, HOME, at=MORNING + (3 + number) * DAY)
        taken_back = EventReversed(f"{STATION}-E3", f"{STATION}-E2", HOME, "办错了", reopened=(f"{settled}-01",))
        histories.say(uow, taken_back, HOME, at=MORNING + 5 * DAY)
        histories.say(uow, CaseReversed(settled, "录入有误"), settled, at=MORNING + 20 * DAY)
        histories.say(uow, CaseDecided(sent_up, Level.STATION, Outcome.REFUSE, "documents_false"), sent_up)
        uow.commit()


def kinds(store, since, until):
    with store.read() as uow:
        return [(each.kind.value, len(each.people)) for each in statistics.happened(uow, since, until)]


def test_what_happened_is_read_month_by_month(store):
    a_station(store)
    november, december = SPAN["since"], SPAN["until"]
    assert kinds(store, november, december) == [
        ("accepted", 4),
        ("accepted", 4),
        ("refused", 4),
        ("approved", 4),
        ("registered", 4),
        ("born", 1),
        ("moved_out", 1),
        ("moved_out_undone", 1),
    ]
    assert kinds(store, december, december + 31 * DAY) == [("registered_undone", 4)]
    assert kinds(store, december + 31 * DAY, december + 62 * DAY) == []


def test_no_month_reads_whole_tables_nor_the_journal_of_a_whole_site(store):
    a_station(store)
    for query in statistics.QUERIES:
        plan = plan_of(store, query, SPAN)
        assert not [line for line in plan if line.strip().startswith("SCAN ") or "Seq Scan" in line], plan
        assert not [line for line in plan if re.search(r"journal_entry\w* USING INDEX \w+ \(site=\?\)", line)], plan


def test_a_database_of_before_counts_what_happened_before(store):
    a_station(store)
    before = [kinds(store, SPAN["since"], SPAN["until"] + 31 * DAY), *_details(store)]
    schema.migrate(store._engine, BEFORE)
    schema.migrate(store._engine)
    assert [kinds(store, SPAN["since"], SPAN["until"] + 31 * DAY), *_details(store)] == before
    assert rebuild.rebuild(store).ok


def _details(store):
    with store.read() as uow:
        return list(statistics.happened(uow, SPAN["since"], SPAN["until"] + 31 * DAY))
