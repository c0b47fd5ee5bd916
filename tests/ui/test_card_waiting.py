"""Waiting for a card on a real (pseudo) port, in the background: nothing blocks, and Esc ends it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from station_app import bootstrap
from station_app.clock import FixedClock
from station_app.devices import card_reader as protocol
from station_app.devices.card_reader import Patience
from station_app.devices.serial_reader import SerialReader
from station_app.devices.simulated_port import SimulatedPort
from station_app.devices.simulated_reader import Fault, SimulatedReader
from station_app.domain.vocabulary import Role
from tests.devices.cards import FATHER
from tests.stations import MORNING, PASSWORD, founded
from tests.ui.intake_keys import enter, press, write
from tests.ui.test_intake_page import CTRL, Desk
from ui.presenters.lights import reader_light
from ui.tasks import TaskRunner

QUICK = Patience(answer=0.4, card=0.8, between=0.02)
PATIENCE_MS = 20_000


class Port:
    """A source of readers on one simulated port."""

    def __init__(self) -> None:
        self.reader = SimulatedReader()
        self.port = SimulatedPort(self.reader)

    def take(self, read_already=()):
        return SerialReader(self.port.name, patience=QUICK)


@pytest.fixture
def port():
    made = Port()
    yield made
    made.port.close()


@pytest.fixture
def desk(qtbot, tmp_path, port):
    founded(tmp_path / "station")
    door = bootstrap.door(tmp_path / "station", clock=FixedClock(MORNING), cheap_keys=True, reader=port)
    catalogue = door.log_in("0001", PASSWORD)
    runner = TaskRunner()
    built = Desk(qtbot, catalogue, tmp_path, runner)
    built.idle = lambda: qtbot.waitUntil(lambda: not runner.busy, timeout=PATIENCE_MS)
    built.until = lambda holds: qtbot.waitUntil(holds, timeout=PATIENCE_MS)
    built.idle()
    yield built
    runner.close()
    catalogue.close()


def _wait_for_card(desk):
    press(Qt.Key.Key_F2)
    desk.until(lambda: "请放证件" in desk.page.middle.card.words)


def _light(desk):
    return reader_light(desk.session.settings, desk.session.reader, practice=False)


def test_it_says_that_it_waits_and_typing_goes_on(desk, port):
    _wait_for_card(desk)
    assert "申请人" in desk.page.middle.card.words
    assert _light(desk).word == "等待放卡"
    desk.page.go_to("family[0].phone")
    enter("13800000000")
    port.reader.lay(FATHER)
    desk.until(lambda: desk.presenter.content["family"][0].get("name") == "王建国")
    desk.until(lambda: not desk.presenter.cards.reading)
    assert desk.presenter.content["family"][0]["phone"] == "13800000000"
    assert not desk.page.middle.card.isVisible()
    assert (_light(desk).state, _light(desk).word) == ("ok", "就绪")


def test_escape_ends_the_waiting(desk, port):
    _wait_for_card(desk)
    press(Qt.Key.Key_Escape)
    desk.until(lambda: not desk.presenter.cards.reading)
    port.reader.lay(FATHER)
    assert not desk.page.middle.card.isVisible()
    assert "name" not in desk.presenter.content["family"][0]
    press(Qt.Key.Key_F2)  # and it can begin again
    desk.until(lambda: desk.presenter.content["family"][0].get("name") == "王建国")


def test_f2_again_does_not_begin_twice(desk, port):
    _wait_for_card(desk)
    press(Qt.Key.Key_F2)
    port.reader.lay(FATHER)
    desk.until(lambda: not desk.presenter.cards.reading)
    assert port.reader.asked.count(protocol.READ.content) <= 2  # one look without a card, one with it


def test_the_card_fills_the_person_it_was_asked_for_not_the_one_in_view_by_then(desk, port):
    _wait_for_card(desk)
    desk.presenter.add_member(Role.SPOUSE)
    assert desk.presenter.case.member == 1
    port.reader.lay(FATHER)
    desk.until(lambda: desk.presenter.content["family"][0].get("name") == "王建国")
    assert desk.presenter.case.member == 0
    assert "name" not in desk.presenter.content["family"][1]


def test_a_card_read_for_a_case_that_is_gone_fills_nothing(desk, port):
    _wait_for_card(desk)
    press(Qt.Key.Key_N, CTRL)
    port.reader.lay(FATHER)
    desk.until(lambda: not desk.presenter.cards.reading)
    assert "name" not in desk.presenter.content["family"][0]


def test_a_card_for_somebody_taken_out_meanwhile_goes_to_nobody(desk, port):
    desk.presenter.add_member(Role.SPOUSE)
    _wait_for_card(desk)
    desk.presenter.remove_member()
    port.reader.lay(FATHER)
    desk.until(lambda: not desk.presenter.cards.reading)
    assert "name" not in desk.presenter.content["family"][0]
    assert "没有填入" in desk.page.middle.card.words


def test_the_lock_ends_the_waiting(desk):
    _wait_for_card(desk)
    desk.page.keep()
    desk.until(lambda: not desk.presenter.cards.reading)
    assert not desk.page.middle.card.isVisible()


def test_a_cable_pulled_in_the_middle_of_a_card_fills_nothing_and_keeps_what_was_typed(desk, port):
    port.reader.lay(FATHER)
    port.reader.fail(protocol.READ.content, Fault.UNPLUGGED)
    write("王")
    press(Qt.Key.Key_F2)
    desk.until(lambda: "断开" in desk.page.middle.card.words)
    assert desk.presenter.content["family"][0]["name"] == "王"
    assert "id_number" not in desk.presenter.content["family"][0]
    assert _light(desk).state == "blocked"
    assert "断开" in _light(desk).reason
