"""Names over the whole of GB 18030-2022, and names whose characters came from somebody's private area."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.case_file import FamilyMember
from station_app.domain.findings import Severity
from station_app.domain.names import (
    agrees_with_chip,
    chip_findings,
    may_become,
    name_findings,
    normalise_name,
    search_keys,
)
from station_app.domain.persons import member_findings
from station_app.domain.private_use import code_points, is_unresolved, standard_for
from tests.domain.gb18030 import BLOCKS, COMPATIBILITY, GB_18030_2022

ANY = st.sampled_from(GB_18030_2022)


def codes(findings):
    return [each.code for each in findings]


def test_the_standard_has_87887_characters():
    assert len(GB_18030_2022) == len(set(GB_18030_2022)) == 87_887


def test_every_character_of_the_standard_is_kept_as_it_is():
    assert [hex(ord(each)) for each in GB_18030_2022 if normalise_name(each) != each] == []


def test_no_character_of_the_standard_stops_a_name_or_has_to_be_resolved():
    heavy = {Severity.ERROR, Severity.CONFIRM}
    stopped = [each for each in GB_18030_2022 if any(f.severity in heavy for f in name_findings("王" + each))]
    assert stopped == []


def test_nfkc_would_have_exchanged_characters_that_a_name_keeps():
    assert normalise_name("王㍿") == "王㍿"
    assert normalise_name("Ａ・王") == "Ａ·王"


def test_the_nine_compatibility_characters_become_the_ones_they_stand_for():
    kept = [normalise_name(each) for each in COMPATIBILITY]
    assert kept == [unicodedata.normalize("NFC", each) for each in COMPATIBILITY]
    assert all(each in GB_18030_2022 for each in kept)


@given(st.lists(ANY, min_size=1, max_size=50).map("".join))
def test_a_name_of_any_characters_is_measured_in_code_points_kept_and_found(name):
    assert normalise_name(name) == name
    assert "name_too_long" not in codes(name_findings(name))
    assert search_keys(name).plain == name.casefold()


def test_fifty_characters_beyond_the_first_plane_are_fifty():
    assert "name_too_long" not in codes(name_findings("𠀀" * 50))
    assert "name_too_long" in codes(name_findings("𠀀" * 51))


@pytest.mark.parametrize("block", BLOCKS)
def test_a_rare_name_is_found_by_its_rare_character(block):
    rare = chr(BLOCKS[block][-1])
    assert rare in search_keys("王" + rare).plain


# what came from a chip
@pytest.mark.parametrize(
    ("points", "name"),
    [
        ("U+738B U+E863", "王䶮"),
        ("U+E863 U+E864", "䶮龻"),
        ("U+738B U+D840", "王𠮷"),
        ("U+738B U+D842 U+DFB7", "王𠮷"),
        ("U+E000 U+2022 U+827E U+529B", "𠮷·艾力"),
        ("U+738B U+E863", "王葛\U000e0100"),
        ("U+738B U+0020 U+E863 U+0000", "王䶮"),
        (code_points("阿不都热合曼·买买提明·艾力江"[:15]), "阿不都热合曼·买买提明·艾力江孜"),
    ],
)
def test_a_resolved_name_agrees_with_the_chip(points, name):
    assert agrees_with_chip(points, name)


@pytest.mark.parametrize(
    ("points", "name"),
    [
        ("U+738B U+E863", "李䶮"),
        ("U+738B U+E863", "王"),
        ("U+738B U+E863", "王䶮天"),
        ("U+738B U+5EFA", "王"),
        ("U+738B U+110000", "王"),
    ],
)
def test_a_name_that_is_not_the_chips_has_to_be_explained(points, name):
    (finding,) = chip_findings(points, name, "family[1]")
    assert (finding.code, finding.severity) == ("name_differs_from_chip", Severity.CONFIRM)
    assert finding.where == "family[1].name_code_points"


def test_a_private_character_stops_the_name_until_it_is_resolved_and_the_original_is_named_after():
    today = date(2026, 11, 25)
    before = FamilyMember(name="王\ue863", name_code_points="U+738B U+E863")
    after = FamilyMember(name="王䶮", name_code_points="U+738B U+E863")
    assert codes(member_findings(before, 0, today)) == ["name_private_character"]
    (said,) = member_findings(after, 0, today)
    assert (said.code, said.severity, said.details) == ("name_resolved", Severity.NOTE, {"which": "U+E863"})


def test_a_name_on_its_way_is_told_from_another_name():
    assert may_become("U+738B U+E863 U+5929", "王天")
    assert may_become("U+738B U+E863 U+5929", "王䶮天")
    assert not may_become("U+738B U+E863 U+5929", "李天")
    assert not may_become("U+738B U+E863 U+5929", "")


@pytest.mark.parametrize(
    ("private", "standard"),
    [
        ("\ue815", "⺁"),
        ("\ue816", "𠂇"),
        ("\ue81e", "龴"),
        ("\ue863", "䶮"),
        ("\ue864", "龻"),
        ("\ue000", ""),
        ("王", ""),
    ],
)
def test_what_the_national_standard_once_had_in_the_private_area_is_known(private, standard):
    assert standard_for(private) == standard


def test_the_eighty_known_ones_are_eighty_different_characters():
    known = [standard_for(chr(code)) for code in range(0xE815, 0xE865)]
    assert len(set(known)) == 80
    assert not any(is_unresolved(each) for each in known)
