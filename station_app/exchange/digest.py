"""The digest of people a county knows from other stations: so that a station sees at the window who applied elsewhere.

One line a signed cover in the clear (who to whom, which number), then the people, encrypted to the receiving station.
A finder of the file learns that two sites exchange digests and how large they are, nothing else: numbers and names are
keyed hashes, the key is inside, and it is another one in every file.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
import zstandard

from station_app.domain.known_elsewhere import name_hash, number_hash
from station_app.errors import DamagedError, DeviceError, RefusedError
from station_app.exchange.canonical import (
    LARGEST_DOCUMENT,
    Count,
    Hex64,
    Number,
    SiteCode,
    Strict,
    decode,
    encode,
    seal,
    unseal,
)
from station_app.exchange.identities import Epoch, Recipient, encrypt, verify

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from station_app.exchange.identities import Identity

SUFFIX = ".tsdigest"
PURPOSE = "digest"
LARGEST_PLAIN = 128 << 20
"""Bytes of the lines: about 400,000 people."""
LARGEST_SEALED = LARGEST_PLAIN + (1 << 20)
MOST_PEOPLE = 400_000
_RATIO = 200
_LEVEL = 3

_CaseNo = Annotated[str, msgspec.Meta(pattern=r"\A[0-9A-Za-z-]{8,40}\Z")]
_Word = Annotated[str, msgspec.Meta(pattern=r"\A[a-z_]{1,40}\Z")]


class Cover(Strict, frozen=True, rename={"sender": "from", "receiver": "to"}):
    """What stands in the clear and is signed. `sha256` and `size` are of the encrypted part; `number` only rises."""

    format: Literal["station-app/digest/1"]
    sender: SiteCode
    receiver: SiteCode
    recipient: Recipient
    epoch: Epoch
    number: Number
    practice: bool
    created_at: Annotated[datetime, msgspec.Meta(tz=True)]
    people: Annotated[int, msgspec.Meta(ge=0, le=MOST_PEOPLE)]
    size: Count
    sha256: Hex64


class Known(Strict, frozen=True):
    """One person in one case of another station."""

    accepted_on: date
    case_no: _CaseNo
    name_hash: Hex64
    number_hash: Hex64
    site: SiteCode
    status: _Word


class KnownPlainly(msgspec.Struct, frozen=True):
    """The same before it is hidden; never written anywhere."""

    id_number: str
    name: str
    case_no: str
    site: str
    status: str
    accepted_on: date


class _Key(Strict, frozen=True):
    """The first line of the encrypted part."""

    key: Hex64


class Digest(msgspec.Struct, frozen=True):
    """A digest read from a file. Nothing of it is believed before `signed_by`."""

    cover: Cover
    body: bytes
    signature: bytes
    sealed: bytes

    def signed_by(self, signing_key: str) -> bool:
        """Tell whether the holder of `signing_key` made it."""
        return verify(signing_key, PURPOSE, self.body, self.signature)

    def check_sealed(self) -> None:
        """Hold the encrypted part against the cover, without decrypting.

        Raises:
            DamagedError: `digest_damaged`.
        """
        if (len(self.sealed), hashlib.sha256(self.sealed).hexdigest()) != (self.cover.size, self.cover.sha256):
            raise _damaged("altered on the way")

    def opened(self, identity: Identity) -> tuple[bytes, tuple[Known, ...]]:
        """Give the key and the people, in the order of their hashes.

        Raises:
            DamagedError: `bundle_undecryptable`, `digest_damaged`.
        """
        lines = _decompress(identity.decrypt(self.sealed)).split(b"\n")
        if lines.pop() or len(lines) != self.cover.people + 1:
            raise _damaged("number of lines")
        key = bytes.fromhex(decode(lines[0], _Key, code="digest_damaged").key)
        people = tuple(decode(line, Known, code="digest_damaged") for line in lines[1:])
        order = [(each.number_hash, each.case_no) for each in people]
        if order != sorted(set(order)) or any(each.site == self.cover.receiver for each in people):
            raise _damaged("contradicts itself")
        return key, people


def write_digest(identity: Identity, cover: Cover, people: Iterable[KnownPlainly]) -> tuple[bytes, Cover]:
    """Give the bytes of the file and the cover as it was signed; `people`, `size` and `sha256` are filled in here.

    Raises:
        RefusedError: `digest_too_large`.
    """
    key = secrets.token_bytes(32)
    hidden = {(each.number_hash, each.case_no): each for each in (_hidden(key, person) for person in people)}
    lines = [encode(_Key(key.hex())), *(encode(each) for _, each in sorted(hidden.items())), b""]
    plain = b"\n".join(lines)
    if len(plain) > LARGEST_PLAIN or len(hidden) > MOST_PEOPLE:
        raise RefusedError("digest_too_large", people=len(hidden))
    sealed = encrypt(zstandard.ZstdCompressor(level=_LEVEL).compress(plain), cover.recipient)
    signed = msgspec.structs.replace(
        cover, people=len(hidden), size=len(sealed), sha256=hashlib.sha256(sealed).hexdigest()
    )
    return seal(identity, PURPOSE, signed) + sealed, signed


def read_digest(path: Path) -> Digest:
    """Read the file at `path`, never more of it than one may have.

    Raises:
        DamagedError: `digest_damaged`.
        DeviceError: `medium_unreadable`.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_DOCUMENT + LARGEST_SEALED + 1)
    except OSError as problem:
        raise DeviceError("medium_unreadable", problem=problem.strerror or "") from problem
    end = raw.find(b"\n", 0, LARGEST_DOCUMENT) + 1
    if not end or len(raw) > LARGEST_DOCUMENT + LARGEST_SEALED:
        raise _damaged("no cover" if not end else "too large")
    cover, body, signature = unseal(raw[:end], Cover, code="digest_damaged")
    return Digest(cover, body, signature, raw[end:])


def looks_like_one(path: Path) -> bool:
    """Tell a digest from an acknowledgement, whose format stands at the same place, by its first bytes.

    Raises:
        DeviceError: `medium_unreadable`.
    """
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return b'"format":"station-app/digest/' in file.read(LARGEST_DOCUMENT).partition(b"\n")[0]
    except OSError as problem:
        raise DeviceError("medium_unreadable", problem=problem.strerror or "") from problem


def file_name(cover: Cover) -> str:
    """Give the file's name, made of safe parts only."""
    return f"{cover.sender}-to-{cover.receiver}-{cover.number:06d}{SUFFIX}"


def _hidden(key: bytes, person: KnownPlainly) -> Known:
    return Known(
        accepted_on=person.accepted_on,
        case_no=person.case_no,
        name_hash=name_hash(key, person.name),
        number_hash=number_hash(key, person.id_number),
        site=person.site,
        status=person.status,
    )


def _decompress(packed: bytes) -> bytes:
    """Unpack one zstd frame whose size is declared, bounded, and true."""
    try:
        declared = zstandard.get_frame_parameters(packed).content_size
        if not 1 <= declared <= LARGEST_PLAIN or declared > _RATIO * max(len(packed), 64):
            raise _damaged("size")
        plain = zstandard.ZstdDecompressor().decompress(packed, max_output_size=declared, allow_extra_data=False)
    except zstandard.ZstdError:
        raise _damaged("compression") from None
    if len(plain) != declared:
        raise _damaged("size")
    return plain


def _damaged(problem: str) -> DamagedError:
    return DamagedError("digest_damaged", problem=problem)
