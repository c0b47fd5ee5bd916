"""Chinese can be typed under fcitx5 and IBus, and half a word in the input method is nothing yet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.ui.intake_keys import press
from tests.ui.test_intake_page import Desk
from ui.input_method import changes
from ui.presence import Presence

BOTH = {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, {}),
        ({"XMODIFIERS": "@im=fcitx"}, BOTH),
        ({"XMODIFIERS": "@im=fcitx5"}, BOTH),
        ({"GTK_IM_MODULE": "fcitx"}, BOTH),
        ({"QT_IM_MODULE": "fcitx"}, BOTH),
        ({"XMODIFIERS": "@im=fcitx", "IBUS_USE_PORTAL": "0"}, {"QT_IM_MODULE": "ibus"}),
        ({"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "compose"}, {}),
        ({"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "ibus"}, {}),
        ({"XMODIFIERS": "@im=ibus"}, {"QT_IM_MODULE": "ibus"}),
        ({"XMODIFIERS": "@im=none"}, {}),
    ],
)
def test_qt_is_told_to_speak_to_the_input_method_of_the_session(environment, wanted):
    assert changes(environment, "linux") == wanted


def test_elsewhere_qt_knows_by_itself():
    assert changes({"XMODIFIERS": "@im=fcitx"}, "win32") == {}


@pytest.fixture
def desk(qtbot, station, tmp_path):
    return Desk(qtbot, station, tmp_path)


def compose(preedit, commit=""):
    """What an input method sends: signs under way, then what they became."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    field = QApplication.focusWidget()
    assert field is not None
    QCoreApplication.sendEvent(field, event)


def test_letters_under_way_are_no_name_yet(desk):
    for sign in ("w", "wa", "wang", "wang'jian'guo"):
        compose(sign)
    assert desk.presenter.content["family"][0].get("name") is None
    assert desk.focus() == "family[0].name"
    compose("", "王建国")
    assert desk.presenter.content["family"][0]["name"] == "王建国"


def test_letters_under_way_open_no_list_and_a_committed_word_does(desk):
    desk.page.go_to("family[0].ethnicity")
    box = desk.row("family[0].ethnicity").editor
    compose("hui")
    assert not box.is_open()
    compose("", "回")
    assert box.is_open()
    press(Qt.Key.Key_Return)
    assert desk.presenter.content["family"][0]["ethnicity"] == "03"


def test_letters_given_up_leave_nothing_behind(desk):
    compose("wang")
    compose("")
    assert desk.presenter.content["family"][0].get("name") is None
    assert desk.row("family[0].name").editor.text() == ""


def test_rare_characters_count_as_one_and_are_never_cut_in_two(desk):
    compose("", "𠮷" * 49)
    compose("", "𠮷𡈽")
    name = desk.presenter.content["family"][0]["name"]
    assert name == "𠮷" * 50
    name.encode("utf-16")


def test_several_words_committed_at_once_arrive_whole(desk):
    desk.page.go_to("family[0].origin.address")
    compose("panan")
    compose("", "甘谷县磐安镇某某村12号")
    assert desk.presenter.content["family"][0]["origin"]["address"] == "甘谷县磐安镇某某村12号"


def test_words_of_the_input_method_are_signs_of_life(desk):
    """An input method takes the keys for itself: without this the desk locks under somebody who writes Chinese."""
    touched = []
    Presence(desk.window.windowHandle(), desk.window).touched.connect(lambda: touched.append(1))
    compose("wang")
    assert touched
    press(Qt.Key.Key_Return)
    touched.clear()
    compose("wang")
    assert touched, "the next field is listened to as well"
