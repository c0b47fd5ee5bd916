"""The sheet for the safe."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from printing import recovery_sheet, words
from station_app.domain.records import Officer, Site
from station_app.domain.vocabulary import SiteKind
from tests.printing.paper_cases import page_texts

AT = datetime(2026, 11, 16, 2, 31, tzinfo=UTC)
OFFICER = Officer("0001", "赵春山", ())
CODE = "7K3QM-9XW2T-AB4DE-HJ5NP-R8S2V-Z6Y1C-00FGA-KLM9Q-T3W5X-B7C8D-E2F4G-H6J"


def sheet(code=CODE, *, practice=False, name="天水市公安局秦州分局大城派出所"):
    site = Site("620502001", name, SiteKind.STATION, practice=practice)
    return recovery_sheet.render(site, OFFICER, code, AT)


def test_it_shows_the_whole_code_in_order_and_whose_it_is():
    (text,) = page_texts(sheet())
    bare = text.replace(" ", "")
    place = 0
    for group in CODE.split("-"):
        place = bare.index(group, place)
    for said in (
        "天水市公安局秦州分局大城派出所",
        "620502001",
        "赵春山",
        "2026年11月16日10时31分",
        "监督人签名",
        "保险柜",
    ):
        assert said in bare


def test_it_is_the_same_each_time():
    assert sheet() == sheet()


def test_the_practice_sheet_says_so():
    assert words.PRACTICE in page_texts(sheet(practice=True))[0]
    assert words.PRACTICE not in page_texts(sheet())[0]


@pytest.mark.parametrize("code", ["ABCD EFGH IJKL", "A" * 6 + "-B", "-".join(["1234"] * 16)])
def test_other_groupings_fit_on_the_one_page_as_well(code):
    (text,) = page_texts(sheet(code))
    bare = text.replace(" ", "")
    assert all(bare.count(group) >= code.count(group) for group in code.replace("-", " ").split())


def test_a_long_name_of_the_station_wraps():
    assert page_texts(sheet(name="甘肃省天水市公安局秦州分局" * 5))[0].count("秦州分局") >= 5
