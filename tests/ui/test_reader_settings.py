"""The administrator chooses the card reader's port and sees at once whether a reader answers there."""

from __future__ import annotations

import pytest

from station_app import settings
from station_app.devices import card_reader as protocol
from station_app.devices import reader_sources, serial_reader
from station_app.devices.card_reader import Patience
from station_app.devices.simulated_port import SimulatedPort
from station_app.devices.simulated_reader import Fault, SimulatedReader


@pytest.fixture
def reader():
    return SimulatedReader()


@pytest.fixture
def port(reader):
    made = SimulatedPort(reader)
    yield made.name
    made.close()


@pytest.fixture
def box(desk, monkeypatch):
    monkeypatch.setattr(serial_reader, "candidate_ports", lambda: ("/dev/ttyUSB0", "/dev/ttyUSB1"))
    monkeypatch.setattr(reader_sources.DeskReaders, "_ports", lambda _self: ())
    desk.main.go("settings")
    return desk.main.page("settings").fields["card_reader"]


def _light(desk):
    return desk.main._bar._lit[0]


def test_searching_is_the_default_and_the_ports_of_the_machine_are_offered(box):
    assert box.value() is None
    assert [box.ports.itemText(place) for place in range(box.ports.count())] == [
        "自动查找",
        "/dev/ttyUSB0",
        "/dev/ttyUSB1",
    ]


def test_a_reader_that_answers_says_who_it_is_and_the_choice_is_kept(desk, box, port):
    box.ports.setEditText(port)
    box.test.click()
    assert "115200" in box.words
    assert "05.03-20200101-0000012345-0987654321" in box.words
    assert settings.read(desk.main.session.home.settings).card_reader == port
    assert (_light(desk).state, _light(desk).word) == ("ok", "就绪")


def test_a_port_where_nobody_answers_says_what_to_do_and_the_light_is_red(desk, box, reader, port, monkeypatch):
    monkeypatch.setattr(
        reader_sources,
        "SerialReader",
        lambda name, **more: serial_reader.SerialReader(name, **more, patience=Patience(0.05)),
    )
    reader.fail(protocol.STATUS.content, Fault.SILENT, times=99)
    box.ports.setEditText(port)
    box.test.click()
    assert "没有应答" in box.words
    assert (_light(desk).state, _light(desk).word) == ("blocked", "故障")
    assert box.test.isEnabled()


def test_a_machine_without_ports_says_so(box):
    box.test.click()
    assert "没有找到读卡器" in box.words


def test_going_back_to_searching_writes_no_port(desk, box, port):
    box.ports.setEditText(port)
    desk.main.page("settings").save.click()
    box.ports.setCurrentIndex(0)
    desk.main.page("settings").save.click()
    assert settings.read(desk.main.session.home.settings) == settings.Settings()
