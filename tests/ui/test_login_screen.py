"""Getting in, being kept out, and the lock."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from station_app import texts
from station_app.domain.authority import AUTHORITY
from station_app.domain.vocabulary import OfficerRole
from tests.stations import PASSWORD
from tests.ui.conftest import focus, type_password
from ui.presenters.words import sentence
from ui.screens.main_window import _PAGES


def test_the_only_badge_is_filled_in_and_the_password_is_next(shell):
    assert shell.login.badge.text() == "0001"
    assert focus() is shell.login.password


def test_a_wrong_password_says_so_and_can_be_typed_again_at_once(shell):
    type_password(shell.login, "not this one")
    assert shell.main is None
    assert shell.login.problem.words == texts.say("error.wrong_password")
    assert shell.login.password.text() == ""
    assert focus() is shell.login.password


def test_after_three_failures_the_sentence_says_what_else_helps(shell):
    for _ in range(3):
        type_password(shell.login, "not this one")
    assert texts.say("ui.login.after_failures") in shell.login.problem.words


def test_the_fifth_failure_locks_the_badge_and_says_for_how_long(shell):
    for _ in range(5):
        type_password(shell.login, "not this one")
    assert shell.login.problem.words == texts.say("error.badge_locked", minutes=15)
    type_password(shell.login, PASSWORD)
    assert shell.main is None
    assert shell.login.problem.words == texts.say("error.badge_locked", minutes=15)


@pytest.mark.parametrize("role", OfficerRole)
def test_whoever_logs_in_finds_the_pages_the_table_permits_and_each_opens_calmly(shell, role):
    log_in_as(shell, role)
    allowed = {place.key for place in _PAGES if any(role in AUTHORITY[action] for action in place.needs)}
    assert set(shell.main.places) == allowed
    assert set(navigation(shell.main)) == {place.key for place in _PAGES if place.in_navigation} & allowed
    for page in navigation(shell.main):
        shell.main.go(page)
        assert shell.main.current == page


@pytest.mark.parametrize("role", OfficerRole)
def test_a_page_that_is_not_theirs_says_who_may_come_and_is_not_made(shell, role):
    log_in_as(shell, role)
    before = shell.main.current
    for place in _PAGES:
        if place.key not in shell.main.places:
            shell.main.go(place.key)
            assert shell.main.current == before
            assert shell.main._notice.words == sentence(place.refusal())
            assert place.key not in shell.main._pages


def log_in_as(shell, *roles):
    """Give a colleague these roles and log them in."""
    catalogue = shell._door.log_in("0001", PASSWORD)
    catalogue.add_officer("0002", "马秀兰", roles, "chu-shi-1949")
    catalogue.close()
    shell.login.badge.setText("0002")
    type_password(shell.login, "chu-shi-1949")


def navigation(main):
    """The pages on the left, from top to bottom."""
    return [entry.objectName() for entry in main.navigation.entries]


def test_no_undo_brings_a_wrong_password_back(shell):
    field = shell.login.password
    QTest.keyClicks(field, "not this one")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""


def test_caps_lock_is_noticed_while_typing(shell):
    assert not shell.login.caps_hint.isVisible()
    QTest.keyClick(shell.login.password, "A")  # a capital without Shift
    assert shell.login.caps_hint.isVisible()
    QTest.keyClick(shell.login.password, "b")
    assert not shell.login.caps_hint.isVisible()


def test_the_desk_opens_on_the_intake_page(desk):
    assert desk.main.current == "intake"


@pytest.fixture
def locked(desk):
    desk.main.go("households")
    QApplication.clipboard().setText("620502198503179818")
    QTest.keyClick(desk, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    return desk


def test_the_lock_covers_the_desk_and_empties_the_clipboard(locked):
    assert locked.locked
    assert not locked.main.isVisible()
    assert locked.login.isVisible()
    assert QApplication.clipboard().text() == ""


def test_the_same_officer_comes_back_to_the_same_page(locked):
    before = locked.main
    type_password(locked.login, PASSWORD)
    assert locked.main is before
    assert before.isVisible()
    assert before.current == "households"


def test_the_lock_does_not_open_to_a_wrong_password(locked):
    type_password(locked.login, "not this one")
    assert locked.locked
    assert not locked.main.isVisible()


def test_an_open_dialog_is_covered_too_and_comes_back(desk):
    dialog = QFileDialog(desk)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
    desk.lock()
    assert not dialog.isVisible()
    type_password(desk.login, PASSWORD)
    assert dialog.isVisible()
    dialog.close()


def test_no_key_reaches_the_desk_while_it_is_locked(locked):
    QTest.keyClick(locked.login.password, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert locked.main.current == "households"


def test_control_and_a_digit_change_the_page_from_anywhere(desk):
    *pages, last = navigation(desk.main)
    assert "printing" in pages[:9], "what is opened all day has a digit; the rest is reached by the cursor and Enter"
    for number, page in enumerate(pages[:9], start=1):
        QTest.keyClick(focus(), Qt.Key(Qt.Key.Key_0.value + number), Qt.KeyboardModifier.ControlModifier)
        assert desk.main.current == page
    QTest.keyClick(focus(), Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert desk.main.current == last == "settings"


def test_the_intake_page_never_takes_the_focus_from_the_page_that_followed(desk):
    desk.main.go("intake")
    desk.main.go("ledger")  # before the intake page came to take the focus
    QApplication.processEvents()
    assert desk.main.page("ledger").isAncestorOf(focus())
