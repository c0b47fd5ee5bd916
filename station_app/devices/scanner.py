"""A scanner at the desk, through SANE's own program `scanimage` (Linux); pages come over a pipe and touch no disk.

A program of its own, because drivers of scanners hang and crash, and because one can stop a program. Only resolution,
colour and, where there is one, the feeder are asked of a scanner. Windows' WIA is not here: it could not be tried.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from typing import TYPE_CHECKING, Final

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
_STATUS_CODES: Final = {
    3: "scanner_busy",
    6: "scanner_jammed",
    _EMPTY: "scanner_empty",
    8: "scanner_open",
    11: "scanner_denied",
}
"""SANE_Status (standard 1.06, 4.2.7) of which the officer can do something."""


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
        [program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as running:
        until = time.monotonic() + seconds
        try:
            while True:
                beat()
                try:
                    out, _nothing = running.communicate(timeout=_BEAT_SECONDS)
                except subprocess.TimeoutExpired:
                    if time.monotonic() > until:
                        raise DeviceError("scanner_silent") from None
                else:
                    return running.returncode, out
        finally:
            if running.poll() is None:
                running.kill()
