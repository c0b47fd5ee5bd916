"""The printed roster: families under their heads, a column to sign in, who left, no number in full, the same bytes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from printing import household_roster
from printing.household_roster_facts import facts
from station_app.domain.records import Household, Site
from station_app.domain.residents import ResidenceCard
from station_app.domain.rosters import Roster, RosterLine
from station_app.domain.vocabulary import HouseholdKind, HouseholdStep, SiteKind
from tests.printing.paper_cases import page_texts

AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
SITE = Site("620502001", "秦州分局大城派出所", SiteKind.STATION, practice=False)
HOME = Household(
    household_no="620502001-P001",
    kind=HouseholdKind.PUBLIC_COLLECTIVE,
    division="620502001",
    address="民主西路2号",
    name="大城公共集体户",
    managing_body="大城派出所",
    soft_capacity=80,
    state="open",
    keeper="安民生",
)
WORDS = ("大城公共集体户", "安民生", "王建国", "TS-000101", "领卡签名", "王德福", "兰州市城关区", "已缴回", "妻")


def line(number, name, **more):
    facts = {
        "number": number,
        "registration_no": f"620502001-20261123-HJ0001-{number:02}",
        "name": name,
        "id_masked": "620523********9818",
        "sex": "1",
        "birth_date": date(1985, 3, 17),
        "since": date(2026, 11, 23),
        "came_from": "甘肃省甘谷县磐安镇某某村12号",
        "why_began": "case",
        "family": "g1",
        "head": False,
    }
    return RosterLine(**(facts | more))


def a_roster(present=(), left=()):
    return Roster(HOME, tuple(present), tuple(left))


def test_it_says_who_is_there_who_left_and_who_keeps_the_pages():
    card = ResidenceCard("TS-000101", "r", "王建国", date(2026, 11, 23))
    back = ResidenceCard("TS-000103", "r", "王德福", date(2026, 11, 23), date(2026, 12, 1), "returned")
    gone = line(3, "王德福", until=date(2026, 12, 1), why_ended="move_out", went_to="兰州市城关区", cards=(back,))
    people = [line(1, "王建国", head=True, relationship="02", cards=(card,)), line(2, "李桂芳", relationship="12")]
    (text,) = page_texts(household_roster.render(a_roster(people, [gone]), SITE, AT))
    for word in (
        "大城公共集体户",
        "安民生",
        "王建国",
        "TS-000101",
        "领卡签名",
        "王德福",
        "兰州市城关区",
        "已缴回",
        "妻",
    ):
        assert word in text


def test_a_family_stands_under_its_head_whoever_came_first():
    people = [line(1, "王小宝"), line(2, "周晓岚", family="g2", head=True), line(3, "王建国", head=True)]
    told = facts(a_roster(people))
    assert [row[1].strip("　") for row in told.present] == ["王建国", "王小宝", "周晓岚"]


@pytest.mark.parametrize(("how", "word"), [("returned", "已缴回"), ("lost", "遗失"), (None, "未缴回")])
def test_what_became_of_a_card_is_said(how, word):
    ended = date(2026, 12, 1) if how else None
    card = ResidenceCard("TS-1", "r", "王德福", date(2026, 11, 23), ended, how)
    (row,) = facts(a_roster(left=[line(1, "王德福", until=date(2026, 12, 1), why_ended="death", cards=(card,))])).left
    assert (row[-1], row[5]) == (word, "死亡注销")


def test_every_way_a_registration_ends_has_its_word():
    ways = {step.value for step in HouseholdStep} - {"birth", "head"} | {"reverse"}
    for way in ways:
        (row,) = facts(a_roster(left=[line(1, "某人", until=date(2026, 12, 1), why_ended=way)])).left
        assert row[5] != "—", way


def test_the_same_roster_gives_the_same_bytes_and_a_long_one_loses_nobody():
    people = [line(number, f"村民{number:03}", head=True, family=str(number)) for number in range(1, 121)]
    drawn = household_roster.render(a_roster(people), SITE, AT)
    assert drawn == household_roster.render(a_roster(people), SITE, AT)
    texts = page_texts(drawn)
    assert len(texts) > 2
    assert all(f"村民{number:03}" in "".join(texts) for number in range(1, 121))


def test_an_empty_household_has_a_roster_too():
    (text,) = page_texts(household_roster.render(a_roster(), SITE, AT))
    assert "无" in text
