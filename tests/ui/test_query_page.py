"""Find a case by whatever the person in front of the desk remembers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station_app import texts
from station_app.domain.reading import read_document
from tests.people import a_family_of_four
from tests.ui.conftest import focus


@pytest.fixture
def accepted(desk):
    """A desk that has accepted one family; gives the case number."""
    return desk.main.session.catalogue.accept(*read_document(a_family_of_four())).case_no


@pytest.fixture
def page(desk, accepted):
    desk.main.go("query")
    return desk.main.page("query")


def _search(qtbot, page, text):
    page.search.setText(text)
    qtbot.waitUntil(lambda: not page._wait.isActive())
    return [page.table.rows.row(number) for number in range(page.table.rows.rowCount())]


def test_the_newest_cases_are_there_before_anything_is_typed(qtbot, page, accepted):
    assert page.table.current().case_no == accepted
    qtbot.waitUntil(lambda: focus() is page.search)


@pytest.mark.parametrize("text", ["王建国", "建国", "wangjianguo", "wjg", "13800000000", "HJ0001"])
def test_a_case_is_found_by_name_part_pinyin_initials_phone_and_number(qtbot, page, accepted, text):
    assert [row.case_no for row in _search(qtbot, page, text)] == [accepted]


def test_id_numbers_are_masked_in_the_list(page):
    row = page.table.current()
    assert "********" in row.id_masked
    assert not any(character.isdigit() for character in row.family)


def test_nothing_found_says_what_to_try(qtbot, page):
    assert _search(qtbot, page, "没有这个人") == []
    assert page.table._empty.text() == texts.say("ui.query.nothing")


def test_enter_opens_the_case_and_escape_comes_back(qtbot, desk, page, accepted):
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert desk.main.current == "case"
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert desk.main.current == "query"


def test_what_is_copied_is_what_is_shown(page, accepted):
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text()
    assert accepted in copied
    assert "********" in copied


def test_control_f_leads_here_from_any_page(desk, accepted):
    desk.main.go("households")
    QTest.keyClick(desk.main, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert desk.main.current == "query"
