"""What a captured value looks like to people, from its declaration alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from forms.cells import cell, cells, masked
from forms.conditions import Asked
from forms.redaction import HIDDEN, redacted
from forms.settlement import FORM
from forms.versions import published
from station_app import texts
from tests.people import FATHER_ID, SON_ID, a_family_of_four


def _full_case() -> dict[str, Any]:
    """Give a case in which every kind of field holds something."""
    case = a_family_of_four()
    case["family"][0] |= {
        "former_names": ["王铁柱"],
        "name_code_points": "U+738B U+E863",
        "occupation": "厨师",
        "birth_place": "622501",
        "card": {
            "kind": "resident",
            "reader": "05.03-20200101-0000012345-0000000001",
            "expires": "long-term",
            "overridden": {"name": "卡面有误"},
        },
    }
    case["family"][2]["guardian"] = {"name": "李某某", "id_number": FATHER_ID, "relationship": "51", "phone": "1"}
    case["documents"][0] |= {"outcome": "matches", "checked_by": "0001", "attachments": ["ab" * 32]}
    case["agent"] = {"name": "赵某某", "id_number": SON_ID, "phone": "13900000000"}
    case["migration_reason"] = "0531"
    return case


def _words(path: str, index: int = 0, language: texts.Language = "zh") -> str:
    field = next(each for each in FORM.fields() if each.path == path)
    return cell(field, Asked(_full_case(), index), language)


def test_values_are_shown_in_words():
    assert _words("family[].sex") == "男"
    assert _words("family[].role", 2) == "未成年子女"
    assert _words("family[].moves") == "是"
    assert _words("family[].former_names") == "王铁柱"
    assert _words("documents[].holder", 1) == "李桂芳"
    assert _words("documents[].also", 3) == "李桂芳、王小宝、王德福"
    assert _words("documents[].expires", 2) == "长期"
    assert _words("documents[].attachments") == "ab" * 6
    assert _words("family[].card.overridden") == "姓名:卡面有误"
    assert _words("family[].guardian", 2) == "李某某"
    assert _words("family[].guardian", 1) == ""
    assert _words("migration_reason") == "投靠亲属"
    assert _words("agricultural_transfer.flags") == "举家迁徙"
    assert _words("declarations.truthful", language="en") == "Yes"
    assert _words("family[].sex", language="en") == "male"


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("622501", 2004, "甘肃省天水地区天水市"),
        ("620502", 2003, "甘肃省天水市秦城区"),
        ("620502", 2004, "甘肃省天水市秦州区"),
    ],
)
def test_a_division_has_the_name_it_had_when_the_case_was_accepted(code, year, name):
    case = _full_case()
    case["family"][0]["birth_place"] = code
    listed = {each.field.id: each.text for each in cells(FORM, case, date(year, 6, 1)) if each.place == 0}
    assert listed["member.birth_place"] == name


def test_everything_captured_is_listed_in_the_order_of_the_form():
    listed = cells(FORM, _full_case())
    assert {each.field.id for each in listed} >= {"member.name", "card.overridden", "agent.name", "document.kind"}
    order = [field.id for field in FORM.fields()]
    in_section = [each.field.id for each in listed if each.place == 0 and each.field.id.startswith("member.")]
    assert in_section == sorted(in_section, key=order.index)
    assert all(each.text for each in listed)


def test_an_old_form_lists_what_it_knows():
    listed = {each.field.id for each in cells(published("settlement/1"), _full_case())}
    assert "member.name" in listed
    assert not any(name.startswith("card.") for name in listed)


def test_damaged_drafts_are_shown_as_far_as_they_can_be():
    for damage in ({"family": 3}, {"family": ["x", None]}, {"documents": [{"also": [9, "x"]}]}, {}):
        assert isinstance(cells(FORM, damage), tuple)


def test_what_is_personal_is_masked():
    field = FORM.field("member.id_number")
    assert masked(field, Asked(_full_case())) == f"{FATHER_ID[:6]}********{FATHER_ID[-4:]}"
    assert masked(FORM.field("member.name"), Asked(_full_case())) == HIDDEN
    assert masked(FORM.field("case.route"), Asked(_full_case())) != HIDDEN


def test_a_redacted_case_holds_nothing_personal_and_keeps_its_shape():
    case = _full_case()
    kept = redacted(FORM, case)
    told = repr(kept)
    for secret in (
        "王建国",
        "李桂芳",
        FATHER_ID,
        SON_ID,
        "13800000000",
        "磐安镇某某村",
        "厨师",
        "卡面有误",
        "李某某",
        "ab" * 32,
    ):
        assert secret in repr(case) or secret == "李某某"
        assert secret not in told
    assert [member["role"] for member in kept["family"]] == [member["role"] for member in case["family"]]
    assert kept["family"][2]["guardian"]["id_number"] == HIDDEN
    assert kept["destination"] == case["destination"]
    assert case == _full_case()


def test_what_nobody_declared_is_dropped_from_a_redacted_case():
    case = a_family_of_four() | {"remark": "王建国"}
    case["family"][0]["nickname"] = "王建国"
    kept = redacted(FORM, case)
    assert "remark" not in kept
    assert "nickname" not in kept["family"][0]
