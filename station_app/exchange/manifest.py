"""What a bundle says of itself in the clear, and signs: who to whom, which number, which entries, which bytes.

Holds no personal data: site codes, counts, hashes, times.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final, Literal

import msgspec

from station_app.errors import DamagedError
from station_app.exchange.archive import BLOB_NAME, MOST_MEMBERS, RECORDS_NAME
from station_app.exchange.canonical import Count, Hex64, Number, SiteCode, Strict, Version, decode
from station_app.exchange.identities import Epoch, Recipient

FORMAT: Final = "station-app/bundle/1"
SUITE: Final = "ed25519+age-x25519+zstd+sha256"
"""The algorithms; another suite (SM2/SM3/SM4) is another value, known at the door."""

NO_PREVIOUS = "0" * 64
LARGEST_MANIFEST = 8 << 20


class MemberFacts(Strict, frozen=True):
    """One encrypted member: name, bytes, SHA-256 of the ciphertext."""

    name: Annotated[str, msgspec.Meta(max_length=80)]
    size: Count
    sha256: Hex64


class Counts(Strict, frozen=True):
    """How much is in it; `plain_bytes` are the record lines before compression."""

    entries: Count
    attachments: Count
    plain_bytes: Count


class Manifest(Strict, frozen=True, rename={"sender": "from", "receiver": "to"}):
    """The signed statement.

    `content` is SHA-256 over all plain record lines: the same range gives the same `content`, however often it is
    encrypted anew. `previous` is the `content` of the bundle before it on this channel, `head` the hash of the last
    entry, `recipient` the key the members are encrypted to.
    """

    format: Literal["station-app/bundle/1"]
    suite: Literal["ed25519+age-x25519+zstd+sha256"]
    sender: SiteCode
    receiver: SiteCode
    recipient: Recipient
    epoch: Epoch
    number: Number
    previous: Hex64
    first_seq: Number
    last_seq: Number
    head: Hex64
    content: Hex64
    counts: Counts
    created_at: Annotated[datetime, msgspec.Meta(tz=True)]
    practice: bool
    code_tables: Annotated[dict[Version, Version], msgspec.Meta(max_length=200)]
    policies: Annotated[tuple[Version, ...], msgspec.Meta(max_length=200)]
    members: Annotated[tuple[MemberFacts, ...], msgspec.Meta(min_length=1, max_length=MOST_MEMBERS)]

    @property
    def records(self) -> tuple[MemberFacts, ...]:
        """The members that hold entries."""
        return tuple(member for member in self.members if RECORDS_NAME.match(member.name))

    @property
    def blobs(self) -> tuple[MemberFacts, ...]:
        """The members that hold attachments."""
        return tuple(member for member in self.members if BLOB_NAME.match(member.name))


def read_manifest(raw: bytes) -> Manifest:
    """Read a manifest and see that it does not contradict itself.

    Raises:
        DamagedError: `bundle_malformed`.
    """
    manifest = decode(raw, Manifest, code="bundle_malformed", largest=LARGEST_MANIFEST)
    sound = (
        manifest.sender != manifest.receiver
        and manifest.counts.entries == manifest.last_seq - manifest.first_seq + 1
        and manifest.counts.attachments == len(manifest.blobs)
        and (manifest.number == 1) == (manifest.previous == NO_PREVIOUS)
        and (manifest.number > 1 or manifest.first_seq == 1)
    )
    if not sound:
        raise DamagedError("bundle_malformed", problem="manifest contradicts itself")
    return manifest
