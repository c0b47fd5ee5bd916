"""The serial driver finds its reader among the ports of a machine, and survives a port that goes away."""

from __future__ import annotations

import os
import pty
import threading
import tty
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from station_app.devices import card_reader as protocol
from station_app.devices import serial_reader
from station_app.devices.card_reader import Patience, ReaderState
from station_app.devices.frames import MARK
from station_app.devices.serial_reader import RATES, SerialReader, candidate_ports
from station_app.devices.simulated_port import SimulatedPort
from station_app.devices.simulated_reader import Fault, SimulatedReader
from station_app.errors import DeviceError
from tests.devices.cards import FATHER, MOTHER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHORT = Patience(answer=0.1, card=0.3, between=0.01)


def _ignore(_state: ReaderState, _waited: float, _wait: float) -> None: ...


@pytest.fixture
def plugged() -> Iterator[Callable[[SimulatedReader], SimulatedPort]]:
    """Plug simulated readers in; they are unplugged after the test."""
    ports: list[SimulatedPort] = []

    def plug(reader: SimulatedReader) -> SimulatedPort:
        ports.append(SimulatedPort(reader))
        return ports[-1]

    yield plug
    for port in ports:
        port.close()


def _code(act: Callable[[], object]) -> str:
    with pytest.raises(DeviceError) as caught:
        act()
    return caught.value.code


def _silent() -> SimulatedReader:
    reader = SimulatedReader()
    reader.fail(protocol.STATUS.content, Fault.SILENT, times=100)
    return reader


def test_the_reader_is_found_behind_ports_that_are_silent_or_gone(plugged):
    reader = SimulatedReader()
    reader.lay(FATHER)
    silent, real = plugged(_silent()), plugged(reader)
    told: list[str] = []
    driver = SerialReader(
        patience=SHORT, ports=lambda: ("/dev/no-such-port", silent.name, real.name), found=told.append
    )
    assert driver.find(_ignore).port == real.name
    assert told == [real.name]
    assert driver.read(0, _ignore).text.name == "王建国"
    driver.close()


def test_a_reader_is_asked_at_every_speed(plugged):
    reader = SimulatedReader()
    reader.fail(protocol.STATUS.content, Fault.SILENT, times=len(RATES) - 1)
    driver = SerialReader(plugged(reader).name, patience=SHORT)
    assert driver.find(_ignore).baud == RATES[-1]
    driver.close()


def test_what_comes_at_a_wrong_speed_is_noise_and_the_next_speed_is_tried(plugged):
    reader = SimulatedReader()
    reader.fail(protocol.STATUS.content, Fault.BAD_CHECK, times=2)
    driver = SerialReader(plugged(reader).name, patience=SHORT)
    assert driver.find(_ignore).baud == RATES[2]
    driver.close()


def test_a_machine_without_ports_says_so():
    assert _code(lambda: SerialReader(ports=tuple).find(_ignore)) == "reader_not_found"


def test_a_port_that_is_not_there_says_so():
    assert _code(lambda: SerialReader("/dev/no-such-port").find(_ignore)) == "reader_port_missing"


def test_a_port_somebody_else_has_says_so(plugged):
    port = plugged(SimulatedReader())
    first, second = SerialReader(port.name, patience=SHORT), SerialReader(port.name, patience=SHORT)
    first.find(_ignore)
    assert _code(lambda: second.find(_ignore)) == "reader_port_busy"
    first.close()
    assert second.find(_ignore).port == port.name
    second.close()


def test_a_silent_port_says_so(plugged):
    assert _code(lambda: SerialReader(plugged(_silent()).name, patience=SHORT).find(_ignore)) == "reader_not_answering"


def test_of_several_refusals_the_most_telling_is_said(plugged):
    unauthorised = SimulatedReader()
    unauthorised.fail(protocol.STATUS.content, protocol.NOT_AUTHORISED, times=9)
    ports = ("/dev/no-such-port", plugged(_silent()).name, plugged(unauthorised).name)
    assert _code(lambda: SerialReader(patience=SHORT, ports=lambda: ports).find(_ignore)) == "reader_not_authorised"


def test_searching_can_be_cancelled_and_leaves_no_port_open(plugged):
    port = plugged(_silent())

    class CancelledError(Exception):
        pass

    def cancel(_state: ReaderState, _waited: float, _wait: float) -> None:
        if port.name:
            raise CancelledError

    with pytest.raises(CancelledError):
        SerialReader(port.name, patience=SHORT).find(cancel)
    os.close(os.open(port.name, os.O_RDWR | os.O_NOCTTY))


def test_the_driver_reads_again_after_it_was_closed(plugged):
    reader = SimulatedReader()
    driver = SerialReader(plugged(reader).name, patience=SHORT)
    for card in (FATHER, MOTHER):
        reader.lay(card)
        assert driver.read(0, _ignore).text.name == card.fields["name"]
        driver.close()


def test_a_cable_pulled_while_waiting_for_a_card_ends_the_waiting(plugged):
    port = plugged(SimulatedReader())
    driver = SerialReader(port.name, patience=SHORT)
    waited = 0

    def pull(state: ReaderState, _waited: float, _wait: float) -> None:
        nonlocal waited
        waited += state is ReaderState.WAITING
        if waited == 3:
            port.close()

    assert _code(lambda: driver.read(600, pull)) == "reader_unplugged"
    driver.close()


def test_a_cable_pulled_in_the_middle_of_a_card_ends_the_reading():
    """The far side is closed by hand, in the middle of the answer, while the driver waits for the rest."""
    far, near = pty.openpty()
    tty.setraw(near)
    reader = SimulatedReader()
    reader.lay(FATHER)
    reader.fail(protocol.READ.content, Fault.UNPLUGGED)

    def serve() -> None:
        while True:
            for piece in reader.answer(os.read(far, 4096)):
                if not isinstance(piece, bytes):
                    os.close(far)
                    return
                os.write(far, piece)

    thread = threading.Thread(target=serve)
    thread.start()
    driver = SerialReader(os.ttyname(near), patience=SHORT)
    assert _code(lambda: driver.read(5, _ignore)) == "reader_unplugged"
    thread.join()
    driver.close()
    os.close(near)


def test_a_stream_of_nothing_but_noise_does_not_hold_the_driver_for_ever(plugged, monkeypatch):
    reader = SimulatedReader()
    monkeypatch.setattr(reader, "answer", lambda _received: iter([MARK[:4] * 200, b"\x00" * 500]))
    assert _code(lambda: SerialReader(plugged(reader).name, patience=SHORT).find(_ignore)) == "reader_not_answering"


def _port(device: str, *, vid: int | None = None, hwid: str = "") -> SimpleNamespace:
    return SimpleNamespace(device=device, vid=vid, hwid=hwid, description="")


def test_usb_ports_are_asked_first_and_bluetooth_never(monkeypatch):
    ports = [
        _port("/dev/ttyS0"),
        _port("COM9", hwid=r"BTHENUM\{00001101}"),
        _port("/dev/ttyUSB0", vid=0x067B),
        _port("/dev/cu.Bluetooth-Incoming-Port", hwid="bluetooth"),
    ]
    monkeypatch.setattr(serial_reader.list_ports, "comports", lambda: ports)
    assert candidate_ports() == ("/dev/ttyUSB0", "/dev/ttyS0")
