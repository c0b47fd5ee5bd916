"""An officer's own password: changed at the desk at any time, forced at the login; when the badge was used before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station_app import settings, texts
from station_app.clock import FixedClock
from station_app.domain.vocabulary import OfficerRole
from tests.stations import MORNING, PASSWORD
from tests.ui.conftest import focus, type_password
from ui.presenters.words import moment

FIRST = "chu-shi-1949"
NEW = "zi-ji-de-2026"


@pytest.fixture
def handed_over(shell):
    """A login with a badge whose password was handed over."""
    catalogue = shell._door.log_in("0001", PASSWORD)
    catalogue.add_officer("0002", "马秀兰", (OfficerRole.FRONT_DESK,), FIRST, must_change=True)
    catalogue.close()
    shell.login.badge.setText("0002")
    type_password(shell.login, FIRST)
    return shell


def test_a_password_that_was_handed_over_turns_the_card_to_its_change(handed_over):
    card = handed_over.login.change_card
    assert handed_over.main is None
    assert card.isVisible()
    assert not handed_over.login._card.isVisible()
    assert card._why.text() == texts.say("ui.password.why.password_must_change")
    assert focus() is card.password
    assert handed_over.login.password.text() == ""


def test_the_rules_are_shown_while_typing_and_the_button_waits_for_them(handed_over):
    card = handed_over.login.change_card
    QTest.keyClicks(card.password, "short")
    assert not card.go.isEnabled()
    card.password.setText(NEW)
    QTest.keyClick(card.password, Qt.Key.Key_Return)
    assert focus() is card.again
    QTest.keyClicks(card.again, NEW)
    assert card.go.isEnabled()


def test_the_own_password_opens_the_desk_at_once(handed_over):
    card = handed_over.login.change_card
    card.password.setText(NEW)
    card.again.setText(NEW)
    card.go.click()
    assert handed_over.main.session.catalogue.officer.badge == "0002"
    assert card.password.text() == ""
    assert card._present == ""


def test_the_same_password_again_is_refused_in_place(handed_over):
    card = handed_over.login.change_card
    card.password.setText(FIRST)
    card.again.setText(FIRST)
    card.go.click()
    assert handed_over.main is None
    assert card.problem.words == texts.say("error.password_same")


def test_escape_turns_back_to_the_login_and_nothing_is_changed(handed_over):
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert handed_over.login._card.isVisible()
    assert not handed_over.login.change_card.isVisible()
    type_password(handed_over.login, FIRST)
    assert handed_over.login.change_card.isVisible()


def test_an_expired_password_is_changed_at_the_login(shell):
    shell._door._settings = settings.Settings(password_days=90)
    shell._door._clock = FixedClock(MORNING + timedelta(days=91))
    type_password(shell.login, PASSWORD)
    card = shell.login.change_card
    assert card._why.text() == texts.say("ui.password.why.password_expired", days=90)
    card.password.setText(NEW)
    card.again.setText(NEW)
    card.go.click()
    assert shell.main is not None


def test_the_desk_changes_its_own_password_from_the_top_bar(desk):
    QTest.keyClick(focus(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    sheet = desk.main.sheets._own
    assert sheet.isVisible()
    QTest.keyClicks(focus(), PASSWORD)
    sheet.password.setText(NEW)
    sheet.again.setText(NEW)
    sheet.act_button.click()
    assert not sheet.isVisible()
    desk.lock()
    type_password(desk.login, PASSWORD)
    assert desk.locked
    type_password(desk.login, NEW)
    assert not desk.locked


def test_a_wrong_present_password_is_refused_in_place_and_counts_for_the_lock(desk):
    desk.main.sheets.own()
    sheet = desk.main.sheets._own
    for tries in range(1, 6):
        sheet.present.setText("not this one")
        sheet.password.setText(NEW)
        sheet.again.setText(NEW)
        sheet.act_button.click()
        code = "badge_locked" if tries == 5 else "wrong_password"
        assert sheet.notice.words == texts.say(f"error.{code}", minutes=15)
    desk.lock()
    type_password(desk.login, PASSWORD)
    assert desk.locked


def test_the_sheet_forgets_what_was_typed_when_it_is_left(desk):
    desk.main.sheets.own()
    sheet = desk.main.sheets._own
    sheet.present.setText(PASSWORD)
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert sheet.present.text() == ""


def test_the_first_login_has_none_before_it(desk):
    assert desk.main.session.catalogue.last_login is None
    assert desk.main._bar.last.text() == ""


def test_the_desk_says_when_the_badge_was_used_before_and_how_often_the_password_was_wrong(shell):
    shell._door.log_in("0001", PASSWORD).close()
    shell._door._clock = FixedClock(MORNING + timedelta(hours=20))
    for _ in range(2):
        type_password(shell.login, "not this one")
    type_password(shell.login, PASSWORD)
    QApplication.processEvents()
    before = shell.main.session.catalogue.last_login
    assert before.at == MORNING
    assert before.failures == 2
    assert moment(MORNING)[5:] in shell.main._bar.last.text()
    assert texts.say("ui.own.wrong_short", count=2) in shell.main._bar.last.text()
    shell.main.sheets.own()
    assert moment(MORNING) in shell.main.sheets._own.last.text()
