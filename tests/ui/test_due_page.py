"""The due list page: amber and red with a word and an icon, days in working days, open and put off from the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station_app import texts
from station_app.bench.families import families
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import Level, OfficerRole, Outcome
from station_app.services.decide_case import Said, decide_case
from tests.people import a_family_of_four
from tests.ui.intake_keys import press, write
from ui import theme
from ui.widgets.table import Table

CHIEF = Officer("0002", "赵守正", (OfficerRole.CHIEF, OfficerRole.FRONT_DESK))
DAY = timedelta(days=1)


@pytest.fixture
def here(desk):
    return desk.main.session.catalogue


@pytest.fixture
def cases(here):
    """Four cases, each accepted a day after the one before: on Friday the first is late by its promise."""
    numbers = []
    for family in families(4, start=30):
        numbers.append(here.accept(family).case_no)
        here._desk.clock.move(DAY)
    return numbers


@pytest.fixture
def page(desk, cases, monkeypatch):
    monkeypatch.setattr(Table, "_remembered", {})  # another desk's columns
    desk.main.go("due")
    QApplication.processEvents()
    return desk.main.page("due")


def shown(page):
    return [(row.number[-6:], row.pressure_word, row.days) for row in page._view.rows]


def test_what_presses_most_stands_first_and_is_told_in_working_days(page):
    assert shown(page) == [
        ("HJ0001", "超期", "已超 1 个工作日"),
        ("HJ0001", "红色", "就是今天"),
        ("HJ0001", "黄色", "剩 1 个工作日"),
        ("HJ0001", "正常", "剩 2 个工作日"),
    ]
    assert [row.holder for row in page._view.rows] == ["等审核、等所长审批"] * 4


def test_a_pressure_is_a_colour_an_icon_and_a_word(page):
    model = page.table.model()
    colours = [model.data(model.index(place, 0), Qt.ItemDataRole.ForegroundRole) for place in range(4)]
    assert colours == [theme.colour(state) for state in ("blocked", "blocked", "look", "ok")]
    assert not model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole).isNull()
    assert model.data(model.index(0, 4), Qt.ItemDataRole.ForegroundRole) is None


def test_the_list_is_cut_to_one_pressure_and_opened_again(page):
    assert page.filters["overdue"].text() == "超期 1"
    page.filters["red"].click()
    assert [word for _, word, _ in shown(page)] == ["红色"]
    page.filters["red"].click()
    assert len(page._view.rows) == 4


def test_enter_opens_a_case_and_f10_goes_through_the_list(desk, page, cases):
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    case_page = desk.main.page("case")
    assert case_page._view.case_no == cases[1]
    press(Qt.Key.Key_F10)
    assert case_page._view.case_no == cases[2]


def test_the_order_of_f10_is_the_order_on_the_screen(desk, page, cases):
    page.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    page.table.selectRow(0)
    press(Qt.Key.Key_Return)
    assert desk.main.session.queue == tuple(reversed(cases))


def test_the_chief_puts_a_decision_off_from_the_list(desk, here, page, cases):
    here._desk = replace(here._desk, officer=CHIEF)
    page.table.selectRow(3)
    press(Qt.Key.Key_6)
    assert page.extending.isVisible()
    write("需向原户口所在地核查")
    press(Qt.Key.Key_Return)
    assert not page.extending.isVisible()
    assert page.table.hasFocus()
    assert "已延长至" in desk.main._notice.words
    (clock,) = [each for each in here.trace(cases[3]).running if each.told]
    assert clock.told.isoformat() == "2026-12-24"


def test_whoever_may_not_put_off_reads_why(desk, page):
    press(Qt.Key.Key_6)
    assert not page.extending.isVisible()
    assert desk.main._notice.words == "延长期限:由所长办理"


def test_a_notice_nobody_came_back_with_leads_to_its_draft(desk, here):
    content = a_family_of_four()
    content["documents"] = [each for each in content["documents"] if each["kind"] != "113"]
    case, _ = read_document(content)
    here.issue_notice_for(case)
    desk.main.go("due")
    page = desk.main.page("due")
    (row,) = page._view.rows
    assert (row.kind, row.holder, row.is_case) == ("补正", "等申请人带材料来", False)
    press(Qt.Key.Key_6)
    assert desk.main._notice.words == texts.say("ui.due.no_case")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert desk.main.current == "intake"


def test_what_is_done_is_gone_from_the_list_and_the_cursor_stays(desk, here, page, cases):
    page.table.selectRow(2)
    chief = replace(here._desk, officer=CHIEF)
    decide_case(chief, cases[0], Said(Level.STATION, Outcome.APPROVE))
    desk.main.session.changed.emit("cases")
    assert page.table.current().number == cases[2]
    assert [row.kind for row in page._view.rows if row.number == cases[0]] == ["送达"]


def test_an_empty_list_says_so(desk):
    desk.main.go("due")
    page = desk.main.page("due")
    assert page.table._empty.text() == texts.say("ui.due.none")
    assert not page.open.isEnabled()


def test_a_reminder_is_written_down_and_its_slip_is_shown_to_be_printed(desk, here, page, cases, tmp_path):
    QTest.keyClick(page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    write("请尽快审批")
    press(Qt.Key.Key_Return)
    assert desk.main.current == "preview"
    preview = desk.main.page("preview")
    assert preview._presenter._view.paper == "reminder-slip"
    reminder = here.show(cases[0]).reminder
    assert (reminder.text, reminder.left, reminder.waits_for) == ("请尽快审批", -1, "chief")
    preview.save_to(str(tmp_path / "slip.pdf"))
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    press(Qt.Key.Key_Escape)
    assert desk.main.current == "due"
    assert not page.reminding.isVisible()
