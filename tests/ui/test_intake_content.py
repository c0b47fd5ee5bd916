"""The draft as plain data: paths, members, documents, and what the desk proposes by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from station_app.domain.drafts import Draft
from station_app.domain.identifiers import read_id
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import Role
from tests.people import FATHER_ID, MOTHER_ID, a_family_of_four, id_number
from ui.presenters import intake_content as content_of
from ui.presenters.intake_case import TypedCase

TODAY = date(2026, 11, 23)


def test_a_fresh_case_is_a_readable_case_file():
    _case, findings = read_document(content_of.fresh("620502001"))
    assert findings == ()


def test_a_value_is_set_and_found_by_its_path():
    content = content_of.fresh()
    content_of.put(content, "family[0].origin.division", "620523")
    assert content_of.get(content, "family[0].origin.division") == "620523"
    assert content_of.get(content, "family[7].origin.division") is None


def test_an_emptied_block_goes_with_its_last_value():
    content = content_of.fresh()
    content_of.put(content, "agent.name", "赵某某")
    content_of.put(content, "agent.name", None)
    assert "agent" not in content


def test_a_guardian_with_a_name_takes_the_place_of_an_index():
    content = content_of.fresh()
    index = content_of.add_member(content, Role.MINOR_CHILD)
    assert content["family"][index]["guardian"] == 0
    content_of.put(content, f"family[{index}].guardian.name", "王奶奶")
    assert content["family"][index]["guardian"] == {"name": "王奶奶"}


def test_a_new_member_shares_origin_and_a_child_the_ethnicity():
    content = content_of.fresh()
    content["family"][0].update({"ethnicity": "03", "origin": {"division": "620525", "urban_rural": "220"}})
    child = content["family"][content_of.add_member(content, Role.MINOR_CHILD)]
    parent = content["family"][content_of.add_member(content, Role.PARENT)]
    assert child["origin"] == {"division": "620525", "urban_rural": "220"}
    assert child["origin"] is not content["family"][0]["origin"]
    assert child["ethnicity"] == "03"
    assert "ethnicity" not in parent
    assert child["co_resident"] is True


def test_removing_a_member_moves_every_pointer():
    content = a_family_of_four()
    content["documents"] = [
        {"kind": "113", "holder": 1, "also": [0, 3], "presented": "original"},
        {"kind": "111", "holder": 1, "presented": "original"},
        {"kind": "111", "holder": 2, "presented": "original"},
    ]
    content_of.remove_member(content, 1)
    assert content["documents"] == [
        {"kind": "113", "holder": 0, "also": [2], "presented": "original"},
        {"kind": "111", "holder": 1, "presented": "original"},
    ]
    assert content["family"][1]["guardian"] == 0
    _case, findings = read_document(content)
    assert findings == ()


def test_a_booklet_is_taken_back_from_one_person_only():
    content = content_of.fresh()
    content["documents"] = [{"kind": "113", "holder": 0, "also": [1, 2], "presented": "original"}]
    content_of.present(content, "113", 1, None)
    assert content["documents"] == [{"kind": "113", "holder": 0, "also": [2], "presented": "original"}]
    content_of.present(content, "113", 0, None)
    assert content["documents"] == []


def test_the_agents_card_is_told_from_the_applicants_by_its_number():
    content = a_family_of_four()
    content["documents"] = []
    content["agent"] = {"name": "赵某某", "id_number": id_number("620502", "1990-01-01", "1")}
    content_of.present(content, "111", 0, "original")
    content_of.present(content, "111", None, "original")
    assert content_of.document_at(content, "111", 0) == 0
    assert content_of.document_at(content, "111", None) == 1
    content_of.present(content, "111", None, None)
    assert [document["number"] for document in content["documents"]] == [FATHER_ID]


@pytest.mark.parametrize(
    ("births", "expected"),
    [
        ([("1", "2015-05-01"), ("1", "2012-01-01")], ["23", "22"]),
        ([("2", "2012-01-01"), ("1", "2013-01-01"), ("2", "2014-01-01")], ["32", "22", "33"]),
    ],
)
def test_children_are_named_by_sex_and_order_of_birth(births, expected):
    case = TypedCase()
    for sex, born in births:
        index = case.add_member(Role.MINOR_CHILD)
        case.edit(f"family[{index}].sex", sex)
        case.edit(f"family[{index}].birth_date", born)
    assert [member.get("relationship") for member in case.members[1:]] == expected


def test_a_spouse_is_named_by_the_sex_of_the_applicant():
    case = TypedCase()
    case.edit("family[0].sex", "1")
    index = case.add_member(Role.SPOUSE)
    assert case.members[index]["relationship"] == "12"


def test_what_the_officer_chose_is_never_proposed_over():
    case = TypedCase()
    index = case.add_member(Role.PARENT)
    case.edit(f"family[{index}].relationship", "57")
    case.edit(f"family[{index}].sex", "1")
    assert case.members[index]["relationship"] == "57"


def test_another_number_replaces_what_the_first_one_said():
    case = TypedCase()
    case.read_id(0, read_id(FATHER_ID, TODAY))
    case.read_id(0, read_id(MOTHER_ID, TODAY))
    assert case.get("family[0].sex") == "2"
    assert case.get("family[0].birth_date") == "1986-02-11"


def test_an_invalid_number_fills_in_nothing():
    case = TypedCase()
    wrong = FATHER_ID[:-1] + ("0" if FATHER_ID[-1] != "0" else "1")
    assert case.read_id(0, read_id(wrong, TODAY)) == []
    assert case.get("family[0].sex") is None


def test_a_village_proposes_its_urban_or_rural_class():
    case = TypedCase()
    case.edit("family[0].origin.division", "620502001001")
    assert case.get("family[0].origin.urban_rural") == "111"


def test_a_reopened_draft_knows_what_was_proposed():
    case = TypedCase()
    case.read_id(0, read_id(FATHER_ID, TODAY))
    case.confirm("person_in_open_case", "已核实")
    draft = Draft("d", "", datetime(2026, 11, 23, tzinfo=UTC), "0001", case.content, case.view)
    again = TypedCase.reopened(draft)
    again.read_id(0, read_id(id_number("620523", "1990-01-01", "2"), TODAY))
    assert again.get("family[0].sex") == "2"
    assert again.confirmed == {"person_in_open_case": "已核实"}


def test_a_view_that_makes_no_sense_is_passed_over():
    draft = Draft(
        "d", "", datetime(2026, 11, 23, tzinfo=UTC), "0001", content_of.fresh(), {"member": 9, "confirmed": 3}
    )
    case = TypedCase.reopened(draft)
    assert case.member == 0
    assert case.confirmed == {}


def test_a_blank_reason_is_none():
    case = TypedCase()
    case.confirm("x", "因为")
    case.confirm("x", "  ")
    assert case.confirmed == {}


def test_a_family_that_moves_as_a_whole_is_flagged_until_somebody_stays():
    case = TypedCase("620502001")
    case.content = a_family_of_four() | {"agricultural_transfer": {"reason": "03"}}
    checked, _ = read_document(case.content)
    assert case.flag_whole_family(checked) == ["agricultural_transfer.flags"]
    assert case.get("agricultural_transfer.flags") == ["whole_family"]
    case.content["family"][2]["moves"] = False
    checked, _ = read_document(case.content)
    assert case.flag_whole_family(checked) == ["agricultural_transfer.flags"]
    assert case.get("agricultural_transfer.flags") is None


def test_flags_the_officer_chose_are_the_officers():
    case = TypedCase("620502001")
    case.content = a_family_of_four()
    case.edit("agricultural_transfer.flags", ["rural_veteran"])
    checked, _ = read_document(case.content)
    assert case.flag_whole_family(checked) == []
    case.content["family"][2]["moves"] = False
    assert case.flag_whole_family(read_document(case.content)[0]) == []
    assert case.get("agricultural_transfer.flags") == ["rural_veteran"]


def test_reasons_about_a_person_go_with_them_and_others_move_up():
    case = TypedCase()
    case.content = a_family_of_four()
    case.confirm("id_sex_differs@family[1].sex", "甲")
    case.confirm("id_sex_differs@family[2].sex", "乙")
    case.confirm("name_odd_character", "丙")
    case.remove_member(1)
    assert case.confirmed == {"id_sex_differs@family[1].sex": "乙", "name_odd_character": "丙"}
