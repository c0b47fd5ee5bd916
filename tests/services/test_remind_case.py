"""A reminder is written down with the clock that presses most; its slip is made from it, the same for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from printing import proof
from printing.registry import PaperContext
from station_app.domain.deadlines import LimitKind
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import Level, OfficerRole, Outcome, Step
from station_app.errors import NotPermittedError, RefusedError
from station_app.exchange.identities import PAPER
from station_app.services.decide_case import Said, decide_case
from station_app.services.remind_case import remind_case
from tests.people import a_family_of_four
from tests.services.exchanging import two_sites

CHIEF = Officer("0002", "赵守正", (OfficerRole.CHIEF,))
SLIP = "reminder-slip"


def accept(station):
    return station.accept(*read_document(a_family_of_four())).case_no


def test_a_reminder_names_the_clock_that_presses_most_and_who_has_the_case(station):
    case_no = accept(station)
    station._desk.clock.move(timedelta(days=4))
    reminder = station.remind(case_no, "请尽快审批")
    assert (reminder.limit, reminder.left, reminder.waits_for) == (LimitKind.PROMISED, -1, "chief")
    assert (reminder.officer_name, reminder.text, reminder.count) == ("王景行", "请尽快审批", 1)
    item = station.show(case_no).timeline[-1]
    assert item.summary == "催办:本所承诺,期限 2026-11-26 请尽快审批"
    assert station.rebuild_journal().ok


def test_a_reminder_moves_nothing(station):
    case_no = accept(station)
    before = station.trace(case_no)
    station.remind(case_no)
    assert station.trace(case_no) == before


def test_the_slip_is_there_once_somebody_was_reminded_and_is_the_same_for_ever(station):
    case_no = accept(station)
    assert SLIP not in station.papers_of(station.show(case_no))
    with pytest.raises(RefusedError, match="paper_not_for_case"):
        station.preview_paper(case_no, SLIP)
    station.remind(case_no)
    assert SLIP in station.papers_of(station.show(case_no))
    drawn = station.preview_paper(case_no, SLIP)
    station._desk.clock.move(timedelta(days=30))
    decide_case(replace(station._desk, officer=CHIEF), case_no, Said(Level.STATION, Outcome.APPROVE))
    assert station.preview_paper(case_no, SLIP) == drawn == station.issue_paper(case_no, SLIP).pdf


def test_an_older_slip_is_genuine_but_no_longer_what_the_record_says(station):
    case_no = accept(station)
    station.remind(case_no)
    context = PaperContext(lambda message: station._desk.identity.sign(PAPER, message))
    code = proof.texts(SLIP, station.show(case_no), context)(1, 1)
    assert station.verify_paper(code).verdict == "genuine"
    assert station.remind(case_no).count == 2
    assert station.verify_paper(code).verdict == "superseded"


def test_where_no_clock_runs_there_is_nothing_to_remind_of(station):
    case_no = accept(station)
    station.move(case_no, Step.WITHDRAW)
    with pytest.raises(RefusedError, match="nothing_presses"):
        station.remind(case_no)


def test_only_those_who_work_on_cases_remind_and_only_of_their_own_station_s(tmp_path):
    with two_sites(tmp_path) as (station, county):
        (row,) = station.find("").rows
        county.import_bundle(tmp_path / "out" / station.export(tmp_path / "out").bundle.rpartition("/")[2])
        with pytest.raises(RefusedError, match="case_of_another_site"):
            county.remind(row.case_no)
        auditor = replace(station._desk, officer=Officer("0009", "李四", (OfficerRole.AUDITOR,)))
        with pytest.raises(NotPermittedError, match="role_missing"):
            remind_case(auditor, row.case_no)


def test_the_masked_extract_does_not_tell_what_was_written(station, tmp_path):
    case_no = accept(station)
    station.remind(case_no, "王建国家里着急")
    station.export_journal(tmp_path / "masked.jsonl", masked=True)
    assert "王建国" not in (tmp_path / "masked.jsonl").read_text(encoding="utf-8")


def test_words_that_no_paper_can_show_are_refused(station):
    case_no = accept(station)
    with pytest.raises(RefusedError, match="text_unfit"):
        station.remind(case_no, "x" * 201)
