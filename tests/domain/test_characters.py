"""Finding the character that the input method lacks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain import characters
from station_app.domain.characters import MOST, describe, find, is_drawn, with_tone
from station_app.domain.han import table
from tests.domain.gb18030 import GB_18030_2022


def found(text):
    return [each.character for each in find(text)]


@pytest.mark.parametrize(
    "typed", ["U+20BB7", "u20bb7", "20BB7", "U20BB7", "0x20bb7", "&#x20BB7;", "134071", "Ｕ＋２０ＢＢ７"]
)
def test_a_character_is_found_by_its_code_however_it_is_written(typed):
    assert found(typed) == ["𠮷"]


def test_a_code_of_a_character_newer_than_the_table_is_taken_as_it_is():
    (only,) = find("2EBF0")
    assert (only.character, only.drawn) == ("\U0002ebf0", False)


def test_a_code_whose_character_nfc_replaces_gives_the_one_that_a_name_keeps():
    assert found("U+F92C") == ["郎"]


def test_a_private_code_gives_the_character_of_the_national_standard_or_nothing():
    assert found("U+E863") == ["䶮"]
    assert found("U+E000") == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("木木木", "森"),
        ("王睿", "璿"),
        ("王 睿", "璿"),
        ("王+睿", "璿"),
        ("金監", "鑑"),
        ("龙天", "䶮"),
        ("吉吉吉", "嚞"),
        ("⿰钅达", "𫟼"),
        ("土口", "𠮷"),
        ("氵睿", "濬"),
    ],
)
def test_a_character_is_found_by_the_parts_it_is_made_of(typed, wanted):
    assert wanted in found(typed)[:3]


def test_a_part_is_found_in_its_other_forms_too_after_those_as_typed():
    assert found("金+监")[:2] == ["𰾫", "鑑"]
    assert "银" in found("金艮")


def test_as_many_as_were_typed_must_be_there():
    assert "林" not in found("木木木")
    assert {"林", "森"} <= set(found("木木"))


@pytest.mark.parametrize("typed", ["rui4", "ruì", "RUI4"])
def test_a_tone_narrows_the_reading(typed):
    assert "睿" in found(typed)
    assert "蕊" not in found(typed)


@pytest.mark.parametrize("typed", ["lv3", "lü3", "lǚ", "lu:3"])
def test_u_with_dots_is_typed_as_it_suits(typed):
    assert "吕" in found(typed)


def test_what_is_mixed_holds_together():
    assert found("氵 rui") == ["汭"]
    assert all(each.strokes == 12 for each in find("钅 12画"))
    assert "𡢊" in found("女 yuan 15画")


def test_a_radical_is_found_with_the_strokes_beside_it():
    hits = find("木7")
    assert len(hits) == MOST
    assert {(each.radical, each.residual) for each in hits} == {("木", 7)}
    assert found("⽊7") == found("木7")


def test_a_part_that_is_no_radical_counts_the_strokes_beside_it():
    assert "喂" in found("畏3")
    assert all("畏" in each.parts for each in find("畏3"))


def test_the_level_of_the_national_list_comes_first():
    levels = [each.level for each in find("13画")]
    assert levels == sorted(levels)
    assert levels[0] == 1


def test_a_character_typed_alone_gives_itself_and_its_other_forms():
    assert found("吉")[:2] == ["吉", "𠮷"]
    assert "監" in found("监")[:3]


def test_one_that_nobody_took_apart_is_found_by_radical_and_strokes_and_said_to_be_unsure():
    hits = {each.character: each for each in find("钅喜")}
    assert any(not each.sure and each.radical == "金" and each.residual == 12 for each in hits.values())
    assert find("钅喜")[0].sure


def test_what_no_font_draws_is_offered_last():
    drawn = [each.drawn for each in find("石页") if not each.sure]
    assert drawn == sorted(drawn, reverse=True)
    assert {True, False} == set(drawn)


def test_a_character_without_a_reading_of_its_own_is_found_by_that_of_its_other_form():
    alike = describe("𠮷")
    assert (alike.readings, alike.like) == (("jí",), True)
    assert "𠮷" in [each.character for each in find("口 ji 6画")]


@pytest.mark.parametrize(
    "typed", ["", " ", "+", "xyz", "🙂", "ㄅ", "U+D800", "U+110000", "99画", "U+0041 U+", "王国王国王国王国王国"]
)
def test_what_cannot_be_understood_gives_nothing(typed):
    assert found(typed) == []


@given(st.text(max_size=12))
def test_nothing_that_is_typed_makes_it_stumble(text):
    hits = find(text)
    assert len(hits) <= MOST
    assert len({each.character for each in hits}) == len(hits)
    assert all(unicodedata.normalize("NFC", each.character) == each.character for each in hits)


@pytest.mark.parametrize(
    ("syllable", "written"),
    [("rui4", "ruì"), ("lv3", "lǚ"), ("lve4", "lüè"), ("gou3", "gǒu"), ("jiu1", "jiū"), ("de5", "de"), ("hm5", "hm")],
)
def test_a_reading_is_shown_with_its_mark_in_the_right_place(syllable, written):
    assert with_tone(syllable) == written


def test_every_character_of_the_standard_is_in_the_table_and_drawn():
    han = table()
    assert [hex(ord(each)) for each in GB_18030_2022 if han.row_of(each) is None] == []
    assert all(is_drawn(each) for each in GB_18030_2022)


def test_every_character_of_the_standard_is_found_by_its_own_radical_strokes_and_code():
    han = table()
    for each in GB_18030_2022[::997]:
        facts = describe(each)
        assert facts.strokes > 0
        assert 1 <= han.radical_of(han.row_of(each))[0] <= 214
        assert found(facts.code) == [each]


def test_the_table_is_in_the_order_of_use():
    ranks = [cell[0] for cell in table().ranks.cells]
    assert ranks == sorted(ranks)
    assert [ranks.count(level) for level in "123"] == [3500, 3000, 1605]


def test_common_names_do_not_load_the_table():
    characters.table.cache_clear()
    assert all(is_drawn(each) for each in "王建国𠮷")
    assert characters.table.cache_info().currsize == 0
