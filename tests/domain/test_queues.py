"""The table of working lists: who sees which, and that nothing falls between them."""

from __future__ import annotations

import pytest

from station_app.domain.case_life import MOVES, UNDECIDED
from station_app.domain.queues import PAPERS, QUEUES, Kind, QueueName, seen_by
from station_app.domain.vocabulary import CaseStatus, OfficerRole, SiteKind

STATION = SiteKind.STATION


def names(role, kind=STATION):
    return [queue.name.value for queue in seen_by((role,), kind)]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (OfficerRole.FRONT_DESK, ["due", "mine", "supplement", "register", "print", "deliver", "hand_over"]),
        (OfficerRole.REVIEWER, ["due", "review", "county", "print"]),
        (
            OfficerRole.CHIEF,
            ["crossed", "due", "review", "decide", "county", "register", "print", "deliver", "hand_over"],
        ),
        (OfficerRole.AUDITOR, []),
        (OfficerRole.SECURITY, []),
    ],
)
def test_each_role_of_a_station_has_its_lists(role, seen):
    assert names(role) == seen


def test_a_county_has_what_comes_up_to_it_and_what_goes_down_again():
    assert names(OfficerRole.COUNTY_REVIEWER, SiteKind.COUNTY) == ["crossed", "county", "hand_over"]
    assert names(OfficerRole.CHIEF, SiteKind.COUNTY) == ["hand_over"]


def test_every_list_is_in_the_table_once_and_has_a_site():
    assert [queue.name for queue in QUEUES] == list(QueueName)
    assert all(queue.seen_by for queue in QUEUES)


def test_a_case_that_somebody_must_act_on_is_on_a_list_that_is_counted_somewhere():
    """Whatever can still be moved by somebody other than the applicant waits on a list, at a station or its county."""
    waits = {status for queue in QUEUES if queue.waits_at and queue.kind is Kind.STANDING for status in queue.states}
    assert waits == {*UNDECIDED, CaseStatus.APPROVED, *MOVES_TO_DELIVER}


MOVES_TO_DELIVER = next(move.possible_in for step, move in MOVES.items() if step == "deliver")


def test_a_paper_is_demanded_only_where_a_case_can_stand():
    assert all(set(states) <= set(CaseStatus) and states for states in PAPERS.values())
