"""Writing and reading a bundle: journal lines and attachments, compressed, encrypted to one receiver, listed, signed.

Knows bytes, not entries: a line is one canonical journal entry without its line end. Works member by member, so that
ten thousand families need no more memory than one member (4 MiB of lines, or one attachment).
The order of trust when reading: sizes, structure, signature, hashes, and only then is anything decrypted.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec
import zstandard

from station_app.errors import DamagedError, DeviceError
from station_app.exchange.archive import (
    MANIFEST,
    SIGNATURE,
    ArchiveReader,
    ArchiveWriter,
    blob_name,
    record_name,
)
from station_app.exchange.canonical import Strict, encode
from station_app.exchange.identities import encrypt, verify
from station_app.exchange.manifest import FORMAT, LARGEST_MANIFEST, SUITE, Counts, Manifest, MemberFacts, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from typing import BinaryIO

    from station_app.exchange.identities import Identity

PURPOSE = "bundle"
LINES_PER_MEMBER = 2_000
PLAIN_PER_MEMBER = 4 << 20
LARGEST_LINE = 2 << 20
"""Bytes of one entry: a case file is at most 1 MiB, its acceptance adds what the rules said."""

LARGEST_ATTACHMENT = 20 << 20
_LARGEST_CIPHERTEXT = {"records": 5 << 20, "blobs": 21 << 20}
"""Age adds a header and 16 bytes to each 64 KiB."""

_RATIO = 200
"""Entries carry hashes and random identifiers, which do not shrink: 40 is already more than they reach."""

_LEVEL = 3


class Route(Strict, frozen=True):
    """What the sender knows before the first line: who to whom, which number, which range, under which tables."""

    sender: str
    receiver: str
    recipient: str
    epoch: str
    number: int
    previous: str
    first_seq: int
    last_seq: int
    head: str
    created_at: datetime
    practice: bool
    code_tables: dict[str, str]
    policies: tuple[str, ...]


class BundleWriter:
    """Writes one bundle: `add_line` for each entry, then `add_attachment` by rising digest, then `finish`."""

    def __init__(self, out: BinaryIO, route: Route) -> None:
        self._archive = ArchiveWriter(out)
        self._route = route
        self._members: list[MemberFacts] = []
        self._content = hashlib.sha256()
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL)
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        self._lines = self._plain = self._attachments = self._records = 0

    def add_line(self, line: bytes) -> None:
        """Append one entry.

        Raises:
            DamagedError: `bundle_entries` - the line is larger than any reader would take.
        """
        if len(line) >= LARGEST_LINE:
            raise DamagedError("bundle_entries", problem="entry too large")
        if len(self._waiting) >= LINES_PER_MEMBER or self._waiting_bytes + len(line) + 1 > PLAIN_PER_MEMBER:
            self._flush()
        self._waiting.append(line)
        self._waiting_bytes += len(line) + 1
        self._lines += 1

    def add_attachment(self, digest: str, content: bytes) -> None:
        """Append the scan whose plain SHA-256 is `digest`; all lines come before, digests rise."""
        self._flush()
        self._put(blob_name(digest), content)
        self._attachments += 1

    def finish(self, identity: Identity) -> Manifest:
        """Append manifest, signature and directory; gives the manifest."""
        self._flush()
        manifest = Manifest(
            format=FORMAT,
            suite=SUITE,
            content=self._content.hexdigest(),
            counts=Counts(self._lines, self._attachments, self._plain),
            members=tuple(self._members),
            **msgspec.structs.asdict(self._route),
        )
        raw = encode(manifest)
        read_manifest(raw)
        self._archive.add(MANIFEST, raw)
        self._archive.add(SIGNATURE, identity.sign(PURPOSE, raw))
        self._archive.finish()
        return manifest

    def _flush(self) -> None:
        if not self._waiting:
            return
        self._waiting.append(b"")
        plain = b"\n".join(self._waiting)
        self._waiting, self._waiting_bytes = [], 0
        self._content.update(plain)
        self._plain += len(plain)
        self._records += 1
        self._put(record_name(self._records), self._compressor.compress(plain))

    def _put(self, name: str, content: bytes) -> None:
        sealed = encrypt(content, self._route.recipient)
        self._members.append(MemberFacts(name, len(sealed), hashlib.sha256(sealed).hexdigest()))
        self._archive.add(name, sealed)


class Bundle:
    """An opened bundle of sound structure. Nothing of it is believed before `signed_by` and `check_members`."""

    def __init__(self, file: BinaryIO) -> None:
        self._archive = ArchiveReader(file)
        self._raw = self._archive.read(MANIFEST, LARGEST_MANIFEST)
        self._signature = self._archive.read(SIGNATURE, 64)
        self.manifest = read_manifest(self._raw)
        listed = [(member.name, member.size) for member in self.manifest.members]
        if listed != [(member.name, member.size) for member in self._archive.members[:-2]]:
            raise DamagedError("bundle_malformed", problem="members differ from the manifest")

    def signed_by(self, signing_key: str) -> bool:
        """Tell whether the holder of `signing_key` signed exactly this manifest."""
        return verify(signing_key, PURPOSE, self._raw, self._signature)

    def check_members(self) -> None:
        """Hold every member's bytes against the manifest, without decrypting any.

        Raises:
            DamagedError: `bundle_damaged` - a member was altered on the way.
        """
        for member in self.manifest.members:
            self._ciphertext(member)

    def sha256(self) -> str:
        """Give the SHA-256 of the whole file as it lies on the medium now."""
        return self._archive.sha256()

    def lines(self, identity: Identity) -> Iterator[bytes]:
        """Give the entries one by one; the last step sees that they are what the manifest promised.

        Raises:
            DamagedError: `bundle_undecryptable`; `bundle_entries` - too large, or not the promised content. Whoever
                applies lines as they come must be able to take all back.
        """
        content = hashlib.sha256()
        count = plain_bytes = 0
        for member in self.manifest.records:
            plain = _decompress(identity.decrypt(self._ciphertext(member)))
            content.update(plain)
            plain_bytes += len(plain)
            lines = plain.split(b"\n")
            if lines.pop() or len(lines) > LINES_PER_MEMBER or any(len(line) >= LARGEST_LINE for line in lines):
                raise DamagedError("bundle_entries", problem="lines")
            count += len(lines)
            if count > self.manifest.counts.entries:
                raise DamagedError("bundle_entries", problem="too many")
            yield from lines
        promised = (self.manifest.content, self.manifest.counts.entries, self.manifest.counts.plain_bytes)
        if (content.hexdigest(), count, plain_bytes) != promised:
            raise DamagedError("bundle_entries", problem="content differs from the manifest")

    def attachments(self, identity: Identity) -> Iterator[tuple[str, bytes]]:
        """Give each attachment as (SHA-256 of its plain bytes, plain bytes).

        Raises:
            DamagedError: `bundle_undecryptable`; `bundle_entries` - the bytes are not those of their name.
        """
        for member in self.manifest.blobs:
            digest = member.name[len("blobs/") : -len(".age")]
            content = identity.decrypt(self._ciphertext(member))
            if len(content) > LARGEST_ATTACHMENT or hashlib.sha256(content).hexdigest() != digest:
                raise DamagedError("bundle_entries", problem="attachment")
            yield digest, content

    def _ciphertext(self, member: MemberFacts) -> bytes:
        """Read one member and check it again each time: the medium may change under us."""
        sealed = self._archive.read(member.name, _LARGEST_CIPHERTEXT[member.name.partition("/")[0]])
        if hashlib.sha256(sealed).hexdigest() != member.sha256:
            raise DamagedError("bundle_damaged", member=member.name)
        return sealed


@contextmanager
def opened(path: Path) -> Iterator[Bundle]:
    """Open the bundle at `path` for reading.

    Raises:
        DamagedError: see `Bundle`; `bundle_malformed` also for what is not a plain file.
        DeviceError: `medium_unreadable`.
    """
    try:
        if not path.is_file():
            raise DamagedError("bundle_malformed", problem="not a file")
        file = path.open("rb")
    except OSError as problem:
        raise DeviceError("medium_unreadable", problem=problem.strerror or "") from problem
    with file:
        yield Bundle(file)


def _decompress(packed: bytes) -> bytes:
    """Unpack one zstd frame whose size is declared, bounded, and true."""
    try:
        declared = zstandard.get_frame_parameters(packed).content_size
        if not 1 <= declared <= PLAIN_PER_MEMBER or declared > _RATIO * max(len(packed), 64):
            raise DamagedError("bundle_entries", problem="size of a member")
        plain = zstandard.ZstdDecompressor().decompress(packed, max_output_size=declared, allow_extra_data=False)
    except zstandard.ZstdError:
        raise DamagedError("bundle_entries", problem="compression") from None
    if len(plain) != declared:
        raise DamagedError("bundle_entries", problem="size of a member")
    return plain
