"""The policy pack: what ships is in force and lawful; what adds a condition to settling is refused at the door."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from resources import folder
from station_app import texts
from station_app.domain.policy import Pack, forbidden_grounds, load_packs, pack_for
from station_app.domain.vocabulary import Business, Level
from station_app.errors import RefusedError

SHIPPED = folder("policy") / "tianshui-2020-5.toml"
CLAUSE = "天政办发〔2020〕5号 二(一)1"


@pytest.fixture
def pack() -> Pack:
    return load_packs(folder("policy"))[-1]


@pytest.fixture
def content() -> dict[str, Any]:
    return tomllib.loads(SHIPPED.read_text(encoding="utf-8"))


@pytest.fixture
def refusal(tmp_path, content):
    """Write the changed content as a pack and give the refusal it earns."""

    def write(*contents: dict[str, Any]) -> RefusedError:
        for number, one in enumerate(contents or (content,)):
            write_pack(tmp_path / f"{number}.toml", one)
        with pytest.raises(RefusedError) as caught:
            load_packs(tmp_path)
        sentence = texts.say(f"error.{caught.value.code}", **caught.value.details)
        assert sentence != f"error.{caught.value.code}"
        assert "{" not in sentence
        return caught.value

    return write


def as_toml(value: Any) -> str:
    """Write a value as inline TOML; JSON's strings are TOML's basic strings."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {as_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def write_pack(path: Path, content: dict[str, Any]) -> None:
    path.write_text("".join(f"{key} = {as_toml(value)}\n" for key, value in content.items()), encoding="utf-8")


def rule(**changes: Any) -> dict[str, Any]:
    return {
        "code": "extra",
        "purpose": "identity",
        "kinds": ["111"],
        "per": "applicant",
        "blocking": True,
        "basis": CLAUSE,
        "title": {"zh": "证明身份", "en": "shows who applies"},
    } | changes


def test_the_shipped_pack_has_both_routes_of_the_policy(pack):
    general, poverty = pack.routes
    assert (general.route, general.clause, general.decided_by) == ("general", CLAUSE, (Level.STATION,))
    assert poverty.clause == "天政办发〔2020〕5号 二(一)2"
    assert poverty.decided_by == (Level.STATION, Level.COUNTY)
    assert poverty.alternatives == ("general",)
    assert texts.known("alternative.general")


def test_a_case_without_a_route_is_judged_by_the_general_one(pack):
    assert pack.route(None).route == "general"
    assert pack.route("unheard_of").route == "general"


def test_the_poverty_certificate_is_asked_for_on_the_poverty_route_only(pack):
    assert "registered_poverty" not in {one.code for one in pack.rules("general")}
    assert "registered_poverty" in {one.code for one in pack.rules("poverty")}


def test_every_line_of_the_pack_cites_a_law_or_clause(pack):
    lines = (*pack.documents, *pack.refusals, *pack.forbidden)
    assert all(line.basis for line in lines)
    assert all(line.title.zh and line.title.en for line in lines)


def test_all_ten_things_that_may_never_be_demanded_are_listed_in_both_languages(pack):
    assert {one.code for one in pack.forbidden} == {
        "employment",
        "social_insurance",
        "housing",
        "residence_length",
        "tax",
        "no_crime_record",
        "family_planning",
        "village_consent",
        "land_surrender",
        "business_licence",
    }
    chinese = {one.name for one in pack.forbidden}
    texts.choose("en")
    assert not chinese & {one.name for one in pack.forbidden}


def test_the_policy_rules_from_the_day_it_was_issued():
    packs = load_packs(folder("policy"))
    assert pack_for(packs, Business.SETTLEMENT, date(2020, 1, 16)).id == "tianshui-2020-5"
    assert pack_for(packs, None, date(2026, 11, 23)).id == "tianshui-2020-5"
    with pytest.raises(RefusedError) as caught:
        pack_for(packs, Business.SETTLEMENT, date(2020, 1, 15))
    assert caught.value.code == "policy_not_in_force"


def test_a_business_without_a_pack_in_force_is_refused():
    with pytest.raises(RefusedError, match="policy_not_in_force"):
        pack_for(load_packs(folder("policy")), Business.RESIDENCE_PERMIT, date(2015, 12, 31))


@pytest.mark.parametrize(
    ("kind", "ground"),
    [
        ("131", "employment"),
        ("159", "social_insurance"),
        ("163", "social_insurance"),
        ("329", "housing"),
        ("331", "housing"),
        ("155", "housing"),
        ("116", "residence_length"),
        ("223", "family_planning"),
    ],
)
def test_no_settlement_rule_may_demand_a_forbidden_document(content, refusal, kind, ground):
    content["documents"].append(rule(kinds=["111", kind]))
    refused = refusal()
    assert refused.code == "pack_forbidden_demand"
    assert refused.details["ground"] == ground


@pytest.mark.parametrize(
    "title",
    [
        "社保缴费满一年",
        "社 保 缴费证明",
        "社·保",
        "劳动合同复印件",
        "在城镇稳定就业",
        "房产证或购房合同",
        "租赁合同",
        "在本地居住满半年",
        "无犯罪记录",
        "村委会同意迁出",
        "退地承诺",
        "营业执照",
        "完税凭证",
        "计划生育服务证",
    ],
)
def test_no_settlement_rule_may_ask_in_words_for_what_is_forbidden(content, refusal, title):
    content["documents"].append(rule(title={"zh": title, "en": "shows who applies"}))
    assert refusal().code == "pack_forbidden_demand"


@pytest.mark.parametrize("title", ["Social-Insurance record", "LABOUR CONTRACT", "Title deed", "length of residence"])
def test_english_words_hide_nothing(content, refusal, title):
    content["documents"].append(rule(title={"zh": "证明身份", "en": title}))
    assert refusal().code == "pack_forbidden_demand"


@pytest.mark.parametrize("blocking", [True, False])
def test_a_forbidden_document_is_refused_even_when_it_would_not_block(content, refusal, blocking):
    content["documents"].append(rule(kinds=["329"], blocking=blocking))
    assert refusal().code == "pack_forbidden_demand"


@pytest.mark.parametrize("kind", ["133", "225", "291", "990", "X07"])
def test_no_other_document_may_become_a_condition_either(content, refusal, kind):
    content["documents"].append(rule(kinds=[kind]))
    assert refusal().code == "pack_added_condition"


@pytest.mark.parametrize("purpose", ["work", "dwelling", "study"])
def test_what_residence_permits_ask_for_is_no_business_of_settling(content, refusal, purpose):
    content["documents"].append(rule(purpose=purpose, kinds=["111"]))
    assert refusal().code == "pack_added_condition"


def test_the_poverty_certificate_may_not_be_asked_of_everybody(content, refusal):
    content["documents"].append(rule(purpose="poverty", kinds=["X01"], per="family"))
    assert refusal().code == "pack_added_condition"


def test_consent_to_an_address_may_not_become_a_condition(content, refusal):
    content["documents"].append(rule(purpose="address", kinds=["X05"], per="family", blocking=True))
    assert refusal().code == "pack_added_condition"


def test_a_title_deed_may_be_taken_to_fix_an_address_but_not_for_anything_else(content, refusal):
    content["documents"].append(rule(accepts=["329"]))
    assert refusal().code == "pack_added_condition"


def test_no_condition_may_look_at_work_insurance_housing_or_residence(content, refusal):
    content["documents"].append(rule(when=[{"fact": "housing", "any_of": ["rent"]}]))
    assert refusal().code == "pack_unreadable"


@pytest.mark.parametrize("ground", ["employment", "social_insurance", "housing", "residence_length"])
def test_a_settlement_pack_must_forbid_the_four_grounds_of_clause_one(content, refusal, ground):
    content["forbidden"] = [one for one in content["forbidden"] if one["code"] != ground]
    refused = refusal()
    assert {one.code for one in refused.findings} >= {"pack_forbidden_incomplete"}


@pytest.mark.parametrize("title", ["未缴纳社会保险", "无合法稳定就业", "没有住房", "居住时限不足"])
def test_nobody_is_refused_on_one_of_the_four_grounds(content, refusal, title):
    content["refusals"].append({"code": "extra", "title": {"zh": title, "en": "other"}, "basis": CLAUSE})
    assert refusal().code == "pack_refusal_forbidden"


def test_an_unknown_document_kind_is_refused(content, refusal):
    content["documents"].append(rule(kinds=["987"]))
    assert refusal().code == "pack_unknown_kind"


def test_a_rule_that_asks_for_nothing_is_refused(content, refusal):
    content["documents"].append(rule(kinds=[]))
    assert refusal().code == "pack_unknown_kind"


@pytest.mark.parametrize(
    ("table", "field"), [("documents", "basis"), ("routes", "clause"), ("refusals", "basis"), ("forbidden", "basis")]
)
def test_a_line_without_a_clause_is_refused(content, refusal, table, field):
    content[table][-1][field] = " "
    assert refusal().code == "pack_clause_missing"


def test_a_limit_without_its_article_is_refused(content, refusal):
    content["limits"]["notice"]["basis"] = ""
    assert refusal().code == "pack_clause_missing"


@pytest.mark.parametrize(("limit", "days"), [("notice", 6), ("decision", 21), ("extension", 11)])
def test_a_pack_may_not_take_more_time_than_the_law_gives(content, refusal, limit, days):
    content["limits"][limit]["working_days"] = days
    assert refusal().code == "pack_limit_beyond_law"


def test_a_station_may_not_promise_more_than_the_legal_time(content, refusal):
    content["limits"]["decision"]["working_days"] = 8
    assert refusal().code == "pack_limit_beyond_law"


@pytest.mark.parametrize("levels", [["station"], ["county"], ["county", "station"]])
def test_the_poverty_route_is_decided_by_the_county_after_the_station(content, refusal, levels):
    content["routes"][1]["decided_by"] = levels
    assert refusal().code == "pack_poverty_without_county"


def test_the_poverty_route_always_leaves_the_general_one_open(content, refusal):
    content["routes"][1]["alternatives"] = []
    assert refusal().code == "pack_poverty_without_general"


def test_a_settlement_pack_without_the_general_route_is_refused(content, refusal):
    content["routes"] = content["routes"][1:]
    assert "pack_general_route_missing" in {one.code for one in refusal().findings}


def test_an_alternative_that_does_not_exist_is_refused(content, refusal):
    content["routes"][0]["alternatives"] = ["talent"]
    assert refusal().code == "pack_route_unknown"


def test_two_packs_may_not_rule_the_same_day(content, refusal):
    later = content | {"id": "later", "valid_from": date(2026, 6, 1)}
    refused = refusal(content, later)
    assert refused.code == "pack_overlap"
    assert refused.details["item"] == "later"


def test_a_pack_that_ends_makes_room_for_the_next(tmp_path, content):
    first = content | {"valid_to": date(2026, 5, 31)}
    second = content | {"id": "later", "valid_from": date(2026, 6, 1)}
    for one in (first, second):
        write_pack(tmp_path / f"{one['id']}.toml", one)
    packs = load_packs(tmp_path)
    assert pack_for(packs, None, date(2026, 5, 31)).id == "tianshui-2020-5"
    assert pack_for(packs, None, date(2026, 6, 1)).id == "later"


def test_all_problems_of_a_pack_are_told_at_once(content, refusal):
    content["documents"].append(rule(kinds=["987"]))
    content["documents"].append(rule(kinds=["329"]))
    content["routes"][1]["alternatives"] = []
    assert {one.code for one in refusal().findings} == {
        "pack_unknown_kind",
        "pack_forbidden_demand",
        "pack_poverty_without_general",
    }


@pytest.mark.parametrize("text", ["id = ", 'id = "x"\nunknown = 1', "\udcff"])
def test_a_file_that_is_no_pack_is_refused(tmp_path, text):
    (tmp_path / "broken.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(RefusedError, match="pack_unreadable"):
        load_packs(tmp_path)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(RefusedError, match="policy_missing"):
        load_packs(tmp_path)


def test_residence_permits_may_ask_for_dwelling_work_or_study(tmp_path, content):
    """居住证暂行条例 article 9 asks for one of the three; the prohibition is the settlement policy's alone."""
    permit = content | {
        "id": "permit",
        "business": "residence_permit",
        "routes": [content["routes"][0] | {"route": "first_permit", "clause": "居住证暂行条例第9条"}],
        "documents": [
            rule(purpose="dwelling", kinds=["329", "155"], title={"zh": "租赁合同或房产证", "en": "lease contract"}),
            rule(purpose="work", kinds=["131"], title={"zh": "劳动合同", "en": "labour contract"}),
            rule(purpose="study", kinds=["133"], title={"zh": "学生证", "en": "student card"}),
        ],
        "forbidden": [],
    }
    for one in (content, permit):
        write_pack(tmp_path / f"{one['id']}.toml", one)
    packs = load_packs(tmp_path)
    assert pack_for(packs, Business.RESIDENCE_PERMIT, date(2026, 11, 23)).id == "permit"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"documents": [rule(code="clean_record", purpose="relation", kinds=["X08"])]}, "pack_added_condition"),
        ({"permit": {"basis": "条例", "remote": {"calendar_days": 31, "basis": "条例"}}}, "pack_limit_beyond_law"),
        ({"permit": {"basis": "条例", "months": 7}}, "pack_unreadable"),
    ],
)
def test_a_permit_pack_asks_for_no_more_and_takes_no_longer_than_the_law_lets_it(tmp_path, change, code):
    shipped = tomllib.loads((folder("policy") / "residence-permit-2016.toml").read_text(encoding="utf-8"))
    write_pack(tmp_path / "permit.toml", shipped | change)
    with pytest.raises(RefusedError) as refused:
        load_packs(tmp_path)
    assert refused.value.code == code


def test_a_refusal_in_free_words_shows_the_forbidden_ground_it_names(pack):
    assert forbidden_grounds(pack, "申请人未缴社保,也没有租赁合同") == ("social_insurance", "housing")
    assert forbidden_grounds(pack, "申请人提供虚假材料") == ()
