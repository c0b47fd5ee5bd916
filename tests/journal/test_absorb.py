"""Entries of other sites continue their own chain here, once, in order, and reach no further than their own site."""

from __future__ import annotations

import msgspec
import pytest

from station_app.domain.vocabulary import OfficerRole
from station_app.errors import DamagedError, RefusedError
from station_app.journal import chain
from station_app.journal.case_entries import CaseAccepted
from station_app.journal.entries import HouseholdClosed, OfficerAdded, PaperIssued, SiteFounded, SiteTrusted
from station_app.storage import cases, households, officers, search, sites
from tests.databases import empty_store
from tests.journal import histories
from tests.journal.histories import COUNTY, STATION


@pytest.fixture
def station(tmp_path):
    """A station far away, with a family accepted."""
    store = empty_store(tmp_path / "far.db")
    histories.found(store, officer="李远")
    histories.accept(store)
    yield store
    store.close()


@pytest.fixture
def county(store):
    """A county on either database that trusts the station."""
    histories.found(store, COUNTY, officer="张县")
    histories.trust(store, STATION, here=COUNTY)
    return store


def absorb(store, entries):
    with store.write() as uow:
        absorbed = chain.absorb(uow, entries)
        uow.commit()
    return absorbed


def resealed(entry, payload=None, **changes):
    """Give an entry with another content and the hash that fits it, as a forger would make it."""
    if isinstance(payload, msgspec.Raw):
        changes["payload"] = payload
    elif payload is not None:
        changes["payload"] = msgspec.Raw(chain._ENCODER.encode(payload))
        changes.setdefault("kind", payload.__struct_config__.tag)
    changed = msgspec.structs.replace(entry, **changes)
    return msgspec.structs.replace(changed, hash=chain.hash_of(changed))


def following(station, payload, subject):
    """Give the entries of the station and one more that nobody there has written."""
    entries = histories.everything(station)
    last = entries[-1]
    more = {"seq": last.seq + 1, "prev_hash": last.hash, "subject": subject, "entry_id": "0190-forged"}
    return [*entries, resealed(last, payload, **more)]


def test_the_same_case_appears_at_the_county_with_its_station(station, county):
    assert absorb(county, histories.everything(station)) == (4, 0, ())
    with county.read() as uow, station.read() as far:
        here, there = (cases.record(each, f"{STATION}-20261123-HJ0001") for each in (uow, far))
    assert here.site == STATION
    assert here.accepted_by_name == "李远"
    assert msgspec.structs.replace(here, timeline=(), household=None) == msgspec.structs.replace(
        there, timeline=(), household=None
    )
    assert [(item.seq, item.summary) for item in here.timeline] == [(4, "受理,家庭 4 人,随迁 4 人")]
    assert here.household == there.household


def test_the_same_entries_again_change_nothing(station, county):
    entries = histories.everything(station)
    absorb(county, entries[:2])
    assert absorb(county, entries) == (2, 2, ())
    assert absorb(county, entries) == (0, 4, ())


def test_a_missing_entry_is_a_gap(station, county):
    entries = histories.everything(station)
    with pytest.raises(DamagedError, match="chain_gap"):
        absorb(county, [entries[0], *entries[2:]])
    assert histories.everything(county, STATION) == []


def test_another_entry_in_a_known_place_is_a_fork(station, county):
    entries = histories.everything(station)
    absorb(county, entries)
    with pytest.raises(DamagedError, match="chain_fork"):
        absorb(county, [resealed(entries[1], officer="0002")])


def test_an_entry_that_follows_another_past_is_a_fork(station, county):
    entries = histories.everything(station)
    absorb(county, entries[:2])
    with pytest.raises(DamagedError, match="chain_fork"):
        absorb(county, [resealed(entries[2], prev_hash=histories.digest("another past"))])


def test_a_changed_entry_does_not_fit_its_hash(station, county):
    entries = histories.everything(station)
    with pytest.raises(DamagedError, match="chain_broken"):
        absorb(county, [msgspec.structs.replace(entries[0], officer="0002")])


def test_nobody_else_continues_our_own_chain(station, tmp_path):
    older = empty_store(tmp_path / "older.db")
    entries = histories.everything(station)
    with older.write() as uow:
        chain.absorb(uow, entries[:3])
        uow.commit()
    with pytest.raises(DamagedError, match="chain_fork"):
        absorb(older, entries)
    older.close()


def test_an_entry_of_a_newer_program_waits_for_the_update(station, county):
    entries = histories.everything(station)
    strange = resealed(entries[0], kind="moon_landed", payload=None)
    with pytest.raises(RefusedError, match="entry_kind_unknown"):
        absorb(county, [strange])


@pytest.mark.parametrize("raw", [b"{}", b'{"kind":"officer_added"}', b'{"kind":"site_founded","badge":"1"}', b"[1"])
def test_a_payload_that_is_not_its_kind_is_refused(station, county, raw):
    first, second, *_ = histories.everything(station)
    absorb(county, [first])
    with pytest.raises(DamagedError, match="entry_unreadable"):
        absorb(county, [resealed(second, payload=msgspec.Raw(raw))])


def test_a_foreign_officer_cannot_log_in_here(station, county):
    entries = following(station, OfficerAdded("9999", "外人", (OfficerRole.ADMINISTRATOR,)), "9999")
    absorb(county, entries)
    with county.read() as uow:
        assert officers.get(uow, "9999") is None
        assert officers.get(uow, "0001").name == "张县"
        assert [officer.badge for officer in officers.listing(uow)] == ["0001"]
        assert officers.name_of(uow, STATION, "9999") == "外人"


def test_whom_a_station_trusts_is_not_trusted_here(station, county):
    stranger = SiteTrusted("620503001", "冒名站", "station", "cd" * 8, "00" * 32, "age1x", practice=False)
    absorb(county, following(station, stranger, "620503001"))
    with county.read() as uow:
        assert sites.get(uow, "620503001") is None
        assert sites.own(uow).code == COUNTY


def test_a_station_cannot_exchange_its_own_key_by_founding_itself_again(station, county):
    entries = histories.everything(station)
    other = SiteFounded(STATION, "改名", "station", "ab" * 8, "11" * 32, "age1x", practice=False)
    absorb(county, [resealed(entries[0], other)])
    with county.read() as uow:
        assert sites.signing_key(uow, STATION) == histories.IDENTITY.signing_key


@pytest.mark.parametrize(
    ("payload", "subject"),
    [
        (histories.acceptance("620503001-20261123-HJ0001"), "620503001-20261123-HJ0001"),
        (histories.acceptance(f"{STATION}-20261123-HJ0002"), f"{STATION}-20261123-HJ0001"),
        (histories.acceptance(f"{STATION}-20261123-HJ0001"), f"{STATION}-20261123-HJ0001"),
        (histories.household("620502-P001"), "620502-P001"),
        (PaperIssued("a", "receipt", 1, "00"), "b"),
    ],
    ids=["case of another", "subject of another case", "number given twice", "household of another", "paper elsewhere"],
)
def test_a_site_speaks_of_its_own_only(station, county, payload, subject):
    with pytest.raises(DamagedError, match="entry_out_of_place"):
        absorb(county, following(station, payload, subject))
    assert histories.everything(county, STATION) == []


def test_a_station_cannot_close_a_household_of_the_county(station, county):
    number = f"{COUNTY}-P001"
    with county.write() as uow:
        histories.say(uow, histories.household(number), number, site=COUNTY)
        uow.commit()
    absorb(county, following(station, HouseholdClosed(number, "x"), number))
    with county.read() as uow:
        assert households.get(uow, number).state == "open"


def test_a_station_cannot_fill_a_household_of_the_county(station, county):
    number = f"{COUNTY}-P001"
    with county.write() as uow:
        histories.say(uow, histories.household(number), number, site=COUNTY)
        uow.commit()
    case_no = f"{STATION}-20261123-HJ0002"
    absorb(county, following(station, histories.acceptance(case_no, household_no=number), case_no))
    with county.read() as uow:
        assert households.get(uow, number).persons == 0


def test_a_family_of_nobody_is_no_case(station, county):
    case_no = f"{STATION}-20261123-HJ0002"
    nobody = msgspec.structs.replace(histories.family(), family=())
    empty: CaseAccepted = histories.acceptance(case_no, nobody)
    with pytest.raises(DamagedError, match="entry_unreadable"):
        absorb(county, following(station, empty, case_no))


def test_a_thousand_entries_come_in_batches(station, county):
    with station.write() as uow:
        for number in range(1200):
            histories.say(uow, histories.household(f"{STATION}-C{number:04d}"), "x")
        uow.commit()
    assert absorb(county, histories.everything(station)).applied == 1204
    with county.read() as uow:
        assert len(households.listing(uow)) == 1201
        assert search.find(uow, "王建国", 5).total == 1
