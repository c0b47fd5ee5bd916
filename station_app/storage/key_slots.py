"""One slot of the keyring: what a password or the recovery code opens, and how the data key is sealed to it.

A slot has an X25519 key pair (RFC 7748). Its private half is wrapped by the stretched password or by the code; the data
key is sealed to the public half with a key agreed from a pair used once. Pure computing: files are `keyring`'s.
"""

from __future__ import annotations

import secrets
import unicodedata
from typing import Annotated, NamedTuple

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from station_app.storage import recovery_code

KEY_BYTES = 32
_NONCE_BYTES = 12
RECOVERY = "recovery"


class Strength(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Argon2id parameters; bounded, so that a changed file cannot make the program eat the machine."""

    memory_kib: Annotated[int, msgspec.Meta(ge=8, le=1 << 20)]
    passes: Annotated[int, msgspec.Meta(ge=1, le=16)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=8)]


STANDARD = Strength(memory_kib=65536, passes=3, lanes=4)
"""RFC 9106, second recommended option; 0.15 s at a desk."""
CHEAPEST = Strength(memory_kib=8, passes=1, lanes=1)
"""For tests and practice data only."""


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One slot; `strength` is absent for the recovery code.

    `wrapped` is the private key under the password or code, `sealed` the data key for `public`: the public key of a
    pair used once, a nonce and the box. A slot of the first version has no `public`; its `wrapped` is the data key.
    """

    owner: str
    salt: bytes
    nonce: bytes
    wrapped: bytes
    strength: Strength | None = None
    public: bytes = b""
    sealed: bytes = b""


class _FirstHead(msgspec.Struct, frozen=True):
    """What a wrapping of the first version is bound to, in this order; `wrapped` stays empty."""

    owner: str
    salt: bytes
    nonce: bytes
    wrapped: bytes
    strength: Strength | None


class Opened(NamedTuple):
    """What opening a slot gives; `private` is None for a slot of the first version."""

    data_key: bytes
    private: bytes | None


def for_password(owner: str, password: str, data_key: bytes, strength: Strength) -> Slot:
    """Make a slot that this password opens."""
    salt = secrets.token_bytes(16)
    return _made(
        Slot(owner, salt, secrets.token_bytes(_NONCE_BYTES), b"", strength), stretch(password, salt, strength), data_key
    )


def for_recovery(code: str, data_key: bytes) -> Slot:
    """Make the slot that the recovery code opens."""
    bits = recovery_code.read(code)
    if bits is None:
        raise ValueError("this is no recovery code")
    salt = secrets.token_bytes(16)
    return _made(Slot(RECOVERY, salt, secrets.token_bytes(_NONCE_BYTES), b""), _recovery_key(bits, salt), data_key)


def open_with_password(slot: Slot, password: str) -> Opened:
    """Open a slot; raises InvalidTag where the password is wrong or the slot was changed."""
    if slot.strength is None:
        raise InvalidTag
    return _open(slot, stretch(password, slot.salt, slot.strength))


def open_with_code(slot: Slot, bits: bytes) -> Opened:
    """Open the recovery slot; raises InvalidTag as `open_with_password`."""
    return _open(slot, _recovery_key(bits, slot.salt))


def resealed(slot: Slot, data_key: bytes) -> Slot:
    """Give the slot with another data key sealed to its owner, whose password nobody needs to know for that."""
    return msgspec.structs.replace(slot, sealed=_seal(slot, data_key))


def unsealed(slot: Slot, private: bytes) -> bytes:
    """Give the data key of a slot; raises InvalidTag where it was not sealed to this private key."""
    key = X25519PrivateKey.from_private_bytes(private)
    if key.public_key().public_bytes_raw() != slot.public or len(slot.sealed) < KEY_BYTES + _NONCE_BYTES:
        raise InvalidTag
    once, nonce, box = _parts(slot.sealed)
    try:
        agreed = key.exchange(X25519PublicKey.from_public_bytes(once))
    except ValueError:  # a point of low order
        raise InvalidTag from None
    return AESGCM(_sealing_key(agreed, once, slot.public)).decrypt(nonce, box, _sealing_header(slot))


def stretch(password: str, salt: bytes, strength: Strength) -> bytes:
    """Make a key of a password, slowly on purpose."""
    return hash_secret_raw(
        unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass"),  # as RFC 8265, 4.2.2
        salt,
        time_cost=strength.passes,
        memory_cost=max(strength.memory_kib, 8 * strength.lanes),
        parallelism=strength.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _made(empty: Slot, key: bytes, data_key: bytes) -> Slot:
    pair = X25519PrivateKey.generate()
    slot = msgspec.structs.replace(empty, public=pair.public_key().public_bytes_raw())
    wrapped = AESGCM(key).encrypt(slot.nonce, pair.private_bytes_raw(), _header(slot))
    return msgspec.structs.replace(slot, wrapped=wrapped, sealed=_seal(slot, data_key))


def _open(slot: Slot, key: bytes) -> Opened:
    inner = AESGCM(key).decrypt(slot.nonce, slot.wrapped, _header(slot))
    return Opened(unsealed(slot, inner), inner) if slot.public else Opened(inner, None)


def _seal(slot: Slot, data_key: bytes) -> bytes:
    pair, nonce = X25519PrivateKey.generate(), secrets.token_bytes(_NONCE_BYTES)
    once = pair.public_key().public_bytes_raw()
    agreed = pair.exchange(X25519PublicKey.from_public_bytes(slot.public))
    box = AESGCM(_sealing_key(agreed, once, slot.public)).encrypt(nonce, data_key, _sealing_header(slot))
    return once + nonce + box


def _parts(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    after_nonce = KEY_BYTES + _NONCE_BYTES
    return sealed[:KEY_BYTES], sealed[KEY_BYTES:after_nonce], sealed[after_nonce:]


def _sealing_key(agreed: bytes, once: bytes, public: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=once + public, info=b"station-app/keyring-seal/2").derive(
        agreed
    )


def _sealing_header(slot: Slot) -> bytes:
    return b"station-app/keyring-sealed-to/2\0" + slot.owner.encode()


def _recovery_key(bits: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"station-app/recovery/1").derive(bits)


def _header(slot: Slot) -> bytes:
    """Everything of the slot that its wrapping must be bound to."""
    first = _FirstHead(slot.owner, slot.salt, slot.nonce, b"", slot.strength)
    head = msgspec.json.encode(first, order="deterministic")
    if not slot.public:
        return b"station-app/keyring-slot/1\0" + head
    return b"station-app/keyring-slot/2\0" + slot.public + head
