"""People in a household after their case: who leaves, who joins, who heads them, and how a mistake is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.residents import RegisteredPerson
from station_app.domain.vocabulary import HouseholdKind, IdAbsentReason, Level, OfficerRole, Outcome, Step
from station_app.errors import NotPermittedError, RefusedError
from station_app.services.decide_case import Said, decide_case
from station_app.services.join_household import Marrying
from station_app.services.leave_household import Leaving
from station_app.services.move_case import move_case
from station_app.services.reverse_event import reverse_event
from station_app.services.set_up_household import SettingUp
from station_app.storage import registrations
from tests.people import a_family_of_four, id_number
from tests.services.exchanging import two_sites
from tests.services.settling import CHIEF, SOLD, TODAY, alone, baby, home_of, inside, persons, settled, sound, undone


def test_a_registration_keeps_who_was_registered_and_where_from(station):
    father, *_rest = settled(station)
    there = inside(station, home_of(station, father))[father]
    assert (there.person.name, there.person.sex, there.person.birth_date) == ("王建国", "1", date(1985, 3, 17))
    assert there.person.from_division == "620523"
    assert there.standing.head
    assert there.standing.relationship == "02"


def test_one_person_moves_out_and_the_rest_stay_as_they_are(station):
    father, mother, son, grandfather = settled(station)
    home = home_of(station, father)
    done = station.move_out(Leaving((grandfather,), SOLD, "兰州市城关区", new_head=None))
    assert done.registrations == (grandfather,)
    assert set(inside(station, home)) == {father, mother, son}
    assert persons(station, home) == 3
    assert sound(station)


def test_who_heads_those_that_stay_is_asked_when_the_head_goes(station):
    father, mother, son, grandfather = settled(station)
    home = home_of(station, father)
    with pytest.raises(RefusedError, match="new_head_missing"):
        station.move_out(Leaving((father,), SOLD, "兰州市城关区"))
    with pytest.raises(RefusedError, match="new_head_not_there"):
        station.move_out(Leaving((father,), SOLD, "兰州市城关区", new_head=father))
    station.move_out(Leaving((father,), SOLD, "兰州市城关区", new_head=mother))
    now = inside(station, home)
    assert {number for number, each in now.items() if each.standing.head} == {mother}
    assert [now[each].standing.relationship for each in (mother, son, grandfather)] == ["02", "20", "53"]
    assert sound(station)


def test_a_whole_family_leaves_together_without_anybody_being_asked_who_heads_it(station):
    father, *others = settled(station)
    home = home_of(station, father)
    done = station.move_out(Leaving((father,), SOLD, "兰州市城关区", whole_family=True))
    assert set(done.registrations) == {father, *others}
    assert (inside(station, home), persons(station, home)) == ({}, 0)


def test_families_in_one_collective_household_do_not_leave_in_one_step(station):
    father, *_rest = settled(station)
    (other,) = settled(station, alone())
    with pytest.raises(RefusedError, match="people_of_two_families"):
        station.move_out(Leaving((father, other), SOLD, "兰州市城关区"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "0000"}, "move_reason_unknown"),
        ({"destination": " "}, "destination_missing"),
        ({"people": ()}, "people_missing"),
        ({"people": ("620502001-20261123-HJ0001-09",)}, "registration_unknown"),
        ({"day": date(2026, 11, 24)}, "day_ahead"),
        ({"day": date(2026, 11, 22)}, "day_before_registration"),
        ({"destination": "=1+1"}, "text_unfit"),
    ],
)
def test_moving_out_is_refused_for_what_is_missing_or_cannot_be(station, changes, code):
    *_rest, grandfather = settled(station)
    given = {"people": (grandfather,), "reason": SOLD, "destination": "兰州市城关区"} | changes
    with pytest.raises(RefusedError, match=code):
        station.move_out(Leaving(**given))
    assert grandfather in inside(station, home_of(station, grandfather))


def test_nobody_leaves_twice(station):
    *_rest, grandfather = settled(station)
    station.move_out(Leaving((grandfather,), SOLD, "兰州市城关区"))
    with pytest.raises(RefusedError, match="registration_ended"):
        station.move_out(Leaving((grandfather,), SOLD, "兰州市城关区"))


def test_somebody_who_died_is_there_no_more_and_their_relations_follow(station):
    father, mother, _son, _grandfather = settled(station)
    home = home_of(station, father)
    with pytest.raises(RefusedError, match="evidence_missing"):
        station.register_death(father, day=TODAY, evidence="")
    station.register_death(father, day=TODAY, evidence="死亡证明 2026-17", new_head=mother)
    assert father not in inside(station, home)
    assert sound(station)


def test_a_newborn_joins_the_family_of_father_or_mother(station):
    father, mother, *_rest = settled(station)
    home = home_of(station, father)
    done = station.register_newborn(mother, baby(), evidence="出生医学证明 Q620000001")
    (number,) = done.registrations
    child = inside(station, home)[number]
    assert (child.standing.relationship, child.standing.head, child.why_began) == ("20", False, "birth")
    assert child.standing.family_group == inside(station, home)[father].standing.family_group
    assert not done.findings
    assert persons(station, home) == 5
    assert sound(station)


def test_a_child_reported_after_a_month_is_registered_with_a_warning(station):
    father, *_rest = settled(station)
    done = station.register_newborn(father, baby(born=date(2026, 9, 1)), evidence="出生医学证明 Q620000001")
    assert [each.code for each in done.findings] == ["newborn_late"]


def test_a_newborn_is_registered_in_a_frozen_household_too(station):
    father, *_rest = settled(station)
    home = home_of(station, father)
    station.freeze_household(home, "消防整改")
    station.register_newborn(father, baby(), evidence="出生医学证明 Q620000001")
    assert persons(station, home) == 5


def test_a_newborn_of_somebody_alone_makes_a_family_of_two_with_one_head(station):
    (mother,) = settled(station, alone())
    station.register_newborn(mother, baby(sex="2"), evidence="出生医学证明 Q620000001")
    family = inside(station, home_of(station, mother)).values()
    assert len({each.standing.family_group for each in family}) == 1
    assert [each.registration_no for each in family if each.standing.head] == [mother]


@pytest.mark.parametrize(
    ("child", "code"),
    [
        (RegisteredPerson(" ", None, IdAbsentReason.NEWBORN, "1", TODAY), "joining_name_missing"),
        (RegisteredPerson("王小满", None, None, "1", TODAY), "joining_number_missing"),
        (RegisteredPerson("王小满", None, IdAbsentReason.NEWBORN, None, TODAY), "joining_sex_missing"),
        (RegisteredPerson("王小满", None, IdAbsentReason.NEWBORN, "1", None), "joining_birth_missing"),
        (RegisteredPerson("王小满", None, IdAbsentReason.NEWBORN, "1", date(2026, 12, 1)), "joining_birth_ahead"),
        (RegisteredPerson("王小满", None, IdAbsentReason.NEWBORN, "1", date(1980, 1, 1)), "joining_parent_too_young"),
        (RegisteredPerson("王小满", "620502202611020012", None, "1", date(2026, 11, 2)), "id_checksum"),
        (RegisteredPerson("王小满", id_number("620502", "2026-11-02", "1"), None, "2", TODAY), "joining_sex_differs"),
        (RegisteredPerson("王小满", id_number("620502", "2026-11-02", "1"), None, "1", TODAY), "joining_birth_differs"),
    ],
)
def test_a_child_whose_facts_are_missing_or_contradict_each_other_is_not_registered(station, child, code):
    father, *_rest = settled(station)
    with pytest.raises(RefusedError, match="person_unfit") as refusal:
        station.register_newborn(father, child, evidence="出生医学证明 Q620000001")
    assert code in {finding.code for finding in refusal.value.findings}
    assert persons(station, home_of(station, father)) == 4


def test_nobody_is_registered_twice(station):
    father, *_rest = settled(station)
    known = inside(station, home_of(station, father))[father].person
    with pytest.raises(RefusedError, match="person_registered_here"):
        station.register_marriage(Marrying(settled(station, alone())[0], known, "结婚证 J620502-2026-000001"))


def test_a_family_that_is_registered_here_is_not_registered_a_second_time_by_another_case(station):
    settled(station)
    again = station.accept(
        *read_document(a_family_of_four()), confirmed={"person_in_open_case": "又来申请", "person_known": "又来申请"}
    ).case_no
    decide_case(replace(station._desk, officer=CHIEF), again, Said(Level.STATION, Outcome.APPROVE))
    with pytest.raises(RefusedError, match="person_registered_here"):
        station.register(again)


def test_two_residents_who_marry_become_one_family_with_one_head(station):
    (bride,) = settled(station, alone())
    (groom,) = settled(station, alone("高远", "1", date(1988, 8, 8), 983))
    done = station.register_marriage(Marrying(groom, bride, "结婚证 J620502-2026-000001"))
    assert not done.findings
    family = inside(station, home_of(station, groom))
    assert {family[bride].standing.family_group} == {family[groom].standing.family_group}
    assert (family[bride].standing.relationship, family[bride].standing.head) == ("12", False)
    assert persons(station, home_of(station, groom)) == 2
    assert sound(station)


def test_somebody_marries_in_from_elsewhere_and_leaves_their_own_family_with_a_head(station):
    (groom,) = settled(station, alone("高远", "1", date(1988, 8, 8), 983))
    other = station.open_household(
        HouseholdKind.PUBLIC_COLLECTIVE,
        division="620502001",
        address="民主西路2号",
        name="大城派出所第二公共集体户",
        managing_body="大城派出所",
        soft_capacity=None,
    ).household_no
    (bride,) = settled(station, alone())
    station.register_newborn(bride, baby(sex="2"), evidence="出生医学证明 Q620000001")
    station.move_out(Leaving((groom,), SOLD, "兰州市"))
    newcomer = RegisteredPerson("高远", id_number("620523", date(1988, 8, 8), "1", 983), None, "1", date(1988, 8, 8))
    done = station.register_marriage(Marrying(bride, newcomer, "结婚证 J620502-2026-000001"))
    there = inside(station, home_of(station, bride))[done.registrations[0]]
    assert there.standing.relationship == "11"
    assert persons(station, other) == 0
    assert sound(station)


@pytest.mark.parametrize(
    ("marrying", "code"),
    [
        (lambda groom, bride: Marrying(groom, groom, "结婚证"), "same_person"),
        (lambda groom, bride: Marrying(groom, bride, ""), "evidence_missing"),
        (lambda groom, bride: Marrying(groom, "620502001-20261123-HB0001-01", "结婚证"), "registration_unknown"),
        (lambda groom, bride: Marrying(groom, baby("1", date(1990, 1, 1)), "结婚证"), "marriage_sexes"),
    ],
)
def test_a_marriage_is_refused_for_what_cannot_be(station, marrying, code):
    (bride,) = settled(station, alone())
    (groom,) = settled(station, alone("高远", "1", date(1988, 8, 8), 983))
    with pytest.raises(RefusedError, match=code):
        station.register_marriage(marrying(groom, bride))


def test_a_head_with_a_spouse_takes_no_second_one(station):
    father, *_rest = settled(station)
    (bride,) = settled(station, alone())
    with pytest.raises(RefusedError, match="spouse_there_already"):
        station.register_marriage(Marrying(father, bride, "结婚证"))


def test_another_head_is_related_to_everybody_anew(station):
    father, mother, son, grandfather = settled(station)
    home = home_of(station, father)
    with pytest.raises(RefusedError, match="head_already"):
        station.change_head(father, "户主变更申请")
    done = station.change_head(mother, "户主变更申请")
    now = inside(station, home)
    relations = [now[each].standing.relationship for each in (father, mother, son, grandfather)]
    assert relations == ["11", "02", "20", "53"]
    assert [number for number, each in now.items() if each.standing.head] == [mother]
    assert [each.code for each in done.findings] == ["relations_derived"]
    assert sound(station)


def test_a_relation_that_does_not_follow_stays_open_unless_the_officer_says_it(station):
    father, _mother, son, grandfather = settled(station)
    home = home_of(station, father)
    station.change_head(grandfather, "户主变更申请")
    assert inside(station, home)[son].standing.relationship == "40"
    done = station.change_head(son, "户主变更申请", {grandfather: "61"})
    assert inside(station, home)[grandfather].standing.relationship == "61"
    assert [each.code for each in done.findings] == ["head_minor", "relation_open"]
    with pytest.raises(RefusedError, match="relation_unknown"):
        station.change_head(father, "户主变更申请", {son: "长子"})


def test_a_family_sets_up_a_household_of_its_own_and_stays_together(station):
    people = settled(station)
    father = people[0]
    home = home_of(station, father)
    done = station.set_up_household(SettingUp(father, "620502001", "建设路8号3单元201室"))
    (own,) = {home_of(station, number) for number in done.registrations if number not in people}
    family = inside(station, own)
    assert [each.person.name for each in family.values()] == ["王建国", "李桂芳", "王小宝", "王德福"]
    assert [each.standing.relationship for each in family.values()] == ["02", "12", "22", "51"]
    assert {each.case_no for each in family.values()} == {father[:-3]}
    assert (persons(station, home), persons(station, own)) == (0, 4)
    assert own == "620502001-F001"
    with pytest.raises(RefusedError, match="not_collective"):
        station.set_up_household(SettingUp(next(iter(family)), "620502001", "建设路8号"))
    assert sound(station)


def test_a_household_people_are_registered_in_is_frozen_and_not_closed(station):
    father, *_rest = settled(station)
    home = home_of(station, father)
    with pytest.raises(RefusedError, match="household_inhabited") as refusal:
        station.close_household(home, "撤户")
    assert refusal.value.details["persons"] == 4
    assert station.freeze_household(home, "消防整改").state == "frozen"
    with pytest.raises(RefusedError, match="household_stands_so"):
        station.freeze_household(home, "消防整改")
    assert station.thaw_household(home, "整改完毕").state == "open"
    station.move_out(Leaving((father,), SOLD, "兰州市", whole_family=True))
    assert station.close_household(home, "撤户").state == "closed"
    with pytest.raises(RefusedError, match="household_closed"):
        station.thaw_household(home, "再开")


def test_a_frozen_household_is_neither_proposed_nor_taken(station):
    first = station.households()[0].household_no
    station.freeze_household(first, "消防整改")
    wanted = a_family_of_four()
    assert station.check_content(wanted).placement.household_no != first
    wanted["destination"]["household_no"] = first
    assert "household_frozen" in {finding.code for finding in station.check_content(wanted).findings}


def test_a_household_keeps_what_it_was_before_a_change(station, tmp_path):
    home = station.households()[0].household_no
    before = station.household(home)[0]
    changed = station.change_household(home, keeper="安民生", soft_capacity=80, reason="换专管员")
    assert (changed.keeper, changed.soft_capacity, changed.name) == ("安民生", 80, before.name)
    with pytest.raises(RefusedError, match="household_unchanged"):
        station.change_household(home, keeper="安民生")
    assert station.change_household(home, soft_capacity=0).soft_capacity is None
    station.export_journal(tmp_path / "journal.jsonl")
    assert f'"name":"{before.name}"' in (tmp_path / "journal.jsonl").read_text(encoding="utf-8")
    assert sound(station)


def test_a_card_is_handed_out_and_comes_back(station):
    father, *_rest = settled(station)
    card, told = station.hand_out_card(father, "TS-000123")
    assert (card.handed_to, told) == ("王建国", ())
    with pytest.raises(RefusedError, match="card_out_already"):
        station.hand_out_card(father, "TS-000124")
    with pytest.raises(RefusedError, match="card_no_taken"):
        station.hand_out_card(_rest[0], "TS-000123")
    assert station.end_card("TS-000123", "lost").how_ended == "lost"
    with pytest.raises(RefusedError, match="card_ended"):
        station.end_card("TS-000123")
    assert sound(station)


def test_a_card_that_goes_to_the_managing_body_is_pointed_out(station):
    father, *_rest = settled(station)
    body = station.household(home_of(station, father))[0].managing_body
    _card, told = station.hand_out_card(father, "TS-000123", body)
    assert [each.code for each in told] == ["card_with_managing_body"]


@pytest.mark.parametrize("returned", [True, False])
def test_a_card_that_was_not_given_back_stops_nobody(station, returned):
    *_rest, grandfather = settled(station)
    station.hand_out_card(grandfather, "TS-000123")
    done = station.move_out(Leaving((grandfather,), SOLD, "兰州市", cards_returned=returned))
    assert [each.code for each in done.findings] == ([] if returned else ["card_not_returned"])
    with station._desk.store.read() as uow:
        (card,) = registrations.cards_of(uow, (grandfather,))
    assert card.how_ended == ("returned" if returned else None)


def test_an_event_that_was_a_mistake_is_taken_back_by_somebody_else_with_an_entry_of_its_own(station):
    father, mother, *_rest = settled(station)
    home = home_of(station, father)
    before = inside(station, home)
    event = station.move_out(Leaving((father,), SOLD, "兰州市", new_head=mother)).event_no
    own = replace(station._desk, officer=Officer("0001", "王景行", (OfficerRole.CHIEF,)))
    with pytest.raises(NotPermittedError, match="own_event"):
        reverse_event(own, event, "办错了")
    undone(station, event)
    assert inside(station, home) == before
    assert persons(station, home) == 4
    with pytest.raises(RefusedError, match="event_reversed_already"):
        undone(station, event)
    assert sound(station)


def test_a_newborn_registered_by_mistake_is_no_more_there_and_not_forgotten(station):
    father, *_rest = settled(station)
    home = home_of(station, father)
    event = station.register_newborn(father, baby(), evidence="出生医学证明 Q620000001")
    undone(station, event.event_no)
    assert persons(station, home) == 4
    with station._desk.store.read() as uow:
        (row,) = [each for each in registrations.ever_in(uow, home) if each.why_began == "birth"]
    assert row.why_ended == "reverse"
    assert sound(station)


def test_a_household_set_up_by_mistake_is_closed_and_the_family_is_back(station):
    people = settled(station)
    home = home_of(station, people[0])
    before = inside(station, home)
    event = station.set_up_household(SettingUp(people[0], "620502001", "建设路8号"))
    undone(station, event.event_no)
    assert inside(station, home) == before
    assert station.household("620502001-F001")[0].state == "closed"
    assert sound(station)


def test_a_household_set_up_by_mistake_is_not_taken_from_under_the_child_that_was_born_into_it(station):
    people = settled(station)
    event = station.set_up_household(SettingUp(people[0], "620502001", "建设路8号"))
    father = min(inside(station, "620502001-F001"))
    born = station.register_newborn(father, baby(), evidence="出生医学证明 Q620000001")
    with pytest.raises(RefusedError, match="family_without_head"):
        undone(station, event.event_no)
    undone(station, born.event_no)
    undone(station, event.event_no)
    assert sound(station)


def test_what_happened_later_to_the_same_people_is_taken_back_first(station):
    father, _mother, _son, grandfather = settled(station)
    first = station.register_newborn(father, baby(), evidence="出生医学证明 Q620000001")
    second = station.change_head(grandfather, "户主变更申请")
    with pytest.raises(RefusedError, match="later_events_first"):
        undone(station, first.event_no)
    with pytest.raises(RefusedError, match="later_events_first"):
        move_case(replace(station._desk, officer=CHIEF), father[:-3], Step.REVERSE, "登记错了人")
    undone(station, second.event_no)
    undone(station, first.event_no)
    move_case(replace(station._desk, officer=CHIEF), father[:-3], Step.REVERSE, "登记错了人")
    assert persons(station, home_of(station, father)) == 0
    assert sound(station)


def test_whoever_moved_out_and_was_registered_elsewhere_does_not_come_back_by_a_reversal(station):
    (bride,) = settled(station, alone())
    left = station.move_out(Leaving((bride,), SOLD, "兰州市"))
    settled(station, alone())
    with pytest.raises(RefusedError, match="person_registered_here"):
        undone(station, left.event_no)


def test_whoever_moved_out_may_settle_again_without_a_question(station):
    (bride,) = settled(station, alone())
    station.move_out(Leaving((bride,), SOLD, "兰州市"))
    assert station.known_person(id_number("620523", date(1990, 5, 4), "2", 986)) == ()
    assert settled(station, alone())


def test_a_case_is_not_reversed_from_under_the_child_that_was_born_into_the_family(station):
    father, *_rest = settled(station)
    born = station.register_newborn(father, baby(), evidence="出生医学证明 Q620000001")
    chief = replace(station._desk, officer=CHIEF)
    with pytest.raises(RefusedError, match="family_without_head"):
        move_case(chief, father[:-3], Step.REVERSE, "登记错了人")
    undone(station, born.event_no)
    move_case(chief, father[:-3], Step.REVERSE, "登记错了人")
    assert sound(station)


def test_nobody_comes_back_into_a_family_that_has_left_meanwhile(station):
    father, *_rest, grandfather = settled(station)
    left = station.move_out(Leaving((grandfather,), SOLD, "兰州市"))
    station.set_up_household(SettingUp(father, "620502001", "建设路8号"))
    with pytest.raises(RefusedError, match="family_without_head"):
        undone(station, left.event_no)
    assert sound(station)


def test_the_masked_extract_names_none_of_the_people_in_households(station, tmp_path):
    father, _mother, _son, grandfather = settled(station)
    station.register_newborn(father, baby(), evidence="出生医学证明 Q620000001")
    station.hand_out_card(grandfather, "TS-000123", "王建业")
    station.move_out(Leaving((grandfather,), SOLD, "兰州市城关区雁滩路9号", cards_returned=True))
    station.change_household(home_of(station, father), keeper="安民生")
    station.set_up_household(SettingUp(father, "620502001", "建设路8号"))
    station.export_journal(tmp_path / "full.jsonl")
    station.export_journal(tmp_path / "masked.jsonl", masked=True)
    secrets = ("王建国", "王小满", "Q620000001", "王建业", "雁滩路", "建设路8号", "安民生", "TS-000123", "1985-03-17")
    full, masked = ((tmp_path / name).read_text(encoding="utf-8") for name in ("full.jsonl", "masked.jsonl"))
    assert [secret for secret in secrets if secret not in full] == []
    assert [secret for secret in secrets if secret in masked] == []


def test_the_county_sees_the_same_people_in_the_same_households(tmp_path):
    """Events travel in bundles like everything else, and the county's tables follow from them."""
    with two_sites(tmp_path) as (station, county):
        case_no = station.find("王建国").rows[0].case_no
        decide_case(replace(station._desk, officer=CHIEF), case_no, Said(Level.STATION, Outcome.APPROVE))
        station.register(case_no)
        father, mother, _son, grandfather = (f"{case_no}-{place:02}" for place in (1, 2, 3, 4))
        station.hand_out_card(father, "TS-000001")
        left = station.move_out(Leaving((grandfather,), SOLD, "兰州市"))
        station.register_newborn(mother, baby(), evidence="出生医学证明 Q620000001")
        county.import_bundle(Path(station.export(tmp_path / "first").bundle))
        undone(station, left.event_no)
        station.set_up_household(SettingUp(father, "620502001", "建设路8号"))
        station.note_reminder(settled(station, alone())[0], "听说已买房")
        told = county.import_bundle(Path(station.export(tmp_path / "second").bundle))
        assert told.conflicts == ()
        for home in [each.household_no for each in station.households()]:
            assert inside(county, home) == inside(station, home)
            assert persons(county, home) == persons(station, home)
        assert sound(station)
        assert county.rebuild_journal().problems == ()
        county._desk = replace(county._desk, officer=Officer("0001", "王景行", tuple(OfficerRole)))
        with pytest.raises(RefusedError, match="household_of_another_site"):
            county.change_head(mother, "县里不能改")


def test_a_family_household_goes_by_the_name_of_its_head_and_back(station):
    father, *_rest = settled(station)
    done = station.set_up_household(SettingUp(father, "620502001", "建设路8号"))
    own = home_of(station, done.registrations[-1])
    mother = next(number for number, each in inside(station, own).items() if each.person.name == "李桂芳")
    event = station.change_head(mother, "户主变更申请")
    assert station.household(own)[0].name == "李桂芳"
    undone(station, event.event_no)
    assert station.household(own)[0].name == "王建国"
    station.change_household(own, name="老王家")
    station.change_head(mother, "户主变更申请")
    assert station.household(own)[0].name == "老王家", "a name that somebody chose stays"
    assert sound(station)


def test_somebody_who_joined_without_a_case_is_known_at_acceptance(station):
    (bride,) = settled(station, alone())
    born = date(1988, 8, 8)
    groom = RegisteredPerson("高远", id_number("620523", born, "1", 983), None, "1", born)
    (number,) = station.register_marriage(Marrying(bride, groom, "结婚证 J620502-2026-000001")).registrations[:1]
    (known,) = station.known_person(groom.id_number)
    assert (known.case_no, known.name) == (number, "高远")
    told = station.check_content(alone("高远", "1", born, 983)).findings
    assert "person_in_open_case" in {finding.code for finding in told}


def test_a_minor_may_head_a_family_but_somebody_is_asked_to_look(station):
    _father, _mother, child, *_ = settled(station)
    done = station.change_head(child, "户主变更申请")
    assert "head_minor" in {finding.code for finding in done.findings}
