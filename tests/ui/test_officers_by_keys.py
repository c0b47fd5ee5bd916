"""Accounts by keys alone: opened, changed, reset and closed, and no key that says nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from station_app import texts
from station_app.domain.vocabulary import OfficerRole
from tests.stations import PASSWORD
from tests.ui.conftest import type_password
from tests.ui.intake_keys import enter, press, write

CONTROL = Qt.KeyboardModifier.ControlModifier
COLLEAGUE = "chu-shi-1949"


@pytest.fixture
def page(desk):
    """The officers page, for an administrator, with a colleague in the list."""
    catalogue = desk.main.session.catalogue
    catalogue.add_officer("0002", "何丽", (OfficerRole.FRONT_DESK,), COLLEAGUE, must_change=False)
    desk.main.go("officers")
    return desk.main.page("officers")


def account(page, badge):
    rows = [page.table.rows.row(place) for place in range(page.table.rows.rowCount())]
    return next(row for row in rows if row.badge == badge)


def test_an_account_is_opened_with_enter_and_digits_and_the_cursor_is_on_it(page):
    press(Qt.Key.Key_N, CONTROL)
    enter("0007")
    enter("马秀兰")
    press(Qt.Key.Key_1)  # front desk
    press(Qt.Key.Key_2)  # reviewer
    press(Qt.Key.Key_2)  # not after all
    enter()  # on to the password, which the program draws
    enter()
    assert page.handed.isVisible(), page.adding.notice.words
    enter()
    assert not page.handed.isVisible()
    assert account(page, "0007").held == (OfficerRole.FRONT_DESK,)
    assert page.table.hasFocus()
    assert page.table.current().badge == "0007", "what is done next is done with the new account"


def test_a_password_typed_at_the_desk_is_one_arrow_further(page):
    press(Qt.Key.Key_N, CONTROL)
    enter("0007")
    enter("马秀兰")
    press(Qt.Key.Key_1)
    enter()
    press(Qt.Key.Key_Down)  # the other way
    enter()
    assert page.adding.first.password.hasFocus()
    enter(COLLEAGUE)
    enter(COLLEAGUE)
    assert not page.adding.isVisible(), page.adding.notice.words
    assert account(page, "0007").stands == "open"


def test_the_digits_of_the_page_change_reset_and_close_the_account_under_the_cursor(page):
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_1)
    enter()  # the name stays
    press(Qt.Key.Key_2)
    enter()
    assert account(page, "0002").held == (OfficerRole.FRONT_DESK, OfficerRole.REVIEWER)
    assert page.table.current().badge == "0002"
    press(Qt.Key.Key_2)
    enter()
    assert page.handed.isVisible()
    enter()
    assert account(page, "0002").stands == "must_change"
    press(Qt.Key.Key_3)
    enter()
    assert account(page, "0002").stands == "must_change", "no account is closed by two keys and without a word"
    assert page.closing.notice.words == texts.say("error.reason_missing")
    write("调离")
    enter()
    assert account(page, "0002").stands == "closed"
    assert page.table.hasFocus()


def test_enter_on_an_account_opens_it_to_be_changed(page):
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert page.changing.isVisible()
    assert page.changing.name.text() == "何丽"


def test_a_closed_account_says_that_nothing_of_it_can_be_changed(desk, page):
    desk.main.session.catalogue.disable_officer("0002", "调离")
    page.shown()
    press(Qt.Key.Key_Down)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        press(key)
        assert desk.main._notice.words == texts.say("ui.officers.barred_closed", badge="0002")


def test_whoever_may_only_reset_passwords_reads_who_does_the_rest(desk, page):
    security = (OfficerRole.SECURITY,)
    desk.main.session.catalogue.add_officer("0009", "张掖明", security, PASSWORD, must_change=False)
    desk.switch_officer()
    desk.login.badge.setText("0009")
    type_password(desk.login, PASSWORD)
    desk.main.go("officers")
    QApplication.processEvents()
    page = desk.main.page("officers")
    page.table.setFocus()
    press(Qt.Key.Key_1)
    assert not page.changing.isVisible()
    assert desk.main._notice.words == texts.say("ui.officers.barred_role", roles="管理员")
    press(Qt.Key.Key_2)
    assert page.resetting.isVisible()


def test_the_buttons_show_their_digits(page):
    assert [made.text()[-1] for made in (page.change, page.reset, page.shut)] == ["1", "2", "3"]
