"""Canonical JSON, and documents that carry their own signature.

Canonical: sorted keys, no spaces, UTF-8, integers only; equal to RFC 8785 because all keys are ASCII. What is read must
be byte for byte what would be written, so there is exactly one spelling of every document: duplicate keys, NaN, odd
number forms, trailing bytes and unknown keys cannot pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeVar

import msgspec

from station_app.errors import DamagedError

if TYPE_CHECKING:
    from station_app.exchange.identities import Identity

LARGEST_DOCUMENT = 64 << 10
"""Bytes of a signed document (request, enrolment, acknowledgement without many attachments)."""

T = TypeVar("T")

Hex64 = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Hex128 = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{128}\Z")]
SiteCode = Annotated[str, msgspec.Meta(pattern=r"\A[0-9A-Za-z]{2,18}\Z")]
Number = Annotated[int, msgspec.Meta(ge=1, le=999_999_999)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1 << 53)]
Version = Annotated[str, msgspec.Meta(pattern=r"\A[0-9A-Za-z._:+-]{1,80}\Z")]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every document of the exchange shares: immutable, nothing unknown."""


def encode(value: object) -> bytes:
    """Give the one canonical spelling of `value`."""
    return msgspec.json.encode(value, order="sorted")


def decode(raw: bytes, kind: type[T], *, code: str, largest: int = LARGEST_DOCUMENT) -> T:
    """Read a canonical document of type `kind`.

    Raises:
        DamagedError: `code` - too large, not JSON, not of this form, or not the canonical spelling.
    """
    if len(raw) > largest:
        raise DamagedError(code, problem="too large")
    try:
        value = msgspec.json.decode(raw, type=kind)
        canonical = encode(value) == raw
    except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError):
        raise DamagedError(code, problem="not of this form") from None
    if not canonical:
        raise DamagedError(code, problem="not canonical")
    return value


class _Envelope(Strict, frozen=True):
    """A document and the signature over its exact bytes."""

    document: msgspec.Raw
    signature: Hex128


def seal(identity: Identity, purpose: str, document: Strict) -> bytes:
    """Give `document` with this site's signature for `purpose`, ready for a file."""
    body = encode(document)
    signature = identity.sign(purpose, body).hex()
    return encode(_Envelope(msgspec.Raw(body), signature)) + b"\n"


def unseal(raw: bytes, kind: type[T], *, code: str, largest: int = LARGEST_DOCUMENT) -> tuple[T, bytes, bytes]:
    """Split a signed document into its typed form, its exact bytes and its signature; the caller verifies.

    Raises:
        DamagedError: `code` - as `decode`.
    """
    if not raw.endswith(b"\n"):
        raise DamagedError(code, problem="cut short")
    envelope = decode(raw[:-1], _Envelope, code=code, largest=largest)
    body = bytes(envelope.document)
    return decode(body, kind, code=code, largest=largest), body, bytes.fromhex(envelope.signature)
