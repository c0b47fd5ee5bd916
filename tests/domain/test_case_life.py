"""From which state which step leads where: the whole table, written down a second time as the paper would be passed."""

from __future__ import annotations

from itertools import product

import pytest

from station_app.domain.authority import Action
from station_app.domain.case_life import MOVES, action_of, after, ends_as
from station_app.domain.vocabulary import CaseStatus as At
from station_app.domain.vocabulary import Level, Step

STATION, COUNTY = Level.STATION, Level.COUNTY
ONE, BOTH = (STATION,), (STATION, COUNTY)

ROADS = {
    (At.ACCEPTED, Step.SUPPLEMENT): At.ACCEPTED,
    (At.ACCEPTED, Step.REVIEW): At.REVIEWED,
    (At.ACCEPTED, Step.RETURN): At.SUPPLEMENT,
    (At.ACCEPTED, Step.APPROVE): At.APPROVED,
    (At.ACCEPTED, Step.REFUSE): At.REFUSED,
    (At.ACCEPTED, Step.WITHDRAW): At.WITHDRAWN,
    (At.SUPPLEMENT, Step.SUPPLEMENT): At.ACCEPTED,
    (At.SUPPLEMENT, Step.WITHDRAW): At.WITHDRAWN,
    (At.REVIEWED, Step.RETURN): At.SUPPLEMENT,
    (At.REVIEWED, Step.APPROVE): At.APPROVED,
    (At.REVIEWED, Step.REFUSE): At.REFUSED,
    (At.REVIEWED, Step.WITHDRAW): At.WITHDRAWN,
    (At.AT_COUNTY, Step.RETURN): At.SUPPLEMENT,
    (At.AT_COUNTY, Step.APPROVE): At.APPROVED,
    (At.AT_COUNTY, Step.REFUSE): At.REFUSED,
    (At.AT_COUNTY, Step.WITHDRAW): At.WITHDRAWN,
    (At.APPROVED, Step.REGISTER): At.REGISTERED,
    (At.APPROVED, Step.WITHDRAW): At.WITHDRAWN,
    (At.APPROVED, Step.REVERSE): At.REVERSED,
    (At.REFUSED, Step.DELIVER): At.DELIVERED,
    (At.REFUSED, Step.REVERSE): At.REVERSED,
    (At.REGISTERED, Step.DELIVER): At.DELIVERED,
    (At.REGISTERED, Step.REVERSE): At.REVERSED,
    (At.DELIVERED, Step.ARCHIVE): At.ARCHIVED,
    (At.DELIVERED, Step.REVERSE): At.REVERSED,
    (At.WITHDRAWN, Step.ARCHIVE): At.ARCHIVED,
    (At.ARCHIVED, Step.REVERSE): At.REVERSED,
    (At.DECLINED, Step.DELIVER): At.DELIVERED,
    (At.DECLINED, Step.REVERSE): At.REVERSED,
    (At.REVERSED, Step.ARCHIVE): At.ARCHIVED,
}


@pytest.mark.parametrize(("status", "step"), list(product(At, Step)))
def test_every_step_from_every_state_leads_where_the_paper_says_or_nowhere(status, step):
    assert after(status, step, level=STATION, still=ONE) is ROADS.get((status, step))


def test_of_two_levels_the_first_sends_on_and_the_last_approves():
    assert after(At.REVIEWED, Step.APPROVE, level=STATION, still=BOTH) is At.AT_COUNTY
    assert after(At.AT_COUNTY, Step.APPROVE, level=COUNTY, still=(COUNTY,)) is At.APPROVED


@pytest.mark.parametrize("step", [Step.APPROVE, Step.REFUSE, Step.RETURN])
@pytest.mark.parametrize("status", [At.ACCEPTED, At.REVIEWED, At.AT_COUNTY])
def test_nobody_decides_out_of_turn(status, step):
    assert after(status, step, level=COUNTY, still=BOTH) is None
    assert after(status, step, level=STATION, still=(COUNTY,)) is None
    assert after(status, step, level=None, still=BOTH) is None


@pytest.mark.parametrize("step", [Step.APPROVE, Step.REFUSE, Step.RETURN])
def test_without_a_level_that_may_decide_nothing_is_decided(step):
    """No rule matched is not an approval."""
    assert after(At.ACCEPTED, step, level=STATION, still=()) is None


@pytest.mark.parametrize("end", [At.REVERSED, At.WITHDRAWN])
def test_an_archived_case_without_effect_is_not_reversed_again(end):
    assert after(At.ARCHIVED, Step.REVERSE, ended_as=end) is None


@pytest.mark.parametrize("end", [At.REGISTERED, At.REFUSED, At.DECLINED])
def test_an_archived_case_keeps_what_became_of_it_and_can_be_reversed(end):
    assert ends_as(At.ARCHIVED, ends_as(At.DELIVERED, ends_as(end, None))) is end
    assert after(At.ARCHIVED, Step.REVERSE, ended_as=end) is At.REVERSED


def test_a_case_under_way_has_ended_as_nothing():
    assert ends_as(At.APPROVED, ends_as(At.ACCEPTED, None)) is None


def test_who_decides_follows_from_the_level_and_the_desk():
    assert action_of(Step.APPROVE, level=STATION) is Action.DECIDE_STATION
    assert action_of(Step.REFUSE, level=COUNTY, at_station=True) is Action.RECORD_COUNTY
    assert action_of(Step.RETURN, level=COUNTY, at_station=False) is Action.DECIDE_COUNTY
    assert action_of(Step.WITHDRAW) is Action.WITHDRAW


def test_whoever_accepted_takes_none_of_the_steps_that_control_him():
    assert {step for step, move in MOVES.items() if move.by_another} == {
        Step.REVIEW,
        Step.RETURN,
        Step.APPROVE,
        Step.REFUSE,
        Step.REVERSE,
    }
