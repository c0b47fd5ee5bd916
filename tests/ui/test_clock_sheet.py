"""The clock's light leads to a sheet that says what is wrong and lets the officer confirm the time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from station_app import texts
from station_app.domain.reading import read_document
from tests.people import a_family_of_four
from tests.ui.intake_keys import press, write
from ui.presenters.clock_check import read_time

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ahead(desk):
    """The clock leapt forward by 200 days."""
    catalogue = desk.main.session.catalogue
    catalogue.accept(*read_document(a_family_of_four()))
    catalogue._desk.clock.move(timedelta(days=200))
    desk.main._bar.refresh()
    return desk


def light(desk):
    """The clock's light, where it can be pressed."""
    lights = desk.main._bar._lights
    return [made for place in range(lights.count()) if isinstance(made := lights.itemAt(place).widget(), QPushButton)]


def sheet(desk):
    return desk.main.sheets._clock


def test_a_clock_that_is_believed_has_a_light_that_leads_nowhere(desk):
    desk.main._bar.refresh()
    QApplication.processEvents()
    assert light(desk) == []


def test_the_light_leads_to_what_the_clock_shows_and_what_is_believed(ahead):
    (made,) = light(ahead)
    made.click()
    assert sheet(ahead).isVisible()
    assert sheet(ahead).time.hasFocus()
    view = {name.text() for name in sheet(ahead).times.findChildren(type(sheet(ahead).doubt))}
    assert {"2027-06-11 09:30", "2026-11-23 09:30"} <= view
    assert "比最近一次可信时间晚半年以上" in sheet(ahead).doubt.text()
    assert sheet(ahead).day.value() == "2027-06-11"
    assert sheet(ahead).time.text() == ""  # what the other clock shows is always typed


def test_the_officer_types_another_clock_s_time_and_the_light_goes_out(ahead):
    press(Qt.Key.Key_T, CONTROL)
    write("0931")
    press(Qt.Key.Key_Return)
    assert not sheet(ahead).isVisible()
    assert ahead.main._notice.words == texts.say("ui.clock.confirmed")
    QApplication.processEvents()
    assert light(ahead) == []
    catalogue = ahead.main.session.catalogue
    assert catalogue.clock_state().doubt is None


def test_two_clocks_that_differ_are_not_confirmed(ahead):
    press(Qt.Key.Key_T, CONTROL)
    write("1015")
    press(Qt.Key.Key_Return)
    assert sheet(ahead).isVisible()
    assert "相差超过 5 分钟" in sheet(ahead).notice.words
    assert ahead.main.session.catalogue.clock_state().doubt is not None


def test_what_is_no_time_is_asked_again(ahead):
    press(Qt.Key.Key_T, CONTROL)
    write("9999")
    press(Qt.Key.Key_Return)
    assert sheet(ahead).notice.words == texts.say("ui.clock.unreadable")


def test_a_clock_from_before_the_program_cannot_be_confirmed_away(desk):
    desk.main.session.catalogue._desk.clock.move(timedelta(days=-400))
    press(Qt.Key.Key_T, CONTROL)
    assert sheet(desk).meaning.text() == texts.say("ui.clock.hopeless")
    assert not sheet(desk).act_button.isVisible()
    assert not sheet(desk).time.isVisible()


def test_escape_gives_the_keys_back_to_where_they_were(ahead):
    ahead.main.go("ledger")
    search = QApplication.focusWidget()
    press(Qt.Key.Key_T, CONTROL)
    press(Qt.Key.Key_Escape)
    assert not sheet(ahead).isVisible()
    assert QApplication.focusWidget() is search


def test_a_clock_that_is_fine_says_so(desk):
    press(Qt.Key.Key_T, CONTROL)
    assert sheet(desk).meaning.text() == texts.say("ui.clock.fine")
    assert not sheet(desk).act_button.isVisible()


@pytest.mark.parametrize(
    ("typed", "hour", "minute"), [("0930", 9, 30), ("930", 9, 30), ("9:30", 9, 30), ("09:30", 9, 30), ("2359", 23, 59)]
)
def test_a_time_is_typed_as_people_write_it(typed, hour, minute):
    read = read_time("2026-11-23", typed)
    assert (read.hour, read.minute) == (hour, minute)


@pytest.mark.parametrize(
    ("day", "typed"), [("2026-11-23", ""), ("2026-11-23", "2460"), ("", "0930"), ("2026-02-30", "0930")]
)
def test_what_is_no_time_is_none(day, typed):
    assert read_time(day, typed) is None
