"""A sheet over the desk: all of it is dimmed, the keyboard stays in the sheet, and the cursor comes back afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSpinBox

from tests.ui.conftest import focus
from tests.ui.intake_keys import press, write

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk):
    desk.main.go("households")
    return desk.main.page("households")


@pytest.fixture
def sheet(page):
    press(Qt.Key.Key_N, CTRL)
    assert page.opening.isVisible()
    return page.opening


def test_the_navigation_and_the_bar_are_covered_too(desk, sheet):
    corner = sheet.mapTo(desk, QPoint(0, 0))
    assert (corner.x(), sheet.size()) == (0, desk.main.size())
    assert desk.childAt(20, 200) is sheet


def test_tab_goes_round_in_the_sheet(sheet):
    stops = []
    while focus() not in stops:
        assert sheet.isAncestorOf(focus())
        stops.append(focus())
        press(Qt.Key.Key_Tab)
    assert focus() is stops[0] is sheet.name
    assert stops[-1] is sheet.kind
    press(Qt.Key.Key_Backtab)
    assert focus() is sheet.kind


def test_no_key_of_the_desk_acts_behind_it_but_the_lock(desk, sheet):
    press(Qt.Key.Key_2, CTRL)
    press(Qt.Key.Key_K, CTRL)
    press(Qt.Key.Key_F, CTRL)
    assert desk.main.current == "households"
    assert focus() is sheet.name
    press(Qt.Key.Key_L, CTRL)
    assert desk.locked


def test_the_cursor_comes_back_to_where_it_was(page, sheet):
    write("七里墩")
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert focus() is page.table
    press(Qt.Key.Key_N, CTRL)
    assert sheet.name.text() == "七里墩"


def test_a_scanned_code_that_opens_another_page_takes_the_sheet_away(desk, page, sheet):
    desk.main.go("ledger")
    assert not sheet.isVisible()
    press(Qt.Key.Key_2, CTRL)
    assert desk.main.current == "queues"
    desk.main.go("households")
    assert not sheet.isVisible()
    assert focus() is page.table


def test_figures_of_a_number_do_not_touch_its_edge(sheet):
    capacity: QSpinBox = sheet.capacity
    assert capacity.lineEdit().textMargins().left() == 8


def test_settings_have_a_key_of_their_own_whatever_else_an_officer_may_do(desk):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Comma, CTRL)
    assert desk.main.current == "settings"


def test_enter_goes_from_question_to_question_and_opens_the_household(desk, page, sheet):
    for answer in ("西关公共集体户", "", "西关街道1号", "西关派出所", "马秀兰", ""):
        if answer:
            write(answer)
        press(Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert "西关公共集体户" in [page.table.rows.row(place).name for place in range(page.table.rows.rowCount())]
    assert focus() is page.table


def test_ctrl_enter_answers_from_every_field_and_once(desk, page, sheet):
    write("西关公共集体户")
    press(Qt.Key.Key_Tab, times=2)
    write("西关街道1号")
    press(Qt.Key.Key_Tab)
    write("西关派出所")
    press(Qt.Key.Key_Return, CTRL)
    assert not sheet.isVisible()
    names = [page.table.rows.row(place).name for place in range(page.table.rows.rowCount())]
    assert names.count("西关公共集体户") == 1
