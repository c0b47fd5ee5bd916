"""The smallest change of a right family that makes each rule speak: code, path, severity, and what is put where.

A family of today, so that ages and dates hold on whatever day the tests run. All people are invented.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, NamedTuple

from station_app import texts
from station_app.clock import SystemClock, local_date
from station_app.domain.findings import VERIFIED, Finding, Severity
from tests.people import id_number, member

TODAY = local_date(SystemClock().now())
GONE = object()
"""Put where something is taken away."""


class Rule(NamedTuple):
    """One rule: what is put where, and the finding it must give."""

    code: str
    where: str
    severity: str
    put: dict[str, Any]


def born(years: int, days: int = 0) -> str:
    """Give the birth date of somebody who turned `years` so many `days` ago."""
    try:
        birthday = TODAY.replace(year=TODAY.year - years)
    except ValueError:
        birthday = date(TODAY.year - years, 3, 1)
    return (birthday - timedelta(days=days)).isoformat()


def number(birth: str, sex: str, place: str = "620523", seq: int = 985) -> str:
    return id_number(place, birth, sex, seq)


APPLICANT, WIFE = number(born(40, 9), "1", "620502", 981), number(born(38, 9), "2", seq=984)
SON, FATHER = number(born(10, 9), "1", seq=987), number(born(68, 9), "1")


def a_family() -> dict[str, Any]:
    """Give applicant, wife, son and father, with everything that is asked of them: no rule says a word but one note."""
    people = [
        member("applicant", "01", "王建国", APPLICANT, phone="13800000000"),
        member("spouse", "12", "李桂芳", WIFE),
        member("minor_child", "22", "王小宝", SON, guardian=0, relation_nature="birth"),
        member("parent", "51", "王德福", FATHER, relation_nature="birth"),
    ]
    card = {"kind": "111", "presented": "original", "expires": "long-term"}
    return {
        "format": "station-app/case/1",
        "business": "settlement",
        "route": "general",
        "applicant_category": "agricultural_transfer",
        "jurisdiction_basis": "reside",
        "housing": "none",
        "destination": {"kind": "public_collective", "division": "620502001"},
        "family": people,
        "documents": [
            *({**card, "holder": place, "number": people[place]["id_number"]} for place in (0, 1, 3)),
            {"kind": "113", "holder": 0, "also": [1, 2, 3], "presented": "original"},
            {"kind": "219", "holder": 0, "also": [1], "number": "J620523-2010-000123", "presented": "original"},
        ],
        "agricultural_transfer": {"reason": "03", "flags": ["whole_family"]},
        "declarations": {"truthful": True, "voluntary": True},
    }


def changed(put: dict[str, Any]) -> dict[str, Any]:
    """Give the family with something put at paths (`family[4]` adds a person)."""
    case = a_family()
    for path, value in put.items():
        steps: list[str | int] = [int(at) if at else name for name, at in re.findall(r"([a-z_0-9]+)|\[(\d+)\]", path)]
        here: Any = case
        for step in steps[:-1]:
            here = here.setdefault(step, {}) if isinstance(here, dict) else here[step]
        last: Any = steps[-1]
        if value is GONE:
            del here[last]
        elif isinstance(here, list) and last == len(here):
            here.append(value)
        else:
            here[last] = value
    return case


def relative(role: str, relationship: str, birth: str, sex: str, **more: Any) -> dict[str, Any]:
    return member(role, relationship, "王某某", number(birth, sex, seq=993), **more)


def numbered(place: int, text: str, **more: Any) -> dict[str, Any]:
    """Put an ID number, on its card too."""
    return {f"family[{place}].id_number": text, f"documents[{place}].number": GONE, **more}


def aged(place: int, birth: str, sex: str) -> dict[str, Any]:
    """Put a birth date, in the number too; the card's number goes."""
    told = {f"family[{place}].birth_date": birth, f"family[{place}].id_number": number(birth, sex, seq=995)}
    return told | ({f"documents[{place}].number": GONE} if place < 2 else {})


OUTSIDER = {
    "name": "赵某某", "id_number": number(born(50), "1", seq=971), "relationship": "97", "phone": "13800000001",
}  # fmt: skip
YOUNG = OUTSIDER | {"id_number": number(born(15), "1", seq=971)}
BABY = member("minor_child", "23", "王小乙", None, sex="1", birth_date=born(0, 20), guardian=1) | {
    "id_absent_reason": "newborn",
}  # fmt: skip
WRONG = "0" if APPLICANT[-1] != "0" else "1"
CARD = {"kind": "111", "holder": 0, "presented": "original"}
ID, E, C, W, N = "family[0].id_number", "error", "confirm", "warning", "note"
HOUSE = {"destination.kind": "own_home", "destination.address": "某街1号"}

LIVES = {"division": "620502001", "address": "秦州区大城街道某路1号", "ground": "dwelling"}
AHEAD = (TODAY + timedelta(days=1)).isoformat()
SON_IN_LAW = {"name": "雷小军", "id_number": number(born(40, 1), "1", "620503", 985), "relationship": "97"}

RULES = (
    # numbers
    Rule("id_characters", ID, E, numbered(0, APPLICANT[:-1] + "A")),
    Rule("id_length", ID, E, numbered(0, APPLICANT[:-1])),
    Rule("id_fifteen_digits", ID, E, numbered(0, APPLICANT[:6] + APPLICANT[8:17])),
    Rule("id_old_foreign_permit", "family[1].id_number", E, {"family[1].id_number": "USA123456789012"}),
    Rule("id_checksum", ID, E, numbered(0, APPLICANT[:-1] + WRONG)),
    Rule("id_birth_date", ID, E, numbered(0, "62050219850230981X")),
    Rule("id_born_in_future", ID, E, numbered(0, number(born(-1), "1"))),
    Rule("id_very_old", "family[3].id_number", W, aged(3, born(132), "1")),
    Rule("id_division_never_used", ID, W, numbered(0, number(born(40, 9), "1", "629999"))),
    Rule("id_province_unknown", ID, C, numbered(0, number(born(40, 9), "1", "009999"))),
    Rule("id_region_permit", ID, N, numbered(0, number(born(40, 9), "1", "810000"))),
    Rule("id_foreign_permit", ID, N, numbered(0, number(born(40, 9), "1", "911100"))),
    Rule("id_foreign_birth_date", ID, W, numbered(0, number(born(-2), "1", "911100"))),
    Rule("id_birth_differs", "family[0].birth_date", C, {"family[0].birth_date": born(41)}),
    Rule("id_sex_differs", "family[3].sex", C, {"family[3].sex": "2"}),
    Rule("id_and_reason", "family[0].id_absent_reason", E, {"family[0].id_absent_reason": "newborn"}),
    Rule("id_number_twice", "family[1].id_number", E, {"family[1].id_number": APPLICANT}),
    # names
    Rule("name_empty", "family[0].name", E, {"family[0].name": " "}),
    Rule("name_too_long", "family[0].name", E, {"family[0].name": "王" * 51}),
    Rule("name_longer_than_chip", "family[0].name", W, {"family[0].name": "王" * 15}),
    Rule("name_private_character", "family[0].name", C, {"family[0].name": "王\ue863"}),
    Rule("name_rare_character", "family[0].name", N, {"family[0].name": "王\U00020164"}),
    Rule("name_by_hand", "family[0].name", W, {"family[0].name": "王\U000323af"}),
    Rule("name_resolved", "family[0].name", N,
         {"family[0].name": "王䶮", "family[0].name_code_points": "U+738B U+E863"}),
    Rule("name_differs_from_chip", "family[0].name_code_points", C, {"family[0].name_code_points": "U+674E U+E863"}),
    Rule("name_odd_character", "family[0].name", C, {"family[0].name": "王3"}),
    Rule("former_names_too_many", "family[0].former_names", E, {"family[0].former_names": list("甲乙丙丁戊己")}),
    # persons
    Rule("born_in_future", "family[2].birth_date", E, {"family[2].birth_date": born(-1)}),
    Rule("very_old", "family[3].birth_date", W, aged(3, born(132), "1")),
    Rule("newborn_not_new", "family[4].birth_date", W, {"family[4]": BABY | {"birth_date": born(2)}}),
    Rule("card_expired", "family[0].card.expires", W, {"family[0].card.expires": "2020-01-01"}),
    Rule("permit_holder_moves", "family[1].moves", E, {"family[1].card": {"kind": "region_permit"}}),
    Rule("foreign_document_of_mover", "documents[5].kind", C, {"documents[5]": {**CARD, "kind": "516"}}),
    Rule("outsider_minor", "agent.id_number", E, {"agent": YOUNG}),
    Rule("agent_is_applicant", "agent.id_number", E, {"agent": OUTSIDER | {"id_number": APPLICANT}}),
    Rule("agent_name_differs", "agent.name", E, {"agent": OUTSIDER | {"id_number": WIFE}}),
    Rule("person_twice", "family[5].name", W, {"family[4]": BABY, "family[5]": BABY}),
    # the unit
    Rule("applicant_missing", "family", E, {"family[0].role": "other_relative"}),
    Rule("applicant_more_than_one", "family[1].role", E, {"family[1].role": "applicant"}),
    Rule("nobody_moves", "family", E, {f"family[{place}].moves": False for place in range(4)}),
    Rule("other_relative", "family[4].role", W, {"family[4]": relative("other_relative", "71", born(45), "1")}),
    Rule("parent_in_law", "family[4].relationship", W, {"family[4]": relative("parent", "55", born(66), "1")}),
    Rule("not_co_resident", "family[3].co_resident", W, {"family[3].co_resident": False}),
    Rule("whole_family_not_whole", "agricultural_transfer.flags", W, {"family[3].moves": False}),
    Rule("whole_family_not_flagged", "agricultural_transfer.flags", W, {"agricultural_transfer.flags": []}),
    # relations
    Rule("relationship_role", "family[1].relationship", E, {"family[1].relationship": "75"}),
    Rule("relationship_sex", "family[2].relationship", E, {"family[2].relationship": "32"}),
    Rule("relationship_nature", "family[2].relation_nature", E, {"family[2].relationship": "27"}),
    Rule("relationship_side", "family[3].relationship", E, {"family[3].relationship": "53"}),
    Rule("relationship_twice", "family[4].relationship", W,
         {"family[4]": relative("minor_child", "22", born(7), "1", guardian=0)}),
    Rule("only_child_has_siblings", "family[2].relationship", W,
         {"family[2].relationship": "21", "family[4]": relative("minor_child", "32", born(7), "2", guardian=0)}),
    Rule("children_order", "family[4].relationship", W,
         {"family[4]": relative("minor_child", "23", born(12), "1", guardian=0)}),
    Rule("sibling_order", "family[4].birth_date", W, {"family[4]": relative("other_relative", "71", born(30), "1")}),
    Rule("parent_more_than_one", "family[4].relationship", E, {"family[4]": relative("parent", "51", born(70), "1")}),
    # marriage
    Rule("spouse_more_than_one", "family[4].role", E, {"family[4]": relative("spouse", "12", born(37), "2")}),
    Rule("spouse_same_sex", "family[1].sex", E, {"family[1].sex": "1"}),
    Rule("marital_status_with_spouse", "family[1].marital_status", E, {"family[1].marital_status": "30"}),
    Rule("marriage_age", "family[1].marital_status", W, aged(1, born(19), "2")),
    Rule("in_law_unmarried", "family[1].relationship", W,
         {"family[0].marital_status": "10", "family[1]": relative("parent", "55", born(66), "1")}),
    Rule("parents_marital_status", "family[4].marital_status", W,
         {"family[4]": relative("parent", "52", born(66), "2", marital_status="30")}),
    # ages
    Rule("parent_younger", "family[3].birth_date", E, aged(3, born(39), "1")),
    Rule("parent_gap_too_small", "family[3].birth_date", C, aged(3, born(52), "1")),
    Rule("parent_gap_small", "family[3].birth_date", W, aged(3, born(57), "1")),
    Rule("parent_gap_large", "family[3].birth_date", W, aged(3, born(122), "1")),
    Rule("step_parent_younger", "family[3].birth_date", W,
         {"family[3].relationship": "57", "family[3].relation_nature": "step", **aged(3, born(39), "1")}),
    Rule("adopter_too_young", "family[2].birth_date", W,
         {"family[2].relationship": "27", "family[2].relation_nature": "adopted", **aged(0, born(29), "1")}),
    Rule("adoption_opposite_sex", "family[1].birth_date", W,
         {"family[0].marital_status": "10",
          "family[1]": relative("minor_child", "37", born(10), "2", guardian=0, relation_nature="adopted")}),
    Rule("generation_gap", "family[4].birth_date", W, {"family[4]": relative("other_relative", "61", born(60), "1")}),
    # minors
    Rule("applicant_minor", "family[0].birth_date", E, aged(0, born(15), "1")),
    Rule("applicant_own_means", "family[0].birth_date", C, aged(0, born(17), "1")),
    Rule("minor_child_of_age", "family[2].role", E, aged(2, born(18), "1")),
    Rule("comes_of_age_soon", "family[2].birth_date", W, aged(2, born(18, -10), "1")),
    Rule("child_is_heard", "family[2].birth_date", N, {}),
    Rule("guardian_missing", "family[2].guardian", E, {"family[2].guardian": None}),
    Rule("guardian_unknown", "family[2].guardian", E, {"family[2].guardian": 9}),
    Rule("guardian_minor", "family[4].guardian", E,
         {"family[4]": relative("minor_child", "32", born(9), "2", guardian=2)}),
    Rule("guardian_is_member", "family[2].guardian.id_number", W,
         {"family[2].guardian": OUTSIDER | {"id_number": WIFE}}),
    # heads
    Rule("head_more_than_one", "family[1].household_relationship", E,
         HOUSE | {f"family[{place}].household_relationship": "02" for place in (0, 1)}),
    Rule("household_relationship_sex", "family[1].household_relationship", E,
         HOUSE | {"family[1].household_relationship": "11"}),
    Rule("head_missing", "family", W, HOUSE | {"family[1].household_relationship": "12"}),
    Rule("head_in_relatives_home", "family[0].household_relationship", W,
         HOUSE | {"destination.kind": "relative_household", "family[0].household_relationship": "02"}),
    Rule("household_relationship_differs", "family[2].household_relationship", W,
         HOUSE | {"family[0].household_relationship": "02", "family[2].household_relationship": "51"}),
    # the form
    Rule("family_empty", "family", E, {"family": []}),
    Rule("required_missing", "family[1].ethnicity", E, {"family[1].ethnicity": None}),
    Rule("declaration_missing", "declarations.truthful", E, {"declarations.truthful": False}),
    Rule("code_unknown", "family[0].ethnicity", E, {"family[0].ethnicity": "60"}),
    Rule("division_unknown", "family[0].origin.division", E, {"family[0].origin.division": "999999"}),
    Rule("division_retired", "family[0].origin.division", W, {"family[0].origin.division": "622501"}),
    Rule("phone_missing", "family[0].phone", W, {"family[0].phone": None}),
    Rule("phone_form", "family[0].phone", W, {"family[0].phone": "12"}),
    # documents
    Rule("document_missing", "documents", E, {"documents": []}),
    Rule("document_outstanding", "documents", N, {"documents[3].also": [1, 2]}),
    Rule("document_promised", "documents[4]", N, {"documents[3].also": [2], "documents[4].presented": "commitment"}),
    Rule("commitment_not_allowed", "documents[0].presented", E, {"documents[0].presented": "commitment"}),
    Rule("commitment_not_needed", "documents[5].presented", N,
         {"documents[5]": {"kind": "X07", "holder": 0, "presented": "commitment"}}),
    Rule("document_not_needed", "documents[5]", N, {"documents[5]": {**CARD, "kind": "131"}}),
    Rule("document_kind_unknown", "documents[5].kind", E, {"documents[5]": {**CARD, "kind": "000"}}),
    Rule("document_holder_unknown", "documents[5].holder", E, {"documents[5]": {**CARD, "holder": 9}}),
    Rule("document_number_format", "documents[0].number", E, {"documents[0].number": "12"}),
    Rule("document_number_differs", "documents[0].number", E, {"documents[0].number": WIFE}),
    Rule("document_issued_later", "documents[0].issued", E, {"documents[0].issued": born(-1)}),
    Rule("document_dates_crossed", "documents[0].expires", E,
         {"documents[0].issued": born(1), "documents[0].expires": born(2)}),
    Rule("document_expired", "documents[0].expires", W, {"documents[0].expires": born(1)}),
    Rule("document_differs", "documents[0].outcome", E, {"documents[0].outcome": "differs"}),
    Rule("document_unverified", "documents[4].outcome", W, {"documents[4].outcome": "unverified"}),
    Rule("document_only_copied", "documents[0].presented", W, {"documents[0].presented": "copy"}),
    # where they go
    Rule("placement_moved_to_public", "destination", W, HOUSE),
    Rule("household_type_differs", "destination.household_type", E, {"destination.household_type": "6"}),
    Rule("household_unknown", "destination.household_no", E, {"destination.household_no": "620502001-P999"}),
    # the file
    Rule("unknown_key", "qqq", E, {"qqq": 1}),
    Rule("unknown_key_hint", "famly", E, {"famly": 1}),
    Rule("wrong_type", "family[0].name", E, {"family[0].name": 7}),
    Rule("not_in_list", "route", E, {"route": "zzz"}),
    Rule("not_in_list_hint", "route", E, {"route": "generel"}),
    Rule("not_a_number", "housing", E, {"housing": float("nan")}),
    Rule("not_a_date", "family[0].birth_date", E, {"family[0].birth_date": "1985-02-30"}),
    Rule("not_code_points", "family[0].name_code_points", E, {"family[0].name_code_points": "x"}),
    Rule("text_too_long", "family[0].name", E, {"family[0].name": "王" * 2001}),
    Rule("lone_surrogate", "family[0].name", E, {"family[0].name": "王\ud800"}),
    Rule("control_character", "family[0].name", E, {"family[0].name": "王\x00"}),
    Rule("bidi_control", "family[0].name", E, {"family[0].name": "王\u202e"}),
    Rule("formula", "family[0].name", E, {"family[0].name": "=1"}),
    Rule("too_many_items", "documents", E, {"documents": [CARD] * 101}),
    Rule("too_many_findings", "", E, {f"q{place}": 1 for place in range(300)}),
    *(
        Rule(code, where, severity, {"business": "residence_permit", "permit": {**LIVES, **asked}, **more})
        for code, where, severity, asked, more in (
            ("permit_one_person", "family[1]", E, {}, {}),
            ("permit_photo_missing", "permit.photo", E, {}, {}),
            ("permit_same_city", "permit.division", E, {}, {}),
            ("permit_too_soon", "permit.registered_on", E, {"registered_on": TODAY.isoformat()}, {}),
            ("permit_registered_ahead", "permit.registered_on", E, {"registered_on": AHEAD}, {}),
            ("permit_agent_needless", "agent", E, {}, {"agent": SON_IN_LAW}),
            ("permit_agent_distant", "agent.relationship", E, {"infirm": True}, {"agent": SON_IN_LAW}),
        )
    ),
)  # fmt: skip

RAW = {
    "case_too_large": b'{"family": "' + b"x" * (1 << 20) + b'"}',
    "case_too_deep": b"[" * 100,
    "case_not_utf8": b"\xff\xfe\x00",
    "case_not_json": b"{",
    "case_not_an_object": b"[]",
}
"""Files that are no case: the only finding, for the whole file."""

_CLAUSE, _LAW = "天政办发〔2020〕5号 二(一)1", "户口登记条例 第五条"
SCANS = sorted(key.removeprefix("finding.") for key in texts.catalogue("zh") if key.startswith("finding.attachment_"))
"""What is said of scans has its tests with them (tests/services/test_scans.py)."""
IN_THE_WINDOW = frozenset({"nothing_matches", "nothing_matches_empty"})
"""Said by a field while somebody types; a file has no such moment (tests/ui/test_widgets_fields.py)."""
OF_CLOCKS = frozenset(
    key.removeprefix("finding.")
    for key in texts.catalogue("zh")
    if key.startswith(("finding.span_", "finding.extension_", "finding.calendar_", "finding.clock_"))
)
"""Said of time limits, of a holiday table and of the computer's clock; a case file has none of them."""

OF_RESIDENTS = frozenset(
    key.removeprefix("finding.")
    for key in texts.catalogue("zh")
    if key.startswith(
        (
            "finding.joining_",
            "finding.card_",
            "finding.relation",
            "finding.newborn_",
            "finding.should_",
            "finding.head_minor",
        )
    )
)
"""Said of whoever leaves or joins a household without a case."""

ELSEWHERE = tuple(
    Finding(Severity(severity), code, where, basis)
    for code, severity, where, basis in (
        # with a site that knows households and people, and what time it has been
        ("clock_doubted", W, "", VERIFIED),
        ("destination_elsewhere", W, "destination.division", "户口登记条例 第三条"),
        ("household_closed", E, "destination.household_no", _LAW),
        ("household_frozen", E, "destination.household_no", _LAW),
        ("household_kind_differs", E, "destination.household_no", _LAW),
        ("household_full", W, "destination.household_no", _CLAUSE),
        ("household_full_everywhere", W, "destination", _CLAUSE),
        ("household_passed_over", N, "destination", _CLAUSE),
        ("household_none_open", W, "destination", _CLAUSE),
        ("person_in_open_case", C, "family[0].id_number", "户口登记条例 第六条"),
        ("person_known_at_county", C, "family[0].id_number", "户口登记条例 第六条"),
        ("same_number_other_name", W, "family[0].name", "GB 11643-1999"),
        ("policy_not_in_force", E, "business", "行政许可法 第三十条"),
        ("permit_held", E, "family[0].id_number", "居住证暂行条例 第九条"),
        ("permit_registered_here", E, "family[0].id_number", "居住证暂行条例 第二条"),
        ("permit_elsewhere", W, "permit.division", "居住证暂行条例 第九条"),
        # only accepting reads scans
        *((code, E, "documents[0].attachment", "档案法 第三十七条") for code in SCANS),
        # only a reader reads chips
        ("card_field_unreadable", W, "family[].birth_date", "GA 467-2004"),
        # an empty number in a file is none; a name like a formula is stopped as a text before; JSON libraries write no
        # key twice; the calendar grows
        ("id_empty", E, "family[0].id_number", "GB 11643-1999"),
        ("name_formula", E, "family[0].name", "居民身份证法 第四条"),
        ("repeated_key", E, "route", "station-app/case/1"),
        ("holidays_unpublished", N, "", "行政许可法第82条"),
    )
)
"""Rules that a case file alone does not make speak."""
