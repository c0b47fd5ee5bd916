"""The driver for readers on a serial port, which most USB readers are as well (pyserial).

The port is the one of the settings, or is looked for: every serial port that is not Bluetooth, USB first, each at the
speeds readers are set to. All calls block and are made from a task. A port that vanishes is `reader_unplugged`.
"""

from __future__ import annotations

import errno
import time
from functools import partial
from typing import TYPE_CHECKING, Final

import serial
from serial.tools import list_ports

from station_app.devices.card_reader import PATIENT, Conversation, ReaderState
from station_app.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.devices.card_reader import CardRead, FoundReader, Patience, Watch

RATES: Final = (115200, 57600, 38400, 19200, 9600)
"""Bauds in the order of likelihood; readers leave the factory with the first."""

_SLICE = 0.05
_WRITE_SECONDS = 1.0
_BLUETOOTH = ("BTHENUM", "bluetooth")


def _port_failures() -> tuple[type[Exception], ...]:
    """Give what a failing port may raise; on POSIX also the error of termios, which is no OSError."""
    try:
        import termios  # noqa: PLC0415 - not on Windows
    except ImportError:
        return (OSError,)
    return (OSError, termios.error)


_FAILURES: Final = _port_failures()


def candidate_ports() -> tuple[str, ...]:
    """Name the serial ports of this machine that a reader may hang on, USB first."""
    ports = [
        port
        for port in list_ports.comports()
        if not any(word in f"{port.hwid} {port.device} {port.description}" for word in _BLUETOOTH)
    ]
    return tuple(port.device for port in sorted(ports, key=lambda port: (port.vid is None, port.device)))


class SerialLine:
    """A serial port as a line of bytes.

    Raises:
        DeviceError: `reader_port_missing`, `reader_port_busy` - it cannot be opened.
    """

    def __init__(self, port: str, baud: int) -> None:
        self._port = port
        try:
            self._serial = serial.Serial(port, baud, timeout=_SLICE, write_timeout=_WRITE_SECONDS, exclusive=True)
        except _FAILURES as problem:
            raise DeviceError(_why_not_opened(problem), port=port) from problem

    def send(self, content: bytes) -> None:
        """Send bytes."""
        try:
            self._serial.write(content)
        except _FAILURES as problem:
            raise self._unplugged() from problem

    def receive(self, seconds: float) -> bytes:
        """Give what has come, at the latest after `seconds`."""
        ends = time.monotonic() + seconds
        try:
            while not self._serial.in_waiting:
                left = ends - time.monotonic()
                if left <= 0:
                    return b""
                first = bytes(self._serial.read(1))
                if first:
                    return first + bytes(self._serial.read(self._serial.in_waiting))
            return bytes(self._serial.read(self._serial.in_waiting))
        except _FAILURES as problem:
            raise self._unplugged() from problem

    def pause(self, seconds: float) -> None:
        """Let time pass."""
        time.sleep(seconds)

    def now(self) -> float:
        """Give the machine's own steady clock."""
        return time.monotonic()

    def close(self) -> None:
        """Give the port back."""
        try:
            self._serial.close()
        except _FAILURES:  # it is gone already
            return

    def _unplugged(self) -> DeviceError:
        return DeviceError("reader_unplugged", port=self._port)


class SerialReader:
    """A reader on a serial port: `port`, or the first of `ports()` that answers like one; `found` is told which."""

    def __init__(
        self,
        port: str | None = None,
        *,
        patience: Patience = PATIENT,
        ports: Callable[[], Sequence[str]] = candidate_ports,
        found: Callable[[str], object] = str,
    ) -> None:
        self._port = port
        self._found = found
        self._patience = patience
        self._ports = ports
        self._line: SerialLine | None = None
        self._conversation: Conversation | None = None

    def find(self, watch: Watch) -> FoundReader:
        """Find the reader.

        Raises:
            DeviceError: `reader_not_found` - there is no serial port at all; `reader_port_missing`, `reader_port_busy`
                - the chosen one cannot be opened; `reader_not_answering` - nobody there speaks like a reader.
        """
        return self._connected(watch).greet()

    def read(self, wait: float, watch: Watch) -> CardRead:
        """Read a card (see `Conversation.read`)."""
        return self._connected(watch).read(wait, watch)

    def close(self) -> None:
        """Give the port back."""
        if self._line is not None:
            self._line.close()
        self._line = self._conversation = None

    def _connected(self, watch: Watch) -> Conversation:
        if self._conversation is None:
            self._conversation = self._connect(watch)
        return self._conversation

    def _connect(self, watch: Watch) -> Conversation:
        ports = (self._port,) if self._port else tuple(self._ports())
        refusals = []
        for place, port in enumerate(ports):
            watch(ReaderState.SEARCHING, place, len(ports))
            try:
                conversation = self._connect_at(port, partial(watch, ReaderState.SEARCHING, place, len(ports)))
            except DeviceError as refusal:
                refusals.append(refusal)
            else:
                self._found(port)
                return conversation
        # The most telling one: a reader that spoke before a silent port, a silent port before one that is shut.
        raise min(refusals, key=lambda refusal: _TELLING.get(refusal.code, 0), default=DeviceError("reader_not_found"))

    def _connect_at(self, port: str, watched: Callable[[], None]) -> Conversation:
        """Try every speed on one port."""
        last = DeviceError("reader_not_answering", port=port)
        for baud in RATES:
            watched()
            line = SerialLine(port, baud)
            conversation = Conversation(line, port, baud, self._patience)
            try:
                conversation.greet(tries=1)
            except DeviceError as refusal:
                line.close()
                if refusal.code not in ("reader_not_answering", "reader_garbled"):
                    raise
                last = refusal
            else:
                self._line = line
                return conversation
        raise last


_TELLING = {
    "reader_garbled": 1,
    "reader_not_answering": 2,
    "reader_unplugged": 3,
    "reader_port_busy": 4,
    "reader_port_missing": 5,
}


def _why_not_opened(problem: Exception) -> str:
    """Tell a port that is not there from one that somebody else has; Windows says it only in words."""
    number = getattr(problem, "errno", None)
    busy = number in (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EAGAIN) or "PermissionError" in str(problem)
    return "reader_port_busy" if busy or "lock port" in str(problem) else "reader_port_missing"
