"""Places are found the way people name them: by any part, in any spelling, several words from large to small."""

from __future__ import annotations

import pytest

from station_app.domain import division_search, divisions, readings
from station_app.domain.readings import folder


def names(text: str, within: str = "") -> list[str]:
    return [divisions.full_name(each.code) for each in division_search.choose(text, within)]


@pytest.mark.parametrize(
    "text",
    [
        "甘谷 磐安",
        "甘谷磐安",
        "甘谷县磐安镇",
        "甘肃省天水市甘谷县磐安镇",
        "甘肃 甘谷 磐安",
        "gg pa",
        "gangu panan",
        "gansu gangu pan'an",
        "甘谷 pa",
        "620523 磐安",
        "620523102",
    ],
)
def test_a_town_is_found_by_the_words_above_it_and_its_own(text):
    assert names(text)[0] == "甘肃省天水市甘谷县磐安镇"


def test_a_village_is_found_without_choosing_its_county_first():
    assert names("秦州 进步巷")[0] == "甘肃省天水市秦州区大城街道进步巷社区居委会"
    assert names("进步巷")[0] == "甘肃省天水市秦州区大城街道进步巷社区居委会"


def test_the_words_above_must_really_lie_above():
    assert "甘肃省天水市甘谷县磐安镇" not in names("武山 磐安")


def test_every_village_is_found_by_the_initials_of_its_town_and_its_own():
    town = divisions.division("620523102")
    assert town is not None
    for village in divisions.children(town.code):
        letters = division_search.pinyin.initials(village.name)
        assert village in division_search.choose(f"pa {letters}", "", 200), village.name


def test_one_letter_offers_no_villages():
    assert all(len(each.code) < 12 for each in division_search.choose("j"))


@pytest.mark.parametrize(("typed", "name"), [("zhangzi", "长子县"), ("changzi", "长子县"), ("luan", "六安市")])
def test_a_character_with_two_readings_is_found_by_either(typed, name):
    assert name in [each.name for each in division_search.choose(typed)]


def test_a_renamed_place_is_found_by_its_old_name():
    assert division_search.choose("秦城区")[0].code == "620502"


def test_retired_places_come_after_those_in_use():
    found = [each for each in division_search.choose("天水市") if each.name == "天水市"]
    assert [each.current for each in found] == [True, False]


def test_the_shipped_readings_are_those_of_the_tables():
    shipped = (folder("codes") / "readings.csv").read_text(encoding="utf-8")
    assert shipped == "".join(readings.lines()), "run .ci/readings.py"
