"""The roster of a household: who is in it and who was, what the program reminds of, and what officers note."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from station_app.clock import FixedClock
from station_app.domain.reading import read_document
from station_app.errors import RefusedError
from station_app.services.leave_household import Leaving
from station_app.storage import reads
from tests.people import a_family_of_four
from tests.services.settling import SOLD, alone, baby, home_of, settled, sound


def later(station, year):
    """The same station in a later year."""
    station._desk = replace(station._desk, clock=FixedClock(datetime(year, 11, 30, 1, 30, tzinfo=UTC)))


def codes(roster):
    return [(each.code, each.where) for each in roster.hints]


def test_the_list_of_events_names_who_came_or_left_and_nobody_who_stayed(station):
    father, mother, _son, _grandfather = settled(station)
    home = home_of(station, father)
    station.register_newborn(mother, baby(), evidence="出生医学证明 Q620000001")
    station.move_out(Leaving((father,), SOLD, "兰州市城关区", new_head=mother))
    moved, born = station.roster(home, "核对台账").events
    assert (moved.people, born.people) == (("王建国",), ("王小满",))


def test_the_roster_names_who_is_there_who_left_and_who_is_awaited(station):
    father, mother, son, grandfather = settled(station)
    home = home_of(station, father)
    station.hand_out_card(father, "TS-000001")
    station.hand_out_card(grandfather, "TS-000002")
    station.move_out(Leaving((grandfather,), SOLD, "兰州市城关区", cards_returned=True))
    awaited = station.accept(*read_document(alone())).case_no
    roster = station.roster(home, "核对台账")
    assert [(line.number, line.registration_no, line.head) for line in roster.present] == [
        (1, father, True),
        (2, mother, False),
        (3, son, False),
    ]
    first = roster.present[0]
    assert (first.name, first.cards[0].card_no) == ("王建国", "TS-000001")
    assert "1985" not in first.id_masked
    assert first.came_from.startswith("甘肃省天水市甘谷县") or first.came_from.startswith("甘肃省甘谷县")
    (gone,) = roster.left
    assert (gone.number, gone.went_to, gone.why_ended) == (4, "兰州市城关区", "move_out")
    assert gone.cards[0].how_ended == "returned"
    assert [each.case_no for each in roster.awaited] == [awaited]
    assert len({line.family for line in roster.present}) == 1


def test_looking_at_a_roster_is_logged(station):
    home = station.households()[0].household_no
    station.roster(home, "核对台账")
    with station._desk.store.read() as uow:
        (look,) = reads.of_subject(uow, home)
    assert (look.officer, look.why) == ("0001", "核对台账")


def test_whoever_stays_behind_alone_is_asked_after_and_nothing_else_happens(station):
    father, mother, son, grandfather = settled(station)
    home = home_of(station, father)
    assert codes(station.roster(home)) == []
    station.move_out(Leaving((father, mother, son), SOLD, "兰州市城关区", new_head=grandfather))
    assert codes(station.roster(home)) == [("should_move_left_behind", grandfather)]
    station.hand_out_card(grandfather, "TS-000001")
    assert sound(station)


def test_a_widower_is_not_asked_whether_he_should_have_moved(station):
    (mother,) = settled(station, alone())
    born = station.register_newborn(mother, baby(), evidence="出生医学证明 Q620000001").registrations[0]
    station.register_death(born, day=station.today(), evidence="死亡证明 1")
    assert codes(station.roster(home_of(station, mother))) == []


def test_a_student_of_five_years_ago_is_asked_after_and_a_grown_up_child_is_not(station):
    content = alone() | {"applicant_category": "student"}
    (student,) = settled(station, content)
    settled(station)
    home = home_of(station, student)
    later(station, 2030)
    assert codes(station.roster(home)) == []
    later(station, 2031)
    assert codes(station.roster(home)) == [("should_move_student", student)]


def test_an_officer_notes_a_reminder_and_settles_it(station):
    father, *_rest = settled(station)
    home = home_of(station, father)
    with pytest.raises(RefusedError, match="reason_missing"):
        station.note_reminder(father, " ")
    noted = station.note_reminder(father, "邻居说已在秦州区买房")
    assert [each.text for each in station.roster(home).reminders] == ["邻居说已在秦州区买房"]
    station.settle_reminder(noted.reminder_no, "已谈,下月迁出")
    assert station.roster(home).reminders == ()
    with pytest.raises(RefusedError, match="reminder_settled_already"):
        station.settle_reminder(noted.reminder_no)
    with pytest.raises(RefusedError, match="reminder_unknown"):
        station.settle_reminder("620502001-20261123-TX9999")
    assert sound(station)


def test_a_household_without_anybody_has_an_empty_roster(station):
    roster = station.roster(station.households()[0].household_no)
    assert (roster.present, roster.left, roster.awaited, roster.hints) == ((), (), (), ())
    with pytest.raises(RefusedError, match="household_unknown"):
        station.roster("620502001-P999")


def test_the_number_of_a_line_is_not_given_to_anybody_else(station):
    first, *_rest = settled(station)
    home = home_of(station, first)
    station.move_out(Leaving((first,), SOLD, "兰州市", whole_family=True))
    (late,) = settled(station, alone())
    assert [(line.number, line.registration_no) for line in station.roster(home).present] == [(5, late)]
    assert a_family_of_four()["family"]


def test_a_printed_roster_is_journalled_and_whoever_took_it_is_in_the_log_of_looks(station):
    father, *_rest = settled(station)
    home = home_of(station, father)
    first, second = station.print_roster(home), station.print_roster(home)
    assert (first.copy, second.copy, first.pdf) == (1, 2, second.pdf)
    with station._desk.store.read() as uow:
        assert {look.why for look in reads.of_subject(uow, home)} == {"household-roster"}
    assert sound(station)
