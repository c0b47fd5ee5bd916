"""Names as they are kept, checked and found; all people are invented."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from station_app.domain.findings import Severity
from station_app.domain.names import name_findings, normalise_name, search_keys


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王 小宝", "王小宝"),
        (" 王小宝\u200b", "王小宝"),
        ("买买提.艾力", "买买提·艾力"),
        ("买买提 • 艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"),
        ("John  Smith", "John Smith"),
        ("J. Smith", "J. Smith"),
        ("e\u0301milie", "émilie"),
        ("Ａ王", "Ａ王"),
        ("", ""),
    ],
)
def test_a_name_is_kept_in_one_form(typed, kept):
    assert normalise_name(typed) == kept


def test_a_compatibility_character_of_a_name_is_not_exchanged():
    assert normalise_name("㐀㍿") == "㐀㍿"


@pytest.mark.parametrize(
    ("name", "code", "severity"),
    [
        ("", "name_empty", Severity.ERROR),
        ("=1+1", "name_formula", Severity.ERROR),
        ("@王", "name_formula", Severity.ERROR),
        ("王" * 51, "name_too_long", Severity.ERROR),
        ("阿不都热合曼·买买提明·艾力江孜", "name_longer_than_chip", Severity.WARNING),
        ("王\ue000", "name_private_character", Severity.CONFIRM),
        ("王\U000e0fff", "name_private_character", Severity.CONFIRM),
        ("王𬭎", "name_rare_character", Severity.NOTE),
        ("王\ufffd", "name_private_character", Severity.CONFIRM),
        ("王\U00030000", "name_by_hand", Severity.WARNING),
        ("王\U0002ebf0", "name_by_hand", Severity.WARNING),
        ("王\U000323af", "name_by_hand", Severity.WARNING),
        ("王3", "name_odd_character", Severity.CONFIRM),
    ],
)
def test_an_odd_name_says_why(name, code, severity):
    assert (code, severity) in {(finding.code, finding.severity) for finding in name_findings(name, "family[0].name")}


@pytest.mark.parametrize("name", ["王建国", "买买提·艾力", "欧阳娜娜", "Jo O'Neil-Li", "㛃", "王〇"])
def test_an_ordinary_name_says_nothing(name):
    assert name_findings(name) == ()


@pytest.mark.parametrize(
    ("name", "reading", "letters"),
    [
        ("单雄信", "shanxiongxin", "sxx"),
        ("曾小贤", "zengxiaoxian", "zxx"),
        ("仇英", "qiuying", "qy"),
        ("解缙", "xiejin", "xj"),
        ("单于夜", "chanyuye", "cyy"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("万俟卨", "moqixie", "mqx"),
    ],
)
def test_a_surname_is_read_as_a_surname_first(name, reading, letters):
    keys = search_keys(name)
    assert (keys.pinyin[0], keys.initials[0]) == (reading, letters)


def test_the_usual_reading_of_a_surname_is_kept_too():
    assert "danxiongxin" in search_keys("单雄信").pinyin


def test_second_readings_of_a_given_name_are_kept():
    assert {"wangzhongyang", "wangchongyang"} <= set(search_keys("王重阳").pinyin)


def test_a_name_of_a_minority_is_found_without_its_dot():
    keys = search_keys("买买提·艾力")
    assert keys.plain == "买买提艾力"
    assert keys.pinyin[0] == "maimaitiaili"


@given(st.text(max_size=60))
def test_no_text_makes_the_keys_stumble(text):
    keys = search_keys(text)
    assert len(keys.pinyin) <= 8
    name_findings(text)


@given(st.text(max_size=30))
@example("0. \x80")
def test_a_kept_name_is_kept_as_it_is(text):
    once = normalise_name(text)
    assert normalise_name(once) == once
