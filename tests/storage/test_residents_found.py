"""Who joined a household without a case is found and told of as if they had one, on both databases, by indexes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from station_app.domain.identifiers import mask_id
from station_app.domain.residents import RegisteredPerson, Standing
from station_app.journal import rebuild
from station_app.journal.registration_entries import Begun, EventReversed, MembersMovedOut, SpouseJoined
from station_app.storage import digests, resident_search, schema
from station_app.storage.prepared import Prepared
from tests.journal import histories
from tests.journal.histories import COUNTY, HOME, MORNING, STATION
from tests.people import id_number
from tests.storage.plans import plan_of

NUMBER = id_number("620523", date(1990, 5, 4), "2", 986)
BRIDE = RegisteredPerson("单小燕", NUMBER, None, "2", date(1990, 5, 4))
EVENT = f"{STATION}-20261123-HB0001"
NO = f"{EVENT}-01"
OTHER = "620502002"


@pytest.fixture
def home(store):
    """A station with a family in a case, and a bride who joined the household without one."""
    histories.found(store)
    histories.accept(store)
    said(store, SpouseJoined(EVENT, HOME, date(2026, 11, 23), (Begun(NO, HOME, BRIDE, Standing("12")),)))
    return store


def said(store, payload):
    with store.write() as uow:
        histories.say(uow, payload, payload.household_no, at=MORNING + timedelta(minutes=1))
        uow.commit()


def found(store, text):
    with store.read() as uow:
        return [each.registration_no for each in resident_search.find(uow, text, 20)]


def test_a_bride_is_found_by_what_is_remembered_of_her_and_by_nothing_else(home):
    fits = ("单小燕", "小燕", "燕", "shanxiaoyan", "sxy", "dxy", NUMBER, NUMBER[:8], NUMBER[-4:], NUMBER[-6:])
    assert {text: found(home, text) for text in fits} == {text: [NO] for text in fits}
    others = ("王建国", "", "620503", "%", "小燕子", NUMBER[-3:], NUMBER[-5:-1], NUMBER[::-1], f"~{NUMBER[::-1]}")
    assert {text: found(home, text) for text in others} == {text: [] for text in others}


def test_she_is_shown_masked_with_the_household_she_is_in(home):
    with home.read() as uow:
        (one,) = resident_search.find(uow, "小燕", 20)
    assert (one.name, one.id_masked, one.household_no, one.household_name, one.matched) == (
        "单小燕", mask_id(NUMBER), HOME, "公共集体户", "name"
    )  # fmt: skip
    assert NUMBER not in repr(one)


def test_who_left_or_was_registered_by_mistake_is_not_found_there(home):
    said(home, MembersMovedOut(f"{STATION}-20261123-HB0002", HOME, date(2026, 11, 24), ended=(NO,)))
    assert found(home, "小燕") == []
    back = EventReversed(f"{STATION}-20261123-HB0003", f"{STATION}-20261123-HB0002", HOME, "错了", reopened=(NO,))
    said(home, back)
    assert found(home, "小燕") == [NO]
    assert rebuild.rebuild(home).problems == ()


def test_a_search_reads_no_whole_table(home):
    values = {f"{name}{end}": "王" for name in ("name", "latin", "number", "id_tail") for end in ("", "_end")}
    plan = plan_of(home, Prepared(resident_search._STATEMENT), {**values, "most": 20})
    assert not [line for line in plan if "SCAN" in line and ("resident_key" in line or "registration" in line)], plan
    assert not [line for line in plan if "Seq Scan" in line], plan


def test_a_database_of_before_finds_those_who_were_there(home):
    schema.migrate(home._engine, "0010")
    schema.migrate(home._engine)
    assert found(home, "小燕") == [NO]
    assert rebuild.rebuild(home).problems == ()


def test_another_station_is_told_of_her(home):
    with home.read() as uow:
        people = list(digests.people_of_others(uow, OTHER))
        assert list(digests.people_of_others(uow, STATION)) == []
    assert len(people) == 5
    told = {each.number: each for each in people}
    assert (told[NO].id_number, told[NO].name, told[NO].site, told[NO].status.value) == (
        NUMBER, "单小燕", STATION, "registered"
    )  # fmt: skip


def test_a_county_sees_that_she_is_in_a_case_of_another_station_whoever_came_first(store):
    for site in (COUNTY, STATION, OTHER):
        histories.found(store, site)
    case_no = histories.accept(store, histories.family(id_number=NUMBER, name="单小燕"), site=OTHER)
    said(store, SpouseJoined(EVENT, HOME, date(2026, 11, 23), (Begun(NO, HOME, BRIDE, Standing("12")),)))
    with store.read() as uow:
        assert digests.shared_between_stations(uow, OTHER, 1, 100) == ((case_no, NO),)
        assert digests.shared_between_stations(uow, STATION, 1, 100) == ((NO, case_no),)
