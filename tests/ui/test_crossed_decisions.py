"""The windows show two decisions that differ: when they come in, on the chief's list, and on the page of the case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from station_app import texts
from station_app.domain.reading import read_document
from tests.services.exchanging import found_county
from tests.services.test_crossed_decisions import NO, YES, crossed
from tests.services.test_life_of_a_case import (
    CHIEF,
    a_poor_family,
    exchange,
)
from tests.stations import introduce


@pytest.fixture
def arrived(desk, tmp_path):
    """The county's bundle was taken in at the window: it refuses what the station has entered as approved."""
    station, county = desk.main.session.catalogue, found_county(tmp_path / "county")
    introduce(station, county, tmp_path / "letters")
    case_no = crossed(station, county, tmp_path / "up")
    bundle = county.export(tmp_path / "down").bundle
    county.close()
    desk.main.go("exchange")
    desk.main.page("exchange").take_in(bundle)
    return case_no


def test_the_exchange_page_says_it_in_a_sentence(desk, arrived):
    view = desk.main.page("exchange")._presenter._view
    (said,) = [words for name, words in view.facts if name == texts.say("ui.exchange.conflict")]
    assert said.startswith(f"案件 {arrived}:")
    assert texts.say("crossed.next.compare") in said
    assert view.state == "look"


def test_the_page_of_the_case_says_what_holds_and_what_to_do(desk, arrived):
    desk.main.session.case_opened.emit(arrived)
    page = desk.main.page("case")
    assert NO.reference in page.crossed.words
    assert texts.say("crossed.next.compare") in page.crossed.words
    assert page.crossed.isVisible()


def test_the_head_of_a_case_that_went_on_from_the_paper_says_that_the_chief_has_it(desk, tmp_path):
    station, county = desk.main.session.catalogue, found_county(tmp_path / "county")
    introduce(station, county, tmp_path / "letters")
    case_no = crossed(station, county, tmp_path / "up")
    station.register(case_no)
    exchange(county, station, tmp_path / "down")
    county.close()
    desk.main.session.case_opened.emit(case_no)
    assert desk.main.page("case")._view.where.holder == "两份决定不一致,等所长核对、冲销"


def test_the_chief_finds_it_on_a_list_of_its_own(desk, arrived):
    station = desk.main.session.catalogue
    station._desk = replace(station._desk, officer=CHIEF)
    desk.main.go("queues")
    page = desk.main.page("queues")
    item = page.lists.rows.row(0)
    assert (item.name, item.count, item.state) == ("两份决定不一致", "1", "look")
    assert [page.table.rows.row(place).case_no for place in range(page.table.rows.rowCount())] == [arrived]


def test_a_case_without_them_has_no_such_line(desk):
    case_no = desk.main.session.catalogue.accept(*read_document(a_poor_family())).case_no
    desk.main.session.case_opened.emit(case_no)
    assert not desk.main.page("case").crossed.isVisible()


def test_the_page_of_the_case_says_why_the_paper_does_not_count(desk, arrived):
    desk.main.session.case_opened.emit(arrived)
    decisions = desk.main.page("case")._view.decisions
    (paper,) = [line for line in decisions if any(YES.reference in said for said in line.said)]
    assert texts.say("ui.where.county_holds") in paper.said
