"""Working lists are ranges of an index on both databases, and what they stand on follows from the journal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from station_app.domain.queues import QUEUES, Kind, QueueName
from station_app.domain.vocabulary import CaseStatus, Level, Outcome
from station_app.journal import rebuild
from station_app.journal.case_entries import CaseDecided, CaseRegistered, CaseWithdrawn, Registration
from station_app.storage import queues, schema
from station_app.storage.case_tables import registry_case
from station_app.storage.queues import MOST
from tests.journal import histories
from tests.journal.histories import HOME, MORNING, STATION
from tests.storage.plans import plan_of

LATER = timedelta(minutes=5)


def queue(name):
    return next(each for each in QUEUES if each.name == name)


def decided(store, case_no, outcome=Outcome.APPROVE):
    with store.write() as uow:
        said = CaseDecided(case_no=case_no, level=Level.STATION, outcome=outcome)
        histories.say(uow, said, case_no, at=MORNING + LATER)
        uow.commit()


def registered(store, case_no):
    with store.write() as uow:
        entered = (Registration(0, "01", head=True),)
        histories.say(uow, CaseRegistered(case_no, HOME, date(2026, 11, 24), entered), case_no, at=MORNING + 2 * LATER)
        uow.commit()


@pytest.fixture
def desk(store):
    """A station with a case that is accepted, one that is decided, one that is registered and one withdrawn."""
    histories.found(store)
    numbers = [histories.accept(store, at=MORNING + timedelta(seconds=each)) for each in range(4)]
    decided(store, numbers[1])
    decided(store, numbers[2])
    registered(store, numbers[2])
    with store.write() as uow:
        histories.say(uow, CaseWithdrawn(numbers[3], "改主意"), numbers[3], at=MORNING + LATER)
        uow.commit()
    return store


def test_the_moments_and_deciders_of_a_case_are_kept_with_it(desk):
    with desk.read() as uow:
        rows = uow.execute(select(registry_case).order_by(registry_case.c.case_no)).all()
    assert [row.decided_at for row in rows] == [None, MORNING + LATER, MORNING + LATER, None]
    assert [row.decided_by for row in rows] == [None, "0001", "0001", None]
    assert [row.registered_at for row in rows] == [None, None, MORNING + 2 * LATER, None]
    assert {(row.route, row.division, row.pack) for row in rows} == {("general", "620502001", "tianshui-2020-5")}
    assert rebuild.rebuild(desk).ok


def test_a_database_of_before_gets_them_from_its_journal(desk):
    schema.migrate(desk._engine, "0007")
    schema.migrate(desk._engine)
    assert rebuild.rebuild(desk).problems == ()


@pytest.mark.parametrize(
    ("name", "numbers"), [("mine", ["1", "2", "3"]), ("register", ["2"]), ("deliver", ["3"]), ("decide", [])]
)
def test_a_list_holds_the_cases_of_its_states(desk, name, numbers):
    with desk.read() as uow:
        found = queues.listing(uow, queue(name), "0001", 50)
        assert [case.case_no[-1] for case in found] == numbers
        assert queues.count(uow, (queue(name),), "0001") == len(numbers)
        assert all(case.applicant == "王建国" for case in found)


def test_a_case_on_two_lists_is_counted_once(desk):
    with desk.read() as uow:
        assert queues.count(uow, (queue("review"),), "0002") == 1
        assert queues.count(uow, (queue("review"), queue("decide")), "0002") == 1
        assert queues.count(uow, (), "0002") == 0


def test_no_list_reads_the_whole_table(desk):
    statements = [(queues._listing(queues._asked(each)), each.name) for each in QUEUES if _plain(each)]
    statements += [(queues._counting((queues._asked(each),)), each.name) for each in QUEUES if _plain(each)]
    statements += [(queues._pressing(queue(QueueName.DUE).states), "due"), (queues._UNPRINTED, "print")]
    statements.append((queues._UNEXPORTED, "hand_over"))
    values = {"most": MOST, "officer": "0001", "horizon": date(2026, 12, 1), "until": MORNING, "since": 3}
    for statement, name in statements:
        plan = plan_of(desk, statement, values)
        assert not [line for line in plan if "SCAN registry_case" in line or "SCAN journal_entry" in line], (name, plan)
        assert not [line for line in plan if "Seq Scan on registry_case" in line], (name, plan)


def _plain(each):
    return each.kind in {Kind.STANDING, Kind.CROSSED}


def test_every_list_is_read_in_the_order_of_its_index(desk):
    """No range is sorted: it is read from the front, however long it is."""
    if desk.kind == "sqlcipher":
        statement = queues._listing(queues._asked(queue("decide")._replace(states=(CaseStatus.ACCEPTED,))))
        plan = plan_of(desk, statement, {"most": 5, "officer": "0001"})
        ranges = [line for line in plan if "USING INDEX ix_registry_case_status (status=? AND still=?)" in line]
        assert len(ranges) == 2, plan


def test_addresses_of_a_household_are_kept_as_they_were_called(desk):
    assert STATION in HOME
    assert rebuild.rebuild(desk).ok
