"""Messages of the Internet Printing Protocol (RFC 8010) and the way to whoever answers them. Knows no paper.

CUPS on this machine is asked over its domain socket, another server or a printer over HTTP. All calls block.
"""

from __future__ import annotations

import getpass
import http.client
import os
import socket
import struct
from collections.abc import Iterable, Mapping
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple, TypeAlias
from urllib.parse import quote, unquote, urlsplit

_OPERATION, _JOB, _END, _PRINTER = 0x01, 0x02, 0x03, 0x04
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_NAME, _KEYWORD, _URI, _CHARSET, _LANGUAGE, _MIME = 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
_TEXTS = range(0x41, 0x4A)
_DELIMITERS = range(0x10)
_LONGEST_ANSWER = 4 * 1024 * 1024
_PORT = 631
_SOCKET = "/run/cups/cups.sock"
_NOT_FOUND = 0x0406
_LATER = (0x0505, 0x0507)
"""server-error-temporary-error, server-error-busy (RFC 8011 appendix B)."""

Value: TypeAlias = "str | int | bool"
Attributes: TypeAlias = Mapping[str, tuple[Value, ...]]


class Operation(IntEnum):
    """What can be asked (RFC 8011 §5.4.15, and two of CUPS' own)."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_PRINTERS = 0x4002


class Keyword(str):
    """A value out of a list of the standard (`one-sided`), not a name."""

    __slots__ = ()


class Mime(str):
    """The sort of a document (`application/pdf`)."""

    __slots__ = ()


class IppError(Exception):
    """Nobody answered, or the answer is not understood."""


class RefusedByPrinterError(IppError):
    """The answer is no. `status` is of RFC 8011 appendix B; `told` what the printer says besides."""

    def __init__(self, status: int, told: str) -> None:
        super().__init__(f"{status:#06x} {told}")
        self.status = status
        self.told = told

    @property
    def unknown(self) -> bool:
        """Whether the printer or the job that was meant is not there."""
        return self.status == _NOT_FOUND

    @property
    def later(self) -> bool:
        """Whether the same may be asked again in a moment: the printer is busy with somebody else's paper."""
        return self.status in _LATER


class Target(NamedTuple):
    """Whom a question goes to: `server` is a socket's path or host and port, `path` and `uri` the printer there."""

    server: str
    path: str
    uri: str


class Answer(NamedTuple):
    """An answer that is not a refusal: the attributes of each printer or job in it."""

    items: tuple[Attributes, ...]

    @property
    def first(self) -> Attributes:
        """The attributes of the only one.

        Raises:
            IppError: there are none.
        """
        if not self.items:
            raise IppError("empty answer")
        return self.items[0]


def cups(path: str = "/") -> Target:
    """Name the print server of this desk (`CUPS_SERVER`, else this machine)."""
    server = os.environ.get("CUPS_SERVER") or (_SOCKET if Path(_SOCKET).exists() else f"localhost:{_PORT}")
    return Target(server, path, f"ipp://localhost{path}")


def queue(name: str) -> Target:
    """Name a queue of the print server; of a name like `ipp://10.1.2.3/ipp/print` the printer itself."""
    if not name.startswith("ipp://"):
        return cups(f"/printers/{quote(name, safe='')}")
    parts = urlsplit(name)
    return Target(f"{parts.hostname or ''}:{parts.port or _PORT}", parts.path or "/", name)


def queue_name(uri: str) -> str:
    """Read a queue's name from its address at the print server."""
    return unquote(urlsplit(uri).path.rpartition("/")[2])


def ask(
    target: Target,
    operation: Operation,
    *,
    timeout: float,
    said: Mapping[str, Value] | None = None,
    wished: Mapping[str, Value] | None = None,
    wanted: Iterable[str] = (),
    document: bytes = b"",
) -> Answer:
    """Put one question to a printer or print server.

    `said` belongs to the question itself, `wished` to the job it makes; `wanted` names the attributes asked for.
    `timeout` is in seconds and holds for each turn of the wire.

    Raises:
        RefusedByPrinterError: the answer is no.
        IppError: no answer in time, or not an answer.
    """
    body = question(operation, target.uri, said or {}, wished or {}, tuple(wanted)) + document
    connection = _connection(target.server, timeout)
    try:
        connection.request("POST", target.path, body, {"Content-Type": "application/ipp"})
        answer = connection.getresponse()
        received = answer.read(_LONGEST_ANSWER)
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise IppError(str(problem)) from problem
    finally:
        connection.close()
    if answer.status != http.HTTPStatus.OK:
        raise IppError(f"HTTP {answer.status}")
    return read_answer(received)


def question(
    operation: Operation, uri: str, said: Mapping[str, Value], wished: Mapping[str, Value], wanted: tuple[str, ...]
) -> bytes:
    """Write a question about the printer at `uri`."""
    parts = [
        struct.pack(">BBHI", 2, 0, operation, 1),
        bytes((_OPERATION,)),
        _attribute(_CHARSET, "attributes-charset", b"utf-8"),
        _attribute(_LANGUAGE, "attributes-natural-language", b"en"),
        _attribute(_URI, "printer-uri", uri.encode()),
        _attribute(_NAME, "requesting-user-name", _user().encode()),
        *(_written(name, value) for name, value in said.items()),
        *(
            _attribute(_KEYWORD, "" if turn else "requested-attributes", name.encode())
            for turn, name in enumerate(wanted)
        ),
    ]
    if wished:
        parts += [bytes((_JOB,)), *(_written(name, value) for name, value in wished.items())]
    return b"".join((*parts, bytes((_END,))))


def read_answer(body: bytes) -> Answer:
    """Read an answer.

    Raises:
        RefusedByPrinterError: the answer is no.
        IppError: it is none.
    """
    try:
        _, _, status, _ = struct.unpack_from(">BBHI", body)
        groups = _groups(body)
    except (struct.error, IndexError, ValueError) as problem:
        raise IppError("not understood") from problem
    if status > 0x00FF:
        told = next(
            (values[0] for _, group in groups for name, values in group.items() if name == "status-message"), ""
        )
        raise RefusedByPrinterError(status, str(told))
    return Answer(tuple(group for tag, group in groups if tag in (_JOB, _PRINTER)))


def _groups(body: bytes) -> list[tuple[int, dict[str, tuple[Value, ...]]]]:
    """Take the groups apart; what lies inside collections comes out flat, which nobody here reads."""
    groups: list[tuple[int, dict[str, tuple[Value, ...]]]] = []
    position, name = 8, ""
    while body[position] != _END:
        tag = body[position]
        position += 1
        if tag in _DELIMITERS:
            groups.append((tag, {}))
            continue
        own, position = _counted(body, position)
        raw, position = _counted(body, position)
        name = own.decode("ascii") or name
        value = _value(tag, raw)
        if value is not None:
            group = groups[-1][1]
            group[name] = (*group.get(name, ()), value)
    return groups


def _value(tag: int, raw: bytes) -> Value | None:
    if tag in (_INTEGER, _ENUM):
        return int(struct.unpack(">i", raw)[0])
    if tag == _BOOLEAN:
        return raw != b"\0"
    if tag in _TEXTS:
        return raw.decode("utf-8", "replace")
    return None  # dates, ranges, resolutions, collections and what is out of band


def _counted(body: bytes, position: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", body, position)
    start = position + 2
    if start + length > len(body):
        raise ValueError
    return body[start : start + length], start + length


def _written(name: str, value: Value) -> bytes:
    if isinstance(value, bool):
        return _attribute(_BOOLEAN, name, bytes((value,)))
    if isinstance(value, int):
        return _attribute(_INTEGER, name, struct.pack(">i", value))
    tag = _KEYWORD if isinstance(value, Keyword) else _MIME if isinstance(value, Mime) else _NAME
    return _attribute(tag, name, value.encode())


def _attribute(tag: int, name: str, value: bytes) -> bytes:
    spelled = name.encode("ascii")
    return struct.pack(">BH", tag, len(spelled)) + spelled + struct.pack(">H", len(value)) + value


def _user() -> str:
    """Give the name jobs run under; only its owner may call a job off."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "station-app"


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


def _connection(server: str, timeout: float) -> http.client.HTTPConnection:
    if server.startswith("/"):
        return _SocketConnection(server, timeout)
    host, _, port = server.partition("/")[0].rpartition(":") if ":" in server else (server, "", "")
    return http.client.HTTPConnection(host, int(port) if port.isdigit() else _PORT, timeout=timeout)
