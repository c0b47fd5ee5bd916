"""What the window tests share: a dressed application, a desk with somebody logged in, and no tolerance for
warnings.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.stations import PASSWORD
from tests.ui.intake_keys import let_come
from ui import application
from ui.screens.login import LoginScreen
from ui.shell import Shell
from ui.tasks import InlineRunner

EXPECTED_WARNINGS = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
)
"""What Qt's off-screen platform says of any window with a smallest size, and of any list that drops down."""


@pytest.fixture(autouse=True, scope="session")
def _dressed(qapp):
    application.prepare("zh")


@pytest.fixture(autouse=True)
def _quiet(qtlog):
    """An unexpected warning of Qt is a mistake of ours."""
    yield
    assert not [str(record.message) for record in qtlog.records if record.message not in EXPECTED_WARNINGS]


def type_password(login: LoginScreen, password: str) -> None:
    """Type a password into the login and press its button."""
    login.password.setFocus()
    login.password.setText(password)
    login.enter.click()


@pytest.fixture
def shell(qtbot, station_door):
    """The window of a station, before anybody has logged in."""
    window = Shell(station_door, InlineRunner())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.begin()
    qtbot.waitUntil(lambda: window.login.badge.text() == "0001")  # proposed once the login is painted
    yield window
    window._cover.drop()  # a locked window that would not close lets no other appear


@pytest.fixture
def desk(qtbot, shell):
    """The same window with the officer logged in."""
    type_password(shell.login, PASSWORD)
    assert shell.main is not None
    let_come(qtbot)  # the intake page takes the focus once it is on the screen
    return shell


def focus():
    """Give the widget with the focus."""
    return QApplication.focusWidget()
