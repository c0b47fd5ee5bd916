"""Facts after acceptance: put right with before and after; declined in writing; gone on with on another route."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from station_app.clock import FixedClock
from station_app.domain.case_changes import Putting
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import CaseStatus, DraftPurpose, Level, Outcome, Route, Step
from station_app.errors import NotPermittedError, RefusedError
from station_app.services.decide_case import Said, decide_case
from station_app.services.move_case import move_case
from station_app.services.supplement_case import supplement_case
from station_app.storage import households
from tests.people import a_family_of_four
from tests.services.exchanging import two_sites
from tests.services.test_life_of_a_case import (
    CHIEF,
    COUNTY_REVIEWER,
    REVIEWER,
    a_poor_family,
    accepted,
    approve,
    as_,
    exchange,
    rebuilt,
    stamped,
)


def facts(catalogue, case_no):
    return catalogue.show(case_no).case


def with_phone(case, phone, place=0):
    people = list(case.family)
    people[place] = msgspec.structs.replace(people[place], phone=phone)
    return msgspec.structs.replace(case, family=tuple(people))


def without_the_last(case):
    last = len(case.family) - 1
    documents = tuple(
        msgspec.structs.replace(each, also=tuple(other for other in each.also if other != last))
        for each in case.documents
        if each.holder != last
    )
    return msgspec.structs.replace(case, family=case.family[:last], documents=documents)


def persons(catalogue, number):
    with catalogue._desk.store.read() as uow:
        return households.get(uow, number).persons


def test_a_corrected_telephone_is_shown_before_and_after_and_both_are_kept(station):
    case_no = accepted(station)
    was = facts(station, case_no)
    done = station.supplement(case_no, Putting(with_phone(was, "13900000009"), text="号码抄错"))
    assert [(change.path, change.before, change.after) for change in done.changes] == [
        ("family[0].phone", was.family[0].phone, "13900000009")
    ]
    assert facts(station, case_no).family[0].phone == "13900000009"
    (correction,) = station.corrections(case_no)
    assert (correction.text, correction.changes) == ("号码抄错", done.changes)
    assert station.find("13900000009").rows[0].case_no == case_no
    assert station.find(was.family[0].phone).total == 0
    assert rebuilt(station).problems == ()


def test_somebody_taken_out_frees_its_place_and_is_found_no_more(station):
    case_no = accepted(station)
    before, number = facts(station, case_no), station.show(case_no).household.household_no
    room = persons(station, number)
    station.supplement(case_no, Putting(without_the_last(before)))
    assert persons(station, number) == room - 1
    assert station.find(before.family[-1].id_number).total == 0
    assert station.show(case_no).household.household_no == number
    assert rebuilt(station).problems == ()


def test_after_a_supplement_every_level_decides_anew(station):
    case_no = accepted(station)
    decide_case(as_(station, CHIEF), case_no, Said(Level.STATION, Outcome.RETURN, text="请核对电话"))
    assert station.show(case_no).status is CaseStatus.SUPPLEMENT
    done = station.supplement(case_no, Putting(with_phone(facts(station, case_no), "13900000009")))
    assert done.status is CaseStatus.ACCEPTED
    assert station.show(case_no).still == (Level.STATION,)


def test_a_supplement_keeps_the_day_that_was_told_and_the_rules_of_that_day(station):
    case_no = accepted(station)
    told, pack = station.show(case_no).deadlines, station.show(case_no).pack
    later = replace(station._desk, clock=FixedClock(station._desk.now() + timedelta(days=3)))
    supplement_case(later, case_no, Putting(with_phone(facts(station, case_no), "13900000009")))
    assert (station.show(case_no).deadlines, station.show(case_no).pack) == (told, pack)


def test_that_the_family_is_in_this_case_already_is_no_question(station):
    case_no = accepted(station)
    result = station.check_supplement(case_no, Putting(facts(station, case_no)))
    assert "person_in_open_case" not in {finding.code for finding in result.findings}
    assert result.changes == ()


def test_a_supplement_that_breaks_a_rule_stores_nothing(station):
    case_no = accepted(station)
    broken = msgspec.structs.replace(facts(station, case_no), documents=())
    with pytest.raises(RefusedError, match="case_not_acceptable") as refusal:
        station.supplement(case_no, Putting(broken))
    assert refusal.value.findings
    assert station.corrections(case_no) == ()


def test_nothing_changed_needs_a_word_that_says_why(station):
    case_no = accepted(station)
    same = facts(station, case_no)
    with pytest.raises(RefusedError, match="nothing_changed"):
        station.supplement(case_no, Putting(same))
    assert station.supplement(case_no, Putting(same, text="申请人书面说明,见附件")).changes == ()


def test_the_route_stays_what_it_was(station):
    case_no = accepted(station)
    poor = msgspec.structs.replace(facts(station, case_no), route=Route.POVERTY)
    with pytest.raises(RefusedError, match="route_stays"):
        station.supplement(case_no, Putting(poor))


def test_a_reviewed_case_is_put_right_only_after_it_was_sent_back(station):
    case_no = accepted(station)
    move_case(as_(station, REVIEWER), case_no, Step.REVIEW, "齐全")
    with pytest.raises(RefusedError, match="step_impossible"):
        station.supplement(case_no, Putting(with_phone(facts(station, case_no), "13900000009")))


def test_two_desks_put_one_case_right_and_see_each_field_and_nothing_is_lost(station):
    case_no = accepted(station)
    began = station.show(case_no)
    station.supplement(case_no, Putting(with_phone(began.case, "13900000001"), based_on=began.revision))
    mine = with_phone(with_phone(began.case, "13900000002"), "13900000003", place=1)
    with pytest.raises(RefusedError, match="case_changed_meanwhile") as refusal:
        station.supplement(case_no, Putting(mine, based_on=began.revision))
    told = refusal.value.details
    (conflict,) = told["conflicts"]
    assert (conflict.path, conflict.theirs, conflict.mine) == ("family[0].phone", "13900000001", "13900000002")
    assert told["merged"].family[1].phone == "13900000003"
    done = station.supplement(case_no, Putting(told["merged"], based_on=told["revision"], text="以本人确认为准"))
    assert [change.path for change in done.changes] == ["family[0].phone", "family[1].phone"]
    assert len(station.corrections(case_no)) == 2


def test_a_number_that_was_never_this_case_is_no_base(station):
    case_no = accepted(station)
    with pytest.raises(RefusedError, match="revision_unknown"):
        station.supplement(case_no, Putting(with_phone(facts(station, case_no), "13900000009"), based_on=1))


def test_the_draft_of_a_supplement_is_made_once_and_goes_with_it(station):
    case_no = accepted(station)
    draft = station.begin_supplement(case_no)
    again = station.begin_supplement(case_no)
    assert (draft.draft_id, draft.purpose, draft.about) == (again.draft_id, DraftPurpose.SUPPLEMENT, case_no)
    case, structure = read_document(dict(draft.content))
    assert structure == ()
    put = Putting(with_phone(case, "13900000009"), based_on=draft.based_on)
    station.supplement(case_no, put, draft_id=draft.draft_id)
    assert station.drafts() == ()


def test_the_county_gets_the_newer_facts_with_the_next_bundle(tmp_path):
    with two_sites(tmp_path) as (station, county):
        case_no = station.accept(*read_document(a_poor_family())).case_no
        exchange(station, county, tmp_path / "one")
        station.supplement(case_no, Putting(without_the_last(facts(station, case_no))))
        exchange(station, county, tmp_path / "two")
        assert facts(county, case_no) == facts(station, case_no)
        assert rebuilt(county).problems == ()


def test_a_supplement_that_crosses_the_countys_decision_is_named_and_has_the_case_decided_anew(tmp_path):
    """The county decided on facts that are no longer those of the case."""
    with two_sites(tmp_path) as (station, county):
        case_no = station.accept(*read_document(a_poor_family())).case_no
        decide_case(as_(station, CHIEF), case_no, approve())
        exchange(station, county, tmp_path / "to-county")
        decide_case(as_(station, REVIEWER), case_no, Said(Level.COUNTY, Outcome.RETURN, text="补章"), stamped())
        was = facts(station, case_no)
        station.supplement(case_no, Putting(with_phone(was, "13900000009")))
        decide_case(as_(county, COUNTY_REVIEWER), case_no, approve(Level.COUNTY, reference="秦公户〔2026〕18号"))
        report = county.import_bundle(Path(station.export(tmp_path / "again").bundle))
        assert any(case_no in each and "case_supplemented" in each for each in report.conflicts)
        exchange(county, station, tmp_path / "back")
        for site in (station, county):
            assert facts(site, case_no) == facts(station, case_no) != was
            record = site.show(case_no)
            assert (record.status, record.still) == (CaseStatus.ACCEPTED, (Level.STATION, Level.COUNTY))
            assert record.crossed is None
            assert rebuilt(site).problems == ()
        assert case_no in report.told[0]
        decide_case(as_(station, CHIEF), case_no, approve())
        exchange(station, county, tmp_path / "third")
        decide_case(as_(county, COUNTY_REVIEWER), case_no, approve(Level.COUNTY, reference="秦公户〔2026〕19号"))
        exchange(county, station, tmp_path / "fourth")
        assert station.show(case_no).status is CaseStatus.APPROVED


# --- a failed poverty application -------------------------------------------------------------------------------------


def refused_poor_family(station):
    case_no = station.accept(*read_document(a_poor_family())).case_no
    decide_case(as_(station, CHIEF), case_no, Said(Level.STATION, Outcome.REFUSE, "poverty_unproven", "证明已失效"))
    return case_no


def test_a_refused_poverty_application_goes_on_as_a_general_one_with_nothing_typed_again(station):
    failed = refused_poor_family(station)
    draft = station.turn(failed)
    case, structure = read_document(dict(draft.content))
    result = station.check(case, structure)
    assert not [finding for finding in result.findings if finding.severity in {"error", "confirm"}]
    done = station.accept(case, structure, draft_id=draft.draft_id, turned_from=draft.about)
    now = station.show(done.case_no)
    assert (now.case.route, now.case.poverty, now.turned_from) == (Route.GENERAL, None, failed)
    assert now.decided_by == (Level.STATION,)
    assert [each.name for each in now.case.family] == [each.name for each in facts(station, failed).family]
    assert "X01" not in {document.kind for document in now.case.documents}
    assert station.show(failed).status is CaseStatus.REFUSED
    assert rebuilt(station).problems == ()


def test_it_goes_on_only_once(station):
    failed = refused_poor_family(station)
    case = station.turned_case(failed)
    done = station.accept(case, turned_from=failed)
    with pytest.raises(RefusedError, match="turned_already") as refusal:
        station.turn(failed)
    assert refusal.value.details["later"] == done.case_no


def test_what_has_not_failed_or_was_general_does_not_turn(station):
    for case_no in (accepted(station), station.accept(*read_document(a_poor_family())).case_no):
        with pytest.raises(RefusedError, match="turn_impossible"):
            station.turn(case_no)


def test_a_turned_case_cannot_be_accepted_on_the_poverty_route_again(station):
    failed = refused_poor_family(station)
    with pytest.raises(RefusedError, match="turn_impossible"):
        station.accept(*read_document(a_poor_family()), turned_from=failed)


# --- declined ---------------------------------------------------------------------------------------------------------


def declined(station, **more):
    said = {"reason": "not_competent", "text": "请到甘谷县公安局大像山派出所办理"} | more
    return station.decline(*read_document(a_family_of_four()), **said)


def test_a_declined_application_has_a_number_a_ground_and_ways_that_stay_open(station):
    done = declined(station)
    assert done.status is CaseStatus.DECLINED
    assert "residence_permit" in done.still_open
    assert station.show(done.case_no).ended_as is CaseStatus.DECLINED
    assert station.find("王建国").rows[0].status is CaseStatus.DECLINED
    move_case(station._desk, done.case_no, Step.DELIVER, "本人")
    move_case(station._desk, done.case_no, Step.ARCHIVE, "2026-03")
    assert station.show(done.case_no).ended_as is CaseStatus.DECLINED
    assert rebuilt(station).problems == ()


def test_a_declined_family_takes_no_room_and_may_come_again(station):
    number = station.households()[0].household_no
    room = persons(station, number)
    declined(station)
    assert persons(station, number) == room
    assert accepted(station)


@pytest.mark.parametrize("reason", ["", "poverty_unproven", "documents_false", "housing", "employment"])
def test_nobody_is_declined_on_another_ground(station, reason):
    with pytest.raises(RefusedError, match="ground_"):
        declined(station, reason=reason)


def test_a_declined_applicant_is_told_where_to_go(station):
    with pytest.raises(RefusedError, match="reason_missing"):
        declined(station, text=" ")


def test_words_that_smell_of_a_forbidden_ground_are_flagged(station):
    assert declined(station, text="没有社保,请到别处").flags == ("social_insurance",)


def test_nobody_is_declined_for_missing_papers_that_he_was_not_told_of(station):
    with pytest.raises(RefusedError, match="notice_first"):
        declined(station, reason="not_supplemented", text="逾期未补")


def test_only_those_whom_the_table_names_decline_or_put_right(station):
    with pytest.raises(NotPermittedError, match="role_missing"):
        supplement_case(as_(station, REVIEWER), "x", Putting(read_document(a_family_of_four())[0]))


@pytest.mark.parametrize("paper", ["receipt", "commitment"])
def test_a_declined_application_has_no_receipt(station, paper):
    done = declined(station)
    with pytest.raises(RefusedError, match="paper_not_for_case"):
        station.issue_paper(done.case_no, paper)
    with pytest.raises(RefusedError, match="paper_not_for_case"):
        station.preview_paper(done.case_no, paper)


def test_accepting_says_what_warns_and_stops_nothing(station):
    elsewhere = a_family_of_four()
    elsewhere["destination"] = elsewhere["destination"] | {"division": "620523"}
    told = {finding.code for finding in station.accept(*read_document(elsewhere)).findings}
    assert "destination_elsewhere" in told
