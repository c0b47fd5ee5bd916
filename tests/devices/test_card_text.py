"""The chip's 256 bytes become the person the card shows, and nothing is lost of what cannot be written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.devices.card_text import PLACES, TEXT_BYTES, read_text
from station_app.domain.vocabulary import CardKind
from tests.devices.cards import EXPIRED, FATHER, FOREIGN_2017, FOREIGN_2023, HONG_KONG, LONG_TERM, MOTHER, named
from tests.people import FATHER_ID


def test_a_resident_card_says_everything_printed_on_it():
    text = read_text(FATHER.text_area)
    assert text.kind is CardKind.RESIDENT
    assert (text.name, text.number) == ("王建国", FATHER_ID)
    assert (text.sex, text.ethnicity, text.birth_date) == ("1", "01", date(1985, 3, 17))
    assert (text.address, text.authority) == ("甘肃省甘谷县磐安镇某某村12号", "甘谷县公安局")
    assert (text.issued, text.expires) == (date(2019, 5, 20), "2039-05-20")
    assert text.unreadable == ()
    assert text.name_code_points is None


def test_an_address_written_later_stands_beside_the_printed_one():
    assert MOTHER.address_area is not None
    text = read_text(MOTHER.text_area, MOTHER.address_area)
    assert text.newest_address == "甘肃省天水市秦州区大城街道某某路3号"
    assert text.address == "甘肃省甘谷县磐安镇某某村12号"


def test_a_card_for_life_has_no_last_day():
    assert read_text(LONG_TERM.text_area).expires == "long-term"
    assert read_text(EXPIRED.text_area).expires == "2026-10-01"


def test_a_residence_permit_of_hong_kong_has_no_ethnicity_but_a_travel_permit():
    text = read_text(HONG_KONG.text_area)
    assert text.kind is CardKind.REGION_PERMIT
    assert (text.name, text.ethnicity, text.pass_number) == ("陈大文", None, "H12345678")
    assert text.unreadable == ()


def test_permanent_residents_of_both_issues_are_read_at_their_own_places():
    old, new = read_text(FOREIGN_2017.text_area), read_text(FOREIGN_2023.text_area)
    assert old.kind is CardKind.FOREIGN_PERMIT_2017
    assert (old.name, old.english_name, old.number) == ("约翰", "DOE, JOHN ALEXANDER", "USA620582030101")
    assert (old.country, old.birth_date, old.expires) == ("USA", date(1982, 3, 4), "2030-02-28")
    assert new.kind is CardKind.FOREIGN_PERMIT_2023
    assert new.english_name == "VERYLONGFAMILYNAME, ANNA MARIA CHRISTINA"
    assert (new.sex, new.number, new.birth_date) == ("2", "915620011982040598", date(1982, 4, 5))
    assert new.unreadable == ("expires",)  # 2034 has no 29 February


@pytest.mark.parametrize("filler", ["\u0020", "\u0000", "\u3000"])
def test_fields_are_filled_up_in_different_ways(filler):
    assert read_text(named("王" + filler * 14).text_area).name == "王"


def test_a_rare_character_takes_two_units_and_stays_one_character():
    text = read_text(named("王𬱖").text_area)
    assert text.name == "王𬱖"
    assert len(text.name) == 2
    assert text.name_code_points is None


def test_a_private_character_is_kept_and_named():
    text = read_text(named("王\ue863").text_area)
    assert text.name == "王\ue863"
    assert text.name_code_points == "U+738B U+E863"


def test_half_a_pair_is_kept_by_its_number():
    text = read_text(named("王".encode("utf-16-le") + b"\x42\xd8").text_area)
    assert text.name == "王\ufffd"
    assert text.name_code_points == "U+738B U+D842"


def test_a_name_cut_by_the_chip_in_the_middle_of_a_character_says_so():
    text = read_text(named("阿卜杜热合曼·买买提吐尔逊江𬱖").text_area)
    assert text.name_fills_chip
    assert text.name_code_points is not None
    assert text.name_code_points.endswith("U+6C5F U+D873")


def test_a_name_that_fills_the_chip_to_the_last_unit_may_have_been_cut():
    assert read_text(named("一二三四五六七八九十一二三四五").text_area).name_fills_chip
    assert not read_text(named("一二三四五六七八九十一二三四").text_area).name_fills_chip


@pytest.mark.parametrize("day", ["20260230", "2026 101", "20261301", "长期啊", "２０２６１００１"])
def test_what_is_no_date_is_not_made_into_one(day):
    card = type(FATHER)(fields={**FATHER.fields, "expires": day, "birth_date": day})
    text = read_text(card.text_area)
    assert (text.birth_date, text.expires) == (None, None)
    assert set(text.unreadable) == {"birth_date", "expires"}


def test_codes_that_no_table_knows_are_left_out_and_named():
    card = type(FATHER)(fields={**FATHER.fields, "sex": "7", "ethnicity": "77"})
    text = read_text(card.text_area)
    assert (text.sex, text.ethnicity) == (None, None)
    assert set(text.unreadable) == {"sex", "ethnicity"}


def test_the_places_of_each_kind_lie_within_the_area_and_apart():
    for places in PLACES.values():
        taken = [at for place in places.values() for at in range(place.start, place.start + place.length)]
        assert len(taken) == len(set(taken))
        assert max(taken) < TEXT_BYTES


@pytest.mark.parametrize("size", [0, 255, 257, 1280])
def test_an_area_of_another_length_is_no_card(size):
    with pytest.raises(ValueError, match="bytes of text"):
        read_text(bytes(size))


@given(st.binary(min_size=256, max_size=256), st.binary(max_size=80))
def test_no_chip_however_odd_makes_reading_fail_or_gives_half_characters(area, address):
    text = read_text(area, address)
    for written in (text.name, text.english_name, text.address, text.newest_address, text.number, text.authority):
        assert written.encode("utf-8").decode("utf-8") == written
        assert "\0" not in written
