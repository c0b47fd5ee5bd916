"""The outer ZIP of a bundle: one narrow dialect, written and read here and nowhere else.

Ordinary tools can open what is written; what is read must be exactly what would have been written: stored, no extras,
no comments, no zip64, members back to back from byte 0, local and central headers equal, nothing before, between or
after. Every byte has one allowed value or is covered by a checksum. Nothing is ever extracted to a disk, and a member's
size is believed only after it was checked against the size of the file.
"""

from __future__ import annotations

import hashlib
import os
import re
import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

from station_app.errors import DamagedError, DeviceError, RefusedError

if TYPE_CHECKING:
    from typing import BinaryIO

LARGEST_ARCHIVE = (4 << 30) - (1 << 16)
"""Bytes of a bundle; just below the 4 GiB that a FAT stick and a plain ZIP can hold."""

MOST_MEMBERS = 20_000
MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
RECORDS_NAME = re.compile(r"\Arecords/[0-9]{5}\.jsonl\.zst\.age\Z")
BLOB_NAME = re.compile(r"\Ablobs/[0-9a-f]{64}\.age\Z")

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
_DATE = 0x21  # 1 January 1980: the moment is in the manifest, signed
_LARGEST_NAME = 80
_CHUNK = 1 << 20
_ROOM_FOR_DIRECTORY = MOST_MEMBERS * (_CENTRAL.size + _LARGEST_NAME) + (16 << 20)


class Member(NamedTuple):
    """One member: where its bytes begin, how many they are, their CRC-32."""

    name: str
    start: int
    size: int
    crc: int


def _local(name: bytes, size: int, crc: int) -> bytes:
    return _LOCAL.pack(b"PK\3\4", _VERSION, 0, 0, 0, _DATE, crc, size, size, len(name), 0) + name


def _central(name: bytes, size: int, crc: int, offset: int) -> bytes:
    numbers = (_VERSION, _VERSION, 0, 0, 0, _DATE, crc, size, size, len(name), 0, 0, 0, 0, 0, offset)
    return _CENTRAL.pack(b"PK\1\2", *numbers) + name


def _end(members: int, size: int, offset: int) -> bytes:
    return _END.pack(b"PK\5\6", 0, 0, members, members, size, offset, 0)


class ArchiveWriter:
    """Writes members one after the other; keeps only their directory in memory."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._offset = 0
        self._directory: list[bytes] = []

    def add(self, name: str, content: bytes) -> None:
        """Append one member.

        Raises:
            RefusedError: `bundle_too_large` - more than a reader would take.
        """
        if self._offset + len(content) > LARGEST_ARCHIVE - _ROOM_FOR_DIRECTORY or len(self._directory) >= MOST_MEMBERS:
            raise RefusedError("bundle_too_large", size=self._offset + len(content))
        crc = zlib.crc32(content)
        header = _local(name.encode("ascii"), len(content), crc)
        self._directory.append(_central(name.encode("ascii"), len(content), crc, self._offset))
        self._out.write(header)
        self._out.write(content)
        self._offset += len(header) + len(content)

    def finish(self) -> None:
        """Append the directory."""
        directory = b"".join(self._directory)
        self._out.write(directory)
        self._out.write(_end(len(self._directory), len(directory), self._offset))


class ArchiveReader:
    """Reads an archive of exactly this dialect.

    Raises:
        DamagedError: `bundle_malformed` - anything else; `bundle_too_large`.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        size = file.seek(0, os.SEEK_END)
        if size > LARGEST_ARCHIVE:
            raise DamagedError("bundle_too_large", size=size)
        self._size = size
        count, start, directory = self._directory(size)
        self.members = tuple(self._members(count, start, directory))
        self._by_name = {member.name: member for member in self.members}

    def read(self, name: str, largest: int) -> bytes:
        """Give the bytes of one member, at most `largest`.

        Raises:
            DamagedError: `bundle_malformed` - missing or too large; `bundle_damaged` - not the bytes once written.
        """
        member = self._by_name.get(name)
        if member is None or member.size > largest:
            raise _malformed("member missing or too large")
        content = self._at(member.start, member.size)
        if zlib.crc32(content) != member.crc:
            raise DamagedError("bundle_damaged", member=name)
        return content

    def sha256(self) -> str:
        """Give the SHA-256 of the whole file."""
        found = hashlib.sha256()
        for start in range(0, self._size, _CHUNK):
            found.update(self._at(start, min(_CHUNK, self._size - start)))
        return found.hexdigest()

    def _at(self, start: int, size: int) -> bytes:
        try:
            self._file.seek(start)
            content = self._file.read(size)
        except OSError as problem:
            raise DeviceError("medium_unreadable", problem=problem.strerror or "") from problem
        if len(content) != size:
            raise DamagedError("bundle_damaged", member="")
        return content

    def _directory(self, size: int) -> tuple[int, int, bytes]:
        """Find the directory through the end record; gives (members, its start, its bytes)."""
        if size < _END.size:
            raise _malformed("too short")
        end = self._at(size - _END.size, _END.size)
        count, length, start = (_END.unpack(end)[index] for index in (4, 5, 6))
        if end != _end(count, length, start) or start + length + _END.size != size:
            raise _malformed("end record")
        if not 3 <= count <= MOST_MEMBERS or length > count * (_CENTRAL.size + _LARGEST_NAME):
            raise _malformed("number of members")
        return count, start, self._at(start, length)

    def _members(self, count: int, end: int, directory: bytes) -> list[Member]:
        """Read the directory and hold every local header against it; members must lie back to back up to `end`."""
        members: list[Member] = []
        at = offset = 0
        for _ in range(count):
            fields = directory[at : at + _CENTRAL.size]
            if len(fields) < _CENTRAL.size:
                raise _malformed("directory cut short")
            unpacked = _CENTRAL.unpack(fields)
            crc, size, name_length = unpacked[7], unpacked[8], unpacked[10]
            name = directory[at + _CENTRAL.size : at + _CENTRAL.size + name_length]
            if name_length > _LARGEST_NAME or fields + name != _central(name, size, crc, offset):
                raise _malformed("directory")
            header = _local(name, size, crc)
            if offset + len(header) + size > end or self._at(offset, len(header)) != header:
                raise _malformed("member header")
            members.append(Member(_name(name), offset + len(header), size, crc))
            at += _CENTRAL.size + name_length
            offset += len(header) + size
        if at != len(directory) or offset != end:
            raise _malformed("bytes between members")
        _ordered([member.name for member in members])
        return members


def _name(raw: bytes) -> str:
    """Give a member's name if it is one of the four kinds there are; names are never used as paths."""
    name = raw.decode("latin-1")
    if name in {MANIFEST, SIGNATURE} or RECORDS_NAME.match(name) or BLOB_NAME.match(name):
        return name
    raise _malformed("member name")


def _ordered(names: list[str]) -> None:
    """Records numbered from 1, then blobs by name, then manifest, then signature; so no name can come twice."""
    if names[-2:] != [MANIFEST, SIGNATURE]:
        raise _malformed("manifest not at its place")
    records = [name for name in names if RECORDS_NAME.match(name)]
    blobs = [name for name in names if BLOB_NAME.match(name)]
    wanted = [record_name(index) for index in range(1, len(records) + 1)] + sorted(set(blobs))
    if names[:-2] != wanted:
        raise _malformed("order of members")


def record_name(index: int) -> str:
    """Give the name of the records member `index`, from 1."""
    return f"records/{index:05d}.jsonl.zst.age"


def blob_name(digest: str) -> str:
    """Give the name of the attachment whose plain bytes have the SHA-256 `digest`."""
    return f"blobs/{digest}.age"


def _malformed(problem: str) -> DamagedError:
    return DamagedError("bundle_malformed", problem=problem)
