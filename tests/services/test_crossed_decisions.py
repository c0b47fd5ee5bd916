"""The county decided, and the station entered a paper of it: one of both holds everywhere, and people are told."""

from __future__ import annotations

import pytest

from station_app import texts
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import CaseStatus, Crossed, Level, Outcome, Step
from station_app.errors import RefusedError
from station_app.journal.entries import PaperIssued
from station_app.services.decide_case import Said, decide_case
from station_app.services.list_queues import count_waiting, list_queues, show_queue
from station_app.services.move_case import move_case
from station_app.services.register_case import register_case
from station_app.services.standing import write_step
from tests.services.exchanging import two_sites
from tests.services.test_life_of_a_case import (
    CHIEF,
    COUNTY_REVIEWER,
    REVIEWER,
    a_poor_family,
    approve,
    as_,
    exchange,
    rebuilt,
    stamped,
)

OURS, THEIRS = "秦公户〔2026〕17号", "秦公户〔2026〕18号"
NO = Said(Level.COUNTY, Outcome.REFUSE, "poverty_unproven", "证明已失效", THEIRS)
YES = approve(Level.COUNTY, reference=OURS)


def waiting(station, county, folder):
    """Give a poor family's case that waits for the county at both sites."""
    case_no = station.accept(*read_document(a_poor_family())).case_no
    decide_case(as_(station, CHIEF), case_no, approve())
    exchange(station, county, folder)
    return case_no


def crossed(station, county, folder):
    """Give a case that the county refused while its station entered an approval from paper; neither knows yet."""
    case_no = waiting(station, county, folder)
    at_county(county, case_no)
    on_paper(station, case_no)
    return case_no


@pytest.fixture
def both(tmp_path):
    """A station and its county, and a poor family's case that waits for the county at both."""
    with two_sites(tmp_path) as (station, county):
        yield station, county, waiting(station, county, tmp_path / "first")


def on_paper(station, case_no, said=YES):
    return decide_case(as_(station, REVIEWER), case_no, said, stamped())


def at_county(county, case_no, said=NO):
    return decide_case(as_(county, COUNTY_REVIEWER), case_no, said)


def meet(both, tmp_path):
    """Hand over both ways; give what each site was told."""
    station, county, _case_no = both
    there = exchange(station, county, tmp_path / "up")
    here = exchange(county, station, tmp_path / "down")
    assert rebuilt(station).problems == rebuilt(county).problems == ()
    return here, there


def listed(desk):
    return [line.case_no for line in show_queue(desk, "crossed").rows]


def test_a_case_that_went_on_from_the_paper_stays_on_the_list_until_the_chief_reverses_it(both, tmp_path):
    station, county, case_no = both
    on_paper(station, case_no)
    register_case(station._desk, case_no)
    at_county(county, case_no)
    for told in meet(both, tmp_path):
        (sentence,) = told.told
        assert case_no in sentence
        assert OURS in sentence
        assert THEIRS in sentence
        assert "#" not in sentence
        assert told.conflicts
    chief, reviewer = as_(station, CHIEF), as_(county, COUNTY_REVIEWER)
    for site, desk in ((station, chief), (county, reviewer)):
        record = site.show(case_no)
        assert (record.status, record.crossed.todo) == (CaseStatus.REGISTERED, Crossed.ACTED)
        assert (record.crossed.county, record.crossed.paper) == (Outcome.REFUSE, Outcome.APPROVE)
        assert listed(desk) == [case_no]
    assert list_queues(chief)[0].name == "crossed"
    assert (count_waiting(chief)[0], count_waiting(reviewer)[0]) == (2, 0)  # the other family waits for the chief, too
    with pytest.raises(RefusedError, match="decision_crossed"):
        move_case(station._desk, case_no, Step.DELIVER, "本人")
    (offer,) = [each for each in station.offers(case_no) if each.name == Step.DELIVER]
    assert offer.code == "decision_crossed"
    move_case(chief, case_no, Step.REVERSE, "与县里核对:不予批准")
    exchange(station, county, tmp_path / "after")
    assert rebuilt(station).problems == rebuilt(county).problems == ()
    assert listed(chief) == listed(reviewer) == []
    assert station.show(case_no).crossed is county.show(case_no).crossed is None


def test_where_nothing_was_done_on_the_papers_word_the_case_goes_on_by_the_countys(both, tmp_path):
    station, county, case_no = both
    on_paper(station, case_no)
    at_county(county, case_no)
    meet(both, tmp_path)
    for site, desk in ((station, as_(station, CHIEF)), (county, as_(county, COUNTY_REVIEWER))):
        record = site.show(case_no)
        assert (record.status, record.crossed.todo) == (CaseStatus.REFUSED, Crossed.COMPARE)
        assert listed(desk) == [case_no]
    move_case(station._desk, case_no, Step.DELIVER, "本人")
    exchange(station, county, tmp_path / "after")
    assert listed(as_(station, CHIEF)) == listed(as_(county, COUNTY_REVIEWER)) == []
    assert county.show(case_no).status is CaseStatus.DELIVERED


def test_a_refusal_that_was_handed_out_and_that_the_county_did_not_mean_turns_into_nothing_else(both, tmp_path):
    station, county, case_no = both
    on_paper(station, case_no, NO)
    move_case(station._desk, case_no, Step.DELIVER, "本人")
    at_county(county, case_no, YES)
    meet(both, tmp_path)
    assert (station.show(case_no).status, station.show(case_no).crossed.todo) == (CaseStatus.DELIVERED, Crossed.ACTED)
    for act in (lambda: station.turn(case_no), lambda: move_case(station._desk, case_no, Step.ARCHIVE, "2026-03")):
        with pytest.raises(RefusedError, match="decision_crossed"):
            act()


@pytest.mark.parametrize("registered", [False, True])
def test_two_decisions_that_say_the_same_alarm_nobody_and_the_countys_facts_hold(both, tmp_path, registered):
    station, county, case_no = both
    on_paper(station, case_no)
    if registered:
        register_case(station._desk, case_no)
    at_county(county, case_no, approve(Level.COUNTY, reference=THEIRS))
    for told in meet(both, tmp_path):
        assert (told.conflicts, told.told) == ((), ())
    for site in (station, county):
        record = site.show(case_no)
        assert record.status is (CaseStatus.REGISTERED if registered else CaseStatus.APPROVED)
        assert record.crossed is None
        summaries = " ".join(item.summary for item in record.timeline)
        assert OURS in summaries
        assert THEIRS in summaries
        taken = {said.reference: said.taken for said in site.trace(case_no).decisions if said.level is Level.COUNTY}
        assert taken == {OURS: False, THEIRS: True}
        assert not [each for each in site.check_register(30).findings if each.code == "decision_crossed"]


def test_an_applicant_who_took_it_back_is_told_of_at_both_sites_whatever_the_county_said(both, tmp_path):
    station, county, case_no = both
    move_case(station._desk, case_no, Step.WITHDRAW)
    at_county(county, case_no)
    for told in meet(both, tmp_path):
        (sentence,) = told.told
        assert case_no in sentence
        assert texts.say("crossed.now.nothing") in sentence
    for site in (station, county):
        assert site.show(case_no).status is CaseStatus.WITHDRAWN
        assert site.show(case_no).crossed is None


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_list_and_the_case_say_what_to_do_in_both_languages(both, tmp_path, language):
    station, county, case_no = both
    on_paper(station, case_no)
    at_county(county, case_no)
    with texts.speaking(language):
        here, _there = meet(both, tmp_path)
        crossed = station.show(case_no).crossed
        assert texts.say("crossed.next.compare") == crossed.next
        assert crossed.message in here.told[0]
        assert crossed.next in here.told[0]


def test_the_nightly_look_finds_a_paper_that_told_what_held_then_no_fault(both, tmp_path):
    station, county, case_no = both
    on_paper(station, case_no, NO)
    desk = station._desk
    with desk.store.write() as uow:
        said = PaperIssued(case_no, "refusal", 1, "ab" * 32)
        write_step(uow, desk, case_no, said)
        uow.commit()
    at_county(county, case_no, YES)
    meet(both, tmp_path)
    assert station.show(case_no).status is CaseStatus.APPROVED
    assert {each.code for each in station.check_register(30).findings} == {"decision_crossed"}
