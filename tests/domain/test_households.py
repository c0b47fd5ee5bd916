"""Placement: everybody finds a household, the family stays together, housing and room never refuse anyone."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app import texts
from station_app.domain.case_file import CaseDocument, CaseFile, Destination, FamilyMember
from station_app.domain.findings import Severity
from station_app.domain.households import choices, place
from station_app.domain.records import Household
from station_app.domain.vocabulary import DestinationKind, HouseholdKind, Housing, Presented, Role

STATION = "620502001"
FAMILY = (
    FamilyMember(role=Role.APPLICANT),
    FamilyMember(role=Role.SPOUSE),
    FamilyMember(role=Role.MINOR_CHILD),
    FamilyMember(role=Role.PARENT, moves=False),
)
CONSENT = CaseDocument(kind="X05", holder=0, presented=Presented.ORIGINAL)
DEED = CaseDocument(kind="329", holder=0, presented=Presented.ORIGINAL)


def household(number: str, **more: Any) -> Household:
    facts: dict[str, Any] = {
        "household_no": number,
        "kind": HouseholdKind.PUBLIC_COLLECTIVE,
        "division": "620502001001",
        "address": f"样例路{number}号",
        "name": f"公共集体户{number}",
        "managing_body": "样例社区",
        "soft_capacity": None,
        "state": "open",
    }
    return Household(**facts | more)


def case(kind: DestinationKind | None = None, *papers: CaseDocument, **more: Any) -> CaseFile:
    goal = {key: more.pop(key) for key in ("division", "household_no", "address") if key in more}
    facts: dict[str, Any] = {"housing": Housing.NONE, "family": FAMILY} | more
    return CaseFile(destination=Destination(kind=kind, **goal), documents=papers, **facts)


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def test_a_family_without_a_home_is_offered_the_public_household_of_the_station():
    placement, findings = place(case(), [household("P001")], STATION)
    assert placement.offered == (DestinationKind.PUBLIC_COLLECTIVE,)
    assert (placement.kind, placement.household_no) == (DestinationKind.PUBLIC_COLLECTIVE, "P001")
    assert placement.address == "样例路P001号"
    assert findings == ()


def test_an_empty_case_has_a_place_too():
    placement, findings = place(CaseFile(), [household("P001")], STATION)
    assert placement.household_no == "P001"
    assert findings == ()


def test_the_nearest_public_household_is_proposed():
    there = [
        household("P001", division="620502001001"),
        household("P002", division="620502002003"),
        household("P003", division="620502002004"),
    ]
    placement, _ = place(case(division="620502002004"), there, STATION)
    assert placement.household_no == "P003"
    placement, _ = place(case(division="620502002"), there, STATION)
    assert placement.household_no == "P002"
    placement, _ = place(case(division="620503001"), there, STATION)
    assert placement.household_no == "P001"


def test_a_full_household_is_passed_over_for_one_with_room():
    there = [household("P001", soft_capacity=10, persons=8), household("P002", soft_capacity=10, persons=7)]
    placement, findings = place(case(), there, STATION)
    assert placement.household_no == "P002"
    assert codes(findings) == ["household_passed_over"]


def test_where_every_household_is_full_the_family_still_goes_in():
    there = [household("P001", soft_capacity=1, persons=9), household("P002", soft_capacity=1, persons=9)]
    placement, findings = place(case(), there, STATION)
    assert placement.household_no == "P001"
    assert [(one.severity, one.code) for one in findings] == [(Severity.WARNING, "household_full_everywhere")]


def test_a_full_household_that_was_chosen_stays_chosen_and_another_is_named():
    there = [household("P001", soft_capacity=2), household("P002")]
    placement, (warning,) = place(case(DestinationKind.PUBLIC_COLLECTIVE, household_no="P001"), there, STATION)
    assert placement.household_no == "P001"
    assert (warning.severity, warning.code, warning.details["other"]) == (
        Severity.WARNING,
        "household_full",
        "P002",
    )


def test_a_closed_household_is_never_proposed():
    there = [household("P001", state="closed"), household("P002", division="620525101001")]
    assert place(case(), there, STATION)[0].household_no == "P002"


@pytest.mark.parametrize(
    ("number", "code"),
    [("P009", "household_unknown"), ("P002", "household_closed"), ("U001", "household_kind_differs")],
)
def test_a_household_that_is_named_must_exist_be_open_and_fit(number, code):
    there = [
        household("P001"),
        household("P002", state="closed"),
        household("U001", kind=HouseholdKind.UNIT_COLLECTIVE),
    ]
    placement, findings = place(case(DestinationKind.PUBLIC_COLLECTIVE, household_no=number), there, STATION)
    assert [(one.severity, one.code, one.where) for one in findings] == [
        (Severity.ERROR, code, "destination.household_no")
    ]
    assert placement.household_no == "P001"


def test_a_station_without_a_public_household_can_still_accept():
    placement, (warning,) = place(case(), [], STATION)
    assert (placement.kind, placement.household_no) == (DestinationKind.PUBLIC_COLLECTIVE, None)
    assert (warning.severity, warning.code) == (Severity.WARNING, "household_none_open")


@pytest.mark.parametrize("paper", [CONSENT, DEED])
def test_an_own_home_is_fixed_by_consent_or_deed(paper):
    wish = case(DestinationKind.OWN_HOME, paper, housing=Housing.OWN, address="样例小区1号")
    placement, findings = place(wish, [household("P001")], STATION)
    assert placement.offered == (DestinationKind.OWN_HOME, DestinationKind.PUBLIC_COLLECTIVE)
    assert (placement.kind, placement.household_no) == (DestinationKind.OWN_HOME, None)
    assert placement.address == "样例小区1号"
    assert findings == ()


@pytest.mark.parametrize(
    "kind", [DestinationKind.OWN_HOME, DestinationKind.RELATIVE_HOUSEHOLD, DestinationKind.UNIT_COLLECTIVE]
)
def test_without_consent_the_public_household_is_proposed_instead_of_a_refusal(kind):
    placement, (warning,) = place(case(kind, address="样例小区1号"), [household("P001")], STATION)
    assert (placement.kind, placement.household_no) == (DestinationKind.PUBLIC_COLLECTIVE, "P001")
    assert placement.address == "样例路P001号"
    assert kind in placement.offered
    assert (warning.severity, warning.code) == (Severity.WARNING, "placement_moved_to_public")


def test_a_promised_consent_fixes_nothing_yet():
    promise = msgspec.structs.replace(CONSENT, presented=Presented.COMMITMENT)
    placement, _ = place(case(DestinationKind.RELATIVE_HOUSEHOLD, promise), [household("P001")], STATION)
    assert placement.kind is DestinationKind.PUBLIC_COLLECTIVE


def test_a_deed_does_not_open_somebody_elses_household():
    placement, _ = place(case(DestinationKind.RELATIVE_HOUSEHOLD, DEED), [household("P001")], STATION)
    assert placement.kind is DestinationKind.PUBLIC_COLLECTIVE


def test_a_relatives_household_is_never_chosen_by_the_program():
    there = [household("F001", kind=HouseholdKind.FAMILY), household("P001")]
    placement, _ = place(case(DestinationKind.RELATIVE_HOUSEHOLD, CONSENT, address="东巷12号"), there, STATION)
    assert (placement.kind, placement.household_no) == (DestinationKind.RELATIVE_HOUSEHOLD, None)
    assert placement.address == "东巷12号"
    named = case(DestinationKind.RELATIVE_HOUSEHOLD, CONSENT, household_no="F001")
    assert place(named, there, STATION)[0].household_no == "F001"


def test_a_unit_that_agrees_takes_the_family_into_its_own_household():
    there = [household("P001"), household("U001", kind=HouseholdKind.UNIT_COLLECTIVE)]
    placement, findings = place(case(DestinationKind.UNIT_COLLECTIVE, CONSENT), there, STATION)
    assert (placement.kind, placement.household_no) == (DestinationKind.UNIT_COLLECTIVE, "U001")
    assert findings == ()


def test_a_unit_without_a_household_here_is_placed_by_its_address():
    wish = case(DestinationKind.UNIT_COLLECTIVE, CONSENT, address="样例厂宿舍")
    placement, findings = place(wish, [household("P001")], STATION)
    assert (placement.household_no, placement.address) == (None, "样例厂宿舍")
    assert findings == ()


HOUSEHOLDS = st.lists(
    st.builds(
        household,
        st.integers(1, 40).map("P{:03d}".format),
        kind=st.sampled_from(sorted(HouseholdKind)),
        division=st.sampled_from(["620502001001", "620502001", "620502002003", "620503001001", "620525"]),
        soft_capacity=st.none() | st.integers(1, 12),
        state=st.sampled_from(["open", "closed"]),
        persons=st.integers(0, 20),
    ),
    max_size=8,
    unique_by=lambda one: one.household_no,
)
CASES = st.builds(
    lambda wish, papers: msgspec.structs.replace(wish, documents=tuple(papers)),
    st.builds(
        case,
        st.none() | st.sampled_from(sorted(DestinationKind)),
        housing=st.none() | st.sampled_from(sorted(Housing)),
        division=st.none() | st.sampled_from(["620502001001", "620503", "", "x"]),
    ),
    st.lists(st.sampled_from([CONSENT, DEED]), max_size=2),
)


@given(CASES, HOUSEHOLDS)
def test_housing_and_room_never_make_an_error_and_closed_households_take_nobody(wish, there):
    placement, findings = place(wish, there, STATION)
    assert not [one for one in findings if one.severity in {Severity.ERROR, Severity.CONFIRM}]
    assert placement.kind in placement.offered
    chosen = [one for one in there if one.household_no == placement.household_no]
    assert all(one.state == "open" for one in chosen)


@given(CASES, HOUSEHOLDS)
def test_the_public_household_is_always_offered(wish, there):
    placement, _ = place(wish, there, STATION)
    assert DestinationKind.PUBLIC_COLLECTIVE in placement.offered


@given(CASES, HOUSEHOLDS, st.randoms(use_true_random=False))
def test_the_answer_does_not_depend_on_the_order_of_the_households(wish, there, chance):
    shuffled = list(there)
    chance.shuffle(shuffled)
    assert place(wish, there, STATION) == place(wish, shuffled, STATION)


@given(CASES, HOUSEHOLDS, st.sampled_from(texts.LANGUAGES))
def test_every_sentence_of_a_placement_is_whole(wish, there, language):
    texts.choose(language)
    for finding in place(wish, there, STATION)[1]:
        assert not finding.message.startswith("finding.")
        assert "{" not in finding.message


def test_the_type_of_registration_goes_with_the_way_of_settling():
    wrong = case(DestinationKind.PUBLIC_COLLECTIVE)
    wrong = msgspec.structs.replace(wrong, destination=msgspec.structs.replace(wrong.destination, household_type="6"))
    (finding,) = place(wrong, [household("P001")], STATION)[1]
    assert (finding.code, finding.severity) == ("household_type_differs", Severity.ERROR)
    right = msgspec.structs.replace(wrong, destination=msgspec.structs.replace(wrong.destination, household_type="7"))
    assert place(right, [household("P001")], STATION)[1] == ()


def test_the_officer_chooses_among_the_households_nearest_first_and_sees_which_are_full():
    known = [
        household("P001", division="620502002001", persons=5),
        household("P002", persons=198, soft_capacity=200),
        household("P003", state="closed"),
        household("U001", kind=HouseholdKind.SCHOOL_COLLECTIVE),
    ]
    offered = choices(case(division="620502001001"), known, STATION)
    assert [(each.household_no, each.full) for each in offered] == [("P002", True), ("P001", False)]
    schools = choices(case(DestinationKind.UNIT_COLLECTIVE), known, STATION)
    assert [each.household_no for each in schools] == ["U001"]
