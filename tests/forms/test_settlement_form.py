"""The settlement form: complete, worded in both languages, and asking for nothing the policy forbids."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect

from forms import choices
from forms.conditions import Asked
from forms.fields import Kind
from forms.required import required_findings
from forms.settlement import FORM
from station_app import texts
from station_app.domain import codes, vocabulary
from station_app.domain.case_file import CaseFile
from station_app.domain.findings import Finding, Severity
from station_app.domain.vocabulary import Role
from tests.people import a_family_of_four, member

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = date(2026, 11, 23)


def paths(shape: Any, path: str = "") -> Iterator[str]:
    """Give every value a case file can hold, from its types."""
    if isinstance(shape, inspect.Metadata):
        shape = shape.type
    if isinstance(shape, inspect.StructType):
        for field in shape.fields:
            yield from paths(field.type, f"{path}.{field.encode_name}" if path else field.encode_name)
    elif isinstance(shape, inspect.UnionType):
        kinds = [each for each in shape.types if not isinstance(each, inspect.NoneType)]
        if any(not isinstance(each, inspect.StructType) for each in kinds):
            yield path
        for each in kinds:
            if isinstance(each, inspect.StructType):
                yield from paths(each, path)
    elif isinstance(shape, inspect.VarTupleType) and isinstance(shape.item_type, inspect.StructType):
        yield from paths(shape.item_type, f"{path}[]")
    else:
        yield path


def missing(case: dict[str, Any], on: date | None = TODAY) -> set[tuple[str, str]]:
    found = required_findings(msgspec.convert(case, CaseFile), on)
    return {(finding.code, finding.where) for finding in found}


def without(path: str) -> dict[str, Any]:
    case = a_family_of_four()
    *way, last = path.split(".")
    place: Any = case
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place.pop(last)
    return case


def test_every_value_of_the_case_file_is_declared_exactly_once():
    declared = Counter(field.path for field in FORM.fields())
    assert set(declared) == set(paths(inspect.type_info(CaseFile)))
    assert set(declared.values()) == {1}
    assert len({field.id for field in FORM.fields()}) == len(list(FORM.fields()))


def test_every_section_holds_the_fields_of_its_list():
    for section in FORM.sections:
        for field in section.fields:
            assert field.path.startswith(f"{section.each}[]." if section.each else field.path)
            assert field.repeated is bool(section.each)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_field_section_and_choice_has_its_words(language):
    known = texts.catalogue(language)
    wanted = {f"field.{field.id}" for field in FORM.fields()} | {f"section.{section.id}" for section in FORM.sections}
    for choice in vars(vocabulary).values():
        if isinstance(choice, type) and issubclass(choice, StrEnum) and choice is not StrEnum:
            wanted |= {choices.key(each) for each in choice}
    assert not wanted - set(known)


def test_every_field_knows_its_table_or_its_list():
    for field in FORM.fields():
        assert bool(field.table) is (field.kind is Kind.CODE), field.id
        assert bool(field.choices) is (field.kind in (Kind.CHOICE, Kind.CHOICES)), field.id
        assert not field.table or len(codes.table(field.table)) > 1


def test_the_words_of_a_field_follow_the_language():
    assert FORM.field("member.name").label == "姓名"
    assert FORM.section("member").title == "人员"
    assert choices.labels(Role)[0] == ("applicant", "申请人")
    texts.choose("en")
    assert FORM.field("member.name").label == "Name"
    assert choices.label(Role.MINOR_CHILD) == "Minor child"
    assert choices.label(Role.MINOR_CHILD, "zh") == "未成年子女"


def test_an_unknown_field_or_section_is_a_bug():
    with pytest.raises(KeyError):
        FORM.field("member.employer")
    with pytest.raises(KeyError):
        FORM.section("employment")


def test_what_identifies_people_is_marked_personal():
    personal = {field.path for field in FORM.fields() if field.personal}
    assert {each.path for each in FORM.fields() if each.kind in (Kind.NAME, Kind.ID_NUMBER, Kind.PHONE)} <= personal


def test_the_completed_example_lacks_nothing():
    assert missing(a_family_of_four()) == set()


def test_an_empty_case_says_everything_at_once():
    found = missing({})
    assert ("family_empty", "family") in found
    assert {where for _, where in found} == {
        "family", "business", "route", "applicant_category", "jurisdiction_basis", "destination.kind",
        "destination.division", "declarations.truthful", "declarations.voluntary",
    }  # fmt: skip


@pytest.mark.parametrize(
    "path",
    ["family.1.name", "family.1.sex", "family.1.birth_date", "family.1.ethnicity", "family.1.relationship",
     "family.1.role", "family.1.id_number", "family.1.marital_status", "family.1.origin",
     "family.1.co_resident", "route", "business", "jurisdiction_basis", "destination", "declarations",
     "agricultural_transfer", "documents.0.kind", "documents.0.holder", "documents.0.presented"],
)  # fmt: skip
def test_what_the_papers_need_is_required(path):
    where = path.replace(".0", "[0]").replace(".1", "[1]")
    found = missing(without(path))
    assert found
    assert all(each.startswith(where) for _, each in found)


@pytest.mark.parametrize(
    "path",
    ["housing", "family.1.education", "family.2.marital_status", "family.2.guardian",
     "family.1.origin.registration_authority", "documents.0.number", "documents.0.issued", "documents.0.expires",
     "destination.household_no", "discretion_note", "documents"],
)  # fmt: skip
def test_what_nobody_needs_is_not_required(path):
    assert missing(without(path)) == set()


def test_no_field_asks_for_what_the_policy_forbids():
    words = " ".join(
        f"{field.id} {texts.say(f'field.{field.id}', 'zh')} {texts.say(f'field.{field.id}', 'en')}".casefold()
        for field in FORM.fields()
    )
    for forbidden in (
        "employ",
        "insur",
        "salary",
        "tenan",
        "lease",
        "就业",
        "社保",
        "社会保险",
        "劳动",
        "房产",
        "年限",
    ):
        assert forbidden not in words
    assert not any(field.is_required(Asked(a_family_of_four())) for field in FORM.fields() if field.path == "housing")


def test_somebody_without_a_number_says_why_and_has_no_origin():
    case = a_family_of_four()
    baby = member("minor_child", "33", "王小某", None, sex="2", birth_date="2026-10-01", guardian=0)
    del baby["origin"]
    case["family"].append(baby)
    assert ("required_missing", "family[4].id_number") in missing(case)
    baby["id_absent_reason"] = "newborn"
    assert missing(case) == set()


def test_somebody_who_does_not_move_needs_no_origin():
    case = without("family.3.origin")
    case["family"][3]["moves"] = False
    assert missing(case) == set()


def test_a_grown_up_other_relative_has_a_marital_status_and_a_child_need_not():
    case = a_family_of_four()
    uncle = member("other_relative", "81", "王某某", "620523196001019859")
    del uncle["marital_status"]
    case["family"].append(uncle)
    assert missing(case) == {("required_missing", "family[4].marital_status")}
    assert missing(case, None) == set()


def test_form_58_wants_a_reason_only_from_the_country_to_the_town():
    case = without("agricultural_transfer")
    assert missing(case) == {("required_missing", "agricultural_transfer.reason")}
    village = a_family_of_four() | {"agricultural_transfer": None}
    village["destination"]["division"] = "620523200"
    assert missing(village) == set()
    for person in case["family"]:
        person["origin"]["urban_rural"] = "111"
    assert missing(case) == set()
    case["family"][3]["origin"]["urban_rural"] = "210"
    assert missing(case) == {("required_missing", "agricultural_transfer.reason")}


def test_a_home_of_ones_own_needs_an_address_or_a_household():
    case = a_family_of_four()
    case["destination"]["kind"] = "own_home"
    assert missing(case) == {("required_missing", "destination.address")}
    case["destination"]["household_no"] = "H1"
    assert missing(case) == set()


def test_an_agent_is_named_whole():
    case = a_family_of_four() | {"agent": {"name": "赵某某"}}
    assert {where for _, where in missing(case)} == {"agent.id_number", "agent.phone"}


def test_a_guardian_from_outside_is_named_whole():
    case = a_family_of_four()
    case["family"][2]["guardian"] = {"name": "赵某某"}
    assert {where for _, where in missing(case)} == {
        "family[2].guardian.id_number", "family[2].guardian.relationship",
    }  # fmt: skip


def test_a_declaration_counts_only_when_it_is_made():
    case = a_family_of_four() | {"declarations": {"truthful": True, "voluntary": False}}
    assert missing(case) == {("declaration_missing", "declarations.voluntary")}


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("ethnicity", "99", "code_unknown"),
        ("sex", "男", "code_unknown"),
        ("relationship", "100", "code_unknown"),
        ("marital_status", "11", "code_unknown"),
        ("education", "00", "code_unknown"),
        ("phone", "12345", "phone_form"),
    ],
)
def test_a_value_is_in_its_list(path, value, code):
    case = a_family_of_four()
    case["family"][0][path] = value
    assert missing(case) == {(code, f"family[0].{path}")}


@pytest.mark.parametrize("phone", ["13800000000", "+86 138 0000 0000", "0938-8212345", "8212345", "010-12345678"])
def test_usual_phone_numbers_are_taken(phone):
    case = a_family_of_four()
    case["family"][0]["phone"] = phone
    assert missing(case) == set()


def test_divisions_exist_and_nobody_moves_to_one_that_is_no_more():
    case = a_family_of_four()
    case["family"][0]["origin"]["division"] = "622529"
    case["family"][1]["origin"]["division"] = "629999"
    case["destination"]["division"] = "622501"
    found = {
        (finding.code, finding.where, finding.severity)
        for finding in required_findings(msgspec.convert(case, CaseFile), TODAY)
        if finding.code.startswith("division")
    }
    assert found == {
        ("division_retired", "family[0].origin.division", Severity.WARNING),
        ("division_unknown", "family[1].origin.division", Severity.ERROR),
        ("division_retired", "destination.division", Severity.ERROR),
    }


def test_what_was_already_told_is_not_called_missing():
    case = msgspec.convert(without("family.1.birth_date"), CaseFile)
    told = Finding(Severity.ERROR, "not_a_date", "family[1].birth_date")
    assert required_findings(case, TODAY, [told]) == ()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(["620502001", "poverty"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "role", "origin", "destination", "division", "guardian", "name"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@given(
    st.dictionaries(st.sampled_from(["family", "documents", "destination", "agent"]), json_values), st.integers(0, 3)
)
def test_no_draft_makes_a_condition_stumble(draft, index):
    asked = Asked(draft, index, TODAY)
    for section in FORM.sections:
        section.visible.holds(asked)
        for field in section.fields:
            field.is_visible(asked)
            field.is_required(asked)
            field.value(asked)
