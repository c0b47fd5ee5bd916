"""What waits is in front of whoever has to do it: lists at the left, cases at the right, all by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from station_app import texts
from station_app.domain.records import Officer
from station_app.domain.vocabulary import Level, OfficerRole, Outcome
from station_app.services.decide_case import Said, decide_case
from tests.services.exchanging import more_families
from tests.stations import PASSWORD
from tests.ui.conftest import focus, type_password
from tests.ui.intake_keys import press

CHIEF = Officer("0002", "赵守正", (OfficerRole.CHIEF,))


def decide(desk, case_no):
    as_chief = replace(desk.main.session.catalogue._desk, officer=CHIEF)
    decide_case(as_chief, case_no, Said(Level.STATION, Outcome.APPROVE))
    desk.main.session.changed.emit("cases")


@pytest.fixture
def cases(desk):
    """Three cases that the officer has accepted; the first is approved."""
    numbers = more_families(desk.main.session.catalogue, 3)
    decide(desk, numbers[0])
    return numbers


@pytest.fixture
def page(desk, cases):
    desk.main.go("queues")
    return desk.main.page("queues")


def names(page):
    return {
        page.lists.rows.row(place).key: page.lists.rows.row(place).count for place in range(page.lists.rows.rowCount())
    }


def shown(page):
    return [page.table.rows.row(place).case_no for place in range(page.table.rows.rowCount())]


def entry(desk):
    return next(each for each in desk.main.findChildren(QToolButton) if each.objectName() == "queues")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_an_entry_of_the_navigation_with_the_cursor_opens_its_page(desk, cases, key):
    desk.main.go("ledger")
    entry(desk).setFocus()
    QTest.keyClick(focus(), key)
    assert desk.main.current == "queues"


def test_the_first_list_with_something_to_do_is_open(page, cases):
    assert names(page) == {
        "due": "0",
        "mine": "3",
        "supplement": "0",
        "register": "1",
        "print": "3",
        "deliver": "0",
        "hand_over": "0",
    }
    assert page.lists.current().key == "register"
    assert shown(page) == [cases[0]]


def test_the_sign_stands_only_where_something_waits(page):
    signs = {page.lists.rows.row(place).key: page.lists.rows.row(place).state for place in range(7)}
    assert signs["register"] == "look"
    assert {signs[key] for key, count in names(page).items() if count == "0"} == {""}


def test_since_when_a_case_stands_is_told_as_a_day(page):
    assert page.table.rows.row(0).since == "2026-11-23"


def test_a_list_is_chosen_and_a_case_opened_without_the_mouse(desk, page, cases):
    assert focus() is page.lists
    QTest.keyClick(page.lists, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.lists, Qt.Key.Key_Down)
    assert shown(page) == cases
    QTest.keyClick(page.lists, Qt.Key.Key_Return)
    assert focus() is page.table
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert desk.main.current == "case"
    assert desk.main.session.queue == tuple(cases)
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert desk.main.current == "queues"
    assert page.table.current().case_no == cases[1]


def test_an_empty_list_says_what_to_do(page):
    page._presenter.choose("supplement")
    assert page.table._empty.text() == texts.say("ui.queues.empty.supplement")
    assert not page.open.isEnabled()


def test_the_list_changes_when_the_case_does(desk, page, cases):
    decide(desk, cases[1])
    assert names(page)["register"] == "2"
    assert shown(page) == cases[:2]


def test_the_navigation_says_how_many_wait(desk, page, cases):
    assert entry(desk).text() == f"{texts.say('ui.nav.queues')}  1"
    decide(desk, cases[1])
    assert entry(desk).text() == f"{texts.say('ui.nav.queues')}  2"
    assert "2" in entry(desk).accessibleName()
    for case_no in cases[:2]:
        desk.main.session.catalogue.register(case_no)
        desk.main.session.catalogue.move(case_no, "deliver", "本人")
    desk.main.session.changed.emit("cases")
    assert entry(desk).text() == texts.say("ui.nav.queues")


def test_a_paper_that_was_made_leaves_the_list(desk, page, cases):
    page._presenter.choose("print")
    assert texts.say("ui.paper.approval-form") in page.table.current().remark
    desk.main.session.catalogue.issue_paper(cases[0], "approval-form")
    desk.main.session.changed.emit("papers")
    assert texts.say("ui.paper.receipt") in page.table.current().remark
    desk.main.session.catalogue.issue_paper(cases[1], "receipt")
    desk.main.session.changed.emit("papers")
    assert shown(page) == [cases[2]]


def test_the_front_desk_begins_at_the_intake_page(desk):
    assert desk.main.current == "intake"


def test_a_chief_begins_with_what_waits(shell):
    catalogue = shell._door.log_in("0001", PASSWORD)
    catalogue.add_officer("0002", "赵守正", (OfficerRole.CHIEF,), "suo-zhang-1988")
    catalogue.close()
    shell.login.badge.setText("0002")
    type_password(shell.login, "suo-zhang-1988")
    QApplication.processEvents()
    assert shell.main.current == "queues"
    assert "intake" not in shell.main.places


def test_back_from_a_case_the_cursor_is_among_the_cases_again(desk, page):
    press(Qt.Key.Key_Return)
    assert focus() is page.table
    press(Qt.Key.Key_Return)
    assert desk.main.current == "case"
    press(Qt.Key.Key_Escape)
    assert desk.main.current == "queues"
    assert focus() is page.table
    desk.main.go("queues")
    assert focus() is page.lists
