"""One call of the command line: where the site is, who calls, and how to get in."""

from __future__ import annotations

import getpass
import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from station_app import bootstrap, texts
from station_app.errors import NotPermittedError, UsageError

if TYPE_CHECKING:
    import argparse

    from station_app.catalogue import Catalogue, Door

LARGEST_FILE = 1 << 20
"""Bytes read of a case file; one byte more than this is enough to know it is too large."""


class Call:
    """The parsed arguments and what they lead to; the database is opened only by commands that need it."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self._catalogue: Catalogue | None = None

    @cached_property
    def door(self) -> Door:
        """The door of the site: `--home`, else STATION_APP_HOME, else the user's own; `--practice` its own home."""
        home = getattr(self.arguments, "home", None) or os.environ.get("STATION_APP_HOME")
        if home and Path(home).exists() and not Path(home).is_dir():
            raise UsageError("home_not_a_folder", home=home[-60:])
        port = getattr(self.arguments, "port", None)
        if getattr(self.arguments, "practice", False):
            return bootstrap.practice_door(Path(home) if home else None, reader_port=port)
        return bootstrap.door(
            Path(home) if home else None,
            database=getattr(self.arguments, "database", None),
            reader_port=port,
        )

    @property
    def catalogue(self) -> Catalogue:
        """The logged-in officer's catalogue."""
        if self._catalogue is None:
            self.door.home.refuse_unfounded()
            self._catalogue = self.door.log_in(self.badge(), self.password())
        return self._catalogue

    def open_if_possible(self) -> Catalogue | None:
        """Log in where a password lies ready; commands that also work without a site use this."""
        ready = os.environ.get("STATION_APP_PASSWORD") or getattr(self.arguments, "password_file", None)
        return self.catalogue if ready and self.door.founded else None

    def badge(self) -> str:
        """Give the officer's badge: `--officer`, or the only one there is."""
        given: str | None = getattr(self.arguments, "officer", None)
        if given:
            return given
        badges = self.door.badges()
        if len(badges) == 1:
            return badges[0]
        raise UsageError("officer_missing")

    def password(self) -> str:
        """Give the password: environment, file, or asked for at the terminal; never from the arguments."""
        from_environment = os.environ.get("STATION_APP_PASSWORD")
        if from_environment:
            return from_environment
        path: str | None = getattr(self.arguments, "password_file", None)
        if path:
            return _first_line(Path(path))
        if sys.stdin.isatty():
            return getpass.getpass()
        raise NotPermittedError("password_missing")

    def secret(self, variable: str, question: str) -> str:
        """Give a secret that lies ready in the environment, or ask for it at the terminal."""
        ready = os.environ.get(variable)
        if ready:
            return ready
        if sys.stdin.isatty():
            return getpass.getpass(f"{texts.say(question)}: ")
        raise NotPermittedError("secret_missing", variable=variable)

    def close(self) -> None:
        """Close what was opened."""
        if self._catalogue is not None:
            self._catalogue.close()


def _first_line(path: Path) -> str:
    """Read the password: the first line, without the mark and the line end that Notepad writes.

    Raises:
        UsageError: `file_unreadable`, `password_file_not_text`, `password_file_empty`.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE)
    except (OSError, ValueError) as problem:
        raise UsageError("file_unreadable", file=path.name[-60:]) from problem
    try:
        first = raw.decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError:
        raise UsageError("password_file_not_text", file=path.name[-60:]) from None  # the cause would quote the password
    if not first:
        raise UsageError("password_file_empty", file=path.name[-60:])
    return first


def read_bounded(name: str) -> bytes:
    """Read a case file, or standard input for `-`; stops one byte past the largest size allowed.

    Raises:
        UsageError: `file_unreadable`.
    """
    if name == "-":
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    try:
        path = Path(name)
        if path.exists() and not path.is_file():
            raise UsageError("file_unreadable", file=path.name)
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as problem:
        raise UsageError("file_unreadable", file=name[-60:]) from problem


def existing_file(name: str) -> Path:
    """Give the path of a file that is there; a missing one is a wrong call, not a damaged bundle.

    Raises:
        UsageError: `file_unreadable`.
    """
    try:
        if Path(name).is_file():
            return Path(name)
    except ValueError:  # a NUL byte in the name
        pass
    raise UsageError("file_unreadable", file=name[-60:])
