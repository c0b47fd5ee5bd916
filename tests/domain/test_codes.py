"""The national code tables and how an officer chooses from them."""

from __future__ import annotations

import pytest

from station_app import texts
from station_app.domain import codes


@pytest.mark.parametrize("name", codes.names())
def test_every_table_has_lines_with_a_code_and_a_name(name):
    table = codes.table(name)
    assert len(table) >= 2
    assert all(code.code and code.name and code.code in table and table.get(code.code) is code for code in table)


def test_an_unknown_code_is_none():
    assert codes.table("sex").get("7") is None
    assert codes.table("sex").get(None) is None


@pytest.mark.parametrize(
    ("table", "typed", "first"),
    [
        ("ethnicity", "03", "回族"),
        ("ethnicity", "回", "回族"),
        ("ethnicity", "hz", "汉族"),
        ("ethnicity", "hui", "回族"),
        ("ethnicity", "uygur", "维吾尔族"),
        ("relationship", "12", "妻"),
        ("relationship", "zz", "长子"),
        ("relationship", "wife", "妻"),
        ("education", "70", "初级中学教育"),
        ("document_kind", "jhz", "结婚证"),
        ("document_kind", "x01", "建档立卡贫困证明"),
        ("marital_status", "已", "已婚"),
    ],
)
def test_codes_are_chosen_by_digits_name_pinyin_or_english(table, typed, first):
    assert first in [code.name for code in codes.table(table).choose(typed)][:2]


def test_nothing_typed_offers_the_whole_table_and_nonsense_nothing():
    table = codes.table("ethnicity")
    assert table.choose("") == table.all()
    assert table.choose("qqqq") == ()


def test_columns_beside_the_name_are_kept():
    assert codes.table("relationship").get("12").extras["required_sex"] == "2"
    assert codes.table("marital_status").get("20").extras["has_spouse"] == "1"


def test_a_label_follows_the_language():
    texts.choose("en")
    assert codes.table("sex").get("2").label == "female"
    texts.choose("zh")
    assert codes.table("sex").get("2").label == "女"
