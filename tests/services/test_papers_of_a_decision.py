"""What may be printed when: no paper says that a case was decided before the journal does, whatever crossed."""

from __future__ import annotations

import msgspec
import pytest

from printing.papers import PaperContext, render
from printing.proof import parse
from station_app.domain.case_changes import Putting
from station_app.domain.case_file import CaseFile
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import Level, Outcome, Step
from station_app.errors import RefusedError
from station_app.exchange.identities import PAPER
from station_app.journal import chain
from station_app.journal.case_entries import CaseDecided, CaseRegistered, Registration
from station_app.services.decide_case import Said, decide_case
from station_app.services.decline_case import decline_case
from station_app.services.drawing import record_for
from station_app.services.list_queues import show_queue
from station_app.services.masking import masked_line
from station_app.services.move_case import move_case
from station_app.services.register_case import register_case
from station_app.services.standing import write_step
from tests.people import a_family_of_four
from tests.printing.paper_cases import page_texts, scanned
from tests.services.exchanging import two_sites
from tests.services.test_crossed_decisions import NO, at_county, meet, on_paper, waiting
from tests.services.test_life_of_a_case import CHIEF, REVIEWER, accepted, as_, exchange, rebuilt

REFUSE = Said(Level.STATION, Outcome.REFUSE, "registered_twice", "另一处户口尚未注销")


@pytest.fixture
def both(tmp_path):
    """A station and its county, and a poor family's case that waits for the county at both."""
    with two_sites(tmp_path) as (station, county):
        yield station, county, waiting(station, county, tmp_path / "first")


def papers(station, case_no):
    return station.papers_of(station.show(case_no))


def text_of(station, case_no, paper):
    return "".join(page_texts(station.preview_paper(case_no, paper)))


def decline(station):
    case, structure = read_document(a_family_of_four())
    assert isinstance(case, CaseFile)
    return decline_case(station._desk, case, structure, reason="not_competent", text="请到甘谷县公安局办理").case_no


def test_a_refusal_is_there_once_it_stands_in_the_journal_and_is_the_same_for_ever(station):
    case_no = accepted(station)
    assert "refusal" not in papers(station, case_no)
    with pytest.raises(RefusedError, match="paper_not_for_case"):
        station.issue_paper(case_no, "refusal")
    decide_case(as_(station, CHIEF), case_no, REFUSE)
    first = station.preview_paper(case_no, "refusal")
    move_case(station._desk, case_no, Step.DELIVER, "本人")
    move_case(station._desk, case_no, Step.ARCHIVE, "2026-03")
    assert station.issue_paper(case_no, "refusal").pdf == first
    for words in ("另有一处有效户口尚未处理", "另一处户口尚未注销", "警号 0002", "户口登记条例第6条"):
        assert words in text_of(station, case_no, "refusal")
    assert rebuilt(station).problems == ()


def test_a_refusal_that_was_taken_back_is_printed_no_more(station):
    case_no = accepted(station)
    decide_case(as_(station, CHIEF), case_no, REFUSE)
    move_case(as_(station, CHIEF), case_no, Step.REVERSE, "另一处户口已注销")
    assert "refusal" not in papers(station, case_no)
    with pytest.raises(RefusedError, match="paper_not_for_case"):
        station.issue_paper(case_no, "refusal")


def test_a_decision_from_before_it_named_its_facts_is_about_the_newest_before_it(station):
    case_no = accepted(station)
    decide_case(as_(station, CHIEF), case_no, Said(Level.STATION, Outcome.RETURN, text="请核对电话"))
    station.supplement(case_no, Putting(station.show(case_no).case, text="核对无误"))
    desk = as_(station, CHIEF)
    with desk.store.write() as uow:
        old = CaseDecided(case_no, Level.STATION, Outcome.REFUSE, reason="registered_twice", text="未注销")
        write_step(uow, desk, case_no, old)
        uow.commit()
    assert [each.outcome for each in station.show(case_no).decisions] == [Outcome.REFUSE]
    assert "refusal" in papers(station, case_no)


def test_whoever_was_declined_gets_it_in_writing_until_that_is_taken_back(station):
    case_no = decline(station)
    assert "declined-notice" in papers(station, case_no)
    assert "receipt" not in papers(station, case_no)
    for words in ("依法不属于本机关职权范围", "请到甘谷县公安局办理", "王景行（警号 0001）"):
        assert words in text_of(station, case_no, "declined-notice")
    (line,) = show_queue(station._desk, "print").rows
    assert (line.case_no, line.papers) == (case_no, ("declined-notice",))
    station.issue_paper(case_no, "declined-notice")
    assert show_queue(station._desk, "print").rows == ()
    move_case(as_(station, CHIEF), case_no, Step.REVERSE, "已由本所受理")
    assert "declined-notice" not in papers(station, case_no)


def test_a_refusal_of_the_county_is_printed_once_its_bundle_came(both, tmp_path):
    station, county, case_no = both
    at_county(county, case_no)
    assert "refusal" not in papers(station, case_no)
    exchange(county, station, tmp_path / "down")
    assert "refusal" in papers(station, case_no)
    for words in ("天水市公安局秦州分局于2026年11月23日决定不予批准", "秦公户〔2026〕18号", "证明已失效"):
        assert words in text_of(station, case_no, "refusal")


def test_where_the_countys_no_crossed_a_yes_on_paper_the_no_is_printed_while_nothing_was_done(both, tmp_path):
    station, county, case_no = both
    on_paper(station, case_no)
    at_county(county, case_no)
    assert "refusal" not in papers(station, case_no)
    meet(both, tmp_path)
    assert "refusal" in papers(station, case_no)


def test_a_no_on_paper_that_the_county_contradicts_is_printed_no_more(both, tmp_path):
    station, county, case_no = both
    on_paper(station, case_no, NO)
    assert "refusal" in papers(station, case_no)
    move_case(station._desk, case_no, Step.DELIVER, "本人")
    at_county(county, case_no, Said(Level.COUNTY, Outcome.APPROVE, reference="秦公户〔2026〕17号"))
    meet(both, tmp_path)
    assert "refusal" not in papers(station, case_no)


def test_an_approval_form_is_there_from_the_first_day_and_says_yes_only_once_everybody_did(both, tmp_path):
    station, county, case_no = both
    yes = "同意落户。"
    assert text_of(station, case_no, "approval-form").count(yes) == 1  # the chief said so, the county is asked
    at_county(county, case_no, Said(Level.COUNTY, Outcome.APPROVE, reference="秦公户〔2026〕17号"))
    assert text_of(station, case_no, "approval-form").count(yes) == 1
    exchange(county, station, tmp_path / "down")
    text = text_of(station, case_no, "approval-form")
    assert text.count(yes) == 2
    assert "秦公户〔2026〕17号" in text
    move_case(as_(station, CHIEF), case_no, Step.REVERSE, "证明系伪造")
    assert text_of(station, case_no, "approval-form").count("冲销，此意见不再有效") == 2


def test_after_a_return_the_form_is_as_empty_as_on_the_first_day(station):
    case_no = accepted(station)
    first = text_of(station, case_no, "approval-form")
    decide_case(as_(station, CHIEF), case_no, Said(Level.STATION, Outcome.RETURN, text="请核对电话"))
    assert text_of(station, case_no, "approval-form") == first


def printed(station, case_no, paper):
    """Give what the code on a paper says that was printed just now."""
    pdf = station.issue_paper(case_no, paper).pdf
    return next(text for codes in scanned(pdf, 200) for _, text in codes if parse(text) is not None)


def verdict(station, code):
    found = station.verify_paper(code)
    return found.verdict, found.counted


def test_a_form_that_was_printed_to_be_decided_by_pen_is_superseded_by_each_later_step_and_in_no_doubt(station):
    case_no = accepted(station)
    codes = [printed(station, case_no, "approval-form")]
    move_case(as_(station, REVIEWER), case_no, Step.REVIEW, "齐全")
    codes.append(printed(station, case_no, "approval-form"))
    decide_case(as_(station, CHIEF), case_no, Said(Level.STATION, Outcome.APPROVE))
    codes += [printed(station, case_no, paper) for paper in ("approval-form", "approval-slip")]
    register_case(station._desk, case_no)
    codes += [printed(station, case_no, paper) for paper in ("approval-form", "settlement-slip", "entry-note")]
    station.hand_out_card(f"{case_no}-01", "TS-000101")
    assert [verdict(station, code) for code in codes] == [("superseded", True)] * len(codes)
    codes.append(printed(station, case_no, "settlement-slip"))
    assert verdict(station, codes[-1]) == ("genuine", True)
    move_case(as_(station, CHIEF), case_no, Step.REVERSE, "录错户")
    assert [verdict(station, code) for code in codes] == [("superseded", True)] * len(codes)


def test_a_no_that_was_taken_back_is_superseded(station):
    case_no, other = accepted(station), decline(station)
    decide_case(as_(station, CHIEF), case_no, REFUSE)
    codes = [printed(station, case_no, "refusal"), printed(station, other, "declined-notice")]
    assert [verdict(station, code) for code in codes] == [("genuine", True)] * 2
    for each in (case_no, other):
        move_case(as_(station, CHIEF), each, Step.REVERSE, "录错")
    assert [verdict(station, code) for code in codes] == [("superseded", True)] * 2


def test_a_form_from_before_the_countys_bundle_is_superseded_by_it(both, tmp_path):
    station, county, case_no = both
    waiting_form = printed(station, case_no, "approval-form")
    at_county(county, case_no, Said(Level.COUNTY, Outcome.APPROVE, reference="秦公户〔2026〕17号"))
    exchange(county, station, tmp_path / "down")
    approved = printed(station, case_no, "approval-form")
    assert verdict(station, waiting_form) == ("superseded", True)
    move_case(as_(station, CHIEF), case_no, Step.REVERSE, "证明系伪造")
    assert verdict(station, approved) == ("superseded", True)


def test_a_paper_on_the_word_of_a_form_that_the_county_contradicts_is_superseded(both, tmp_path):
    station, county, case_no = both
    on_paper(station, case_no)
    codes = [printed(station, case_no, paper) for paper in ("approval-form", "approval-slip")]
    at_county(county, case_no)
    meet(both, tmp_path)
    assert [verdict(station, code) for code in codes] == [("superseded", True)] * 2


def test_what_no_paper_of_the_case_ever_said_stays_in_doubt(station):
    case_no = accepted(station)
    desk = station._desk
    record = station.show(case_no)
    forged = msgspec.structs.replace(record, site_name="别的派出所")
    context = PaperContext(lambda message: desk.identity.sign(PAPER, message))
    pdf = render("approval-form", forged, context)
    code = next(text for codes in scanned(pdf, 200) for _, text in codes if parse(text) is not None)
    assert station.verify_paper(code).verdict == "differs"


def settled(station):
    """Give a case whose family stands in the public collective household, the father with a card."""
    case_no = accepted(station)
    decide_case(as_(station, CHIEF), case_no, Said(Level.STATION, Outcome.APPROVE))
    register_case(station._desk, case_no)
    station.hand_out_card(f"{case_no}-01", "TS-000101")
    return case_no


def test_the_slips_follow_the_case_from_the_yes_to_the_register(station):
    case_no = accepted(station)
    assert not {"approval-slip", "settlement-slip", "entry-note"} & set(papers(station, case_no))
    decide_case(as_(station, CHIEF), case_no, Said(Level.STATION, Outcome.APPROVE))
    assert "approval-slip" in papers(station, case_no)
    with pytest.raises(RefusedError, match="paper_not_for_case"):
        station.issue_paper(case_no, "settlement-slip")
    register_case(station._desk, case_no)
    assert {"settlement-slip", "entry-note"} <= set(papers(station, case_no))
    assert "approval-slip" not in papers(station, case_no)
    move_case(as_(station, CHIEF), case_no, Step.REVERSE, "录错户")
    assert not {"approval-slip", "settlement-slip", "entry-note"} & set(papers(station, case_no))
    assert rebuilt(station).problems == ()


def test_a_settlement_slip_names_the_household_and_the_card_of_that_day_for_ever(station):
    case_no = settled(station)
    number = station.show(case_no).settled.household_no
    before = station.preview_paper(case_no, "settlement-slip")
    for words in ("TS-000101", number, "王景行（警号 0001）"):
        assert words in text_of(station, case_no, "settlement-slip")
    move_case(station._desk, case_no, Step.DELIVER, "本人")
    station.change_household(number, address="民主东路9号", keeper="新专管员", reason="门牌更换")
    station.end_card("TS-000101", "lost")
    station.hand_out_card(f"{case_no}-01", "TS-000900")
    assert station.preview_paper(case_no, "settlement-slip") == before
    assert rebuilt(station).problems == ()


def test_a_registration_from_before_households_were_written_down_is_named_as_it_is_called_now(station):
    case_no = accepted(station)
    decide_case(as_(station, CHIEF), case_no, Said(Level.STATION, Outcome.APPROVE))
    record = station.show(case_no)
    people = tuple(Registration(place) for place in range(len(record.case.family)))
    number = record.placement.household_no
    with station._desk.store.write() as uow:
        payload = CaseRegistered(case_no, number, station._desk.today(), people)
        write_step(uow, station._desk, case_no, payload)
        uow.commit()
    text = text_of(station, case_no, "settlement-slip")
    assert station.show(case_no).household.address in text
    assert record.case.family[0].name in text


def test_the_masked_journal_hides_who_is_named_with_the_household(station):
    case_no = settled(station)
    record = station.show(case_no)
    with station._desk.store.read() as uow:
        (entry,) = [each for each in chain.all_entries(uow) if each.kind == "case_registered"]
    for name in (*(member.name for member in record.case.family), record.settled.household.address):
        assert name.encode() in chain.encode(entry)
        assert name.encode() not in masked_line(entry)


def test_an_entry_that_the_county_contradicts_is_on_no_slip_until_it_is_reversed(both, tmp_path):
    station, county, case_no = both
    on_paper(station, case_no)
    assert "approval-slip" in papers(station, case_no)
    register_case(station._desk, case_no)
    assert "settlement-slip" in papers(station, case_no)
    at_county(county, case_no)
    meet(both, tmp_path)
    for paper in ("approval-slip", "settlement-slip", "entry-note"):
        assert paper not in papers(station, case_no)


def test_a_yes_that_the_county_gave_back_is_on_no_slip(both, tmp_path):
    station, county, case_no = both
    at_county(county, case_no, Said(Level.COUNTY, Outcome.RETURN, text="证明编号不清"))
    exchange(county, station, tmp_path / "down")
    assert not {"approval-slip", "settlement-slip"} & set(papers(station, case_no))


def test_what_was_decided_about_facts_that_were_put_right_since_is_on_no_paper(station):
    case_no = accepted(station)
    decide_case(as_(station, CHIEF), case_no, Said(Level.STATION, Outcome.RETURN, text="请核对电话"))
    with station._desk.store.read() as uow:
        record = record_for(uow, case_no, "receipt")
    assert [each.outcome for each in record.decisions] == [Outcome.RETURN]
