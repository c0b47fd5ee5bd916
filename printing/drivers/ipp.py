"""The one question put to CUPS over IPP: how a job stands (RFC 8011 §4.3.4). Asks nothing else, changes nothing.

`lpstat` calls a canceled job completed, so its word is not taken.
"""

from __future__ import annotations

import http.client
import os
import socket
import struct
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

_GET_JOB_ATTRIBUTES = 0x0009
_OPERATION, _END = 0x01, 0x03
_ENUM, _NAME, _KEYWORD, _URI, _CHARSET, _LANGUAGE = 0x23, 0x42, 0x44, 0x45, 0x47, 0x48
_NOT_FOUND = 0x0406
_LONGEST_ANSWER = 64 * 1024
_PORT = 631
_SOCKET = "/run/cups/cups.sock"


class JobState(IntEnum):
    """RFC 8011 §5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


class JobReport(NamedTuple):
    """How a job stands; `state` is None when the server does not know the job (any more)."""

    state: JobState | None
    reasons: tuple[str, ...] = ()


class IppError(Exception):
    """The server could not be asked, or its answer is not understood."""


def job_report(job_id: int, *, timeout: float) -> JobReport:
    """Ask the CUPS server (`CUPS_SERVER`, else this machine) how job `job_id` stands.

    Raises:
        IppError: no answer within `timeout` seconds, or not an answer.
    """
    connection = _connection(timeout)
    try:
        connection.request("POST", "/jobs/", question(job_id), {"Content-Type": "application/ipp"})
        answer = connection.getresponse()
        body = answer.read(_LONGEST_ANSWER)
    except (OSError, http.client.HTTPException) as problem:
        raise IppError(str(problem)) from problem
    finally:
        connection.close()
    if answer.status != http.HTTPStatus.OK:
        raise IppError(f"HTTP {answer.status}")
    return read_answer(body)


def question(job_id: int) -> bytes:
    """Write the request Get-Job-Attributes for `job_id`."""
    return b"".join(
        (
            struct.pack(">BBHI", 2, 0, _GET_JOB_ATTRIBUTES, 1),
            bytes((_OPERATION,)),
            _attribute(_CHARSET, "attributes-charset", b"utf-8"),
            _attribute(_LANGUAGE, "attributes-natural-language", b"en"),
            _attribute(_URI, "job-uri", f"ipp://localhost/jobs/{job_id}".encode("ascii")),
            _attribute(_NAME, "requesting-user-name", b"station-app"),
            _attribute(_KEYWORD, "requested-attributes", b"job-state"),
            _attribute(_KEYWORD, "", b"job-state-reasons"),
            bytes((_END,)),
        )
    )


def read_answer(body: bytes) -> JobReport:
    """Read state and reasons from an answer.

    Raises:
        IppError: not IPP, an error status, or no job state in it.
    """
    try:
        _, _, status, _ = struct.unpack_from(">BBHI", body)
        if status == _NOT_FOUND:
            return JobReport(None)
        if status > 0x00FF:
            raise IppError(f"IPP status {status:#06x}")
        return _report(_attributes(body))
    except (struct.error, IndexError, ValueError) as problem:
        raise IppError("not understood") from problem


def _report(attributes: dict[str, list[tuple[int, bytes]]]) -> JobReport:
    states = [value for tag, value in attributes.get("job-state", []) if tag == _ENUM]
    if not states:
        raise IppError("no job-state")
    reasons = tuple(value.decode("utf-8") for _, value in attributes.get("job-state-reasons", []))
    return JobReport(JobState(struct.unpack(">i", states[0])[0]), reasons)


def _attributes(body: bytes) -> dict[str, list[tuple[int, bytes]]]:
    found: dict[str, list[tuple[int, bytes]]] = {}
    position, name = 8, ""
    while body[position] != _END:
        tag = body[position]
        position += 1
        if tag < 0x10:  # a delimiter: the next group begins
            continue
        own, position = _counted(body, position)
        value, position = _counted(body, position)
        name = own.decode("ascii") or name
        found.setdefault(name, []).append((tag, value))
    return found


def _counted(body: bytes, position: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", body, position)
    start = position + 2
    if start + length > len(body):
        raise ValueError
    return body[start : start + length], start + length


def _attribute(tag: int, name: str, value: bytes) -> bytes:
    spelled = name.encode("ascii")
    return struct.pack(">BH", tag, len(spelled)) + spelled + struct.pack(">H", len(value)) + value


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over the domain socket CUPS listens on."""

    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        """Connect to the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def _connection(timeout: float) -> http.client.HTTPConnection:
    server = os.environ.get("CUPS_SERVER") or (_SOCKET if Path(_SOCKET).exists() else "localhost")
    if server.startswith("/"):
        return _SocketConnection(server, timeout)
    host, _, port = server.partition("/")[0].partition(":")
    return http.client.HTTPConnection(host, int(port) if port.isdigit() else _PORT, timeout=timeout)
