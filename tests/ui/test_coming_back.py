"""Whoever is called away in the middle of a word comes back to the very place, and typing goes on from there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.stations import PASSWORD
from tests.ui.conftest import focus, type_password
from tests.ui.intake_keys import enter, press, write

CTRL = Qt.KeyboardModifier.ControlModifier


def _lock_and_unlock(desk):
    desk.lock()
    type_password(desk.login, PASSWORD)


def _other_page_and_back(desk):
    desk.main.go("ledger")
    desk.main.go("intake")


def _drafts_and_back(_desk):
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_Escape)


AWAY = pytest.mark.parametrize("away", [_lock_and_unlock, _other_page_and_back, _drafts_and_back])


@AWAY
def test_typing_goes_on_in_the_middle_of_a_word(desk, away):
    page = desk.main.page("intake")
    page.go_to("family[0].phone")
    write("1380013")
    press(Qt.Key.Key_Left, times=2)
    away(desk)
    QApplication.processEvents()
    assert isinstance(focus(), QLineEdit)
    assert (focus().text(), focus().cursorPosition(), focus().selectedText()) == ("1380013", 5, "")
    write("8")
    assert page.presenter.content["family"][0]["phone"] == "13800813"


@AWAY
def test_a_half_written_reason_is_gone_on_with_and_not_the_number_above_it(desk, away):
    page = desk.main.page("intake")
    enter("王建国")
    enter("620502198503179818")
    page.go_to("family[0].birth_date")
    enter("19850318")
    page.presenter.check()
    QApplication.processEvents()
    reasons = [edit for row in page.middle.member_form.rows for edit in row.findings.reasons.values()]
    reasons[0].setFocus()
    write("abc")
    away(desk)
    QApplication.processEvents()
    write("def")
    asked = [edit.text() for row in page.middle.member_form.rows for edit in row.findings.reasons.values()]
    assert "abcdef" in asked
    assert page.presenter.content["family"][0]["id_number"] == "620502198503179818"


def test_another_family_begins_at_its_own_first_field(desk):
    page = desk.main.page("intake")
    page.go_to("family[0].phone")
    write("138")
    press(Qt.Key.Key_N, CTRL)
    QApplication.processEvents()
    assert focus() is page.middle.member_form.row_at("family[0].name").editor


def test_what_was_refused_on_one_page_is_not_said_on_the_next(desk):
    main = desk.main
    main.session.told.emit("缺少户口簿", "blocked")
    assert main._notice.words == "缺少户口簿"
    main.go("settings")
    assert main._notice.words == ""


def test_what_was_done_is_still_said_on_the_next_page(desk):
    main = desk.main
    main.session.told.emit("已保存", "ok")
    main.go("settings")
    assert main._notice.words == "已保存"
