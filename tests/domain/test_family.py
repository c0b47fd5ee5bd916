"""The rules of a family unit at the desk; all people are invented."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app import texts
from station_app.domain.case_file import CaseDocument, CaseFile, FamilyMember, NamedPerson
from station_app.domain.family import check_family
from station_app.domain.findings import Severity
from station_app.domain.vocabulary import IdAbsentReason, RelationNature, Role
from tests.people import FATHER_ID, MOTHER_ID, a_family_of_four, id_number, member

TODAY = date(2026, 11, 23)
CONFIRM, ERROR, NOTE, WARNING = Severity.CONFIRM, Severity.ERROR, Severity.NOTE, Severity.WARNING


def a_family() -> dict[str, Any]:
    """Give the family of four without what statistics ask about it."""
    return a_family_of_four() | {"agricultural_transfer": None}


def check(case: dict[str, Any], on: date = TODAY) -> set[tuple[str, str, Severity]]:
    findings = check_family(msgspec.convert(case, CaseFile), on)
    return {(finding.code, finding.where, finding.severity) for finding in findings}


def codes(case: dict[str, Any], on: date = TODAY) -> set[str]:
    return {code for code, _, severity in check(case, on) if severity is not NOTE}


def blocking(case: dict[str, Any]) -> set[str]:
    return {code for code, _, severity in check(case) if severity in (ERROR, CONFIRM)}


def with_member(index: int, **changes: Any) -> dict[str, Any]:
    case = a_family()
    case["family"][index] |= changes
    return case


def born(index: int, birth: str, **changes: Any) -> dict[str, Any]:
    """Give the family with another birth date for one member, in the ID number too."""
    case = a_family()
    person = case["family"][index]
    number = id_number(person["id_number"][:6], birth, person["sex"], 985)
    case["family"][index] = person | {"birth_date": birth, "id_number": number} | changes
    return case


def with_another(role: str, relationship: str, birth: str, sex: str, **more: Any) -> dict[str, Any]:
    case = a_family()
    person = member(role, relationship, "王某某", id_number("620523", birth, sex, 991))
    case["family"].append(person | more)
    return case


def test_a_family_of_four_is_in_order():
    assert codes(a_family()) == set()
    assert ("child_is_heard", "family[2].birth_date", NOTE) in check(a_family())


def test_an_applicant_alone_is_in_order():
    case = a_family()
    case["family"] = case["family"][:1]
    assert check(case) == set()


def test_there_is_exactly_one_applicant():
    assert ("applicant_missing", "family", ERROR) in check(with_member(0, role="parent"))
    assert ("applicant_more_than_one", "family[1].role", ERROR) in check(with_member(1, role="applicant"))


def test_there_is_at_most_one_spouse():
    case = with_another("spouse", "12", "1988-01-01", "2")
    assert check(case) == {
        ("spouse_more_than_one", "family[4].role", ERROR),
        ("child_is_heard", "family[2].birth_date", NOTE),
    }


def test_a_spouse_is_of_the_other_sex():
    case = with_member(1, id_number=id_number("620523", "1986-02-11", "1"), sex="1", relationship="10")
    assert ("spouse_same_sex", "family[1].sex", ERROR) in check(case)


@pytest.mark.parametrize("status", ["10", "30", "40"])
@pytest.mark.parametrize("index", [0, 1])
def test_a_marital_status_without_spouse_does_not_go_with_one(index, status):
    assert check(with_member(index, marital_status=status)) >= {
        ("marital_status_with_spouse", f"family[{index}].marital_status", ERROR)
    }


@pytest.mark.parametrize("status", ["20", "21", "22", "23", "90", None])
def test_other_marital_states_go_with_a_spouse(status):
    assert codes(with_member(1, marital_status=status)) == set()


def test_a_widow_may_apply_alone():
    case = with_member(0, marital_status="30")
    del case["family"][1:]
    assert check(case) == set()


def test_marrying_young_only_warns():
    case = born(1, "2007-01-01")
    assert ("marriage_age", "family[1].marital_status", WARNING) in check(case)
    assert "marriage_age" not in blocking(case)


def test_the_wedding_counts_not_today():
    case = a_family()
    case["documents"][4]["issued"] = "2005-06-01"
    assert {where for code, where, _ in check(case) if code == "marriage_age"} == {
        "family[0].marital_status",
        "family[1].marital_status",
    }


def test_who_married_before_1981_followed_the_older_law():
    old = a_family()
    del old["family"][2:]
    for person, birth in zip(old["family"], ("1958-01-01", "1960-01-01"), strict=True):
        person["id_number"], person["birth_date"] = id_number("620523", birth, person["sex"], 985), birth
    old["documents"] = [{"kind": "219", "holder": 0, "also": [1], "presented": "original", "issued": "1980-03-01"}]
    assert codes(old) == set()
    old["documents"][0]["issued"] = "1981-03-01"
    old["family"][1]["birth_date"] = "1962-01-01"
    assert "marriage_age" in codes(old)


@pytest.mark.parametrize(
    ("birth", "code", "severity"),
    [
        ("1986-01-01", "parent_younger", ERROR),
        ("1985-03-01", "parent_gap_too_small", CONFIRM),
        ("1972-01-01", "parent_gap_too_small", CONFIRM),
        ("1971-01-01", "parent_gap_small", WARNING),
        ("1968-01-01", "parent_gap_small", WARNING),
        ("1904-01-01", "parent_gap_large", WARNING),
    ],
)
def test_a_father_is_old_enough_and_not_too_old(birth, code, severity):
    assert (code, "family[3].birth_date", severity) in check(born(3, birth))


@pytest.mark.parametrize("birth", ["1967-01-01", "1905-06-01"])
def test_an_ordinary_gap_says_nothing(birth):
    assert codes(born(3, birth)) == set()


def test_a_mother_over_sixty_is_worth_a_look():
    case = with_another("parent", "52", "1924-01-01", "2")
    assert ("parent_gap_large", "family[4].birth_date", WARNING) in check(case)


def test_a_child_is_measured_against_the_applicant_and_gently_against_the_spouse():
    late = born(2, "2012-06-30")
    late["family"][1] |= {"birth_date": "2000-02-11", "id_number": id_number("620523", "2000-02-11", "2")}
    assert ("parent_gap_too_small", "family[2].birth_date", WARNING) in check(late)
    late["family"][0] |= {"birth_date": "2000-02-11", "id_number": id_number("620502", "2000-02-11", "1")}
    assert ("parent_gap_too_small", "family[2].birth_date", CONFIRM) in check(late)


def test_adoption_has_its_own_ages_and_only_warns():
    case = born(2, "2012-06-30", relation_nature="adopted", relationship="27")
    assert codes(case) == set()
    case["documents"].append({"kind": "X04", "holder": 2, "presented": "original", "issued": "2013-05-01"})
    assert codes(case) == {"adopter_too_young"}
    assert blocking(case) == set()


def test_a_single_adopter_of_a_child_of_the_other_sex_is_forty_years_older():
    case = a_family()
    girl = member("minor_child", "37", "王小某", id_number("620523", "2012-06-30", "2"), guardian=0)
    case["family"] = [case["family"][0] | {"marital_status": "10"}, girl | {"relation_nature": "adopted"}]
    case["documents"] = []
    assert codes(case) == {"adoption_opposite_sex"}


def test_a_step_parent_may_be_of_any_age_but_younger_is_odd():
    assert codes(born(3, "1980-01-01", relationship="57", relation_nature=None)) == set()
    assert codes(born(3, "1990-01-01", relationship="57", relation_nature="step")) == {"step_parent_younger"}


def test_each_side_has_at_most_one_father_and_one_mother():
    case = with_another("parent", "51", "1957-01-01", "1")
    assert ("parent_more_than_one", "family[4].relationship", ERROR) in check(case)
    assert codes(with_another("parent", "52", "1957-01-01", "2")) == set()
    assert codes(with_another("parent", "55", "1957-01-01", "1")) == {"parent_in_law"}


def test_a_step_father_beside_the_father_only_needs_a_word():
    case = with_another("parent", "57", "1957-01-01", "1")
    assert ("parent_more_than_one", "family[4].relationship", CONFIRM) in check(case)


def test_in_laws_are_on_the_other_side():
    assert ("relationship_side", "family[4].relationship", ERROR) in check(
        with_another("parent", "53", "1957-01-01", "1")
    )


@pytest.mark.parametrize(
    ("index", "relationship", "code"),
    [
        (0, "12", "relationship_role"),
        (1, "22", "relationship_role"),
        (2, "51", "relationship_role"),
        (3, "61", "relationship_role"),
        (2, "28", "relationship_role"),
        (1, "11", "relationship_sex"),
        (2, "32", "relationship_sex"),
        (3, "52", "relationship_sex"),
    ],
)
def test_a_relationship_fits_role_and_sex(index, relationship, code):
    assert (code, f"family[{index}].relationship", ERROR) in check(with_member(index, relationship=relationship))


def test_a_step_son_is_no_son_by_birth():
    assert ("relationship_nature", "family[2].relation_nature", ERROR) in check(with_member(2, relationship="27"))


def test_a_minor_needs_a_grown_up_guardian():
    assert ("guardian_missing", "family[2].guardian", ERROR) in check(with_member(2, guardian=None))
    assert ("guardian_unknown", "family[2].guardian", ERROR) in check(with_member(2, guardian=9))
    assert ("guardian_unknown", "family[2].guardian", ERROR) in check(with_member(2, guardian=-1))
    assert ("guardian_unknown", "family[2].guardian", ERROR) in check(with_member(2, guardian=2))
    sister = with_another("minor_child", "32", "2014-01-01", "2", guardian=2)
    assert ("guardian_minor", "family[4].guardian", ERROR) in check(sister)


def test_a_guardian_may_be_somebody_else():
    aunt = {"name": "李某某", "id_number": id_number("620523", "1980-01-01", "2"), "relationship": "88"}
    assert codes(with_member(2, guardian=aunt)) == set()
    assert "guardian_missing" in codes(with_member(2, guardian={}))
    young = aunt | {"id_number": id_number("620523", "2010-01-01", "2")}
    assert ("outsider_minor", "family[2].guardian.id_number", ERROR) in check(with_member(2, guardian=young))


def test_a_minor_does_not_apply_alone():
    assert ("applicant_minor", "family[0].birth_date", ERROR) in check(born(0, "2010-11-24"))


def test_at_sixteen_somebody_who_lives_on_their_own_work_applies_on_their_own_word():
    told = check(born(0, "2010-11-23"))
    assert ("applicant_own_means", "family[0].birth_date", Severity.CONFIRM) in told
    assert "applicant_minor" not in {code for code, *_ in told}


def test_a_child_of_eighteen_moves_as_another_relative():
    grown = born(2, "2008-11-23")
    assert ("minor_child_of_age", "family[2].role", ERROR) in check(grown)
    assert "minor_child_of_age" not in codes(born(2, "2008-11-24"))
    relative = born(2, "2008-11-23", role="other_relative", guardian=None)
    assert blocking(relative) == set()
    assert ("other_relative", "family[2].role", WARNING) in check(relative)
    assert codes(relative | {"discretion_note": "共同生活,尚在求学"}) == set()


def test_coming_of_age_while_the_case_runs_only_warns():
    case = born(2, "2008-12-10")
    assert ("comes_of_age_soon", "family[2].birth_date", WARNING) in check(case)
    assert blocking(case) == set()


@pytest.mark.parametrize("relationship", ["28", "40", "61", "71", "81", "98", "99"])
def test_other_relatives_are_never_turned_away(relationship):
    case = with_another("other_relative", relationship, "1990-01-01", "1")
    assert ("other_relative", "family[4].role", WARNING) in check(case)
    assert blocking(case) == set()


def test_who_does_not_live_together_only_asks_for_a_note():
    case = with_member(3, co_resident=False)
    assert check(case) >= {("not_co_resident", "family[3].co_resident", WARNING)}
    assert blocking(case) == set()


def test_somebody_moves():
    case = a_family()
    for person in case["family"]:
        person["moves"] = False
    assert ("nobody_moves", "family", ERROR) in check(case)


def test_nobody_is_in_the_family_twice():
    assert ("id_number_twice", "family[1].id_number", ERROR) in check(with_member(1, id_number=FATHER_ID))


def test_the_id_number_agrees_with_what_was_captured_or_a_reason_is_written():
    case = with_member(1, birth_date="1986-02-12", sex="1", relationship="10")
    assert check(case) >= {
        ("id_birth_differs", "family[1].birth_date", CONFIRM),
        ("id_sex_differs", "family[1].sex", CONFIRM),
    }


def test_a_wrong_number_is_not_compared_with_anything():
    wrong = MOTHER_ID[:-1] + ("0" if MOTHER_ID[-1] != "0" else "1")
    case = with_member(1, id_number=wrong, birth_date="1986-02-12")
    assert codes(case) == {"id_checksum"}


@pytest.mark.parametrize("number", ["830000197809230043", "915620011982040598"])
def test_permit_holders_are_recorded_but_do_not_move(number):
    case = with_member(1, id_number=number, birth_date="1978-09-23")
    assert ("permit_holder_moves", "family[1].moves", ERROR) in check(case)
    case["family"][1]["moves"] = False
    assert "permit_holder_moves" not in codes(case)
    assert blocking(case) == set()


def test_a_newborn_has_no_number_yet():
    baby = member("minor_child", "33", "王小某", None, sex="2", birth_date="2026-10-01", guardian=1)
    case = a_family()
    case["family"].append(baby | {"id_absent_reason": "newborn", "relation_nature": "birth"})
    assert codes(case) == set()
    case["family"][4]["birth_date"] = "2024-10-01"
    assert codes(case) == {"newborn_not_new"}
    case["family"][4] |= {"birth_date": "2026-10-01", "id_number": id_number("620502", "2026-10-01", "2")}
    assert ("id_and_reason", "family[4].id_absent_reason", ERROR) in check(case)


def test_nobody_is_born_tomorrow_or_a_hundred_and_forty_years_ago():
    assert "born_in_future" in codes(with_member(2, id_number=None, birth_date="2026-11-24"))
    assert "very_old" in codes(with_member(3, id_number=None, birth_date="1880-01-01"))


def test_names_are_looked_at_with_their_former_ones():
    case = with_member(0, name="王3", former_names=["王甲", "王=乙", "王丙", "王丁", "王戊", "王己"])
    assert check(case) >= {
        ("name_odd_character", "family[0].name", CONFIRM),
        ("name_odd_character", "family[0].former_names[1]", CONFIRM),
        ("former_names_too_many", "family[0].former_names", ERROR),
    }


def test_an_agent_is_grown_up_and_has_a_right_number():
    agent = {"name": "赵某某", "id_number": id_number("620502", "2010-01-01", "1"), "phone": "13800000001"}
    assert check(a_family() | {"agent": agent}) >= {("outsider_minor", "agent.id_number", ERROR)}
    assert "id_length" in codes(a_family() | {"agent": agent | {"id_number": "1"}})


def test_nothing_the_policy_forbids_is_ever_asked():
    """Employment, insurance, housing and length of residence appear in no sentence a family can get."""
    case = a_family()
    case |= {"housing": None, "applicant_category": None, "documents": []}
    assert codes(case) == set()


parts = {
    "relationship": st.sampled_from(["01", "02", "10", "11", "12", "22", "27", "37", "51", "52", "53", "55", "57", "99",
                                     "zz", None]),
    "sex": st.sampled_from(["0", "1", "2", "9", "x", None]),
    "birth_date": st.none() | st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)),
    "id_number": st.none() | st.text(max_size=20) | st.builds(
        id_number, st.sampled_from(["620502", "810000", "999999"]), st.dates(date(1900, 1, 1), TODAY),
        st.sampled_from("12"),
    ),
    "name": st.none() | st.text(max_size=8),
    "marital_status": st.sampled_from(["10", "20", "30", "90", "??", None]),
    "relation_nature": st.none() | st.sampled_from(RelationNature),
    "id_absent_reason": st.none() | st.sampled_from(IdAbsentReason),
    "role": st.none() | st.sampled_from(Role),
    "moves": st.booleans(),
    "co_resident": st.sampled_from([True, False, None]),
    "guardian": st.none() | st.integers(-2, 6) | st.builds(NamedPerson, name=st.none() | st.text(max_size=4)),
}  # fmt: skip
members = st.builds(FamilyMember, **parts)
documents = st.builds(
    CaseDocument,
    kind=st.sampled_from(["219", "X04", None]),
    holder=st.none() | st.integers(-1, 6),
    issued=st.none() | st.dates(),
)
families = st.builds(
    CaseFile,
    family=st.lists(members, max_size=5).map(tuple),
    documents=st.lists(documents, max_size=2).map(tuple),
    discretion_note=st.sampled_from([None, "", "因"]),
)


@given(families, st.dates(min_value=date(2020, 1, 1), max_value=date(2100, 1, 1)))
def test_no_family_makes_the_rules_stumble(case, on):
    for finding in check_family(case, on):
        for language in texts.LANGUAGES:
            sentence = texts.say(f"finding.{finding.code}", language, **finding.details)
            assert sentence != f"finding.{finding.code}"
            assert "{" not in sentence
        place = finding.where.removeprefix("family[").split("]")[0]
        assert finding.where in ("family", "agent") or int(place) < len(case.family)


@given(st.lists(members.map(lambda each: msgspec.structs.replace(each, guardian=None)), max_size=5), st.integers())
def test_the_order_of_the_members_changes_nothing(family, seed):
    shuffled = random.Random(seed).sample(family, len(family))
    assert {(finding.code, finding.severity) for finding in check_family(CaseFile(family=tuple(family)), TODAY)} == {
        (finding.code, finding.severity) for finding in check_family(CaseFile(family=tuple(shuffled)), TODAY)
    }
