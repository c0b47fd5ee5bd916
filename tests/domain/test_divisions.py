"""Divisions of the whole country, and Tianshui down to the village."""

from __future__ import annotations

import shutil
import time
from datetime import date

import pytest

import resources
from station_app.domain import division_search, divisions


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("62", "甘肃省"),
        ("620000", "甘肃省"),
        ("6205", "甘肃省天水市"),
        ("620500", "甘肃省天水市"),
        ("620502", "甘肃省天水市秦州区"),
        ("620502001", "甘肃省天水市秦州区大城街道"),
        ("620502001001", "甘肃省天水市秦州区大城街道进步巷社区居委会"),
        ("110101", "北京市东城区"),
        ("659001", "新疆维吾尔自治区石河子市"),
        ("999999", ""),
        ("", ""),
        ("六二", ""),
        ("620502001999", ""),
    ],
)
def test_a_code_of_any_length_has_its_full_name(code, name):
    assert divisions.full_name(code) == name


def test_a_retired_code_is_known_and_marked():
    retired = divisions.division("622501")
    assert retired is not None
    assert not retired.current
    assert divisions.ever_valid("622501")
    assert not divisions.ever_valid("629999")


def test_a_renamed_county_keeps_its_former_name():
    assert divisions.division("620502").former_names == ("秦城区",)
    assert "麦积区" in [each.name for each in division_search.choose("北道区")]


def test_the_tree_can_be_walked_down_to_the_village():
    assert len(divisions.children("")) == 34
    assert [each.name for each in divisions.children("6205")] == [
        "秦州区", "麦积区", "清水县", "秦安县", "甘谷县", "武山县", "张家川回族自治县",
    ]  # fmt: skip
    assert "大城街道" in [each.name for each in divisions.children("620502")]
    assert len(divisions.children("620502001")) == 6
    assert [each.code for each in divisions.children("11")] == ["1101"]


def test_development_zones_are_not_offered_as_places_of_registration():
    assert divisions.division("620503400") is not None
    assert "620503400" not in [each.code for each in divisions.children("620503")]


@pytest.mark.parametrize(
    ("typed", "within", "first"),
    [
        ("620523", "", "甘谷县"),
        ("6205", "", "天水市"),
        ("甘谷", "", "甘谷县"),
        ("qlx", "620502", None),
        ("qld", "", "七里墩街道"),
        ("ganguxian", "", "甘谷县"),
        ("gg", "6205", "甘谷县"),
        ("进步", "620502", "进步巷社区居委会"),
        ("", "6205", "秦州区"),
    ],
)
def test_divisions_are_chosen_by_code_name_or_pinyin(typed, within, first):
    found = division_search.choose(typed, within)
    assert (found[0].name if found else None) == first


def test_what_is_near_and_in_use_comes_first():
    found = division_search.choose("qz")
    assert found[0].name == "秦州区"
    assert len(division_search.choose("x")) == 50


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("620502001", "111"),  # a street
        ("620523102", "121"),  # a town
        ("620523200", "210"),  # a township
        ("620502001001", "111"),
        ("620523", None),
        (None, None),
    ],
)
def test_towns_and_villages_have_a_default_class(code, expected):
    assert divisions.urban_rural(code) == expected


def test_a_village_committee_is_rural_whatever_its_town():
    rural = [each for each in divisions.children("620523102") if each.urban_rural == "220"]
    assert len(rural) == 49


def test_reading_the_national_table_takes_no_time_worth_mentioning():
    divisions._national.cache_clear()
    begun = time.process_time()
    divisions.division("620502")
    assert time.process_time() - begun < 0.5  # of processor time; 30 ms are usual


def test_people_of_one_city_leave_its_name_out():
    assert divisions.local_name("620502001") == "秦州区大城街道"
    assert divisions.local_name("620502") == "秦州区"
    assert divisions.local_name("999999") == divisions.local_name(None) == ""


@pytest.mark.parametrize(
    ("code", "address", "whole"),
    [
        ("620523", "磐安镇某某村12号", "甘肃省天水市甘谷县磐安镇某某村12号"),
        ("620523", "甘肃省甘谷县磐安镇某某村12号", "甘肃省甘谷县磐安镇某某村12号"),
        ("620523", "天水市甘谷县磐安镇某某村12号", "甘肃省天水市甘谷县磐安镇某某村12号"),
        ("620523", "甘谷县磐安镇某某村12号", "甘肃省天水市甘谷县磐安镇某某村12号"),
        ("620502001", "大城街道某巷1号", "甘肃省天水市秦州区大城街道某巷1号"),
        ("620502001", "秦州区大城街道某巷1号", "甘肃省天水市秦州区大城街道某巷1号"),
        ("110101", "东城区某胡同1号", "北京市东城区某胡同1号"),
        ("110101", "市辖区某胡同1号", "北京市东城区市辖区某胡同1号"),  # no place: nobody begins an address so
        ("620523", "甘谷县", "甘肃省天水市甘谷县"),
        ("620523", None, "甘肃省天水市甘谷县"),
        ("999999", "某村", "某村"),
        (None, "某村", "某村"),
        (None, None, ""),
    ],
)
def test_an_address_gets_the_names_before_it_that_it_lacks(code, address, whole):
    assert divisions.written_address(code, address) == whole


@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        ("620502", date(2003, 12, 31), "甘肃省天水市秦城区"),
        ("620502", date(2004, 1, 1), "甘肃省天水市秦州区"),
        ("620502", date(2026, 5, 1), "甘肃省天水市秦州区"),
        ("620502001", date(2003, 6, 1), "甘肃省天水市秦城区大城街道"),
        ("620502", date(1980, 1, 1), "甘肃省天水市秦州区"),  # nobody's name then: the present one
        ("622501", date(1984, 1, 1), "甘肃省天水地区天水市"),
        ("622501", date(2026, 5, 1), "甘肃省天水地区天水市"),  # retired, and so it is called to this day
        ("430303", date(1983, 1, 1), "湖南省邵阳市西区"),  # of two names the one that began last
        ("430302", date(1995, 1, 1), "湖南省湘潭市雨湖区"),
        ("999999", date(2004, 1, 1), ""),
        (None, date(2004, 1, 1), ""),
    ],
)
def test_a_division_has_the_name_of_the_day(code, on, name):
    assert divisions.full_name(code, on) == name


def test_an_address_of_an_old_case_keeps_the_names_of_its_day():
    assert divisions.written_address("620502", "某巷1号", date(2003, 5, 1)) == "甘肃省天水市秦城区某巷1号"
    assert divisions.written_address("620502", "某巷1号", date(2004, 5, 1)) == "甘肃省天水市秦州区某巷1号"
    assert divisions.written_address("620502", "秦城区某巷1号", date(2003, 5, 1)) == "甘肃省天水市秦城区某巷1号"


@pytest.fixture
def renamed_in_2031(tmp_path, monkeypatch):
    """A table of tomorrow: 大城街道 is called otherwise from 2031 on, and so is its county."""
    codes = tmp_path / "codes"
    shutil.copytree(resources.folder("codes"), codes)
    towns = (codes / "tianshui_towns.csv").read_text(encoding="utf-8").splitlines()
    towns = [towns[0] + ",start_year,end_year", *(f"{line},," for line in towns[1:])]
    towns = [line.replace(",6,0,,", ",6,0,,2030") if line.startswith("620502001,") else line for line in towns]
    towns.append("620502001,新城街道,街道,620502,新州区,6,0,2031,")
    (codes / "tianshui_towns.csv").write_text("\n".join(towns) + "\n", encoding="utf-8")
    national = codes / "gb2260_national.csv"
    text = national.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("620502,秦州区"))
    old = line.replace(",1,2004,,", ",0,2004,2030,")
    new = line.replace("秦州区", "新州区").replace(",1,2004,,", ",1,2031,,")
    national.write_text(text.replace(line, f"{old}\n{new}"), encoding="utf-8")
    caches = (divisions._national, divisions._local, divisions._children, divisions._full_name)
    monkeypatch.setattr(divisions, "folder", lambda name: tmp_path / name)
    for cache in caches:
        cache.cache_clear()
    yield
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("renamed_in_2031")
def test_a_new_table_changes_no_old_case():
    assert divisions.full_name("620502001", date(2026, 5, 1)) == "甘肃省天水市秦州区大城街道"
    assert divisions.full_name("620502001", date(2031, 5, 1)) == "甘肃省天水市新州区新城街道"
    assert divisions.full_name("620502001") == "甘肃省天水市新州区新城街道"
    assert divisions.full_name("620502002", date(2031, 5, 1)) == "甘肃省天水市新州区七里墩街道"
    assert divisions.division("620502001").former_names == ("大城街道",)
    assert divisions.children("620502001")[0].name == "进步巷社区居委会"
