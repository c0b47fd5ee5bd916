"""What an ID number says, after GB 11643-1999; all numbers are invented (idnumber.md)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from station_app.domain.findings import Severity
from station_app.domain.identifiers import check_char, mask_id, normalise_id, number_in, read_id, upgrade
from tests.people import id_number

TODAY = date(2026, 11, 23)

CITIZENS = [
    ("620502198503179818", "1985-03-17", "1", "甘肃省天水市秦州区"),
    ("620503199202299841", "1992-02-29", "2", "甘肃省天水市麦积区"),
    ("62052120120630986X", "2012-06-30", "2", "甘肃省天水市清水县"),
    ("620522197001019823", "1970-01-01", "2", "甘肃省天水市秦安县"),
    ("620523199909309850", "1999-09-30", "1", "甘肃省天水市甘谷县"),
    ("620524196412129873", "1964-12-12", "1", "甘肃省天水市武山县"),
    ("620525200311059832", "2003-11-05", "1", "甘肃省天水市张家川回族自治县"),
    ("622501195505209816", "1955-05-20", "1", "甘肃省天水地区天水市"),
    ("620502201910019883", "2019-10-01", "2", "甘肃省天水市秦州区"),
    ("11010519491231002X", "1949-12-31", "2", "北京市朝阳区"),
]


def codes(text: str) -> list[str]:
    return [finding.code for finding in read_id(text, TODAY).findings]


@pytest.mark.parametrize(("number", "birth", "sex", "division"), CITIZENS)
def test_a_good_number_gives_birth_sex_and_division(number, birth, sex, division):
    reading = read_id(number, TODAY)
    assert (reading.valid, reading.findings) == (True, ())
    assert (reading.number, str(reading.birth_date), reading.sex) == (number, birth, sex)
    assert (reading.division, reading.division_name, reading.kind) == (number[:6], division, "citizen")


@pytest.mark.parametrize("number", [number for number, *_ in CITIZENS])
def test_an_independent_library_agrees(number):
    # Not ric.is_valid: it compares the years of a code with the birth, which is wrong for people born before 1985.
    assert ric.calc_check_digit(number) == number[17]
    assert str(ric.get_birth_date(number)) == str(read_id(number, TODAY).birth_date)


def test_a_retired_code_is_still_a_valid_id_number():
    reading = read_id("622501195505209816", TODAY)
    assert reading.valid
    assert reading.division_name.endswith("天水市")


@pytest.mark.parametrize(("number", "region"), [("810000199008150014", "香港"), ("830000197809230043", "台湾")])
def test_a_residence_permit_of_hong_kong_macao_or_taiwan_is_recognised(number, region):
    reading = read_id(number, TODAY)
    assert reading.valid
    assert reading.kind == "region_permit"
    (finding,) = reading.findings
    assert (finding.code, finding.details) == ("id_region_permit", {"region": region})


def test_a_foreign_permit_says_nothing_of_sex_or_division():
    reading = read_id("915620011982040598", TODAY)
    assert reading.valid
    assert (reading.kind, reading.sex, reading.division, reading.division_name) == ("foreign_permit", None, None, "")
    assert codes("915620011982040598") == ["id_foreign_birth_date", "id_foreign_permit"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("620502198503179810", ["id_checksum"]),
        ("62050219850230981X", ["id_birth_date"]),
        ("620523199909319856", ["id_birth_date"]),
        ("62050219850317981", ["id_length"]),
        ("6205021985031798188", ["id_length"]),
        ("62050219850317981A", ["id_characters"]),
        ("6205021985X3179818", ["id_characters"]),
        ("٦٢٠٥٠٢١٩٨٥٠٣١٧٩٨١٨", ["id_characters"]),
        ("", ["id_empty"]),
        ("  ", ["id_empty"]),
        ("ABC123456789012", ["id_old_foreign_permit"]),
    ],
)
def test_a_wrong_number_says_what_is_wrong(number, expected):
    assert codes(number) == expected
    assert not read_id(number, TODAY).valid


def test_a_code_never_used_is_a_warning_and_an_unknown_province_asks_for_a_reason():
    never = read_id("629999198503179817", TODAY)
    assert never.valid
    assert [(finding.code, finding.severity) for finding in never.findings] == [
        ("id_division_never_used", Severity.WARNING)
    ]
    unknown = read_id(id_number("990001"[::-1], "1985-03-17", "1"), TODAY)
    assert not unknown.valid
    assert [(finding.code, finding.severity) for finding in unknown.findings] == [
        ("id_province_unknown", Severity.CONFIRM)
    ]


@pytest.mark.parametrize(
    "typed",
    ["62052120120630986x", "６２０５２１２０１２０６３０９８６Ｘ", "620521 20120630 986X", "620521-20120630‐986X",
     "\u202d62052120120630986X\u202c", " 62052120120630986X\n", "62052120120630986Ｘ"],
)  # fmt: skip
def test_a_messy_paste_becomes_the_number(typed):
    assert normalise_id(typed) == "62052120120630986X"
    assert read_id(typed, TODAY).valid


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("620502700131981", "620502197001319812"),
        ("110105491231002", "11010519491231002X"),
        ("440524880101001", "440524198801010011"),
    ],
)
def test_an_old_number_is_upgraded_but_not_accepted(old, new):
    reading = read_id(old, TODAY)
    assert (upgrade(old), reading.number, reading.valid) == (new, new, False)
    assert codes(old) == ["id_fifteen_digits"]


def test_old_numbers_of_people_over_a_hundred_belong_to_the_nineteenth_century():
    assert upgrade("440524800101996").startswith("44052418800101996")
    assert upgrade("440524800101995").startswith("44052419800101995")
    # GB 11643's own example has an ordinary sequence number; only its check character is taken from there.
    assert check_char("44052418800101001") == "4"


def test_nobody_is_born_after_the_day_of_acceptance():
    number = id_number("620502", "2026-11-24", "2")
    assert [finding.code for finding in read_id(number, TODAY).findings] == ["id_born_in_future"]
    assert read_id(number, date(2026, 11, 24)).valid


def test_somebody_very_old_is_only_a_warning():
    reading = read_id(id_number("620502", "1890-01-01", "2"), TODAY)
    assert reading.valid
    assert [finding.code for finding in reading.findings] == ["id_very_old"]


def test_a_mask_shows_the_first_six_and_the_last_four():
    assert mask_id("620502198503179818") == "620502********9818"
    assert mask_id("620502700131981") == "620502*****1981"
    assert mask_id("1234567890") == "**********"
    assert mask_id(None) == mask_id("") == ""


def test_findings_point_at_their_place_and_never_hold_the_number():
    reading = read_id("999502198503179810", TODAY, "family[1].id_number")
    assert {finding.where for finding in reading.findings} == {"family[1].id_number"}
    assert "98503179" not in str([finding.as_dict() for finding in reading.findings])


births = st.dates(min_value=date(1900, 1, 1), max_value=TODAY)
numbers = st.builds(
    id_number,
    st.sampled_from(["620502", "620523", "622501", "110105", "659001"]),
    births,
    st.sampled_from("12"),
    st.integers(min_value=2, max_value=999),
)


@given(births, st.sampled_from("12"), st.integers(min_value=2, max_value=999))
def test_every_number_that_can_be_given_reads_back(birth, sex, seq):
    reading = read_id(id_number("620502", birth, sex, seq), TODAY)
    assert reading.valid
    assert (reading.birth_date, reading.sex) == (birth, sex)


@given(numbers, st.integers(min_value=0, max_value=17), st.sampled_from("0123456789X"))
def test_every_single_wrong_digit_is_caught(number, place, other):
    wrong = number[:place] + other + number[place + 1 :]
    # A leading 9 makes it a foreign permit, whose check character is the same.
    assert (wrong == number) == read_id(wrong, TODAY).valid


@given(numbers, st.integers(min_value=0, max_value=16))
def test_every_swap_of_two_neighbours_is_caught(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert (swapped == number) == read_id(swapped, TODAY).valid


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_stumble(text):
    reading = read_id(text, TODAY)
    assert reading.valid or reading.findings
    assert all(finding.message != f"finding.{finding.code}" for finding in reading.findings)


@pytest.mark.parametrize(
    ("pasted", "number"),
    [
        ("身份证号:620502198503179818", "620502198503179818"),
        ("姓名 王建国 公民身份号码 ６２０５０２ 19850317 9818 电话", "620502198503179818"),
        ("62050219850317-998x", "62050219850317998X"),
        ("旧号 620502850317981", "620502850317981"),
        ("620502198503179818 620502198503179818", "620502198503179818620502198503179818"),
        ("号码:620502198503179818;配偶:620523198602119846", "号码:620502198503179818;配偶:620523198602119846"),
        ("6205021985031798180", "6205021985031798180"),
        ("620502", "620502"),
    ],
)
def test_a_pasted_number_is_taken_out_of_its_words_only_where_there_is_exactly_one(pasted, number):
    assert number_in(pasted) == number
