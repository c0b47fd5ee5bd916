"""What is offered is what would be let through: for each state, officer and step the use case gives the same answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from station_app.bench.families import families
from station_app.domain.records import Officer
from station_app.domain.vocabulary import CaseStatus, Level, OfficerRole, Outcome, Step
from station_app.errors import NotPermittedError, RefusedError
from station_app.services.decide_case import Said, decide_case
from station_app.services.extend_decision import extend_decision
from station_app.services.move_case import move_case
from station_app.services.offer_steps import flag_words, offer_steps, prepare_decision
from station_app.services.register_case import register_case
from station_app.services.supplement_case import begin_supplement
from station_app.services.turn_case import turn_case
from tests.services.exchanging import two_sites
from tests.services.test_life_of_a_case import a_poor_family, accepted, exchange, stamped

CHIEF = Officer("0002", "赵守正", (OfficerRole.CHIEF,))
REVIEWER = Officer("0003", "钱明远", (OfficerRole.REVIEWER,))
CLERK = Officer("0004", "周文", (OfficerRole.FRONT_DESK,))
ALONE = Officer("0001", "王景行", tuple(OfficerRole))
TODAY = date(2026, 11, 23)
APPROVE = Said(Level.STATION, Outcome.APPROVE)
WORDS = "本人"


def as_(catalogue, officer):
    return replace(catalogue._desk, officer=officer)


def offered(desk, case_no, name):
    """The offer of that name, None where there is none."""
    return {each.name: each for each in offer_steps(desk, case_no)}.get(name)


TAKEN = {
    "review": lambda desk, number: move_case(desk, number, Step.REVIEW, WORDS),
    "decide": lambda desk, number: decide_case(desk, number, APPROVE),
    "register": register_case,
    "deliver": lambda desk, number: move_case(desk, number, Step.DELIVER, WORDS),
    "archive": lambda desk, number: move_case(desk, number, Step.ARCHIVE, WORDS),
    "withdraw": lambda desk, number: move_case(desk, number, Step.WITHDRAW),
    "reverse": lambda desk, number: move_case(desk, number, Step.REVERSE, WORDS),
    "supplement": begin_supplement,
    "extend": lambda desk, number: extend_decision(desk, number, WORDS, TODAY),
}
ROADS = {
    CaseStatus.ACCEPTED: (),
    CaseStatus.REVIEWED: ("review",),
    CaseStatus.SUPPLEMENT: ("return",),
    CaseStatus.APPROVED: ("decide",),
    CaseStatus.REFUSED: ("refuse",),
    CaseStatus.WITHDRAWN: ("withdraw",),
    CaseStatus.REGISTERED: ("decide", "register"),
    CaseStatus.DELIVERED: ("decide", "register", "deliver"),
    CaseStatus.ARCHIVED: ("decide", "register", "deliver", "archive"),
    CaseStatus.REVERSED: ("decide", "reverse"),
}
"""How a case comes to each state, by people who may."""
ON_THE_WAY = TAKEN | {
    "return": lambda desk, number: decide_case(desk, number, Said(Level.STATION, Outcome.RETURN, text=WORDS)),
    "refuse": lambda desk, number: decide_case(desk, number, Said(Level.STATION, Outcome.REFUSE, "identity_unproven")),
}
ALL_BUT_ACCEPTING = Officer("0009", "吴用", tuple(OfficerRole))


@pytest.mark.parametrize("status", ROADS)
def test_an_offer_is_kept_and_a_refusal_is_the_same_as_the_use_cases_own(station, status):
    others = as_(station, ALL_BUT_ACCEPTING)
    numbers = count(10)
    for officer in (CHIEF, REVIEWER, CLERK, ALONE):
        for name, take in TAKEN.items():
            (family,) = families(1, start=next(numbers))
            case_no = station.accept(family).case_no
            for step in ROADS[status]:
                ON_THE_WAY[step](others, case_no)
            desk = as_(station, officer)
            offer = {each.name: each for each in offer_steps(desk, case_no)}[name]
            where = (status, officer.badge, name, offer)
            assert offer.timely or not offer.possible, where
            if offer.possible:
                take(desk, case_no)
                continue
            with pytest.raises((RefusedError, NotPermittedError)) as refusal:
                take(desk, case_no)
            findings = [finding.code for finding in getattr(refusal.value, "findings", ())]
            assert offer.code in (refusal.value.code, *findings[:1]), where


def test_every_officer_is_offered_something_and_nobody_everything(station):
    case_no = accepted(station)
    may = {
        officer.badge: [each.name for each in offer_steps(as_(station, officer), case_no) if each.possible]
        for officer in (CHIEF, REVIEWER, CLERK, ALONE)
    }
    assert may == {
        "0002": ["review", "decide", "withdraw", "extend"],
        "0003": ["review"],
        "0004": ["supplement", "withdraw"],
        "0001": ["supplement", "withdraw", "extend"],
    }


def test_an_extension_is_offered_with_the_day_it_leads_to_and_only_once(station):
    case_no = accepted(station)
    chief = as_(station, CHIEF)
    assert offered(chief, case_no, "extend").until == date(2027, 1, 5)
    extend_decision(chief, case_no, "核查", TODAY)
    assert offered(chief, case_no, "extend").code == "extension_again"


def test_a_failed_poverty_application_is_offered_the_general_road_once(station):
    case_no = accepted(station, **a_poor_family())
    assert (offered(station._desk, case_no, "turn").code, offered(station._desk, case_no, "turn").timely) == (
        "turn_impossible",
        False,
    )
    decide_case(as_(station, CHIEF), case_no, Said(Level.STATION, Outcome.REFUSE, "poverty_unproven"))
    assert offered(station._desk, case_no, "turn").possible
    assert offered(as_(station, CHIEF), case_no, "turn").code == "role_missing"
    turn_case(station._desk, case_no)
    assert offered(station._desk, accepted(station), "turn") is None  # a general one has no such road


def test_a_station_is_offered_the_stamped_form_where_the_county_decides(station):
    case_no = accepted(station, **a_poor_family())
    chief = as_(station, CHIEF)
    decide_case(chief, case_no, APPROVE)
    offer = prepare_decision(chief, case_no).offer
    assert (offer.possible, offer.level, offer.on_paper) == (True, Level.COUNTY, True)
    decide_case(chief, case_no, Said(Level.COUNTY, Outcome.APPROVE, reference="秦公户〔2026〕17号"), stamped())


def test_the_county_is_offered_its_decision_when_the_station_has_approved(tmp_path):
    with two_sites(tmp_path) as (station, county):
        case_no = accepted(station, **a_poor_family())
        reviewer = as_(county, Officer("0007", "孙立本", (OfficerRole.COUNTY_REVIEWER,)))
        exchange(station, county, tmp_path / "first")
        assert prepare_decision(reviewer, case_no).offer.code == "level_not_next"
        decide_case(as_(station, CHIEF), case_no, APPROVE)
        exchange(station, county, tmp_path / "second")
        offer = prepare_decision(reviewer, case_no).offer
        assert (offer.possible, offer.level, offer.on_paper) == (True, Level.COUNTY, False)
        codes = {each.name: each.code for each in offer_steps(reviewer, case_no)}
        assert codes["reverse"] == "role_missing"
        assert codes["register"] == "role_missing"


def test_the_grounds_are_those_of_the_pack_and_each_has_its_clause(station):
    basis = prepare_decision(as_(station, CHIEF), accepted(station))
    assert {"identity_unproven", "documents_false"} <= {ground.code for ground in basis.grounds}
    assert all(ground.basis and ground.title for ground in basis.grounds)
    assert not {"employment", "social_insurance", "housing", "residence_length"} & {each.code for each in basis.grounds}
    assert basis.still_open[-1] == "residence_permit"


def test_a_decider_called_like_the_applicant_is_told_before_he_decides(station):
    namesake = Officer("0002", "王建国", (OfficerRole.CHIEF,))
    assert prepare_decision(as_(station, namesake), accepted(station)).flags == ("decider_named_alike",)


def test_words_that_name_a_forbidden_ground_are_found_while_typing(station):
    chief = as_(station, CHIEF)
    pack = station.show(accepted(station)).pack
    assert flag_words(chief, pack, "没有社保记录,也没有购房合同") == ("social_insurance", "housing")
    assert flag_words(chief, pack, "关系证明与户口簿不符") == ()
    assert flag_words(chief, "unknown", "没有社保记录") == ()
