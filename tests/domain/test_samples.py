"""The twenty invented families that ship: all go through, together they show what the desk must be able to do."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from resources import folder
from station_app.domain.divisions import division
from station_app.domain.findings import Severity
from station_app.domain.identifiers import read_id
from station_app.domain.policy import load_packs
from station_app.domain.reading import read_case
from station_app.domain.vocabulary import DestinationKind, Housing, IdAbsentReason, RelationNature, Role, Route
from station_app.services.judging import judge

ON = date(2026, 11, 23)
PACKS = load_packs(folder("policy"))
FILES = sorted(folder("samples").glob("*.json"))
CASES = {path.stem: read_case(path.read_bytes())[0] for path in FILES}
PEOPLE = [(stem, person) for stem, case in CASES.items() for person in case.family]


def test_there_are_twenty_of_them():
    assert [path.name[:2] for path in FILES] == [f"{number:02d}" for number in range(1, 21)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("on", [ON, date(2026, 1, 5), date(2027, 6, 30)])
def test_every_family_goes_through_without_a_question(path, on):
    case, structure = read_case(path.read_bytes())
    assert structure == ()
    result = judge(case, structure, packs=PACKS, households=(), site_division="620502001", on=on)
    asked = [one for one in result.findings if one.severity in {Severity.ERROR, Severity.CONFIRM}]
    assert [(one.code, one.where, one.message) for one in asked] == []
    assert all(one.status != "missing" or not one.blocking for one in result.documents)
    assert result.placement is not None
    assert result.placement.kind is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_is_written_the_way_an_officer_would_like_to_read_it(path):
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def test_nobody_is_in_two_of_them():
    numbers = [person.id_number for _, person in PEOPLE if person.id_number]
    assert len(numbers) == len(set(numbers))


def test_nobody_in_them_exists():
    """Sequence numbers 98x and 99x are hardly ever given out; the telephone numbers are the practice range."""
    for stem, person in PEOPLE:
        assert person.id_number is None or person.id_number[14:16] in {"98", "99"}, stem
        assert person.phone is None or re.fullmatch(r"13800000\d{3}", person.phone), stem


def test_what_an_id_number_says_is_what_was_filled_in():
    for stem, person in PEOPLE:
        if person.id_number:
            reading = read_id(person.id_number, ON)
            assert reading.valid, stem
            assert (reading.birth_date, reading.sex) == (person.birth_date, person.sex), stem


def test_all_seven_counties_take_somebody_in_at_a_real_village_or_community():
    goals = {case.destination.division for case in CASES.values() if case.destination}
    assert {code[:6] for code in goals if code} == {
        "620502",
        "620503",
        "620521",
        "620522",
        "620523",
        "620524",
        "620525",
    }
    assert all(division(code) is not None for code in goals)


def test_every_place_of_origin_is_in_the_tables():
    origins = {person.origin.division for _, person in PEOPLE if person.origin and person.origin.division}
    assert all(division(code) is not None for code in origins)


def test_rare_characters_and_minority_names_are_among_them():
    names = "".join(person.name or "" for _, person in PEOPLE)
    assert {"𠅤", "㛃", "䶮", "喆", "\u00b7"} <= set(names)
    assert max(len(person.name or "") for _, person in PEOPLE) > 15


def test_the_hard_families_are_among_them():
    cases = CASES.values()
    assert any(case.route is Route.POVERTY and case.poverty for case in cases)
    assert any(case.agent for case in cases)
    assert any(person.id_absent_reason is IdAbsentReason.NEWBORN for _, person in PEOPLE)
    assert {RelationNature.STEP, RelationNature.ADOPTED} <= {person.relation_nature for _, person in PEOPLE}
    assert any(person.role is Role.OTHER_RELATIVE for _, person in PEOPLE)
    assert all(
        case.discretion_note for case in cases if any(person.role is Role.OTHER_RELATIVE for person in case.family)
    )
    assert max(len(case.family) for case in cases) == 8
    assert min(len(case.family) for case in cases) == 1
    assert {case.destination.kind for case in cases if case.destination} == set(DestinationKind)
    assert {case.housing for case in cases} == set(Housing)
    assert any(person.id_number and person.id_number.startswith("6225") for _, person in PEOPLE)
    assert any(person.birth_date and f"{person.birth_date:%m-%d}" == "02-29" for _, person in PEOPLE)


def test_a_unit_that_did_not_agree_sends_the_family_to_the_public_household():
    case = CASES["16-unit-collective-without-consent"]
    result = judge(case, (), packs=PACKS, households=(), site_division="620503002", on=ON)
    assert result.placement is not None
    assert result.placement.kind is DestinationKind.PUBLIC_COLLECTIVE


def test_the_poverty_family_is_decided_at_the_county_and_knows_of_the_general_route():
    result = judge(CASES["11-registered-poverty"], (), packs=PACKS, households=(), site_division="620524100", on=ON)
    assert [level.value for level in result.decided_by] == ["station", "county"]
    assert [one.code for one in result.alternatives] == ["general"]
