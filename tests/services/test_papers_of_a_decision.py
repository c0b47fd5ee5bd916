"""What may be printed when: no paper says that a case was decided before the journal does, whatever crossed."""

from __future__ import annotations

import pytest

from station_app.domain.case_file import CaseFile
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import Level, Outcome, Step
from station_app.errors import RefusedError
from station_app.services.decide_case import Said, decide_case
from station_app.services.decline_case import decline_case
from station_app.services.drawing import record_for
from station_app.services.list_queues import show_queue
from station_app.services.move_case import move_case
from tests.people import a_family_of_four
from tests.printing.paper_cases import page_texts
from tests.services.exchanging import two_sites
from tests.services.test_crossed_decisions import NO, at_county, meet, on_paper, waiting
from tests.services.test_life_of_a_case import CHIEF, accepted, as_, exchange, rebuilt

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
    first = station.issue_paper(case_no, "refusal")
    move_case(station._desk, case_no, Step.DELIVER, "本人")
    move_case(station._desk, case_no, Step.ARCHIVE, "2026-03")
    assert station.preview_paper(case_no, "refusal") == first.pdf
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


def test_what_was_decided_about_facts_that_were_put_right_since_is_on_no_paper(station):
    case_no = accepted(station)
    decide_case(as_(station, CHIEF), case_no, Said(Level.STATION, Outcome.RETURN, text="请核对电话"))
    with station._desk.store.read() as uow:
        record = record_for(uow, case_no, "receipt")
    assert [each.outcome for each in record.decisions] == [Outcome.RETURN]
