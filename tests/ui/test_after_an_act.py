"""After an act the officer reads all that is said of it, and the next key goes where the next act is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from station_app import texts
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import Level, Outcome
from station_app.services.accept_case import accept_case
from station_app.services.decide_case import Said
from tests.people import a_family_of_four
from tests.services.test_life_of_a_case import CHIEF
from tests.ui.intake_keys import press, write
from tests.ui.test_decision_page import accepted
from ui.screens.main_window import FOOT

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def here(desk):
    """The chief is at the desk."""
    catalogue = desk.main.session.catalogue
    catalogue._desk = replace(catalogue._desk, officer=Officer("0001", "王景行", CHIEF.roles))
    return catalogue


def two_cases(here):
    """Two cases of a list that is being gone through."""
    return accepted(here), accepted(here, confirmed={"person_in_open_case": "另案"})


def settled():
    for _ in range(3):  # a height claimed in one round is given in the next
        QApplication.processEvents()


def refuse(desk, case_no):
    """3, the first ground, words, Ctrl+Enter."""
    desk.main.session.decision_wanted.emit(case_no)
    settled()
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    write("证明与户口簿不符")
    press(Qt.Key.Key_Return, CONTROL)
    settled()
    return desk.main.page("decide")


def test_all_that_is_said_of_a_refusal_has_room_below_the_page(desk, here):
    desk.main.session.queue = two_cases(here)
    refuse(desk, desk.main.session.queue[0])
    notice = desk.main._notice
    assert notice.words.endswith(texts.say("ui.step.onward").strip())
    assert "\n" not in notice.words
    assert notice.height() == FOOT, "the page above stays as it is"
    desk.main.session.told.emit(" ".join([notice.words] * 4), "look")
    settled()
    assert notice.height() > FOOT
    assert notice._words.height() >= notice._words.heightForWidth(notice._words.width())


def test_whoever_has_just_decided_reads_that_and_not_that_he_may_not(desk, here):
    case_no, following = desk.main.session.queue = two_cases(here)
    page = refuse(desk, case_no)
    assert page.barred.property("state") == "ok"
    assert case_no in page.barred.words
    assert not page.form.isEnabled(), "what was decided stands there to be read"
    assert page.family.hasFocus()
    press(Qt.Key.Key_Return, CONTROL)  # once more does nothing
    assert page.form.notice.words == ""
    press(Qt.Key.Key_F10)
    settled()
    assert page._presenter.case_no == following
    assert page.barred.words == ""
    assert page.form.outcome.isAncestorOf(QApplication.focusWidget())


def test_somebody_else_reads_that_the_case_is_decided_already(desk, here):
    case_no = accepted(here)
    here.decide(case_no, Said(Level.STATION, Outcome.APPROVE))
    desk.main.session.decision_wanted.emit(case_no)
    settled()
    page = desk.main.page("decide")
    assert page.barred.property("state") == "look"
    assert page.family.hasFocus()


def test_a_reversed_case_does_not_show_its_decision_as_one_that_holds(desk, here):
    case_no = accepted(here)
    here.decide(case_no, Said(Level.STATION, Outcome.APPROVE))
    desk.main.session.case_opened.emit(case_no)
    press(Qt.Key.Key_8)
    write("批错了")
    press(Qt.Key.Key_Return)
    sheet = desk.main.page("case").steps.sheets["reverse"]
    assert sheet.notice.words
    press(Qt.Key.Key_Y)
    assert sheet.notice.words == "", "what it asked for is done"
    press(Qt.Key.Key_Return)
    (line,) = desk.main.page("case")._view.decisions
    assert line.state == ""
    assert texts.say("ui.where.holds_no_longer") in line.said


def test_the_way_back_from_a_supplement_leads_to_the_list_it_was_opened_from(desk):
    here = desk.main.session.catalogue
    clerk = here._desk
    case_no = accept_case(clerk, *read_document(a_family_of_four())).case_no
    here._desk = replace(clerk, officer=CHIEF)
    here.decide(case_no, Said(Level.STATION, Outcome.RETURN, text="请更正电话"))
    here._desk = clerk
    desk.main.go("queues")
    desk.main.page("queues").visit("supplement")
    settled()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert desk.main.current == "case"
    press(Qt.Key.Key_9)
    settled()
    assert desk.main.current == "intake"
    desk.main.page("intake").presenter.edit("family[0].phone", "13900000009")
    press(Qt.Key.Key_Return, CONTROL)
    settled()
    assert desk.main.current == "case"
    press(Qt.Key.Key_Escape)
    assert desk.main.current == "queues"
    settled()
    assert desk.main.page("queues").lists.hasFocus(), "no case is left on that list: another one comes next"
