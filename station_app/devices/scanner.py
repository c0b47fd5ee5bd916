"""A scanner at the desk, through SANE's own program `scanimage` (Linux); pages come over a pipe and touch no disk.

A program of its own, because drivers of scanners hang and crash, and because one can stop a program. Only resolution,
colour and, where there is one, the feeder are asked of a scanner. Windows' WIA is not here: it could not be tried.
"""

from __future__ import annotations

import os
import selectors
import shutil
import subprocess
import time
from typing import IO, TYPE_CHECKING, Final, cast

from station_app.domain.scans import Scanner
from station_app.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PROGRAM: Final = "scanimage"
DPI: Final = 300
_FEEDER: Final = "Automatic Document Feeder"
_LIST_SECONDS: Final = 60.0
"""Looking for scanners on the network takes long."""
_PAGE_SECONDS: Final = 180.0
_BEAT_SECONDS: Final = 0.2
_EMPTY: Final = 7
"""SANE_STATUS_NO_DOCS, which is also the exit status of scanimage."""
_IO_ERROR: Final = 9
_STATUS_CODES: Final = {
    3: "scanner_busy",
    6: "scanner_jammed",
    _EMPTY: "scanner_empty",
    8: "scanner_open",
    11: "scanner_denied",
}
"""SANE_Status (standard 1.06, 4.2.7) of which the officer can do something."""
_STATUS_WORDS: Final = {
    b"Device busy": 3,
    b"Document feeder jammed": 6,
    b"Document feeder out of documents": _EMPTY,
    b"Scanner cover is open": 8,
    b"Error during device I/O": _IO_ERROR,
    b"Access to resource has been denied": 11,
}
"""What `sane_strstatus` says in English, for a driver that says it and then never ends."""
_PARTING_SECONDS: Final = 5.0
"""So long may a driver take to end after all is said; some never do (docs/decisions/060)."""
_PNG_END: Final = b"IEND\xaeB`\x82"
_CHUNK: Final = 1 << 18


def available() -> bool:
    """Tell whether SANE is on this computer."""
    return shutil.which(PROGRAM) is not None


def scanners(beat: Callable[[], None] = lambda: None) -> tuple[Scanner, ...]:
    """List the scanners.

    Raises:
        DeviceError: `scanner_program_missing`, `scanner_silent`.
    """
    _status, out = _run(["-f", "%d\t%v %m%n"], _LIST_SECONDS, beat)
    pairs = (line.partition("\t") for line in out.decode("utf-8", "replace").splitlines())
    return tuple(Scanner(device, name.strip() or device) for device, tab, name in pairs if tab and device)


def scan(
    device: str, *, feeder: bool = False, most: int = 50, beat: Callable[[], None] = lambda: None
) -> Iterator[bytes]:
    """Scan one page from the glass, or all pages in the feeder (at most `most`), each as a PNG.

    `beat` is called about five times a second; what it raises stops the scanner.

    Raises:
        DeviceError: `scanner_program_missing`, `scanner_silent`, `scanner_failed`, or what SANE says: busy, jammed,
            empty, open, denied. Pages that came before are good.
    """
    call = ["-d", device, "--format=png", f"--resolution={DPI}", "--mode=Color"]
    for page in range(most if feeder else 1):
        status, out = _run([*call, *([f"--source={_FEEDER}"] if feeder else [])], _PAGE_SECONDS, beat)
        if status == _EMPTY and page:
            return
        if status or not out:
            raise DeviceError(_STATUS_CODES.get(status, "scanner_failed"))
        yield out


def _run(arguments: Sequence[str], seconds: float, beat: Callable[[], None]) -> tuple[int, bytes]:
    """Run scanimage and give (exit status, output); it is stopped when time is up or `beat` raises."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise DeviceError("scanner_program_missing")
    beat()  # who has had enough by now need not start another page
    with subprocess.Popen(  # noqa: S603 - found on the path, called without a shell
        [program, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LC_ALL": "C"},
    ) as running:
        try:
            return _Heard(running).to_its_end(time.monotonic() + seconds, beat)
        finally:
            if running.poll() is None:
                running.kill()


class _Heard:
    """What a running scanimage has said so far, on both its streams."""

    def __init__(self, running: subprocess.Popen[bytes]) -> None:
        self._running = running
        self._said: dict[IO[bytes] | None, bytearray] = {}
        self._last = time.monotonic()
        self._ears = selectors.DefaultSelector()
        for stream in (running.stdout, running.stderr):
            if stream is not None:
                os.set_blocking(stream.fileno(), False)
                self._ears.register(stream, selectors.EVENT_READ)
                self._said[stream] = bytearray()

    def to_its_end(self, until: float, beat: Callable[[], None]) -> tuple[int, bytes]:
        """Listen until the program ends, or until it has said all and does not end.

        Raises:
            DeviceError: `scanner_silent` - `until` has passed.
        """
        with self._ears:
            while self._ears.get_map():
                beat()
                self._listen()
                hung = self._hung()
                if hung is not None:
                    return hung, bytes(self._page)
                if time.monotonic() > until:
                    raise DeviceError("scanner_silent")
        try:
            return self._running.wait(_PARTING_SECONDS), bytes(self._page)
        except subprocess.TimeoutExpired:
            return (0 if self._page.endswith(_PNG_END) else _IO_ERROR), bytes(self._page)

    @property
    def _page(self) -> bytearray:
        return self._said[self._running.stdout]

    def _listen(self) -> None:
        for key, _events in self._ears.select(_BEAT_SECONDS):
            stream = cast("IO[bytes]", key.fileobj)
            heard = os.read(stream.fileno(), _CHUNK)
            if heard:
                self._said[stream] += heard
                self._last = time.monotonic()
            else:
                self._ears.unregister(stream)

    def _hung(self) -> int | None:
        """Give the status of a program that has said everything and does not end; None while it may go on."""
        if time.monotonic() - self._last < _PARTING_SECONDS or self._running.poll() is not None:
            return None
        complaint = self._said[self._running.stderr]
        status = next((number for words, number in _STATUS_WORDS.items() if words in complaint), None)
        if status is None and self._page.endswith(_PNG_END):
            return 0
        return status
