"""What every card reader can do, and the conversation with one, whatever line it hangs on.

The readers of identity cards all speak one language over a line of bytes (GA 467-2004; `frames`). A driver brings a
`Line`; `Conversation` does the talking: status, number of the security module, find, select, read, newest address.
Fingerprints are never asked for - the command for them is not in this program - and the photo that comes with the
text is dropped where it arrives: decoding it needs a library that only the police may hand out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from station_app.devices.card_text import ADDRESS_BYTES, TEXT_BYTES, CardText, read_text
from station_app.devices.frames import DAMAGED, LARGEST, Damaged, Decoder, encode
from station_app.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    Watch = Callable[["ReaderState", float, float], None]


class ReaderState(StrEnum):
    """What the reader is doing; shown while a card is read."""

    SEARCHING = "searching"  # for the reader itself
    WAITING = "waiting"  # for a card
    READING = "reading"


class FoundReader(NamedTuple):
    """A reader that answers: where it hangs, how fast it speaks, the number of its security module (SAM)."""

    port: str
    baud: int
    number: str


class CardRead(NamedTuple):
    """One card as read, and the number of the reader that read it."""

    text: CardText
    reader: str


class CardReader(Protocol):
    """A card reader. All calls block; `watch` is told the state, the seconds waited and the seconds there are.

    What `watch` raises ends the call: that is how an officer cancels. Failures are `DeviceError`s whose codes say what
    to do. A reader is closed after use, whatever happened.
    """

    def find(self, watch: Watch) -> FoundReader:
        """Find the reader and say who it is."""

    def read(self, wait: float, watch: Watch) -> CardRead:
        """Read the card that lies there, or the one that is laid within `wait` seconds."""

    def close(self) -> None:
        """Let go of the line."""


class ReaderSource(Protocol):
    """Where the desk takes its reader from: the serial port of the settings, the practice reader, a test's own."""

    def take(self, read_already: Collection[str] = ()) -> CardReader:
        """Give the reader for one use. `read_already`: ID numbers on the page; practice lays the next one's card."""


class Line(Protocol):
    """Bytes to and from a reader, with its own clock so that a simulated line needs no real waiting."""

    def send(self, content: bytes) -> None:
        """Send bytes. Raises DeviceError `reader_unplugged` when the line is gone."""

    def receive(self, seconds: float) -> bytes:
        """Give what has come; waits up to `seconds` for the first byte, gives nothing if none comes."""

    def pause(self, seconds: float) -> None:
        """Let time pass."""

    def now(self) -> float:
        """Give the seconds of a clock that never goes back."""

    def close(self) -> None:
        """Let go."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for answers: short ones, a whole card, and between two looks for a card."""

    answer: float = 0.6
    card: float = 2.5
    between: float = 0.3
    tries: int = 3


PATIENT = Patience()


class _Command(NamedTuple):
    """What is sent, and how many bytes a success brings.

    Answers do not say which question they belong to; one of another size came late and belongs to an earlier one.
    """

    content: bytes
    least: int = 0
    most: int = 15


STATUS = _Command(b"\x11\xff")
SAM_NUMBER = _Command(b"\x12\xff", 16, 16)
FIND = _Command(b"\x20\x01")
SELECT = _Command(b"\x20\x02")
READ = _Command(b"\x30\x01", 4 + TEXT_BYTES, LARGEST)
NEWEST_ADDRESS = _Command(b"\x30\x03", ADDRESS_BYTES, ADDRESS_BYTES)

DONE, FOUND = 0x90, 0x9F
NO_CARD, NOT_SELECTED, UNREADABLE, NOTHING_THERE, NOT_AUTHORISED = 0x80, 0x81, 0x41, 0x91, 0x66
_MISHEARD = frozenset((0x10, 0x11))
"""The reader got our frame damaged: ask again."""
_READER_TROUBLE = {
    NOT_AUTHORISED: "reader_not_authorised",
    0x21: "reader_failed",
    0x24: "reader_failed",
    0x47: "reader_failed",
    0x60: "reader_failed",
}
_CARD_TROUBLE = {
    0x31: "card_not_genuine",
    0x32: "card_not_genuine",
    0x33: "card_not_genuine",
    0x40: "card_of_another_kind",
}


class _Answer(NamedTuple):
    status: int
    content: bytes


class Conversation:
    """Questions and answers with one reader on `line`; `port` and `baud` only say where that is."""

    def __init__(self, line: Line, port: str, baud: int = 0, patience: Patience = PATIENT) -> None:
        self._line = line
        self._port = port
        self._baud = baud
        self._patience = patience
        self._decoder = Decoder(least=3)
        self._number = ""

    def greet(self, tries: int | None = None) -> FoundReader:
        """Ask whether a reader is there and for its number."""
        self._ask(STATUS, self._patience.answer, tries)
        if not self._number:
            self._number = sam_number(self._ask(SAM_NUMBER, self._patience.answer).content)
        return FoundReader(self._port, self._baud, self._number)

    def read(self, wait: float, watch: Watch) -> CardRead:
        """Read the card that lies there, or is laid within `wait` seconds.

        Raises:
            DeviceError: `card_absent` - none came; `card_removed` - it was taken away while it was read;
                `card_unreadable`, `card_not_genuine`, `card_of_another_kind` - it would not be read until the end;
                `reader_not_authorised`, `reader_failed`, `reader_garbled`, `reader_not_answering`, `reader_unplugged`.
        """
        number = self.greet().number
        began = self._line.now()
        trouble, attempts, first = "", 0, True
        while True:
            waited = self._line.now() - began
            watch(ReaderState.WAITING, min(waited, wait), wait)
            there = self._lay()
            if there or first:
                # A card that lies there since an earlier reading is not found again, but it can be read.
                read = self._read_card(watch if there else _unwatched)
                if isinstance(read, CardText):
                    return CardRead(read, number)
                trouble, attempts = (read, attempts + 1) if there else (trouble, attempts)
            if not there and attempts:
                trouble, attempts = "card_removed", 0
            if attempts >= self._patience.tries or (not there and waited >= wait):
                raise DeviceError(trouble or "card_absent")
            first = False
            self._line.pause(self._patience.between)

    def _lay(self) -> bool:
        """Find a card and select it; tells whether there is one."""
        if self._ask(FIND, self._patience.answer).status != FOUND:
            return False
        self._ask(SELECT, self._patience.answer)  # a card that is not selected can often be read all the same
        return True

    def _read_card(self, watch: Watch) -> CardText | str:
        """Read the card in reach; gives its text, or the code of what was wrong."""
        watch(ReaderState.READING, 0, 0)
        answer = self._ask(READ, self._patience.card)
        if answer.status != DONE:
            return _CARD_TROUBLE.get(answer.status, "card_unreadable")
        size = int.from_bytes(answer.content[:2])
        address = self._ask(NEWEST_ADDRESS, self._patience.card)
        if address.status not in (DONE, NOTHING_THERE):
            return "card_unreadable"  # without knowing whether it moved, an old address would pass for the newest
        try:
            return read_text(answer.content[4 : 4 + size], address.content if address.status == DONE else b"")
        except ValueError:
            return "card_unreadable"

    def _ask(self, command: _Command, seconds: float, tries: int | None = None) -> _Answer:
        """Send a command until it is answered.

        Raises:
            DeviceError: the reader itself is the trouble.
        """
        damaged = False
        for _ in range(tries or self._patience.tries):
            self._drop_old_answers()
            self._line.send(encode(command.content))
            answer = self._listen(command, seconds)
            damaged = damaged or answer is DAMAGED
            if not isinstance(answer, _Answer) or answer.status in _MISHEARD:
                continue
            if answer.status in _READER_TROUBLE:
                raise DeviceError(_READER_TROUBLE[answer.status], port=self._port, status=f"{answer.status:02X}")
            return answer
        raise DeviceError("reader_garbled" if damaged else "reader_not_answering", port=self._port)

    def _listen(self, command: _Command, seconds: float) -> _Answer | Damaged | None:
        ends = self._line.now() + seconds
        while True:
            left = ends - self._line.now()
            if left <= 0:
                return None
            for content in self._decoder.feed(self._line.receive(left)):
                if isinstance(content, Damaged):
                    return content
                answer = _Answer(content[2], content[3:])
                if answer.status != DONE or command.least <= len(answer.content) <= command.most:
                    return answer

    def _drop_old_answers(self) -> None:
        while self._line.receive(0):
            pass
        self._decoder.forget()


def sam_number(content: bytes) -> str:
    """Write the number of a security module as it stands on the reader's plate (two short, three long parts)."""
    short = (int.from_bytes(content[at : at + 2], "little") for at in (0, 2))
    long = (int.from_bytes(content[at : at + 4], "little") for at in (4, 8, 12))
    return "{:02d}.{:02d}-{:d}-{:010d}-{:010d}".format(*short, *long)


def _unwatched(_state: ReaderState, _waited: float, _wait: float) -> None:
    """Say nothing of an attempt that nobody needs to see."""
