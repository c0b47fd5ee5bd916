"""Printing through CUPS: which printers there are, and a PDF sent to one and followed to its true end.

The PDF goes through a pipe: no file with personal data is left anywhere. All calls block; never from the GUI thread.
"""

from __future__ import annotations

import os
import re
import subprocess
import time

from printing.drivers import ipp
from station_app.errors import DeviceError

PATIENCE = 120.0
"""Seconds until a job that does not end is called off; a dead printer stays "processing" for ever."""

_SEND_TIMEOUT = 30.0
_ASK_TIMEOUT = 5.0
_REQUEST_ID = re.compile(r"request id is \S+-(\d+)")
_OPTIONS = ("media=iso_a4_210x297mm", "print-scaling=none", "sides=one-sided")
"""Without `media` paper came out on Letter; scaled codes cannot be read; the copies are cut, so never on two sides."""


def printers(timeout: float = 3.0) -> tuple[str, ...]:
    """Give the names of the queues this desk reaches, within `timeout` seconds; none where CUPS is not installed.

    Raises:
        DeviceError: `printer_timeout` - the print server does not answer.
    """
    try:
        listed = _run(["lpstat", "-e"], timeout)
    except FileNotFoundError:
        return ()
    except subprocess.TimeoutExpired as problem:
        raise DeviceError("printer_timeout", printer="CUPS") from problem
    return tuple(line.strip() for line in listed.stdout.decode("utf-8", "replace").splitlines() if line.strip())


def print_pdf(pdf: bytes, printer: str, *, title: str, patience: float = PATIENCE, pause: float = 0.5) -> int:
    """Print `pdf` at its own size on A4 and wait until the printer is done; give the job number.

    `title` is shown in the queue and must not name a person. The job is asked after every `pause` seconds,
    for `patience` seconds at most.

    Raises:
        DeviceError: `printer_missing_tools`, `printer_unknown`, `printer_rejected` (refused, canceled or aborted),
            `printer_timeout` (the job was called off), `printer_end_unknown` (look at the paper).
    """
    if printer not in printers():
        raise DeviceError("printer_unknown", printer=printer[:80])
    job = _send(pdf, printer, title)
    _follow(job, printer, patience, pause)
    return job


def _send(pdf: bytes, printer: str, title: str) -> int:
    command = ["lp", "-d", printer, "-t", title]
    for option in _OPTIONS:
        command += ["-o", option]
    try:
        sent = _run(command, _SEND_TIMEOUT, pdf)
    except FileNotFoundError as problem:
        raise DeviceError("printer_missing_tools") from problem
    except subprocess.TimeoutExpired as problem:
        raise DeviceError("printer_timeout", printer=printer) from problem
    found = _REQUEST_ID.search(sent.stdout.decode("utf-8", "replace"))
    if sent.returncode != 0 or found is None:
        raise DeviceError("printer_rejected", printer=printer, reason=_reason(sent.stderr))
    return int(found[1])


def _follow(job: int, printer: str, patience: float, pause: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            report = ipp.job_report(job, timeout=_ASK_TIMEOUT)
        except ipp.IppError as problem:
            raise DeviceError("printer_end_unknown", printer=printer) from problem
        if report.state is ipp.JobState.COMPLETED:
            return
        if report.state is None:
            raise DeviceError("printer_end_unknown", printer=printer)
        if report.state in (ipp.JobState.CANCELED, ipp.JobState.ABORTED):
            raise DeviceError("printer_rejected", printer=printer, reason=", ".join(report.reasons))
        if time.monotonic() > until:
            _call_off(job)
            raise DeviceError("printer_timeout", printer=printer)
        time.sleep(pause)


def _call_off(job: int) -> None:
    try:
        _run(["cancel", str(job)], _ASK_TIMEOUT)
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return  # nothing more can be done from here; the officer is told that the printer does not answer


def _reason(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else ""


def _run(command: list[str], timeout: float, fed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - fixed programs, the printer's name was compared with CUPS' own list
        command, input=fed, capture_output=True, timeout=timeout, check=False, env={**os.environ, "LC_ALL": "C"}
    )
