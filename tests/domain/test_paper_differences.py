"""Where a paper and the record do not agree: named, masked, and never more than a passer-by may read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.paper_differences import MOST, NOTHING, differences
from tests.people import FATHER_ID

SECRETS = ("王建国", "李桂芳", FATHER_ID, "13800001234", "磐安镇某某村12号", "因病")


class Person(msgspec.Struct):
    """Somebody on a paper."""

    name: str
    relationship: str = "12"
    moves: bool = True


class Paper(msgspec.Struct):
    """What a paper may state."""

    applicant: str = "王建国"
    id_number: str = FATHER_ID
    phone: str = "13800001234"
    address: str = "甘肃省天水市秦州区大城街道磐安镇某某村12号"
    route: str = "general"
    destination: str | None = "public_collective"
    at: datetime = datetime(2026, 11, 16, 2, 31, tzinfo=UTC)
    due: date = date(2026, 12, 14)
    practice: bool = False
    text: str = "因病"
    nobody_knows: str = "王建国"
    holders: tuple[int, ...] = (0, 1)
    documents: tuple[dict[str, Any], ...] = ({"kind": "111", "holders": [0], "presented": "original"},)
    family: tuple[Person, ...] = (Person("王建国", "01"), Person("李桂芳"))


def rows(before, after):
    return [(each.name, each.printed, each.recorded) for each in differences(before, after)]


def test_the_same_facts_differ_in_nothing():
    assert differences(Paper(), Paper()) == ()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"applicant": "李建国"}, ("申请人", "王**", "李**")),
        ({"id_number": FATHER_ID[:-1] + "X"}, ("公民身份号码", "620502********9818", "620502********981X")),
        ({"phone": "13999991234"}, ("联系电话", "138****1234", "139****1234")),
        ({"address": "甘肃省天水市麦积区道北街道"}, ("地址", "甘肃省天水市秦州区…", "甘肃省天水市麦积区…")),
        ({"route": "poverty"}, ("办理事项", "普通落户", "建档立卡")),
        ({"destination": None}, ("落户方式", "公共集体户", NOTHING)),
        ({"at": datetime(2026, 11, 17, 2, 31, tzinfo=UTC)}, ("时间", "2026-11-16 10:31", "2026-11-17 10:31")),
        ({"due": date(2026, 12, 15)}, ("期限", "2026-12-14", "2026-12-15")),
        ({"practice": True}, ("训练", "否", "是")),
        ({"text": "因事"}, ("意见", "(文字内容已遮盖)", "(文字内容已遮盖)")),
        ({"nobody_knows": "李建国"}, ("其他内容", "(文字内容已遮盖)", "(文字内容已遮盖)")),
        ({"holders": (0, 2)}, ("何人的", "第 2 人", "第 3 人")),
    ],
)
def test_each_fact_is_named_and_masked(changed, told):
    assert rows(Paper(), Paper(**changed)) == [told]


def test_somebody_who_came_and_somebody_who_left_stand_beside_nothing():
    more = Paper(family=(*Paper().family, Person("王小宝", "22", moves=False)))
    assert rows(Paper(), more) == [("家庭成员", NOTHING, "王** 长子")]
    assert rows(more, Paper()) == [("家庭成员", "王** 长子", NOTHING)]


def test_a_row_that_changed_says_which_part():
    other = Paper(family=(Paper().family[0], Person("李贵芳")))
    assert rows(Paper(), other) == [("家庭成员 · 姓名", "李** 妻 随迁", "李** 妻 随迁")]


def test_the_order_alone_is_no_difference():
    assert rows(Paper(), Paper(family=tuple(reversed(Paper().family)))) == []


def test_a_document_is_called_by_its_name():
    other = Paper(documents=({"kind": "111", "holders": [1], "presented": "copy"},))
    ((name, printed, recorded),) = rows(Paper(), other)
    assert name == "材料 · 何人的、核验方式"
    assert (printed, recorded) == ("居民身份证 第 1 人 原件", "居民身份证 第 2 人 复印件")


def test_no_more_are_named_than_a_reader_takes_in():
    family = tuple(Person(f"王{number}") for number in range(40))
    assert len(differences(Paper(), Paper(family=family))) == MOST


def test_what_states_nothing_is_compared_with_nothing():
    assert differences(None, Paper()) == ()
    assert differences(Paper(), None) == ()


@given(st.data())
def test_nobody_and_no_number_is_ever_shown_whole(data):
    changed = data.draw(
        st.fixed_dictionaries(
            {},
            optional={
                "applicant": st.sampled_from(SECRETS),
                "nobody_knows": st.sampled_from(SECRETS),
                "text": st.sampled_from(SECRETS),
                "id_number": st.just("620502199001011234"),
                "phone": st.just("13912345678"),
                "address": st.just("甘肃省天水市秦州区"),
                "family": st.lists(st.builds(Person, st.sampled_from(SECRETS[:2])), max_size=3).map(tuple),
            },
        )
    )
    told = repr(differences(Paper(), Paper(**changed)))
    assert not [secret for secret in (*SECRETS, "620502199001011234", "13912345678") if secret in told]
