"""What the desk proposes about relationships, so that the officer mostly presses Enter; all people are invented."""

from __future__ import annotations

from station_app.domain.proposals import Sketch, propose_relationships

HUSBAND = Sketch("applicant", "1", "1985-03-17", "01")


def test_spouse_and_parents_are_named_by_sex():
    family = [HUSBAND, Sketch("spouse", "2", ""), Sketch("parent", "1", ""), Sketch("parent", "2", "")]
    assert propose_relationships(family) == {1: "12", 2: "51", 3: "52"}


def test_a_spouse_whose_sex_is_not_typed_yet_is_of_the_other_one():
    assert propose_relationships([HUSBAND, Sketch("spouse", "", "")]) == {1: "12"}
    assert propose_relationships([Sketch("applicant", "", ""), Sketch("spouse", "", "")]) == {}


def test_a_second_father_is_the_wifes_and_of_a_wife_the_husbands():
    two = [Sketch("parent", "1", ""), Sketch("parent", "1", "")]
    assert propose_relationships([HUSBAND, *two]) == {1: "51", 2: "55"}
    assert propose_relationships([HUSBAND._replace(sex="2"), *two]) == {1: "51", 2: "53"}
    assert propose_relationships([HUSBAND, Sketch("parent", "1", "", "51"), two[0]]) == {2: "55"}


def test_children_are_named_by_sex_and_birth_and_undated_ones_come_last():
    family = [
        HUSBAND,
        Sketch("minor_child", "1", ""),
        Sketch("minor_child", "1", "2015-01-01"),
        Sketch("minor_child", "2", "2016-01-01"),
        Sketch("minor_child", "1", "2010-01-01"),
    ]
    assert propose_relationships(family) == {1: "24", 2: "23", 3: "32", 4: "22"}


def test_what_the_officer_chose_is_not_proposed_against():
    family = [HUSBAND, Sketch("minor_child", "1", "2010-01-01", "27"), Sketch("minor_child", "1", "2012-01-01")]
    assert propose_relationships(family) == {2: "23"}


def test_relatives_and_the_applicant_are_left_to_the_officer():
    assert propose_relationships([HUSBAND, Sketch("other_relative", "1", "1990-01-01")]) == {}
    assert propose_relationships([]) == {}
