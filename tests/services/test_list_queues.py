"""The working lists: each case is on the lists of those who have to act on it, what is due first in front."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from printing.registry import PAPERS as REGISTERED
from station_app.domain.queues import PAPERS
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import Level, OfficerRole, Outcome, Step
from station_app.errors import NotPermittedError, RefusedError
from station_app.services.decide_case import Said, decide_case
from station_app.services.list_queues import count_waiting, list_queues, show_queue
from station_app.services.move_case import move_case
from tests.people import a_family_of_four
from tests.services.exchanging import more_families, two_sites

CHIEF = Officer("0002", "赵守正", (OfficerRole.CHIEF,))
REVIEWER = Officer("0003", "钱明远", (OfficerRole.REVIEWER,))
COUNTY_REVIEWER = Officer("0007", "孙立本", (OfficerRole.COUNTY_REVIEWER,))
DAY = timedelta(days=1)


def desk_of(catalogue, officer):
    return replace(catalogue._desk, officer=officer)


def accept(station, **changes):
    return station.accept(
        *read_document(a_family_of_four() | changes), confirmed={"person_in_open_case": "另案"}
    ).case_no


def counts(desk):
    return {each.name.value: each.count for each in list_queues(desk) if each.count}


def on(desk, name):
    return [line.case_no for line in show_queue(desk, name).rows]


def decide(station, case_no, outcome=Outcome.APPROVE, **more):
    said = Said(Level.STATION, outcome, **more)
    return decide_case(desk_of(station, CHIEF), case_no, said)


def test_a_quiet_station_has_its_lists_and_nothing_on_them(station):
    assert counts(station._desk) == {}
    assert [each.name for each in list_queues(station._desk)][:2] == ["due", "mine"]
    assert count_waiting(station._desk) == (0, False)


def test_a_case_goes_from_list_to_list_until_it_is_handed_out(station):
    case_no = accept(station)
    desk, chief, reviewer = station._desk, desk_of(station, CHIEF), desk_of(station, REVIEWER)
    assert counts(desk) == {"mine": 1, "print": 1}
    assert counts(chief) == {"review": 1, "decide": 1, "print": 1}
    assert counts(reviewer) == {"review": 1, "print": 1}
    assert (count_waiting(chief), count_waiting(desk)) == ((1, False), (0, False))

    station.issue_paper(case_no, "receipt")
    assert counts(desk) == {"mine": 1}
    move_case(reviewer, case_no, Step.REVIEW, "齐全")
    assert (on(chief, "decide"), on(chief, "review")) == ([case_no], [])

    decide(station, case_no)
    assert counts(desk) == {"mine": 1, "register": 1, "print": 1}
    station.issue_paper(case_no, "approval-form")
    assert counts(desk) == {"mine": 1, "register": 1}
    assert counts(chief) == {"register": 1}
    station.register(case_no)
    assert counts(desk) == {"mine": 1, "print": 1, "deliver": 1}
    station.issue_paper(case_no, "settlement-slip")
    assert counts(desk) == {"mine": 1, "deliver": 1}
    assert count_waiting(desk) == (1, False)
    move_case(desk, case_no, Step.DELIVER, "王建国")
    assert counts(desk) == {}


def test_what_is_returned_waits_for_the_one_who_supplements_it(station):
    case_no = accept(station)
    decide(station, case_no, Outcome.RETURN, text="请补充结婚证")
    assert counts(station._desk) == {"mine": 1, "supplement": 1, "print": 1}
    assert counts(desk_of(station, CHIEF)) == {"print": 1}


def test_nobody_has_on_his_list_what_he_may_not_decide(station):
    accept(station)
    both = desk_of(station, Officer("0001", "王景行", (OfficerRole.FRONT_DESK, OfficerRole.CHIEF)))
    assert counts(both) == {"mine": 1, "print": 1}


def test_my_list_is_mine_alone(station):
    accept(station)
    colleague = desk_of(station, Officer("0005", "马秀兰", (OfficerRole.FRONT_DESK,)))
    assert counts(colleague) == {"print": 1}
    assert on(station._desk, "mine") != []


def test_what_is_due_first_stands_in_front_and_presses_in_its_colour(station):
    first = accept(station)
    clock = station._desk.clock
    clock.move(DAY)
    second = accept(station)
    assert on(station._desk, "mine") == [first, second]
    assert on(station._desk, "due") == []
    clock.move(DAY)
    clock.move(DAY)
    lines = show_queue(station._desk, "due").rows
    assert [(line.case_no, line.pressure, line.left) for line in lines] == [(first, "red", 0), (second, "amber", 1)]
    assert lines[0].due.isoformat() == "2026-11-26"
    assert counts(station._desk)["due"] == 2


def test_the_list_of_what_is_due_is_the_due_list_from_amber_up(station):
    cases = more_families(station, 6)
    for case_no in cases[:2]:
        decide(station, case_no)
    clock = station._desk.clock
    for _ in range(22):
        lines = [(line.case_no, line.pressure, line.due, line.left) for line in show_queue(station._desk, "due").rows]
        due = [
            (line.number, line.pressure, line.due, line.left)
            for line in station.due()
            if line.pressure in {"amber", "red", "overdue"}
        ]
        assert lines == due
        clock.move(DAY)


def test_a_refusal_waits_to_be_handed_over_to_the_applicant(station):
    case_no = accept(station)
    decide(station, case_no, Outcome.REFUSE, reason="documents_false", text="户口簿页有改动")
    assert on(station._desk, "deliver") == [case_no]


def test_what_goes_up_to_the_county_is_on_its_list_and_on_the_stations(tmp_path):
    with two_sites(tmp_path) as (station, county):
        poor = more_families(station, 1)
        from tests.services.test_life_of_a_case import a_poor_family, exchange  # noqa: PLC0415

        case_no = accept(station, **a_poor_family())
        chief = desk_of(station, CHIEF)
        assert case_no not in on(chief, "county")
        assert set(on(chief, "decide")) >= {case_no, *poor}
        decide(station, case_no)
        assert on(chief, "county") == [case_no]
        exchange(station, county, tmp_path)
        above = desk_of(county, COUNTY_REVIEWER)
        assert on(above, "county") == [case_no]
        assert count_waiting(above) == (1, False)
        assert count_waiting(chief)[0] == 2  # what the county has to decide is not waiting here


def test_what_was_not_handed_over_yet_is_listed_until_it_is(tmp_path):
    with two_sites(tmp_path) as (station, _county):
        waiting = more_families(station, 2)
        rows = show_queue(station._desk, "hand_over").rows
        assert {line.case_no for line in rows} >= set(waiting)
        assert {line.entries for line in rows} == {1}
        station.export(tmp_path)
        assert on(station._desk, "hand_over") == []
        station.issue_paper(waiting[0], "receipt")
        assert on(station._desk, "hand_over") == [waiting[0]]


def test_without_anybody_to_hand_over_to_nothing_waits(station):
    accept(station)
    assert on(station._desk, "hand_over") == []


def test_a_case_waits_for_the_papers_of_where_it_stands_until_they_are_made(station):
    case_no = accept(station)
    (line,) = show_queue(station._desk, "print").rows
    assert line.papers == ("receipt",)
    station.issue_paper(case_no, "receipt")
    assert on(station._desk, "print") == []
    decide(station, case_no)
    (line,) = show_queue(station._desk, "print").rows
    assert line.papers == ("approval-form",)
    station.issue_paper(case_no, "approval-form")
    assert on(station._desk, "print") == []


def test_what_a_list_asks_for_is_a_paper_that_can_be_made():
    assert set(PAPERS) <= set(REGISTERED)


def test_a_long_list_says_that_there_is_more(station):
    more_families(station, 3)
    shown = show_queue(station._desk, "mine", 2)
    assert (len(shown.rows), shown.more) == (2, True)
    assert not show_queue(station._desk, "mine", 3).more


def test_a_list_that_is_not_ones_own_is_refused_by_its_name(station):
    with pytest.raises(RefusedError) as refusal:
        show_queue(station._desk, "decide")
    assert refusal.value.code == "queue_unknown"
    assert "mine" in refusal.value.details["names"]


def test_an_auditor_has_no_working_lists(station):
    with pytest.raises(NotPermittedError):
        list_queues(desk_of(station, Officer("0009", "李四", (OfficerRole.AUDITOR,))))
