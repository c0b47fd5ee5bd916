"""Frames of the identity card reader (GA 467-2004): build them, and find them again in whatever a serial line delivers.

Both directions look alike: a mark of five bytes, a length of two bytes (big end first) that counts what follows
including the check byte, the content, and the exclusive-or of everything from the length on. Pure: no port, no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import xor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = bytes.fromhex("AAAAAA9669")
LARGEST = 4096
"""Longest length that is believed; the longest real answer has 2,321 bytes. Anything above is noise after a mark."""

_HEAD = len(MARK) + 2


@dataclass(frozen=True, slots=True)
class Damaged:
    """A frame whose check byte is wrong: something was lost or changed on the line."""


DAMAGED = Damaged()


def check_byte(counted: bytes) -> int:
    """Give the check byte over length and content."""
    return reduce(xor, counted, 0)


def encode(content: bytes) -> bytes:
    """Put `content` into a frame.

    Raises:
        ValueError: the content is too long for any reader.
    """
    if len(content) + 1 > LARGEST:
        raise ValueError(f"a frame holds at most {LARGEST - 1} bytes")
    counted = (len(content) + 1).to_bytes(2) + content
    return MARK + counted + bytes((check_byte(counted),))


class Decoder:
    """Finds frames in a stream, however it is cut; keeps what is not a whole frame yet.

    `least` is the shortest content that makes sense (2 for requests, 3 for answers). After a length that cannot be, or
    a wrong check byte, the search goes on right behind that mark: a frame swallowed by a wrong length is found again.
    """

    def __init__(self, least: int) -> None:
        self._least = least
        self._kept = bytearray()

    def feed(self, received: bytes) -> Iterator[bytes | Damaged]:
        """Take what came and give the contents of the frames that are complete now, `DAMAGED` for each broken one."""
        self._kept += received
        while True:
            start = self._kept.find(MARK)
            if start < 0:
                self._forget_noise()
                return
            del self._kept[:start]
            size = self._size()
            if size is None:
                return
            if not self._least < size <= LARGEST:
                del self._kept[: len(MARK)]
                continue
            if len(self._kept) < _HEAD + size:
                return
            yield self._take(size)

    def forget(self) -> None:
        """Drop what is half there: its rest will not come any more."""
        self._kept.clear()

    def _forget_noise(self) -> None:
        """Keep only what may be the beginning of a mark."""
        for length in range(min(len(MARK) - 1, len(self._kept)), 0, -1):
            if self._kept.endswith(MARK[:length]):
                del self._kept[:-length]
                return
        self._kept.clear()

    def _size(self) -> int | None:
        return int.from_bytes(self._kept[len(MARK) : _HEAD]) if len(self._kept) >= _HEAD else None

    def _take(self, size: int) -> bytes | Damaged:
        end = _HEAD + size
        counted, given = bytes(self._kept[len(MARK) : end - 1]), self._kept[end - 1]
        if check_byte(counted) != given:
            del self._kept[: len(MARK)]
            return DAMAGED
        del self._kept[:end]
        return counted[2:]
