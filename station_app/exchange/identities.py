"""Who a site is: an Ed25519 key that signs and an age (X25519) key that others encrypt to.

Signatures are domain-separated (`separated`): one made for one purpose proves nothing for another. Secret keys live in
the keyring, never in a file of their own.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated

import msgspec
import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from station_app.domain.vocabulary import SiteKind
from station_app.errors import DamagedError
from station_app.exchange.canonical import Hex64, SiteCode, Strict, encode

if TYPE_CHECKING:
    from collections.abc import Mapping

PAPER = "paper"
"""Purpose of the signature in a paper's QR code."""
CHECKPOINT = "checkpoint"
"""Purpose of a signature over the journal's head; the message is `checkpoint_message`."""

Epoch = Annotated[str, msgspec.Meta(pattern=r"\A[0-9A-Za-z-]{8,64}\Z")]
Recipient = Annotated[str, msgspec.Meta(pattern=r"\Aage1[02-9ac-hj-np-z]{58}\Z")]
SiteName = Annotated[str, msgspec.Meta(pattern=r"\A[^\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]{1,100}\Z")]


class PublicIdentity(Strict, frozen=True):
    """What others know of a site. `signing_key` is Ed25519 (hex), `exchange_key` an age recipient.

    `epoch` is random per installation: a site restored from a backup elsewhere shows another one.
    """

    code: SiteCode
    name: SiteName
    site_kind: SiteKind
    epoch: Epoch
    signing_key: Hex64
    exchange_key: Recipient
    practice: bool


class Identity:
    """The secret half of a site. Built by `generate` (first run) or `from_secrets` (out of the keyring)."""

    def __init__(self, signing: Ed25519PrivateKey, exchange: pyrage.x25519.Identity) -> None:
        self._signing = signing
        self._exchange = exchange

    @classmethod
    def generate(cls) -> Identity:
        """Make a new identity from the system's random source."""
        return cls(Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate())

    @classmethod
    def from_secrets(cls, secrets: Mapping[str, bytes]) -> Identity:
        """Take the identity out of the keyring's secrets.

        Raises:
            DamagedError: `identity_damaged` - a key is missing or malformed.
        """
        try:
            signing = Ed25519PrivateKey.from_private_bytes(secrets["signing"])
            exchange = pyrage.x25519.Identity.from_str(secrets["exchange"].decode("ascii"))
        except (KeyError, ValueError, pyrage.IdentityError):
            raise DamagedError("identity_damaged") from None
        return cls(signing, exchange)

    def secrets(self) -> dict[str, bytes]:
        """Give both secret keys for the keyring: `signing` (32 bytes), `exchange` (age's text form)."""
        return {"signing": self._signing.private_bytes_raw(), "exchange": str(self._exchange).encode("ascii")}

    @property
    def signing_key(self) -> str:
        """The Ed25519 public key, hex."""
        return self._signing.public_key().public_bytes_raw().hex()

    @property
    def exchange_key(self) -> str:
        """The age recipient (`age1...`)."""
        return str(self._exchange.to_public())

    def public(self, *, code: str, name: str, site_kind: SiteKind, epoch: str, practice: bool) -> PublicIdentity:
        """Give what others may know, under this site's code and name."""
        return PublicIdentity(code, name, SiteKind(site_kind), epoch, self.signing_key, self.exchange_key, practice)

    def sign(self, purpose: str, message: bytes) -> bytes:
        """Sign `message` for `purpose` (Ed25519, RFC 8032; 64 bytes)."""
        return self._signing.sign(separated(purpose, message))

    def decrypt(self, sealed: bytes) -> bytes:
        """Open what was encrypted to this site; the whole plain text lies in memory.

        Raises:
            DamagedError: `bundle_undecryptable` - altered, or meant for someone else.
        """
        try:
            plain: bytes = pyrage.decrypt(sealed, [self._exchange])
        except pyrage.DecryptError:
            raise DamagedError("bundle_undecryptable") from None
        return plain


def separated(purpose: str, message: bytes) -> bytes:
    """Give the bytes that are really signed: `station-app/`, the purpose, `/1`, a zero byte, the message."""
    return b"station-app/" + purpose.encode("ascii") + b"/1\0" + message


def verify(signing_key: str, purpose: str, message: bytes, signature: bytes) -> bool:
    """Tell whether `signature` is the one of `signing_key` (Ed25519 public key, hex) over `message` for `purpose`."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing_key))
        key.verify(signature, separated(purpose, message))
    except (InvalidSignature, ValueError):
        return False
    return True


def encrypt(plain: bytes, exchange_key: str) -> bytes:
    """Encrypt `plain` to one receiver and nobody else, not even the sender.

    Raises:
        DamagedError: `identity_damaged` - the receiver's key is malformed.
    """
    try:
        recipient = pyrage.x25519.Recipient.from_str(exchange_key)
    except pyrage.RecipientError:
        raise DamagedError("identity_damaged") from None
    sealed: bytes = pyrage.encrypt(plain, [recipient])
    return sealed


def checkpoint_message(site: str, seq: int, head: str) -> bytes:
    """Give the message a checkpoint signs: this site's chain ends, at `seq`, with the hash `head`."""
    return f"{site}\n{seq}\n{head}".encode("ascii")


def fingerprint(public: PublicIdentity) -> str:
    """Give 40 decimal digits in groups of five, to be read aloud and compared by two people.

    SHA-256 over the canonical identity, as a number, modulo 10^40 (132 bits): name, code, epoch and both keys count.
    """
    digest = hashlib.sha256(separated("fingerprint", encode(public))).digest()
    digits = f"{int.from_bytes(digest, 'big') % 10**40:040d}"
    return " ".join(digits[start : start + 5] for start in range(0, 40, 5))
