"""Words that name what may be no condition are flagged with whatever step they come, and are shown with the case."""

from __future__ import annotations

from datetime import date

import pytest

from station_app.domain.case_changes import Putting
from station_app.domain.vocabulary import Level, Outcome, Step
from station_app.services.decide_case import Said, decide_case
from station_app.services.extend_decision import extend_decision
from station_app.services.move_case import move_case
from tests.services.test_facts_put_right import declined
from tests.services.test_trace_case import accept, chief_of

WORDS = "没有社保记录"
FLAGGED = ("social_insurance",)


def newest(station, case_no):
    return station.show(case_no).timeline[-1]


@pytest.mark.parametrize("outcome", [Outcome.APPROVE, Outcome.RETURN])
def test_an_approval_and_a_return_are_flagged_like_a_refusal(station, outcome):
    case_no = accept(station)
    assert decide_case(chief_of(station), case_no, Said(Level.STATION, outcome, text=WORDS)).flags == FLAGGED
    assert newest(station, case_no).flags == FLAGGED
    assert station.trace(case_no).decisions[-1].flags == FLAGGED


@pytest.mark.parametrize("step", [Step.REVIEW, Step.WITHDRAW])
def test_a_review_and_a_withdrawal_are_flagged_and_stand(station, step):
    case_no = accept(station)
    by = chief_of(station) if step is Step.REVIEW else station._desk
    assert move_case(by, case_no, step, WORDS).flags == FLAGGED
    assert newest(station, case_no).flags == FLAGGED


def test_a_reversal_is_flagged(station):
    case_no = accept(station)
    decide_case(chief_of(station), case_no, Said(Level.STATION, Outcome.REFUSE, "relation_unproven"))
    assert move_case(chief_of(station), case_no, Step.REVERSE, WORDS).flags == FLAGGED


def test_the_reason_of_an_extension_is_flagged(station):
    case_no = accept(station)
    done = extend_decision(chief_of(station), case_no, "待核实就业情况", date(2026, 11, 23))
    assert done.flags == ("employment",)
    assert newest(station, case_no).flags == ("employment",)


def test_the_words_of_a_supplement_are_flagged(station):
    case_no = accept(station)
    assert station.supplement(case_no, Putting(station.show(case_no).case, text=WORDS)).flags == FLAGGED


def test_who_got_the_papers_and_where_they_lie_are_no_reasons(station):
    case_no = accept(station)
    decide_case(chief_of(station), case_no, Said(Level.STATION, Outcome.REFUSE, "relation_unproven"))
    assert move_case(station._desk, case_no, Step.DELIVER, "社保所代收").flags == ()
    assert newest(station, case_no).flags == ()


def test_a_refused_and_a_declined_case_are_shown_with_ground_and_clause(station):
    case_no = accept(station)
    decide_case(chief_of(station), case_no, Said(Level.STATION, Outcome.REFUSE, "relation_unproven", WORDS))
    said = newest(station, case_no)
    assert (said.ground, said.basis) == ("随迁人员与申请人的亲属关系不成立", "天政办发〔2020〕5号 二(一)1")
    turned_away = declined(station, text=WORDS)
    said = newest(station, turned_away.case_no)
    assert said.ground
    assert said.basis
    assert (said.flags, said.words) == (FLAGGED, WORDS)
