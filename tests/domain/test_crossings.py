"""What holds when a county and its station decide the same case: each pair of outcomes, and each next step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from station_app.domain.crossings import Took, course
from station_app.domain.vocabulary import CaseStatus as At
from station_app.domain.vocabulary import Crossed, Level, Step

STATION, COUNTY = "620502001", "620502"
LEVELS = (Level.STATION, Level.COUNTY)
DAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
HOME = f"{STATION}-P001"
YES, NO, BACK = Step.APPROVE, Step.REFUSE, Step.RETURN


def own(*steps):
    """The station's steps: accepted and approved, then these; a decision among them is the county's on paper."""
    taken = [Took(STATION, 1, DAY, "0001", Step.SUPPLEMENT, household_no=HOME)]
    taken.append(Took(STATION, 2, DAY, "0002", YES, Level.STATION))
    for seq, step in enumerate(steps, start=3):
        paper = step in {YES, NO, BACK}
        level = Level.COUNTY if paper else None
        home = HOME if step in {Step.SUPPLEMENT, Step.REGISTER} else None
        moment = DAY + timedelta(hours=seq)
        taken.append(Took(STATION, seq, moment, "0003", step, level, on_paper=paper, household_no=home))
    return taken


def county(step, *, about=1, seq=9, hours=1):
    return Took(COUNTY, seq, DAY + timedelta(hours=hours), "0007", step, Level.COUNTY, about=about)


def holds(paper, decided, *following):
    """Where the case stands, what is to be done about it, and who decided it."""
    found = course(LEVELS, own(paper, *following), [county(decided)])
    return found.stand.status, found.crossing and found.crossing.word, found.stand.decided_site


@pytest.mark.parametrize(
    ("paper", "decided", "status"),
    [
        (YES, NO, At.REFUSED),
        (YES, BACK, At.SUPPLEMENT),
        (NO, YES, At.APPROVED),
        (NO, BACK, At.SUPPLEMENT),
        (BACK, YES, At.APPROVED),
        (BACK, NO, At.REFUSED),
    ],
)
def test_where_they_differ_the_countys_holds_and_somebody_has_to_compare(paper, decided, status):
    assert holds(paper, decided)[:2] == (status, Crossed.COMPARE)


@pytest.mark.parametrize(("said", "status"), [(YES, At.APPROVED), (NO, At.REFUSED), (BACK, At.SUPPLEMENT)])
def test_where_they_say_the_same_the_countys_facts_hold_and_nothing_is_to_be_done(said, status):
    found = course(LEVELS, own(said), [county(said)])
    assert (found.stand.status, found.crossing) == (status, None)
    assert found.agreed == {(STATION, 3)}
    assert (COUNTY, 9) in found.taken
    assert found.stand.decided_site == (None if said is BACK else COUNTY)


@pytest.mark.parametrize(
    ("paper", "decided", "following", "status", "todo"),
    [
        (YES, NO, (Step.REGISTER,), At.REGISTERED, Crossed.ACTED),
        (YES, BACK, (Step.REGISTER, Step.DELIVER), At.DELIVERED, Crossed.ACTED),
        (NO, YES, (Step.DELIVER,), At.DELIVERED, Crossed.ACTED),
        (NO, YES, (Step.DELIVER, Step.ARCHIVE), At.ARCHIVED, Crossed.ACTED),
        (NO, YES, (Step.DELIVER, Step.REVERSE), At.REVERSED, None),
        (YES, NO, (Step.REGISTER, Step.REVERSE), At.REVERSED, None),
        (YES, NO, (Step.DELIVER,), At.DELIVERED, None),  # of the refusal: that was known
        (NO, YES, (Step.REGISTER,), At.REGISTERED, None),
        (YES, BACK, (Step.SUPPLEMENT,), At.ACCEPTED, None),
        (BACK, YES, (Step.SUPPLEMENT,), At.ACCEPTED, None),  # other facts: everybody decides anew
        (BACK, NO, (Step.WITHDRAW,), At.WITHDRAWN, None),
        (YES, NO, (Step.WITHDRAW,), At.WITHDRAWN, None),
    ],
)
def test_the_next_step_shows_which_of_the_two_the_station_went_on_from(paper, decided, following, status, todo):
    assert holds(paper, decided, *following)[:2] == (status, todo)


@pytest.mark.parametrize("decided", [YES, NO, BACK])
def test_what_was_taken_back_before_the_decision_was_known_stays_taken_back(decided):
    found = course(LEVELS, own(Step.WITHDRAW), [county(decided)])
    assert (found.stand.status, found.stand.placed, found.crossing) == (At.WITHDRAWN, False, None)
    assert ((COUNTY, 9) in found.taken) is (decided is not NO)


def test_a_decision_is_about_the_facts_it_names_or_else_about_the_newest_of_its_day():
    steps = own(BACK, Step.SUPPLEMENT)
    steps.append(Took(STATION, 5, DAY + timedelta(hours=5), "0002", YES, Level.STATION))
    for decision, status in (
        (county(YES, about=1), At.AT_COUNTY),
        (county(YES, about=4), At.APPROVED),
        (county(YES, about=None, hours=1), At.AT_COUNTY),
        (county(YES, about=None, hours=6), At.APPROVED),
    ):
        assert course(LEVELS, steps, [decision]).stand.status is status


def test_whoever_takes_room_is_who_the_case_that_holds_says():
    assert not course(LEVELS, own(YES), [county(NO)]).stand.placed
    assert course(LEVELS, own(NO), [county(YES)]).stand.placed
    assert course(LEVELS, own(YES, Step.REGISTER), [county(NO)]).stand.placed
