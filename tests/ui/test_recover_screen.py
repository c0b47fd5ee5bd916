"""Back to work by the recovery sheet: the code is read off the paper as a person reads it."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station_app import bootstrap, texts
from station_app.catalogue import Founding
from station_app.clock import FixedClock
from station_app.domain.vocabulary import SiteKind
from tests.stations import MORNING, PASSWORD
from tests.ui.conftest import focus, type_password
from ui.shell import Shell
from ui.tasks import InlineRunner
from ui.widgets.recovery_code_edit import SIGNS, RecoveryCodeEdit

NEW = "xin-kou-ling-9"


@pytest.fixture
def sheet_and_window(qtbot, tmp_path):
    """The code on the sheet, and the login of the station it belongs to."""
    door = bootstrap.door(tmp_path / "home", clock=FixedClock(MORNING), cheap_keys=True)
    founded = door.found_site(Founding(SiteKind.STATION, "620502001", "大城派出所", "0001", "王景行", PASSWORD))
    document = pypdfium2.PdfDocument(founded.recovery_sheet)
    lines = re.findall(
        r"^[12] ((?:[0-9A-Z]{1,5} ?){8,})\r?$", document[0].get_textpage().get_text_bounded(), flags=re.MULTILINE
    )
    document.close()
    window = Shell(door, InlineRunner())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.begin()
    qtbot.waitUntil(lambda: window.login.badge.text() == "0001")
    return "".join(lines[:2]), window


def _type(window, code, password=NEW, again=NEW):
    card = window.login._recover
    for field, text in ((card.code, code), (card.password, password), (card.again, again)):
        field.setFocus()
        QTest.keyClicks(field, text)
    return card


def test_the_code_of_the_sheet_leads_back_to_the_desk(sheet_and_window):
    code, window = sheet_and_window
    window.login.forgotten.click()
    card = _type(window, code.lower())
    QTest.keyClick(card.again, Qt.Key.Key_Return)
    assert not card.isVisible()
    assert window.login.problem.words == texts.say("ui.recover.done", badge="0001")
    assert focus() is window.login.password
    type_password(window.login, NEW)
    assert window.main is not None


def test_a_wrong_code_is_said_and_the_old_password_still_opens(sheet_and_window):
    code, window = sheet_and_window
    window.login.forgotten.click()
    card = _type(window, code[::-1])
    card.go.click()
    assert card.problem.words == texts.say("error.recovery_code_wrong")
    assert focus() is card.code
    QTest.keyClick(card.code, Qt.Key.Key_Escape)
    type_password(window.login, PASSWORD)
    assert window.main is not None


def test_nothing_can_be_tried_before_code_and_rules_are_complete(sheet_and_window):
    code, window = sheet_and_window
    window.login.forgotten.click()
    card = _type(window, code[:-3])
    assert not card.go.isEnabled()
    card.code.setText(code)
    assert card.go.isEnabled()
    card.again.setText("something else 1")
    assert not card.go.isEnabled()


def test_nothing_secret_stays_behind_when_the_officer_goes_back(sheet_and_window):
    code, window = sheet_and_window
    window.login.forgotten.click()
    card = _type(window, code)
    QTest.keyClick(card.again, Qt.Key.Key_Escape)
    assert window.login.password.isVisible()
    assert not card.isVisible()
    assert [card.code.text(), card.password.text(), card.again.text()] == ["", "", ""]


@pytest.mark.parametrize("typed", ["abcde fgh", "ABCDE-FGH", "abcdefgh", " ab.cd e,f gh"])
def test_the_code_is_grouped_however_it_is_typed(qtbot, typed):
    field = RecoveryCodeEdit("code")
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    assert field.text() == "ABCDE-FGH"
    assert field.cursorPosition() == len("ABCDE-FGH")


def test_a_sign_in_the_middle_of_the_code_can_be_mended(qtbot):
    field = RecoveryCodeEdit("code")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "ABCDEFGH")
    field.setCursorPosition(3)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert (field.text(), field.cursorPosition()) == ("ABDEF-GH", 2)
    QTest.keyClicks(field, "x")
    assert (field.text(), field.cursorPosition()) == ("ABXDE-FGH", 3)


def test_the_field_holds_just_the_signs_of_a_sheet(sheet_and_window):
    code, _window = sheet_and_window
    assert len(code.replace(" ", "")) == SIGNS
