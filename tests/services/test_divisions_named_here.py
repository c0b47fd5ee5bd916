"""A community that only a change has named (村改社区) is offered, checked and written like one of the code tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from station_app.domain import division_search, divisions
from station_app.domain.reading import read_document
from tests.people import a_family_of_four
from tests.services.exchanging import two_sites
from tests.services.settling import CHIEF
from tests.services.test_change_division import OTHER, VILLAGE, change
from tests.services.test_life_of_a_case import ALONE, exchange
from tests.stations import PASSWORD

COMMUNITY, NAME = f"{VILLAGE.code[:9]}099", "云水社区居民委员会"
NAMING = change(old_code=VILLAGE.code, new_code=COMMUNITY, new_name=NAME)


@pytest.fixture
def chief(station):
    station._desk = replace(station._desk, officer=CHIEF)
    return station


def unknown(catalogue, division=COMMUNITY):
    """Where a check says that it does not know a division; the family goes there and comes from there."""
    content = a_family_of_four()
    content["destination"]["division"] = division
    content["family"][0]["origin"]["division"] = division
    found = catalogue.check(*read_document(content)).findings
    return [each.where for each in found if each.code == "division_unknown"]


def offered(text):
    return [each.name for each in division_search.choose(text)]


def test_it_is_offered_and_taken_at_intake_until_the_change_is_taken_back(chief):
    assert unknown(chief) == ["family[0].origin.division", "destination.division"]
    assert NAME not in offered("云水社区")
    made = chief.change_division(NAMING)
    assert unknown(chief) == []
    for text in ("云水社区", "yssq", COMMUNITY):
        assert NAME in offered(text)
    assert NAME in [each.name for each in divisions.children(VILLAGE.code[:9])]
    assert divisions.full_name(COMMUNITY).endswith(NAME)
    chief.reverse_division_change(made.change_no, "文件撤销")
    assert unknown(chief) == ["family[0].origin.division", "destination.division"]
    assert NAME not in offered("云水社区")


def test_a_village_with_another_name_is_called_so_from_that_year_on(chief):
    chief.change_division(change(old_code=VILLAGE.code, new_code=VILLAGE.code, new_name=NAME))
    assert divisions.division(VILLAGE.code).name == NAME
    assert divisions.full_name(VILLAGE.code).endswith(NAME)
    assert divisions.full_name(VILLAGE.code, date(2025, 12, 31)).endswith(VILLAGE.name)
    assert VILLAGE.name in divisions.division(VILLAGE.code).former_names
    assert NAME in offered(VILLAGE.name)  # by the name it had


def test_what_became_another_one_later_is_offered_no_more(chief):
    chief.change_division(NAMING)
    later = f"{VILLAGE.code[:9]}098"
    chief.change_division(change(old_code=COMMUNITY, new_code=later, new_name="云山社区居民委员会"))
    assert divisions.division(COMMUNITY) is None
    assert divisions.division(later).name == "云山社区居民委员会"


def test_the_villages_of_a_town_with_a_new_code_come_along(chief):
    town = "620502098"
    chief.change_division(change(old_code=VILLAGE.code[:9], new_code=town, new_name="云水街道"))
    assert [each.name for each in divisions.children(town)] == [
        each.name for each in divisions.children(VILLAGE.code[:9])
    ]
    assert divisions.full_name(town + VILLAGE.code[9:]).endswith(f"云水街道{VILLAGE.name}")
    assert unknown(chief, town + VILLAGE.code[9:]) == []


def test_a_town_that_joins_another_renames_none_of_its_villages(chief):
    before = divisions.children(OTHER.code)
    chief.change_division(change())
    assert [each for each in divisions.children(OTHER.code) if each in before] == list(before)


def test_whoever_logs_in_knows_it(chief, station_door):
    chief.change_division(NAMING)
    divisions.name_here({})
    station_door.log_in("0001", PASSWORD).close()
    assert divisions.division(COMMUNITY).name == NAME


def test_the_county_knows_it_once_the_bundle_has_come(tmp_path):
    with two_sites(tmp_path) as (station, county):
        station._desk = replace(station._desk, officer=CHIEF)
        station.change_division(NAMING)
        divisions.name_here({})
        station._desk = replace(station._desk, officer=ALONE)
        exchange(station, county, tmp_path / "up")
        assert divisions.division(COMMUNITY).name == NAME
