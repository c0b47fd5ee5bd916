"""The record of attempts to log in, beside the keyring: five wrong passwords lock a badge for a quarter of an hour.

Before a password fits, no database is open, so the record is a plain file. It only grows, a line at a time, so that two
programs trying at once both see every attempt. A record that is missing or unreadable locks every badge for the same
time, so deleting it wins nothing. Only its last line may be torn, as a power cut leaves it: the lines before it count
on, and the next line is written behind a mark that vouches for the torn one. Who may write in the folder can still
change it, as they can copy the keyring and try passwords elsewhere: against that stand the cost of each try and the
rules for passwords (docs/decisions/077).

Time is counted by how long the machine has been running, not by its clock: setting the clock forward opens nothing
early, setting it back locks nobody for ever. A machine that was switched off begins the quarter of an hour anew; only
where its clock says that a night has passed is that believed, and an untrue night shows in the journal's order of time.
"""

from __future__ import annotations

import errno
import math
import os
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from station_app.domain.accounts import LastLogin
from station_app.errors import DeviceError, NotPermittedError
from station_app.files import PRIVATE, sync_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

MOST_TRIES = 5
LOCK_SECONDS = 15 * 60
OVERNIGHT = timedelta(hours=12)
_LARGEST_FILE = 1 << 20
_LONG_FILE = 1 << 16
_KEPT_LINES = 200
_STRANGERS = "?"
"""All badges without a slot are one: who tries invented badges fills no disk."""


class _What(StrEnum):
    BEGUN = "begun"  # the record was laid out
    LOST = "lost"  # the record was missing; every badge is locked from here
    TRY = "try"
    OPEN = "open"  # the password was right
    AGAIN = "again"  # the machine was off meanwhile: the lock counts from here
    OVER = "over"  # the lock has passed
    CLEAR = "clear"  # the badge was given a new password
    TORN = "torn"  # the line before this one was not written to its end


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    what: _What
    up: float  # seconds the machine had been running
    at: datetime  # wall clock, for people; nothing is decided by it
    badge: str = ""


class Locked(msgspec.Struct, frozen=True):
    """A lock that the journal has not heard of: whose, after how many tries (0: the record was lost), since when."""

    badge: str
    tries: int
    first_at: datetime


class _Standing(msgspec.Struct):
    """How one badge stands, read from the lines."""

    tries: int = 0
    anchor: float | None = None
    anchor_at: datetime | None = None
    first_at: datetime | None = None
    locks: tuple[Locked, ...] = ()
    lost: bool = False  # what locks is that the record was lost, not wrong passwords

    def take(self, line: _Line, badge: str) -> None:
        """Go on by one line."""
        if line.what is _What.LOST:
            self.tries, self.anchor, self.anchor_at, self.first_at = 0, line.up, line.at, line.at
            self.locks = (*self.locks, Locked(badge, 0, line.at))
            self.lost = True
        elif line.badge != badge:
            return
        elif line.what is _What.TRY:
            self._count(line, badge)
        elif line.what is _What.AGAIN:
            self.anchor, self.anchor_at = line.up, line.at
        else:
            told = () if line.what is _What.OPEN else self.locks
            self.tries, self.anchor, self.first_at, self.locks = 0, None, None, told
            self.lost = False

    def _count(self, line: _Line, badge: str) -> None:
        self.tries += 1
        self.first_at = self.first_at or line.at
        if self.tries == MOST_TRIES:
            self.anchor, self.anchor_at = line.up, line.at
            self.locks = (*self.locks, Locked(badge, self.tries, self.first_at))


class Attempts:
    """The record at `path`; `running` gives the seconds since the machine started, `now` what its clock says."""

    def __init__(self, path: Path, running: Callable[[], float], now: Callable[[], datetime]) -> None:
        self._path = path
        self._running = running
        self._now = now
        self._unwritten: list[_Line] = []

    def begin(self) -> None:
        """Lay the record out, when the site is founded; what an earlier try left is gone.

        Raises:
            DeviceError: `disk_full`.
        """
        try:
            self._path.unlink(missing_ok=True)
            self._write(_What.BEGUN, "")
        except OSError as problem:
            raise DeviceError("disk_full", problem=problem.strerror or "") from problem

    def admit(self, badge: str, known: Iterable[str]) -> None:
        """Count a try for `badge` before its password is looked at; refuse one that is locked.

        Raises:
            NotPermittedError: `badge_locked` or `login_record_lost`, with the minutes that are left.
        """
        whose = badge if badge in set(known) else _STRANGERS
        self._refuse_locked(whose)
        self._append(_What.TRY, whose)
        if self._standing(whose).tries > MOST_TRIES:  # another program was faster with the fifth
            raise NotPermittedError("badge_locked", minutes=math.ceil(LOCK_SECONDS / 60))

    def refused(self, badge: str, known: Iterable[str]) -> None:
        """Say that the try just counted was the last one, if it was.

        Raises:
            NotPermittedError: `badge_locked`, `login_record_lost`.
        """
        self._refuse_locked(badge if badge in set(known) else _STRANGERS)

    def opened(self, badge: str) -> tuple[Locked, ...]:
        """Count from nothing again: the password was right. Give the locks since the last time it was."""
        standing = self._standing(badge)
        by_this_try = standing.tries == MOST_TRIES and standing.anchor is not None  # the fifth, and it was right
        told = standing.locks[:-1] if by_this_try else standing.locks
        self._append(_What.OPEN, badge)
        self._shorten()
        return told

    def before(self, badge: str) -> LastLogin | None:
        """Give when the badge opened before its newest time, and the wrong passwords in between; None for the first."""
        last: datetime | None = None
        failures = 0
        lines = [line for line in self._lines() if line.badge == badge and line.what in (_What.OPEN, _What.TRY)]
        while lines and lines[-1].what is not _What.OPEN:  # another program is trying just now
            lines.pop()
        for line in lines[:-1]:
            failures = 0 if line.what is _What.OPEN else failures + 1
            last = line.at if line.what is _What.OPEN else last
        return None if last is None else LastLogin(last, max(0, failures - 1))  # the newest try was right

    def clear(self, badge: str) -> None:
        """Lift the lock of a badge that was given a new password; that it was locked is still told."""
        self._append(_What.CLEAR, badge)

    def _refuse_locked(self, whose: str) -> None:
        standing = self._standing(whose)
        if standing.anchor is not None and self._running() < standing.anchor:
            overnight = standing.anchor_at is not None and self._now() - standing.anchor_at >= OVERNIGHT
            self._append(_What.OVER if overnight else _What.AGAIN, whose)
            standing = self._standing(whose)
        if standing.anchor is None:
            return
        left = LOCK_SECONDS - (self._running() - standing.anchor)
        if left <= 0:
            self._append(_What.OVER, whose)
            return
        raise NotPermittedError("login_record_lost" if standing.lost else "badge_locked", minutes=math.ceil(left / 60))

    def _standing(self, badge: str) -> _Standing:
        standing = _Standing()
        for line in self._lines():
            standing.take(line, badge)
        return standing

    def _lines(self) -> list[_Line]:
        lines = self._read()
        if not lines and not any(line.what is _What.LOST for line in self._unwritten):
            with suppress(OSError):
                self._path.replace(self._path.with_suffix(".unreadable"))
            self._append(_What.LOST, "")
            lines = self._read()
        return [*lines, *self._unwritten]

    def _read(self) -> list[_Line]:
        """Give the lines of the record; none where it is missing or unreadable, which a record in order never is."""
        lines = self._each()
        for line, next_one in pairwise(lines):
            if line is None and (next_one is None or next_one.what is not _What.TORN):
                return []
        return [line for line in lines if line is not None]

    def _each(self) -> list[_Line | None]:
        """Give every line of the record, None for one that says nothing; no lines where the file is none of ours."""
        try:
            with self._path.open("rb") as file:
                raw = file.read(_LARGEST_FILE)
        except OSError:
            return []
        # Of a file cut off here later tries would not be seen, so they would not count.
        return [] if len(raw) == _LARGEST_FILE else [_decoded(line) for line in raw.splitlines()]

    def _append(self, what: _What, badge: str) -> None:
        """Write a line; a disk that takes none keeps nobody out, but this program remembers."""
        try:
            self._write(what, badge)
        except OSError:
            self._unwritten.append(_Line(what, self._running(), self._now(), badge))

    def _write(self, what: _What, badge: str) -> None:
        line = self._mend() + self._encoded(what, badge)
        fresh = not self._path.exists()
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), PRIVATE)
        try:
            if os.write(descriptor, line) != len(line):  # the disk is full in the middle of a line
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if fresh:
            sync_folder(self._path.parent)

    def _mend(self) -> bytes:
        """Give what has to come before a new line: nothing, or the end and the mark of a line that was torn."""
        try:
            whole = self._path.read_bytes().endswith(b"\n")
        except OSError:
            return b""
        lines = self._each()
        if whole and lines and lines[-1] is not None:
            return b""
        return (b"" if whole else b"\n") + self._encoded(_What.TORN, "")

    def _encoded(self, what: _What, badge: str) -> bytes:
        return msgspec.json.encode(_Line(what, self._running(), self._now(), badge)) + b"\n"

    def _shorten(self) -> None:
        """Begin a new record where the old one is long; who is locked meanwhile is only locked anew, at most."""
        try:
            if self._path.stat().st_size > _LONG_FILE:
                kept = self._path.read_bytes().splitlines(keepends=True)[-_KEPT_LINES:]
                write_whole(self._path, self._encoded(_What.BEGUN, "") + b"".join(kept), PRIVATE)
        except OSError:
            return


def _decoded(line: bytes) -> _Line | None:
    try:
        return msgspec.json.decode(line, type=_Line)
    except msgspec.MsgspecError:
        return None
