"""A simulated card reader: the far side of the line, for practice and for tests. No hardware, no real person.

`SimulatedReader` answers requests byte by byte as a reader does, with whichever card lies on it and whatever goes
wrong. It hangs on two lines: on `SimulatedLine` inside the process, where time passes without anybody waiting, and
behind a pseudo terminal (`simulated_port`), where the serial driver meets it as a real port. How a card is laid is in
`sample_cards`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from station_app.devices import card_reader as protocol
from station_app.devices.card_reader import PATIENT, Conversation
from station_app.devices.frames import MARK, Damaged, Decoder, encode
from station_app.devices.sample_cards import PHOTO_BYTES
from station_app.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from station_app.devices.card_reader import CardRead, FoundReader, Patience, Watch
    from station_app.devices.sample_cards import SampleCard

PORT = "simulated"
SAM = bytes.fromhex("05000300 a53a3401 39300000 b168de3a")
"""The number of the simulated security module, 05.03-20200101-0000012345-0987654321."""
_PIECE = 7
_NOISE = bytes.fromhex("00ff96aaaa69aaaaaa96")
_TOO_LONG = MARK + b"\xff\xff"


class Fault(StrEnum):
    """How an answer may go wrong on its way."""

    BAD_CHECK = "bad_check"  # one byte changed
    NOISE = "noise"  # other bytes before it, the half of a mark among them
    TOO_LONG = "too_long"  # a mark with an impossible length before it
    PIECES = "pieces"  # in pieces of a few bytes
    TWICE = "twice"  # two times, glued together
    SILENT = "silent"  # not at all
    LATE = "late"  # after anybody's patience
    UNPLUGGED = "unplugged"  # the line is gone in the middle of it


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that passes before what follows."""

    seconds: float


class Unplugged:
    """The end of the line."""


Delivery = bytes | Pause | Unplugged


class SimulatedReader:
    """A reader with at most one card on it; `late` is how long a late answer takes."""

    def __init__(self, late: float = 10.0) -> None:
        self.asked: list[bytes] = []
        self._late = late
        self._decoder = Decoder(least=2)
        self._card: SampleCard | None = None
        self._found = False
        self._faults: dict[bytes, deque[Fault | int]] = {}

    def lay(self, card: SampleCard) -> None:
        """Lay a card on the reader, in place of the one that lies there."""
        self._card = card
        self._found = False

    def take_away(self) -> None:
        """Take the card away."""
        self._card = None

    def fail(self, command: bytes, fault: Fault | int, times: int = 1) -> None:
        """Let the next `times` answers to `command` go wrong: on their way, or by a status byte instead of success."""
        self._faults.setdefault(command, deque()).extend([fault] * times)

    def take(self, read_already: Collection[str] = ()) -> DirectReader:
        """Give a card reader inside this process."""
        del read_already
        return DirectReader(self)

    def answer(self, received: bytes) -> Iterator[Delivery]:
        """Give what the reader does on `received`."""
        for content in self._decoder.feed(received):
            if isinstance(content, Damaged):
                yield encode(bytes((0, 0, 0x10)))
                continue
            command = content[:2]
            self.asked.append(command)
            waiting = self._faults.get(command)
            fault = waiting.popleft() if waiting else None
            if isinstance(fault, Fault):
                yield from self._on_its_way(encode(self._reply(command)), fault)
            else:
                yield encode(self._reply(command) if fault is None else bytes((0, 0, fault)))

    def _on_its_way(self, frame: bytes, fault: Fault) -> Iterator[Delivery]:
        match fault:
            case Fault.BAD_CHECK:
                yield frame[:-1] + bytes((frame[-1] ^ 0x55,))
            case Fault.NOISE:
                yield _NOISE + frame
            case Fault.TOO_LONG:
                yield _TOO_LONG + frame
            case Fault.PIECES:
                yield from (frame[at : at + _PIECE] for at in range(0, len(frame), _PIECE))
            case Fault.TWICE:
                yield frame + frame
            case Fault.LATE:
                yield Pause(self._late)
                yield frame
            case Fault.UNPLUGGED:
                yield frame[: len(frame) // 2]
                yield Unplugged()
            case Fault.SILENT:
                return

    def _reply(self, command: bytes) -> bytes:
        """Give status and content as the specification has them."""
        replies: dict[bytes, Callable[[], bytes]] = {
            protocol.STATUS.content: _done,
            protocol.SAM_NUMBER.content: lambda: _done(SAM),
            protocol.FIND.content: self._find,
            protocol.SELECT.content: self._select,
            protocol.READ.content: self._read,
            protocol.NEWEST_ADDRESS.content: self._newest_address,
        }
        reply = replies.get(command)
        return _refused(0x21) if reply is None else reply()

    def _select(self) -> bytes:
        return _refused(protocol.NOT_SELECTED) if self._card is None else _done(bytes(8))

    def _find(self) -> bytes:
        """Find a card once: a reader finds it again only after it was taken away."""
        if self._card is None or self._found:
            return _refused(protocol.NO_CARD)
        self._found = True
        return bytes((0, 0, protocol.FOUND)) + bytes(4)

    def _read(self) -> bytes:
        if self._card is None:
            return _refused(protocol.UNREADABLE)
        text = self._card.text_area
        sizes = len(text).to_bytes(2) + PHOTO_BYTES.to_bytes(2)
        return _done(sizes + text + b"\xa5" * PHOTO_BYTES)

    def _newest_address(self) -> bytes:
        if self._card is None:
            return _refused(protocol.UNREADABLE)
        area = self._card.address_area
        return _refused(protocol.NOTHING_THERE) if area is None else _done(area)


def _done(content: bytes = b"") -> bytes:
    return bytes((0, 0, protocol.DONE)) + content


def _refused(status: int) -> bytes:
    return bytes((0, 0, status))


class SimulatedLine:
    """A line to a simulated reader whose clock goes on by itself whenever somebody would have to wait."""

    def __init__(self, reader: SimulatedReader) -> None:
        self._reader = reader
        self._coming: deque[Delivery] = deque()
        self._now = 0.0

    def send(self, content: bytes) -> None:
        """Hand bytes to the reader."""
        self._coming.extend(self._reader.answer(content))

    def receive(self, seconds: float) -> bytes:
        """Give the next piece that comes within `seconds`."""
        ends = self._now + seconds
        while self._coming:
            match self._coming[0]:
                case bytes() as piece:
                    self._coming.popleft()
                    return piece
                case Pause(pause) if self._now + pause > ends:
                    self._coming[0] = Pause(pause - (ends - self._now))
                    break
                case Pause(pause):
                    self._now += pause
                    self._coming.popleft()
                case Unplugged():
                    raise DeviceError("reader_unplugged", port=PORT)
        self._now = ends
        return b""

    def pause(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds

    def now(self) -> float:
        """Give the line's own time."""
        return self._now

    def close(self) -> None:
        """Forget what was on its way."""
        self._coming.clear()


class DirectReader:
    """A card reader in this process: the same conversation as on a port, without a port."""

    def __init__(self, reader: SimulatedReader, patience: Patience = PATIENT) -> None:
        self._line = SimulatedLine(reader)
        self._conversation = Conversation(self._line, PORT, patience=patience)

    def find(self, watch: Watch) -> FoundReader:
        """Say who the reader is."""
        del watch
        return self._conversation.greet()

    def read(self, wait: float, watch: Watch) -> CardRead:
        """Read a card (see `Conversation.read`)."""
        return self._conversation.read(wait, watch)

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()
