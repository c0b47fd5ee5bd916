"""Real printers on loopback: a print server of the tests' own (cupsd) and printers that speak IPP (ippeveprinter).

Each module that asks for them gets its own, in a folder of its own; the system's print server is never spoken to. What
a printer does with a paper is told by files beside it, so that a jam or an empty tray comes when a test wants it.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from printing.drivers import ipp
from printing.drivers.ipp import Operation
from printing.media import size_of

NEEDED = {
    "cupsd": "cups",
    "lpadmin": "cups-client",
    "ippeveprinter": "cups-ipp-utils",
    "dbus-daemon": "dbus-daemon",
}
_PLACES = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))
_PATIENCE = 20.0
_WITHOUT = "no printer to print on"

A4, A5, LETTER = "iso_a4_210x297mm", "iso_a5_148x210mm", "na_letter_8.5x11in"
ONE_SIDED = ("one-sided",)
TWO_SIDED = (*ONE_SIDED, "two-sided-long-edge", "two-sided-short-edge")

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/>
<allow send_destination="*"/><allow receive_sender="*"/></policy>
</busconfig>
"""
_CUPSD = """Listen {folder}/cups.sock
LogLevel warn
MaxJobs 0
PreserveJobFiles No
Browsing No
WebInterface No
DefaultAuthType None
JobKillDelay 1
JobRetryInterval 1
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_CUPS_FILES = """ServerRoot {folder}/root
StateDir {folder}/state
CacheDir {folder}/cache
RequestRoot {folder}/jobs
TempDir {folder}/temp
ServerKeychain {folder}/root
ErrorLog {folder}/log/error
AccessLog {folder}/log/access
PageLog {folder}/log/page
{user}"""
_COMMAND = """#!/bin/sh
# What the printer does with one paper: take it, wait while the test says so, deliver it or fail.
here={folder}
echo "$IPP_SIDES" > "$here/asked.$IPP_JOB_ID"
cp "$1" "$here/taken.$IPP_JOB_ID.pdf"
if [ -e "$here/says" ]; then echo "STATE: +$(cat "$here/says")" >&2; fi
while [ -e "$here/hold" ]; do sleep 0.05; done
if [ -e "$here/says" ]; then echo "STATE: -$(cat "$here/says")" >&2; fi
if [ -e "$here/drop" ]; then rm "$here/taken.$IPP_JOB_ID.pdf"; exit 0; fi
if [ -e "$here/break" ] && [ "$(ls "$here" | grep -c '^printed')" -ge "$(cat "$here/break")" ]; then exit 1; fi
mv "$here/taken.$IPP_JOB_ID.pdf" "$here/printed.$IPP_JOB_ID.pdf"
echo "ATTR: job-impressions-completed=1" >&2
"""
_ATTRIBUTES = """ATTR keyword media-supported {media}
ATTR keyword media-ready {ready}
ATTR keyword media-default {default}
ATTR collection media-size-supported {sizes}
ATTR collection media-col-database {columns}
ATTR collection media-col-ready {columns}
ATTR collection media-col-default {column}
ATTR keyword media-col-supported media-size,media-bottom-margin,media-left-margin,media-right-margin,media-top-margin
ATTR integer media-bottom-margin-supported 0
ATTR integer media-left-margin-supported 0
ATTR integer media-right-margin-supported 0
ATTR integer media-top-margin-supported 0
ATTR keyword sides-supported {sides}
ATTR keyword sides-default one-sided
ATTR keyword print-scaling-supported none,fit
ATTR keyword print-scaling-default fit
ATTR mimeMediaType document-format-supported application/pdf
ATTR mimeMediaType document-format-default application/pdf
"""
_SIZE = "{{ MEMBER integer x-dimension {wide} MEMBER integer y-dimension {high} }}"
_COLUMN = (
    "{{ MEMBER collection media-size {size}"
    + "".join(f" MEMBER integer media-{side}-margin 0" for side in ("bottom", "left", "right", "top"))
    + " }}"
)


def _attributes(media, ready, sides):
    """Describe a printer that holds the sheets `ready` and knows `media`."""
    hundredths = [(round(size.width * 100), round(size.height * 100)) for size in map(size_of, media)]
    sizes = [_SIZE.format(wide=wide, high=high) for wide, high in hundredths]
    columns = [_COLUMN.format(size=size) for size in sizes]
    return _ATTRIBUTES.format(
        media=",".join(media),
        ready=",".join(ready),
        sides=",".join(sides),
        default=ready[0],
        sizes=",".join(sizes),
        columns=",".join(columns),
        column=columns[media.index(ready[0])],
    )


class LoopbackPrinter:
    """One printer; what it is told to do holds for the papers after it."""

    def __init__(self, folder, name, bus, attributes):
        self.name, self.folder, self._bus = name, folder, bus
        folder.mkdir()
        folder.chmod(0o755)
        command = folder / "command"
        command.write_text(_COMMAND.format(folder=folder))
        command.chmod(0o755)
        (folder / "attributes").write_text(attributes)
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self._process = None

    @property
    def address(self):
        return f"ipp://127.0.0.1:{self.port}/ipp/print"

    @property
    def printed(self):
        """The papers that came out, oldest first."""
        return [path.read_bytes() for path in sorted(self.folder.glob("printed.*.pdf"), key=_number)]

    @property
    def sides_asked(self):
        """What was asked of it for each paper, as its job says; empty where nothing was."""
        return [path.read_text().strip() for path in sorted(self.folder.glob("asked.*"), key=_number)]

    @property
    def taken(self):
        """How many papers it has been given and has not let out."""
        return len(list(self.folder.glob("taken.*.pdf")))

    def plug_in(self):
        (self.folder / "spool").mkdir(exist_ok=True)
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(_program("ippeveprinter"), "-p", str(self.port), "-r", "off", "-n", "localhost"),
                    *("-a", str(self.folder / "attributes"), "-c", str(self.folder / "command")),
                    *("-d", str(self.folder / "spool"), self.name),
                ],
                env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": self._bus},
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        _until(lambda: _answers(self.address), f"the printer {self.name} does not start")

    def unplug(self):
        """Pull the plug: the printer and what it is doing are gone at once."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def hold(self, says=""):
        """Stop with the next paper inside; `says` is what the printer shows meanwhile (`media-jam`)."""
        if says:
            (self.folder / "says").write_text(says)
        (self.folder / "hold").touch()

    def let_go(self):
        (self.folder / "hold").unlink(missing_ok=True)

    def fail(self, after=0):
        """Spoil every paper once so many have come out."""
        (self.folder / "break").write_text(str(after))

    def forget_the_jam(self):
        """Take the spoiled sheet out: what comes now comes out."""
        (self.folder / "break").unlink()
        for path in self.folder.glob("taken.*"):
            path.unlink()

    def until_it_holds_a_paper(self):
        _until(lambda: self.taken, f"no paper came to {self.name}")

    def until_printed(self, count):
        _until(lambda: len(self.printed) >= count, f"{self.name} lets no paper out")

    def until_told_to_stop(self):
        """Wait until somebody has called off what it is doing, then let go of the paper, as a printer does."""
        _until(
            lambda: any(
                "processing-to-stop-point" in map(str, job.get("job-state-reasons", ())) for job in self._jobs()
            ),
            f"nobody called off the job of {self.name}",
        )
        self._drop()

    def _drop(self):
        (self.folder / "drop").touch()
        self.let_go()

    def _jobs(self):
        wanted = ("job-id", "job-state-reasons")
        return ipp.ask(ipp.queue(self.address), Operation.GET_JOBS, timeout=5, wanted=wanted).items

    def print_for_somebody_else(self):
        """Give it a paper of another desk."""
        said = {"job-name": "somebody else's", "document-format": ipp.Mime("application/pdf")}
        document = b"%PDF-1.4 theirs"
        ipp.ask(ipp.queue(self.address), Operation.PRINT_JOB, timeout=5, said=said, document=document)

    def press_cancel(self):
        """Call off what it is doing, at the printer itself."""
        target = ipp.queue(self.address)
        for job in self._jobs():
            ipp.ask(target, Operation.CANCEL_JOB, timeout=5, said={"job-id": int(job["job-id"][0])})
        self._drop()

    def forget(self):
        """Stand as new for the next test."""
        self.let_go()
        if self._process is None:
            self.plug_in()
        _until(lambda: not self._jobs(), f"{self.name} does not come to rest")
        for name in ("says", "break", "drop"):
            (self.folder / name).unlink(missing_ok=True)
        for path in (path for kind in ("printed", "taken", "asked") for path in self.folder.glob(f"{kind}.*")):
            path.unlink(missing_ok=True)

    def end(self):
        if self._process is not None:
            self.let_go()
            self.unplug()


class PrintingRoom:
    """A private print server and the printers behind it."""

    def __init__(self, folder):
        self.folder = folder
        self._running = []
        self.printers = {}
        for name in ("root", "state", "cache", "jobs", "temp", "log"):
            (folder / name).mkdir()
        user = "User lp\nGroup lp\nSystemGroup root\n" if os.geteuid() == 0 else ""
        for name, text in (("bus.conf", _BUS), ("cupsd.conf", _CUPSD), ("files.conf", _CUPS_FILES)):
            (folder / name).write_text(text.format(folder=folder, user=user))
        if user:
            shutil.chown(folder / "temp", "root", "lp")
            (folder / "temp").chmod(0o1770)
        self.server = str(folder / "cups.sock")
        self.bus = f"unix:path={folder}/bus"

    def open(self):
        self._start("dbus-daemon", f"--config-file={self.folder}/bus.conf", "--nofork", "--nopidfile")
        _until((self.folder / "bus").exists, "dbus-daemon does not start")
        self._start("cupsd", "-f", "-c", str(self.folder / "cupsd.conf"), "-s", str(self.folder / "files.conf"))
        _until(lambda: _answers(self.server), "cupsd does not start")

    def add(self, name, media=(A4, LETTER), ready=(), sides=ONE_SIDED):
        """Put up a printer and give it a queue of its own name."""
        printer = LoopbackPrinter(self.folder / name, name, self.bus, _attributes(media, ready or media, sides))
        self.printers[name] = printer
        printer.plug_in()
        self.tell("lpadmin", "-p", name, "-v", printer.address, "-m", "everywhere", "-E")
        target = ipp.Target(self.server, f"/printers/{name}", f"ipp://localhost/printers/{name}")
        _until(lambda: "media-supported" in _described(target), f"the queue {name} does not know its printer")
        return printer

    def tell(self, program, *words):
        """Call one of CUPS' own tools for this print server."""
        subprocess.run(
            [_program(program), *words], env={**os.environ, "CUPS_SERVER": self.server}, check=True, capture_output=True
        )

    def tidy(self):
        """Call off what is under way, wake the queues, and have every printer stand as new."""
        self.tell("cancel", "-a", "-x")
        for name, printer in self.printers.items():
            printer.forget()
            self.tell("cupsenable", name)
            self.tell("cupsaccept", name)

    def close(self):
        for printer in self.printers.values():
            printer.end()
        for process in reversed(self._running):
            process.terminate()
            process.wait()

    def _start(self, program, *words):
        with (self.folder / "log" / program).open("wb") as log:
            self._running.append(
                subprocess.Popen(
                    [_program(program), *words],
                    # cupsd asks the bus for services that are not on this one, and would wait 25 s for them.
                    env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.folder}/none"},
                    stdout=log,
                    stderr=log,
                    stdin=subprocess.DEVNULL,
                )
            )


@pytest.fixture(scope="module")
def _room():
    missing = sorted({package for program, package in NEEDED.items() if _find(program) is None})
    if missing:
        why = f"{_WITHOUT}: apt-get install --no-install-recommends {' '.join(missing)}"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    folder = Path(tempfile.mkdtemp(prefix="station-printers-"))  # short: a socket's path holds 107 characters
    folder.chmod(0o755)  # the filters of a print server that runs as root run as somebody else
    room = PrintingRoom(folder)
    try:
        room.open()
        yield room
    finally:
        room.close()
        shutil.rmtree(folder)


@pytest.fixture
def room(_room, monkeypatch):
    """The printing room of this module, tidied; this desk's print server is the room's."""
    monkeypatch.setenv("CUPS_SERVER", _room.server)
    _room.tidy()
    return _room


def pytest_terminal_summary(terminalreporter):
    """Say aloud that nothing was printed, and what would change that."""
    reasons = (report.longrepr[2] for report in terminalreporter.stats.get("skipped", ()))  # of all workers
    for why in dict.fromkeys(reason for reason in reasons if _WITHOUT in reason):
        terminalreporter.write_line(f"NOTHING WAS PRINTED IN THESE TESTS: {why}", red=True, bold=True)


def _find(program):
    return shutil.which(program, path=_PLACES)


def _program(program):
    found = _find(program)
    assert found is not None
    return found


def _number(path):
    return int(path.name.split(".")[1])


def _described(target):
    wanted = ("media-supported",)
    items = ipp.ask(target, Operation.GET_PRINTER_ATTRIBUTES, timeout=5, wanted=wanted).items
    return items[0] if items else {}


def _answers(where):
    target = ipp.queue(where) if where.startswith("ipp://") else ipp.Target(where, "/", "ipp://localhost/")
    operation = Operation.GET_PRINTER_ATTRIBUTES if where.startswith("ipp://") else Operation.CUPS_GET_PRINTERS
    try:
        ipp.ask(target, operation, timeout=1, wanted=("printer-state",))
    except ipp.RefusedByPrinterError:
        return True
    except ipp.IppError:
        return False
    return True


def _until(holds, otherwise):
    end = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(otherwise)
        time.sleep(0.02)
