"""What the members of a family say about each other must fit; nothing of it turns a family away. All invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from station_app.domain.case_file import CaseFile
from station_app.domain.family import check_family
from station_app.domain.findings import Severity
from station_app.domain.people import Reckoning
from station_app.domain.whole_family import whole_family
from tests.people import FATHER_ID, MOTHER_ID, SON_ID, a_family_of_four, id_number, member

TODAY = date(2026, 11, 23)
CONFIRM, ERROR, NOTE, WARNING = Severity.CONFIRM, Severity.ERROR, Severity.NOTE, Severity.WARNING


def check(case: dict[str, Any], on: date = TODAY, **terms: Any) -> set[tuple[str, str, Severity]]:
    findings = check_family(msgspec.convert(case, CaseFile), on, **terms)
    assert all(finding.basis for finding in findings)
    return {(finding.code, finding.where, finding.severity) for finding in findings}


def blocking(case: dict[str, Any]) -> set[str]:
    return {code for code, _, severity in check(case) if severity in (ERROR, CONFIRM)}


def family(*more: dict[str, Any], **changes: Any) -> dict[str, Any]:
    case = a_family_of_four() | {"agricultural_transfer": None} | changes
    case["family"] += more
    return case


def child(relationship: str, birth: str, sex: str, **more: Any) -> dict[str, Any]:
    number = id_number("620523", birth, sex, 991)
    return member("minor_child", relationship, f"王{birth[:4]}", number, guardian=0) | more


def relative(role: str, relationship: str, birth: str, sex: str, **more: Any) -> dict[str, Any]:
    return member(role, relationship, "王某某", id_number("620523", birth, sex, 993)) | more


# --- order of birth --------------------------------------------------------------------------------------------------


def test_two_first_sons_are_worth_a_look():
    found = check(family(child("22", "2014-05-01", "1", name="王小甲")))
    assert ("relationship_twice", "family[4].relationship", WARNING) in found


def test_the_second_son_is_not_older_than_the_first():
    assert ("children_order", "family[4].relationship", WARNING) in check(family(child("23", "2010-05-01", "1")))
    assert not any(code == "children_order" for code, *_ in check(family(child("23", "2014-05-01", "1"))))
    assert not any(code == "children_order" for code, *_ in check(family(child("33", "2010-05-01", "2"))))


def test_an_only_child_has_no_sisters_by_birth():
    case = family(child("32", "2014-05-01", "2"))
    case["family"][2]["relationship"] = "21"
    assert ("only_child_has_siblings", "family[2].relationship", WARNING) in check(case)
    case["family"][4] |= {"relationship": "37", "relation_nature": "step"}
    assert not any(code == "only_child_has_siblings" for code, *_ in check(case))


@pytest.mark.parametrize(
    ("relationship", "sex", "birth", "odd"),
    [
        ("71", "1", "1986-01-01", True),
        ("71", "1", "1984-01-01", False),
        ("75", "2", "1990-01-01", True),
        ("73", "1", "1980-01-01", True),
        ("77", "2", "1985-03-17", False),
    ],
)
def test_elder_and_younger_siblings_are_born_before_and_after(relationship, sex, birth, odd):
    found = check(family(relative("other_relative", relationship, birth, sex)))
    assert (("sibling_order", "family[4].birth_date", WARNING) in found) is odd


def test_grandparents_and_grandchildren_are_two_generations_away():
    case = family(relative("other_relative", "61", "1960-01-01", "1"))
    assert ("generation_gap", "family[4].birth_date", WARNING) in check(case)
    case = family(relative("other_relative", "41", "2010-01-01", "1", guardian=0))
    assert ("generation_gap", "family[4].birth_date", WARNING) in check(case)
    assert "generation_gap" not in blocking(case)
    case["family"][4]["relation_nature"] = "adopted"
    assert not any(code == "generation_gap" for code, *_ in check(case))


@pytest.mark.parametrize(("relationship", "sex"), [("41", "2"), ("75", "1"), ("83", "2"), ("94", "1")])
def test_relationships_of_other_relatives_have_a_sex_too(relationship, sex):
    case = family(relative("other_relative", relationship, "1990-01-01", sex))
    assert ("relationship_sex", "family[4].relationship", ERROR) in check(case)


# --- marriage --------------------------------------------------------------------------------------------------------


def test_parents_in_law_come_along_with_a_note():
    case = family(relative("parent", "55", "1957-01-01", "1"))
    assert ("parent_in_law", "family[4].relationship", WARNING) in check(case)
    assert blocking(case) == set()
    assert not any(code == "parent_in_law" for code, *_ in check(case | {"discretion_note": "共同生活"}))


@pytest.mark.parametrize(("status", "odd"), [("10", True), ("40", True), ("30", False), ("20", False), (None, False)])
def test_somebody_never_married_has_no_parents_in_law(status, odd):
    case = family(discretion_note="共同生活")
    in_law = relative("parent", "55", "1957-01-01", "1")
    case["family"] = [case["family"][0] | {"marital_status": status}, in_law]
    assert (("in_law_unmarried", "family[1].relationship", WARNING) in check(case)) is odd
    assert blocking(case) == set()


def test_of_two_parents_one_married_and_one_not_is_worth_a_look():
    case = family(relative("parent", "52", "1959-01-01", "2", marital_status="30"))
    assert ("parents_marital_status", "family[4].marital_status", WARNING) in check(case)
    assert blocking(case) == set()
    case["family"][4]["marital_status"] = "20"
    assert not any(code == "parents_marital_status" for code, *_ in check(case))


# --- one person once -------------------------------------------------------------------------------------------------


def test_an_old_number_is_the_same_person_as_the_new_one():
    old = FATHER_ID[:6] + FATHER_ID[8:17]
    case = family()
    case["family"][3]["id_number"] = old
    found = check(case)
    assert ("id_number_twice", "family[3].id_number", ERROR) in found
    assert ("id_fifteen_digits", "family[3].id_number", ERROR) in found


def test_one_newborn_is_not_entered_twice_but_twins_have_two_names():
    baby = member("minor_child", "33", "王小某", None, sex="2", birth_date="2026-10-01", guardian=1)
    baby["id_absent_reason"] = "newborn"
    assert ("person_twice", "family[5].name", WARNING) in check(family(baby, baby))
    assert not any(code == "person_twice" for code, *_ in check(family(baby, baby | {"name": "王小乙"})))


def test_somebody_of_the_family_may_act_but_nobody_acts_for_themselves():
    agent = {"name": "李桂芳", "id_number": MOTHER_ID, "phone": "13800000001"}
    assert not any(where.startswith("agent") for _, where, _ in check(family(agent=agent)))
    assert ("agent_name_differs", "agent.name", ERROR) in check(family(agent=agent | {"name": "李桂花"}))
    itself = {"name": "王建国", "id_number": FATHER_ID, "phone": "13800000000"}
    assert ("agent_is_applicant", "agent.id_number", ERROR) in check(family(agent=itself))


def test_a_guardian_typed_again_is_chosen_from_the_family():
    case = family()
    case["family"][2]["guardian"] = {"name": "李桂芳", "id_number": MOTHER_ID}
    assert ("guardian_is_member", "family[2].guardian.id_number", WARNING) in check(case)
    case["family"][2]["guardian"] = {"name": "王小宝", "id_number": SON_ID}
    assert ("guardian_unknown", "family[2].guardian.id_number", ERROR) in check(case)


# --- who has another procedure ---------------------------------------------------------------------------------------


def test_a_foreigner_is_a_relative_on_record_and_never_a_mover():
    case = family()
    case["family"][1] |= {"id_number": None, "id_absent_reason": "foreign"}
    assert ("permit_holder_moves", "family[1].moves", ERROR) in check(case)
    case["family"][1]["moves"] = False
    assert blocking(case) == set()


def test_a_foreign_child_does_not_move_with_its_parents():
    case = family(child("32", "2018-01-01", "2", id_number=None, id_absent_reason="foreign"))
    assert ("permit_holder_moves", "family[4].moves", ERROR) in check(case)


def test_an_old_permanent_residence_number_is_kept_for_a_relative_who_stays():
    case = family()
    case["family"][1] |= {"id_number": "USA123456789012", "moves": False}
    assert ("id_old_foreign_permit", "family[1].id_number", NOTE) in check(case)
    assert blocking(case) == set()
    case["family"][1]["moves"] = True
    assert ("id_old_foreign_permit", "family[1].id_number", ERROR) in check(case)


@pytest.mark.parametrize("kind", ["region_permit", "foreign_permit_2017", "foreign_permit_2023"])
def test_the_card_on_the_reader_says_who_has_another_procedure(kind):
    case = family()
    case["family"][1]["card"] = {"kind": kind}
    assert ("permit_holder_moves", "family[1].moves", ERROR) in check(case)


@pytest.mark.parametrize("kind", ["511", "516", "553", "554"])
def test_a_mover_with_a_foreign_paper_is_asked_about(kind):
    case = family()
    case["documents"].append({"kind": kind, "holder": 1, "presented": "original"})
    assert ("foreign_document_of_mover", "documents[5].kind", CONFIRM) in check(case)
    case["family"][1] |= {"id_number": None, "id_absent_reason": "unregistered"}
    assert ("permit_holder_moves", "family[1].moves", ERROR) in check(case)
    case["family"][1]["moves"] = False
    assert blocking(case) == set()


def test_a_passport_proves_no_foreigner():
    case = family()
    case["documents"].append({"kind": "414", "holder": 1, "presented": "original"})
    assert blocking(case) == set()


# --- minors ----------------------------------------------------------------------------------------------------------


def test_a_minor_alone_moves_when_the_guardian_applies_and_stays():
    case = family(documents=[])
    applicant, son = case["family"][0] | {"moves": False}, case["family"][2]
    case["family"] = [applicant, son | {"guardian": 0}]
    assert blocking(case) == set()


def test_coming_of_age_is_counted_up_to_the_last_working_day_of_the_decision():
    """Twenty working days after 23 November 2026 is 21 December."""
    for birth, soon in (("2008-12-21", True), ("2008-12-22", False)):
        case = family()
        case["family"][2] |= {"birth_date": birth, "id_number": id_number("620523", birth, "1", 985)}
        assert (("comes_of_age_soon", "family[2].birth_date", WARNING) in check(case)) is soon
    shorter = check(case | {}, limit=25)
    assert ("comes_of_age_soon", "family[2].birth_date", WARNING) in shorter


def test_a_pack_may_count_full_age_from_the_day_after():
    case = family()
    case["family"][2] |= {"birth_date": "2008-11-23", "id_number": id_number("620523", "2008-11-23", "1", 985)}
    assert ("minor_child_of_age", "family[2].role", ERROR) in check(case)
    assert ("minor_child_of_age", "family[2].role", ERROR) not in check(case, full_age=Reckoning.DAY_AFTER)
    tomorrow = date(2026, 11, 24)
    assert ("minor_child_of_age", "family[2].role", ERROR) in check(case, tomorrow, full_age=Reckoning.DAY_AFTER)


# --- the group and its head ------------------------------------------------------------------------------------------


def in_a_home(kind: str, *relations: str | None) -> dict[str, Any]:
    case = family()
    case["destination"] |= {"kind": kind, "address": "某街1号"}
    for person, relation in zip(case["family"], relations, strict=True):
        person["household_relationship"] = relation
    return case


def test_a_household_has_one_head():
    assert blocking(in_a_home("own_home", "02", "12", "22", "51")) == set()
    two = in_a_home("public_collective", "02", "02", "22", "51")
    assert ("head_more_than_one", "family[1].household_relationship", ERROR) in check(two)
    nobody = in_a_home("own_home", None, "12", "22", None)
    assert ("head_missing", "family", WARNING) in check(nobody)
    nobody["destination"]["householder"] = {"name": "王大"}
    assert not any(code == "head_missing" for code, *_ in check(nobody))


def test_in_a_relatives_home_the_relative_is_the_head():
    case = in_a_home("relative_household", "02", "12", "22", "51")
    assert ("head_in_relatives_home", "family[0].household_relationship", WARNING) in check(case)
    assert blocking(in_a_home("relative_household", "73", "74", "93", "83")) == set()


def test_the_relation_to_the_head_fits_sex_and_relation_to_the_applicant():
    case = in_a_home("own_home", "02", "11", "22", "51")
    assert ("household_relationship_sex", "family[1].household_relationship", ERROR) in check(case)
    case = in_a_home("own_home", "02", "12", "51", "51")
    assert ("household_relationship_differs", "family[2].household_relationship", WARNING) in check(case)


def test_a_householder_who_is_no_member_has_a_right_number_and_may_be_a_child():
    case = in_a_home("relative_household", "73", "74", "93", "83")
    number = id_number("620502", "2012-01-01", "1")
    case["destination"]["householder"] = {"name": "王小", "id_number": number}
    assert blocking(case) == set()
    case["destination"]["householder"]["id_number"] = number[:-1]
    assert ("id_length", "destination.householder.id_number", ERROR) in check(case)


# --- 举家迁徙 ---------------------------------------------------------------------------------------------------------


def is_whole(case: dict[str, Any]) -> bool:
    return whole_family(msgspec.convert(case, CaseFile))


def test_a_family_moves_as_a_whole_when_nobody_in_it_stays():
    assert is_whole(family())
    for index in range(4):
        case = family()
        case["family"][index]["moves"] = False
        assert not is_whole(case)
    case = family()
    case["family"][2]["co_resident"] = False
    assert not is_whole(case)


def test_a_married_applicant_without_the_spouse_is_no_whole_family_but_a_widow_with_her_son_is():
    case = family()
    del case["family"][1]
    assert not is_whole(case)
    case["family"][0]["marital_status"] = "30"
    assert is_whole(case)
    case["family"] = case["family"][:1]
    assert not is_whole(case)


def test_a_relative_who_stays_does_not_split_the_family():
    assert is_whole(family(relative("other_relative", "71", "1980-01-01", "1", moves=False)))


@pytest.mark.parametrize(("flags", "moves", "code"), [
    (["whole_family"], False, "whole_family_not_whole"),
    ([], True, "whole_family_not_flagged"),
    (["whole_family", "rural_veteran"], True, None),
    (["rural_veteran"], False, None),
])  # fmt: skip
def test_the_flag_of_the_statistics_is_compared_with_the_family(flags, moves, code):
    case = family(agricultural_transfer={"reason": "03", "flags": flags})
    case["family"][3]["moves"] = moves
    told = {each for each, where, _ in check(case) if where == "agricultural_transfer.flags"}
    assert told == ({code} if code else set())
    assert blocking(case) == set()
