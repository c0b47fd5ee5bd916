"""The address on a card names its division in the words people use, not in those of the tables."""

from __future__ import annotations

import json

import pytest

from station_app.bootstrap import sample_files
from station_app.domain.addresses import division_of

SAMPLES = [
    (member["origin"]["address"], member["origin"]["division"])
    for path in sample_files()
    for member in json.loads(path.read_text(encoding="utf-8"))["family"]
    if (member.get("origin") or {}).get("address")
]


@pytest.mark.parametrize(("address", "division"), sorted(set(SAMPLES)))
def test_the_invented_families_come_from_where_their_addresses_say(address, division):
    assert division_of(address) == division


@pytest.mark.parametrize(
    ("address", "division"),
    [
        ("甘肃省天水市秦州区大城街道某某路3号", "620502001"),
        ("甘肃省秦州区某某路3号", "620502"),
        ("甘肃省甘谷县 磐安镇 谢家坪村三组", "620523102262"),
        ("北京市东城区某某街1号", "110101"),
        ("江苏省南京市鼓楼区中山路1号", "320106"),
        ("新疆维吾尔自治区喀什市某某路", "653101"),
    ],
)
def test_provinces_and_prefectures_may_be_named_or_left_out(address, division):
    assert division_of(address) == division


@pytest.mark.parametrize("address", ["", "鼓楼区中山路1号", "甘肃省天水市", "某某路3号", "香港特别行政区某某街"])
def test_what_may_be_several_places_or_none_is_left_to_the_officer(address):
    assert division_of(address) is None
