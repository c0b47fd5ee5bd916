"""Find a case by whatever the person in front of the desk remembers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station_app import texts
from station_app.domain.reading import read_document
from tests.people import a_family_of_four
from tests.services.exchanging import more_families
from tests.ui.conftest import focus


@pytest.fixture
def accepted(desk):
    """A desk that has accepted one family; gives the case number."""
    return desk.main.session.catalogue.accept(*read_document(a_family_of_four())).case_no


@pytest.fixture
def page(desk, accepted):
    desk.main.go("ledger")
    return desk.main.page("ledger")


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
    assert page.table._empty.text() == texts.say("ui.ledger.nothing")


def test_enter_opens_the_case_and_escape_comes_back(qtbot, desk, page, accepted):
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert desk.main.current == "case"
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert desk.main.current == "ledger"


def test_what_is_copied_is_what_is_shown(page, accepted):
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text()
    assert accepted in copied
    assert "********" in copied


def test_control_f_leads_here_from_any_page(desk, accepted):
    desk.main.go("households")
    QTest.keyClick(desk.main, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert desk.main.current == "ledger"


def rows(page):
    return [page.table.rows.row(place) for place in range(page.table.rows.rowCount())]


def settled(qtbot, page):
    qtbot.waitUntil(lambda: not page._wait.isActive())
    return [row.case_no for row in rows(page)]


@pytest.mark.parametrize("text", ["0000", "安镇", "某某村12"])
def test_a_case_is_found_by_the_tail_of_a_phone_and_by_a_part_of_an_address(qtbot, page, accepted, text):
    assert [row.case_no for row in _search(qtbot, page, text)] == [accepted]


def test_filters_leave_out_what_does_not_fit_and_are_cleared_at_once(qtbot, page, accepted):
    page.filters.state.setCurrentIndex(page.filters.state.findData("status refused"))
    assert settled(qtbot, page) == []
    assert page.table._empty.text() == texts.say("ui.ledger.nothing")
    page.filters.state.setCurrentIndex(page.filters.state.findData("status accepted"))
    assert settled(qtbot, page) == [accepted]
    page.filters.accepted_by.setText("0009")
    assert settled(qtbot, page) == []
    page.clear.click()
    assert settled(qtbot, page) == [accepted]
    assert not page.filters.value().narrows


def test_a_period_counts_days_of_china_and_a_half_typed_day_leaves_nothing_out(qtbot, page, accepted):
    page.filters.since.setText("20261123")
    page.filters.until.setText("2026112")
    assert settled(qtbot, page) == [accepted]
    page.filters.since.setText("20261124")
    assert settled(qtbot, page) == []


def test_a_long_ledger_is_read_on_while_it_is_scrolled(qtbot, desk, page):
    more_families(desk.main.session.catalogue, 60)
    page.ask()
    assert len(rows(page)) == 50
    assert "50" in page._count.text()
    cursor = page.table.current().case_no
    page.table.verticalScrollBar().setValue(page.table.verticalScrollBar().maximum())
    assert len(rows(page)) == 61
    assert page.table.current().case_no == cursor
    assert len({row.case_no for row in rows(page)}) == 61


def test_the_ledger_is_sorted_by_its_titles_and_not_the_rows_that_happen_to_be_here(qtbot, desk, page):
    numbers = sorted([*more_families(desk.main.session.catalogue, 60), *settled(qtbot, page)])
    header = page.table.horizontalHeader()
    place = [column.attribute for column in page.table.rows.columns].index("case_no")
    header.sectionClicked.emit(place)
    assert [row.case_no for row in rows(page)] == sorted(numbers, reverse=True)[:50]
    header.sectionClicked.emit(place)
    assert [row.case_no for row in rows(page)] == numbers[:50]
    header.sectionClicked.emit(0)  # the applicant's name is no order of the ledger
    assert [row.case_no for row in rows(page)] == numbers[:50]


def test_a_question_is_kept_taken_up_and_forgotten(qtbot, desk, page, accepted):
    told = []
    desk.main.session.told.connect(lambda *said: told.append(said))
    page.filters.state.setCurrentIndex(page.filters.state.findData("ended withdrawn"))
    settled(qtbot, page)
    QTest.keyClick(page.search, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    page.keeping.name.setText("撤回的")
    QTest.keyClick(page.keeping.name, Qt.Key.Key_Return)
    assert not page.keeping.isVisible()
    page.clear.click()
    assert settled(qtbot, page) == [accepted]
    page.kept.setCurrentIndex(page.kept.findText("撤回的"))
    page.kept.activated.emit(page.kept.currentIndex())
    assert settled(qtbot, page) == []
    assert page.filters.state.currentData() == "ended withdrawn"
    page.keep_view.click()
    page.keeping.gone.click()
    assert page.kept.findText("撤回的") == -1
    assert told[-1] == ("已删去常用查询“撤回的”。", "ok")


def test_a_question_without_a_name_is_refused_in_place(page):
    page.keep_view.click()
    page.keeping._act()
    assert page.keeping.isVisible()
    assert page.keeping.notice.words == texts.say("error.view_name_missing")


def test_a_copy_is_masked_until_a_reason_is_given_and_says_where_it_lies(qtbot, desk, page, accepted, tmp_path):
    page.copy_out.click()
    assert page.exporting.act_button.isEnabled()
    page.exporting.full.setChecked(True)
    assert not page.exporting.act_button.isEnabled()
    page.exporting.reason.setText("上级检查")
    assert page.exporting.act_button.isEnabled()
    page.export_to(str(tmp_path / "full.csv"))  # the front desk may not
    assert page.exporting.isVisible()
    assert not (tmp_path / "full.csv").exists()
    page.exporting.full.setChecked(False)
    page.export_to(str(tmp_path / "l.csv"))
    assert not page.exporting.isVisible()
    assert accepted in (tmp_path / "l.csv").read_text(encoding="utf-8-sig")
    assert str(tmp_path / "l.csv") in desk.main._notice.words
