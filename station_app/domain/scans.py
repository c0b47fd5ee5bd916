"""Scans as results: what was kept, what was not and why. They hold facts, no pictures."""

from __future__ import annotations

import msgspec


class KeptScan(msgspec.Struct, frozen=True):
    """One scan in the desk's encrypted store, known by the SHA-256 of its clean bytes; `size` is in bytes."""

    sha256: str
    media_type: str
    size: int
    pages: int


class RefusedScan(msgspec.Struct, frozen=True):
    """One file that was not taken in: what it is called (made harmless, for the screen only) and the finding's code."""

    name: str
    code: str


class TakenIn(msgspec.Struct, frozen=True):
    """What became of some files: those that are kept now, and those that are not."""

    kept: tuple[KeptScan, ...] = ()
    refused: tuple[RefusedScan, ...] = ()


class FolderRound(msgspec.Struct, frozen=True):
    """One look at the scanner's folder.

    `reachable` is false while the folder is gone; it comes back by itself. `waiting` counts the files that were seen
    but not taken yet: still growing, or for the next look.
    """

    watched: bool
    reachable: bool = True
    waiting: int = 0
    taken: TakenIn = TakenIn()


class Scanner(msgspec.Struct, frozen=True):
    """One scanner as SANE names it."""

    device: str
    name: str


def shown_name(name: str, longest: int = 40) -> str:
    """Give a file's name as a screen may show it: no control or direction characters, not long."""
    plain = "".join(character if character.isprintable() else "·" for character in name)
    return plain if len(plain) <= longest else f"{plain[: longest - 9]}…{plain[-8:]}"
