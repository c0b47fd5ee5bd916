"""The family stays one inside a collective household: somebody heads it, everybody is related to the head."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.case_file import CaseFile
from station_app.domain.family_group import HEAD, family_group
from station_app.domain.vocabulary import Role
from tests.people import a_family_of_four

TODAY = date(2026, 11, 23)


def group(**changes: Any) -> list[tuple[int, str | None, bool]]:
    case = a_family_of_four()
    for index, more in changes.items():
        case["family"][int(index.removeprefix("person"))] |= more
    found = family_group(msgspec.convert(case, CaseFile), TODAY)
    return [(each.index, each.relationship, each.head) for each in found]


def test_the_applicant_heads_the_family():
    assert group() == [(0, HEAD, True), (1, "12", False), (2, "22", False), (3, "51", False)]


def test_who_does_not_move_is_not_in_the_group():
    assert [index for index, _, _ in group(person1={"moves": False})] == [0, 2, 3]


def test_without_the_applicant_a_grown_up_heads_it():
    found = group(person0={"moves": False}, person3={"moves": False})
    assert found == [(1, HEAD, True), (2, None, False)]  # whose child the boy is has not been written down


def test_a_child_that_moves_alone_heads_its_own_group():
    others = {f"person{index}": {"moves": False} for index in (0, 1, 3)}
    assert group(**others) == [(2, HEAD, True)]


def test_whoever_was_written_down_as_householder_heads_it():
    found = group(person3={"household_relationship": "02"}, person1={"household_relationship": "38"})
    assert found == [(0, "20", False), (1, "38", False), (2, None, False), (3, HEAD, True)]


def test_a_wife_as_householder_has_a_husband():
    assert group(person1={"household_relationship": "02"})[0] == (0, "11", False)


def test_nobody_moves_nobody_is_grouped():
    assert group(**{f"person{index}": {"moves": False} for index in range(4)}) == []


_MEMBER = st.fixed_dictionaries(
    {},
    optional={
        "role": st.sampled_from([role.value for role in Role]),
        "relationship": st.sampled_from(["01", "02", "10", "12", "22", "51", "71", "zz"]),
        "household_relationship": st.sampled_from(["01", "02", "12", "30"]),
        "birth_date": st.sampled_from(["1980-01-01", "2015-05-05"]),
        "sex": st.sampled_from(["1", "2", "9"]),
        "moves": st.booleans(),
    },
)


@given(st.lists(_MEMBER, max_size=9))
def test_every_family_that_moves_has_exactly_one_head_and_nobody_is_left_out(members):
    case = msgspec.convert({"family": members}, CaseFile)
    found = family_group(case, TODAY)
    assert [each.index for each in found] == [index for index, _ in case.movers]
    assert sum(each.head for each in found) == bool(case.movers)
    assert all((each.relationship == HEAD) == each.head for each in found)
