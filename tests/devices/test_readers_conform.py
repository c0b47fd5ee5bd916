"""What every driver must do alike: the one inside the process, and the serial driver on a real (pseudo) port."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station_app.devices import card_reader as protocol
from station_app.devices.card_reader import Patience, ReaderState
from station_app.devices.serial_reader import SerialReader
from station_app.devices.simulated_port import SimulatedPort
from station_app.devices.simulated_reader import DirectReader, Fault, SimulatedReader
from station_app.errors import DeviceError
from tests.devices.cards import FATHER, FOREIGN_2017, FOREIGN_2023, HONG_KONG, MOTHER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.devices.card_reader import CardReader

SHORT = Patience(answer=0.3, card=0.5, between=0.01)
"""The desk waits longer; the same code has to be as right with less."""
FINGERPRINTS = b"\x30\x10"


class Bench:
    """A simulated reader and the driver that talks to it."""

    def __init__(self, far: SimulatedReader, driver: CardReader) -> None:
        self.far = far
        self.driver = driver
        self.seen: list[ReaderState] = []
        self.at_waiting: dict[int, object] = {}

    def watch(self, state: ReaderState, _waited: float, _wait: float) -> None:
        self.seen.append(state)
        act = self.at_waiting.get(self.seen.count(ReaderState.WAITING)) if state is ReaderState.WAITING else None
        if callable(act):
            act()

    def read(self, wait: float = 0):
        return self.driver.read(wait, self.watch)

    def refused(self, wait: float = 0) -> str:
        with pytest.raises(DeviceError) as caught:
            self.read(wait)
        return caught.value.code


@pytest.fixture(params=["in process", "serial"])
def bench(request) -> Iterator[Bench]:
    far = SimulatedReader(late=0.8)
    if request.param == "in process":
        yield Bench(far, DirectReader(far, SHORT))
        return
    port = SimulatedPort(far)
    driver = SerialReader(port.name, patience=SHORT)
    yield Bench(far, driver)
    driver.close()
    port.close()


def test_the_reader_says_which_one_it_is(bench):
    assert bench.driver.find(bench.watch).number == "05.03-20200101-0000012345-0987654321"


@pytest.mark.parametrize("card", [FATHER, MOTHER, HONG_KONG, FOREIGN_2017, FOREIGN_2023])
def test_a_card_of_any_kind_is_read(bench, card):
    bench.far.lay(card)
    read = bench.read()
    assert read.text.kind is card.kind
    assert read.text.number == card.fields["number"]
    assert read.text.newest_address == (card.newest_address or "")
    assert read.reader == "05.03-20200101-0000012345-0987654321"


def test_fingerprints_are_never_asked_for(bench):
    bench.far.lay(FATHER)
    bench.read()
    assert FINGERPRINTS not in bench.far.asked
    assert set(bench.far.asked) == {b"\x11\xff", b"\x12\xff", b"\x20\x01", b"\x20\x02", b"\x30\x01", b"\x30\x03"}


def test_a_card_left_on_the_reader_is_read_again(bench):
    bench.far.lay(FATHER)
    assert bench.read() == bench.read()


def test_no_card_is_said_as_such(bench):
    assert bench.refused() == "card_absent"
    assert ReaderState.READING not in bench.seen


def test_a_card_laid_while_waiting_is_read(bench):
    bench.at_waiting[3] = lambda: bench.far.lay(FATHER)
    assert bench.read(wait=30).text.name == "王建国"
    assert bench.seen[-1] is ReaderState.READING


def test_waiting_ends_when_the_officer_ends_it(bench):
    class CancelledError(Exception):
        pass

    def stop() -> None:
        raise CancelledError

    bench.at_waiting[2] = stop
    with pytest.raises(CancelledError):
        bench.read(wait=600)


@pytest.mark.parametrize(
    "fault", [Fault.BAD_CHECK, Fault.NOISE, Fault.TOO_LONG, Fault.PIECES, Fault.TWICE, Fault.SILENT]
)
@pytest.mark.parametrize(
    "command",
    [protocol.STATUS, protocol.SAM_NUMBER, protocol.FIND, protocol.SELECT, protocol.READ, protocol.NEWEST_ADDRESS],
)
def test_one_bad_answer_is_asked_for_again(bench, command, fault):
    bench.driver.find(bench.watch)
    bench.far.lay(MOTHER)
    bench.far.fail(command.content, fault)
    assert bench.read(wait=5).text.newest_address == MOTHER.newest_address


def test_an_answer_that_comes_too_late_is_not_taken_for_another(bench):
    bench.driver.find(bench.watch)
    bench.far.lay(MOTHER)
    bench.far.fail(protocol.READ.content, Fault.LATE)
    read = bench.read(wait=5)
    assert (read.text.name, read.text.newest_address) == ("李桂芳", MOTHER.newest_address)


def test_a_line_that_stays_bad_is_said_as_such(bench):
    bench.driver.find(bench.watch)
    bench.far.lay(FATHER)
    bench.far.fail(protocol.READ.content, Fault.BAD_CHECK, times=3)
    assert bench.refused() == "reader_garbled"


def test_a_reader_that_falls_silent_is_said_as_such(bench):
    bench.driver.find(bench.watch)
    bench.far.lay(FATHER)
    bench.far.fail(protocol.READ.content, Fault.SILENT, times=3)
    assert bench.refused() == "reader_not_answering"


@pytest.mark.parametrize("command", [protocol.STATUS, protocol.FIND, protocol.SELECT, protocol.READ])
def test_a_reader_without_authority_is_said_as_such(bench, command):
    bench.driver.find(bench.watch)
    bench.far.lay(FATHER)
    bench.far.fail(command.content, 0x66)
    assert bench.refused() == "reader_not_authorised"


@pytest.mark.parametrize("status", [0x21, 0x24, 0x47, 0x60])
def test_a_reader_with_a_fault_of_its_own_is_said_as_such(bench, status):
    bench.driver.find(bench.watch)
    bench.far.fail(protocol.FIND.content, status)
    assert bench.refused() == "reader_failed"


@pytest.mark.parametrize("status", [0x10, 0x11])
def test_a_question_the_reader_misheard_is_put_again(bench, status):
    bench.far.lay(FATHER)
    bench.driver.find(bench.watch)
    bench.far.fail(protocol.READ.content, status)
    assert bench.read().text.name == "王建国"


def test_a_card_that_was_not_selected_is_read_all_the_same(bench):
    bench.far.lay(FATHER)
    bench.far.fail(protocol.SELECT.content, protocol.NOT_SELECTED)
    assert bench.read().text.name == "王建国"


def test_a_card_that_does_not_read_at_once_is_tried_again(bench):
    bench.far.lay(FATHER)
    bench.far.fail(protocol.READ.content, protocol.UNREADABLE)
    bench.at_waiting[2] = lambda: bench.far.lay(FATHER)  # the officer lifts it and lays it again
    assert bench.read(wait=5).text.name == "王建国"


@pytest.mark.parametrize(
    ("status", "code"),
    [(0x41, "card_unreadable"), (0x31, "card_not_genuine"), (0x33, "card_not_genuine"), (0x40, "card_of_another_kind")],
)
def test_a_card_that_never_reads_says_why(bench, status, code):
    bench.far.lay(FATHER)
    bench.far.fail(protocol.READ.content, status, times=9)
    for round_ in range(1, 9):
        bench.at_waiting[round_] = lambda: bench.far.lay(FATHER)
    assert bench.refused(wait=5) == code


def test_a_card_taken_away_in_the_middle_is_not_half_read(bench):
    bench.far.lay(FATHER)
    bench.far.fail(protocol.NEWEST_ADDRESS.content, protocol.UNREADABLE)
    bench.at_waiting[2] = bench.far.take_away
    assert bench.refused() == "card_removed"


def test_a_card_of_another_length_is_not_guessed_at(bench, monkeypatch):
    monkeypatch.setattr(type(FATHER), "text_area", property(lambda _card: bytes(258)))
    bench.far.lay(FATHER)
    for round_ in range(1, 9):
        bench.at_waiting[round_] = lambda: bench.far.lay(FATHER)
    assert bench.refused(wait=5) == "card_unreadable"


def test_a_reader_unplugged_in_the_middle_of_a_card_gives_nothing(bench):
    bench.driver.find(bench.watch)
    bench.far.lay(FATHER)
    bench.far.fail(protocol.READ.content, Fault.UNPLUGGED)
    assert bench.refused(wait=5) == "reader_unplugged"
