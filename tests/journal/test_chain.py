"""Every change is one entry, chained to the one before, and nobody changes it afterwards."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta, timezone

import msgspec
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from station_app.domain.vocabulary import HouseholdKind
from station_app.errors import DamagedError
from station_app.journal import chain
from station_app.journal.entries import GENESIS_HASH
from tests.journal import histories


def test_the_first_entry_follows_nothing(store):
    with store.read() as uow:
        assert chain.head(uow, histories.STATION) == (0, GENESIS_HASH)
    histories.found(store)
    entries = histories.everything(store)
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.kind for entry in entries] == ["site_founded", "officer_added", "household_opened"]
    assert entries[0].prev_hash == GENESIS_HASH
    assert [entry.prev_hash for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    with store.read() as uow:
        assert chain.head(uow, histories.STATION) == (3, entries[-1].hash)


def test_a_stranger_computes_the_same_hash_from_the_line_alone(store):
    histories.found(store)
    histories.accept(store)
    for entry in histories.everything(store):
        line = json.loads(chain.encode(entry))
        told = line.pop("hash")
        canonical = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        assert hashlib.sha256(canonical).hexdigest() == told


def test_a_line_reads_back_as_the_same_entry(store):
    histories.found(store)
    histories.accept(store)
    for entry in histories.everything(store):
        assert chain.encode(chain.decode(chain.encode(entry))) == chain.encode(entry)


def test_an_entry_keeps_its_moment_in_utc_to_the_millisecond(store):
    histories.found(store)
    beijing = timezone(timedelta(hours=8))
    moment = histories.MORNING.replace(microsecond=123_987).astimezone(beijing)
    with store.write() as uow:
        written = histories.say(uow, histories.household(f"{histories.STATION}-P002"), "x", at=moment)
        uow.commit()
    read = histories.everything(store)[-1]
    assert read.at == written.at == histories.MORNING.replace(microsecond=123_000)
    assert chain.hash_of(read) == read.hash


def test_a_clock_that_was_set_back_is_noted_and_the_work_goes_on(store):
    histories.found(store)
    histories.accept(store, at=histories.MORNING - timedelta(hours=1))
    histories.accept(store, at=histories.MORNING + timedelta(minutes=1))
    histories.accept(store, at=histories.MORNING + timedelta(days=800))
    assert [entry.clock_trusted for entry in histories.everything(store)][-3:] == [False, True, False]


def test_nothing_is_written_when_the_use_case_does_not_commit(store):
    histories.found(store)
    with store.write() as uow:
        histories.say(uow, histories.household(f"{histories.STATION}-P002"), "x")
    assert len(histories.everything(store)) == 3


def test_a_site_cannot_number_a_case_for_another(store):
    histories.found(store)
    with pytest.raises(DamagedError, match="entry_out_of_place"), store.write() as uow:
        histories.say(uow, histories.acceptance("620503001-20261123-HJ0001"), "620503001-20261123-HJ0001")
    assert len(histories.everything(store)) == 3


def test_entries_are_read_in_pieces_and_completely(store):
    histories.found(store)
    with store.write() as uow:
        for number in range(2, 1200):
            histories.say(uow, histories.household(f"{histories.STATION}-P{number:04d}"), "x")
        uow.commit()
    with store.read() as uow:
        assert [entry.seq for entry in chain.entries(uow, histories.STATION, 400, 1100)] == list(range(400, 1101))
        assert sum(1 for _ in chain.all_entries(uow)) == 1201


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET officer = '0002' WHERE seq = 1",
        "DELETE FROM journal_entry WHERE seq = 3",
        "DELETE FROM journal_entry",
    ],
)
def test_the_database_itself_refuses_to_change_the_journal(store, statement):
    histories.found(store)
    with pytest.raises(DBAPIError, match="only grows"), store.write() as uow:
        uow.execute(text(statement))
    assert len(histories.everything(store)) == 3


def test_not_even_by_replacing_an_entry(sqlcipher_store):
    histories.found(sqlcipher_store)
    copy = (
        "INSERT OR REPLACE INTO journal_entry SELECT position, site, seq, entry_id, at, clock_trusted, 'other', kind, "
        "subject, payload, prev_hash, hash FROM journal_entry WHERE seq = 2"
    )
    with pytest.raises(DBAPIError, match="only grows"), sqlcipher_store.write() as uow:
        uow.execute(text(copy))
    assert histories.everything(sqlcipher_store)[1].officer == "0001"


def test_a_payload_is_canonical_json_with_its_kind():
    payload = histories.household("620502001-P009", capacity=40)
    written = chain._ENCODER.encode(payload)
    assert list(json.loads(written)) == sorted(json.loads(written))
    assert json.loads(written)["kind"] == "household_opened"
    assert msgspec.json.decode(written, type=type(payload)).household_kind is HouseholdKind.PUBLIC_COLLECTIVE
