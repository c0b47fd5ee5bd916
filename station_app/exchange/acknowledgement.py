"""The return receipt of a bundle: the receiver says, signed, what arrived and was applied. Not personal, not encrypted.

It names the bundle by its `content` and lists every attachment, so "arrived" never hides a missing scan.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from station_app.errors import DamagedError, DeviceError
from station_app.exchange.archive import MOST_MEMBERS
from station_app.exchange.canonical import Count, Hex64, Number, SiteCode, Strict, seal, unseal
from station_app.exchange.identities import verify

if TYPE_CHECKING:
    from pathlib import Path

    from station_app.exchange.identities import Identity

SUFFIX = ".tsack"
LARGEST = 2 << 20


class Acknowledgement(Strict, frozen=True, rename={"sender": "from", "receiver": "to"}):
    """`sender` is the site that imported; `receiver` the one whose bundle it was and who takes this receipt in."""

    format: Literal["station-app/acknowledgement/1"]
    sender: SiteCode
    receiver: SiteCode
    number: Number
    content: Hex64
    first_seq: Number
    last_seq: Number
    head: Hex64
    entries: Count
    attachments: Annotated[tuple[Hex64, ...], msgspec.Meta(max_length=MOST_MEMBERS)]
    imported_at: Annotated[datetime, msgspec.Meta(tz=True)]


class SignedAcknowledgement(Strict, frozen=True):
    """An acknowledgement read from a file, with what is needed to verify it."""

    facts: Acknowledgement
    body: bytes
    signature: bytes

    def signed_by(self, signing_key: str) -> bool:
        """Tell whether the holder of `signing_key` made it."""
        return verify(signing_key, "acknowledgement", self.body, self.signature)


def write_acknowledgement(identity: Identity, facts: Acknowledgement) -> bytes:
    """Give the bytes of the file."""
    return seal(identity, "acknowledgement", facts)


def read_acknowledgement(raw: bytes) -> SignedAcknowledgement:
    """Read the file; the caller verifies the signature with the key it trusts.

    Raises:
        DamagedError: `acknowledgement_damaged`.
    """
    facts, body, signature = unseal(raw, Acknowledgement, code="acknowledgement_damaged", largest=LARGEST)
    if facts.entries != facts.last_seq - facts.first_seq + 1:
        raise DamagedError("acknowledgement_damaged", problem="contradicts itself")
    return SignedAcknowledgement(facts, body, signature)


def file_name(facts: Acknowledgement) -> str:
    """Give the file's name, made of safe parts only."""
    return f"{facts.sender}-to-{facts.receiver}-{facts.number:06d}{SUFFIX}"


def looks_like_one(path: Path) -> bool:
    """Tell an acknowledgement (JSON) from a bundle (ZIP) by its first byte; either reader refuses what is neither.

    Raises:
        DeviceError: `medium_unreadable`.
    """
    return _beginning(path, 1) == b"{"


def read_file(path: Path) -> SignedAcknowledgement:
    """Read the acknowledgement at `path`, never more of it than one may have.

    Raises:
        DamagedError: `acknowledgement_damaged`.
        DeviceError: `medium_unreadable`.
    """
    return read_acknowledgement(_beginning(path, LARGEST + 2))


def _beginning(path: Path, size: int) -> bytes:
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(size)
    except OSError as problem:
        raise DeviceError("medium_unreadable", problem=problem.strerror or "") from problem
