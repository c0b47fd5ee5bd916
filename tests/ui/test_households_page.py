"""Collective households: a list, a roster, opening and closing."""

from __future__ import annotations

import pytest

from station_app import texts
from station_app.domain.reading import read_document
from tests.people import a_family_of_four


@pytest.fixture
def page(desk):
    desk.main.session.catalogue.accept(*read_document(a_family_of_four()))
    desk.main.go("households")
    return desk.main.page("households")


def _names(page):
    return [page.table.rows.row(number).name for number in range(page.table.rows.rowCount())]


def test_the_station_begins_with_its_public_collective_household(page):
    assert len(_names(page)) == 1
    assert page.table.current().persons == 4


def test_the_roster_keeps_families_together_and_opens_their_case(desk, page):
    assert page.roster.rows.rowCount() == 1
    page.roster.opened.emit(page.roster.current())
    assert desk.main.current == "case"


def test_a_household_is_opened_without_leaving_the_page(page):
    page.new.click()
    assert page.opening.isVisible()
    page.opening.name.setText("天水锻压机床厂集体户")
    page.opening.act_button.click()
    assert not page.opening.isVisible()
    assert "天水锻压机床厂集体户" in _names(page)


def test_a_household_without_a_name_is_refused_in_place(page):
    page.new.click()
    page.opening.act_button.click()
    assert page.opening.isVisible()
    assert page.opening.notice.words == texts.say("error.household_incomplete")


def test_closing_asks_for_a_reason_and_keeps_those_inside(page):
    page.shut.click()
    page.closing.act_button.click()
    assert page.closing.notice.words == texts.say("error.reason_missing")
    page.closing.reason.setText("已满")
    page.closing.act_button.click()
    assert page.table.current().state == texts.say("ui.households.state_closed")
    assert page.table.current().persons == 4
    assert not page.shut.isEnabled()
