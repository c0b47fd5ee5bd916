"""Villages become communities and townships streets: households follow in one step, old cases keep the old name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from station_app.domain.division_moves import DivisionChange
from station_app.domain.divisions import children, division
from station_app.domain.vocabulary import HouseholdKind
from station_app.errors import NotPermittedError, RefusedError
from tests.services.settling import CHIEF, home_of, settled, sound

TODAY = date(2026, 11, 23)
TOWNS = children("620502")
OLD, OTHER = TOWNS[3], TOWNS[4]
VILLAGE = children(OLD.code)[0]


@pytest.fixture
def chief(station):
    station._desk = replace(station._desk, officer=CHIEF)
    return station


def household(station, code, address):
    return station.open_household(
        HouseholdKind.COMMUNITY_COLLECTIVE,
        division=code,
        address=address,
        name=f"{address}集体户",
        managing_body="社区",
        soft_capacity=None,
    ).household_no


def change(**given):
    facts = {"old_code": OLD.code, "new_code": OTHER.code, "since": TODAY, "document": "天政函〔2026〕3号"} | given
    return DivisionChange(**facts)


def lies(station, number):
    found = station.household(number)[0]
    return found.division, found.division_name, found.address


def test_a_preview_names_what_is_touched_and_changes_nothing(chief):
    town, village = household(chief, OLD.code, f"{OLD.name}1号"), household(chief, VILLAGE.code, "村口")
    elsewhere = household(chief, OTHER.code, "别处")
    seen = chief.preview_division_change(change())
    assert [each.household_no for each in seen.households] == [town, village]
    assert (seen.change_no, seen.old_name, seen.new_name) == (None, OLD.name, OTHER.name)
    assert lies(chief, town)[0] == OLD.code
    assert lies(chief, elsewhere)[0] == OTHER.code


def test_households_follow_with_code_and_address_in_one_entry(chief):
    town, village = household(chief, OLD.code, f"{OLD.name}1号"), household(chief, VILLAGE.code, "村口")
    before = chief.verify_journal().entries
    chief.change_division(change())
    assert chief.verify_journal().entries == before + 1
    assert lies(chief, town) == (OTHER.code, None, f"{OTHER.name}1号")
    assert lies(chief, village)[0] == OTHER.code + VILLAGE.code[9:]
    assert sound(chief)


def test_a_division_the_tables_do_not_know_yet_needs_a_name_and_keeps_it(chief):
    town = household(chief, OLD.code, "1号")
    unknown = "620502099"
    assert division(unknown) is None
    with pytest.raises(RefusedError, match="division_name_missing"):
        chief.change_division(change(new_code=unknown))
    chief.change_division(change(new_code=unknown, new_name="东柯街道"))
    assert lies(chief, town)[:2] == (unknown, "东柯街道")
    assert lies(chief, household(chief, unknown, "2号"))[0] == unknown
    seen = chief.preview_division_change(change(old_code=unknown, new_code=unknown, new_name="东柯河街道"))
    assert (seen.old_name, len(seen.households)) == ("东柯街道", 2)


def test_a_new_name_alone_is_a_change_too(chief):
    village = household(chief, VILLAGE.code, f"{VILLAGE.name}3组")
    chief.change_division(change(old_code=VILLAGE.code, new_code=VILLAGE.code, new_name="新阳社区居民委员会"))
    assert lies(chief, village) == (VILLAGE.code, "新阳社区居民委员会", "新阳社区居民委员会3组")


def test_old_cases_and_registrations_keep_the_old_code(station):
    father, *_rest = settled(station)
    home = home_of(station, father)
    case_no = father[:-3]
    before = station.show(case_no).case.destination.division
    station.change_household(home, division=OLD.code, address=f"{OLD.name}1号")
    desk = station._desk
    station._desk = replace(desk, officer=CHIEF)
    station.change_division(change())
    station._desk = desk
    assert station.show(case_no).case.destination.division == before
    assert station.roster(home).present[0].came_from.endswith("磐安镇某某村12号")


def test_a_change_is_taken_back_by_an_entry_and_what_was_moved_by_hand_since_stays(chief):
    first, second = household(chief, OLD.code, "1号"), household(chief, OLD.code, "2号")
    done = chief.change_division(change())
    chief.change_household(second, address="改到3号")
    back = chief.reverse_division_change(done.change_no, "文号有误")
    assert [each.household_no for each in back.households] == [first]
    assert back.kept == (second,)
    assert lies(chief, first) == (OLD.code, None, "1号")
    assert lies(chief, second)[0] == OTHER.code
    with pytest.raises(RefusedError, match="division_change_reversed"):
        chief.reverse_division_change(done.change_no, "再来一次")
    assert [(each.change_no, each.reversed_by) for each in chief.division_changes()] == [
        (done.change_no, back.change_no)
    ]
    assert sound(chief)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"document": " "}, "document_missing"),
        ({"since": date(2026, 11, 24)}, "day_ahead"),
        ({"old_code": "620502999"}, "division_unknown"),
        ({"new_code": OLD.code}, "division_unchanged"),
        ({"new_code": VILLAGE.code}, "division_levels_differ"),
        ({"new_code": "620503001"}, "division_elsewhere"),
        ({"new_name": "=东柯街道"}, "text_unfit"),
    ],
)
def test_a_change_is_refused_for_what_is_missing_or_cannot_be(chief, given, code):
    with pytest.raises(RefusedError, match=code):
        chief.change_division(change(**given))


def test_the_front_desk_looks_at_a_preview_and_the_chief_makes_the_change(station):
    station.preview_division_change(change())
    with pytest.raises(NotPermittedError, match="role_missing"):
        station.change_division(change())
