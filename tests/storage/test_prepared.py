"""Statements made ready once mean what SQLAlchemy's own execution means, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import IntegrityError

from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.storage import cases
from station_app.storage.case_tables import registry_case
from station_app.storage.household_tables import household
from station_app.storage.prepared import Prepared
from station_app.storage.tables import PROJECTIONS, journal_entry, officer
from tests.journal import histories
from tests.journal.histories import MORNING, STATION
from tests.people import FATHER_ID, SON_ID


@pytest.fixture
def desk(store):
    """A founded station with one family."""
    histories.found(store)
    histories.accept(store)
    return store


@pytest.mark.parametrize("table", [*PROJECTIONS, journal_entry], ids=str)
def test_rows_are_read_with_the_same_types(desk, table):
    statement = select(table).order_by(*table.primary_key.columns)
    with desk.read() as uow:
        expected = [tuple(row) for row in uow.execute(statement)]
        found = [tuple(row) for row in uow.rows(Prepared(statement))]
    assert found == expected
    assert [[type(value) for value in row] for row in found] == [[type(value) for value in row] for row in expected]


def test_fixed_values_and_given_ones_are_both_sent(desk):
    prepared = Prepared(select(func.count()).where(registry_case.c.site == bindparam("wanted")).limit(1))
    with desk.read() as uow:
        assert uow.rows(prepared, {"wanted": STATION})[0][0] == 1
        assert uow.rows(prepared, {"wanted": "nobody"})[0][0] == 0
        with pytest.raises(KeyError):
            uow.rows(prepared)


def test_a_row_that_is_there_already_is_refused_as_by_any_insert(desk):
    row = {"site": STATION, "badge": "0001", "name": "王景行", "roles": "", "added_at": MORNING}
    row |= {"password_set_at": MORNING, "must_change": False, "disabled_at": None}
    for rows in ([row], [{**row, "badge": "0009"}, row]):
        with pytest.raises(IntegrityError) as refused, desk.write() as uow:
            uow.send(Prepared.insert(officer), rows)
        assert "王景行" not in str(refused.value)
    with desk.read() as uow:
        assert uow.execute(select(func.count()).select_from(officer)).scalar_one() == 1


def test_a_writer_that_failed_leaves_nothing_to_the_next(desk):
    with desk.write() as uow:  # not committed
        uow.execute(household.delete())
    with pytest.raises(RefusedError, match="site_missing"):
        _delete_and_fail(desk)
    with desk.write() as uow:
        assert uow.execute(select(func.count()).select_from(household)).scalar_one() > 0
        assert not uow.notes


def test_a_large_family_is_known_as_each_of_it_is(desk):
    strangers = [f"62050219900101{number:04d}" for number in range(20)]
    with desk.read() as uow:
        known = cases.known_people(uow, [*strangers, SON_ID, "\0", FATHER_ID])
        assert set(known) == {SON_ID, FATHER_ID}
        assert all(known[number] == cases.known_person(uow, number) for number in known)
        assert cases.known_people(uow, ()) == {}


def test_entries_come_as_the_bytes_that_were_hashed(desk):
    with desk.read() as uow:
        stored = uow.execute(select(journal_entry.c.payload).order_by(journal_entry.c.position)).scalars().all()
        entries = list(chain.all_entries(uow))
    assert [bytes(entry.payload).decode() for entry in entries] == stored
    assert all(chain.hash_of(entry) == entry.hash for entry in entries)
    assert all(chain.decode(chain.encode(entry)) == entry for entry in entries)


def _delete_and_fail(desk):
    with desk.write() as uow:
        uow.execute(household.delete())
        raise RefusedError("site_missing")
