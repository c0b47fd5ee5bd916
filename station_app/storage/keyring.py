"""The keyring: a random data key, wrapped once for every officer's password and once for the printed recovery code.

The file holds no secret in the clear; without one of the passwords or the recovery sheet it is useless. Passwords are
stretched by Argon2id (RFC 9106), the recovery code has 160 random bits and needs no stretching (HKDF, RFC 5869). Every
wrapping is AES-256-GCM with its own header as associated data, so slots cannot be exchanged or weakened unseen.
"""

from __future__ import annotations

import binascii
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from station_app.errors import DamagedError, DeviceError, NotPermittedError
from station_app.files import PRIVATE, write_whole
from station_app.storage import recovery_code

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VERSION = 1
KEY_BYTES = 32
_LARGEST_FILE = 1 << 20
_RECOVERY = "recovery"


class Strength(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Argon2id parameters; bounded, so that a changed file cannot make the program eat the machine."""

    memory_kib: Annotated[int, msgspec.Meta(ge=8, le=1 << 20)]
    passes: Annotated[int, msgspec.Meta(ge=1, le=16)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=8)]


STANDARD = Strength(memory_kib=65536, passes=3, lanes=4)
"""RFC 9106, second recommended option; 0.15 s at a desk."""
CHEAPEST = Strength(memory_kib=8, passes=1, lanes=1)
"""For tests and practice data only."""


class _Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One wrapping of the data key; `strength` is absent for the recovery code."""

    owner: str
    salt: bytes
    nonce: bytes
    wrapped: bytes
    strength: Strength | None = None


class _Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The site's secrets (signing key, exchange key) under the data key."""

    nonce: bytes
    box: bytes


class _Version(msgspec.Struct):
    """The one field that every version of the file has."""

    version: int


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    version: int
    slots: tuple[_Slot, ...]
    secrets: _Sealed


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a key slot gives: the 32-byte data key and the site's secrets. Never printed, never in a log."""

    data_key: bytes = field(repr=False)
    secrets: dict[str, bytes] = field(repr=False)


class Keyring:
    """The keyring file at `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def found(
        cls, path: Path, badge: str, password: str, site_secrets: Mapping[str, bytes], *, strength: Strength = STANDARD
    ) -> tuple[Unlocked, str]:
        """Make a keyring with one officer; give it unlocked, and the recovery code to print.

        Raises:
            DeviceError: `disk_full`.
        """
        unlocked = Unlocked(secrets.token_bytes(KEY_BYTES), dict(site_secrets))
        code = recovery_code.draw()
        slots = (_password_slot(badge, password, unlocked.data_key, strength), _recovery_slot(code, unlocked.data_key))
        nonce = secrets.token_bytes(12)
        plain = msgspec.json.encode(unlocked.secrets)
        box = AESGCM(unlocked.data_key).encrypt(nonce, plain, _secrets_header())
        _write(path, _File(VERSION, slots, _Sealed(nonce, box)))
        return unlocked, code

    def badges(self) -> tuple[str, ...]:
        """Give the badges that have a slot."""
        return tuple(slot.owner for slot in self._read().slots if slot.strength is not None)

    def unlock(self, badge: str, password: str) -> Unlocked:
        """Open with an officer's password.

        Raises:
            NotPermittedError: `wrong_password` - badge or password; which is not said.
            DamagedError: `keyring_damaged`.
        """
        content = self._read()
        slot = next((slot for slot in content.slots if slot.owner == badge and slot.strength is not None), None)
        if slot is None or slot.strength is None:
            _stretch(password, secrets.token_bytes(16), STANDARD)  # an unknown badge takes as long as a known one
            raise NotPermittedError("wrong_password")
        try:
            data_key = _unwrap(slot, _stretch(password, slot.salt, slot.strength))
        except InvalidTag:
            raise NotPermittedError("wrong_password") from None
        return _unlocked(content, data_key)

    def recover(self, code: str) -> Unlocked:
        """Open with the code of the recovery sheet; blanks, case and look-alike letters are forgiven.

        Raises:
            NotPermittedError: `recovery_code_wrong`.
            DamagedError: `keyring_damaged`.
        """
        content = self._read()
        bits = recovery_code.read(code)
        slot = next((slot for slot in content.slots if slot.strength is None), None)
        if bits is None or slot is None:
            raise NotPermittedError("recovery_code_wrong")
        try:
            data_key = _unwrap(slot, _recovery_key(bits, slot.salt))
        except InvalidTag:
            raise NotPermittedError("recovery_code_wrong") from None
        return _unlocked(content, data_key)

    def add_slot(self, unlocked: Unlocked, badge: str, password: str, *, strength: Strength = STANDARD) -> None:
        """Give `badge` a slot with this password, in place of the one it had.

        Raises:
            DamagedError: `keyring_damaged`, also when `unlocked` belongs to another keyring.
        """
        content = self._read()
        _unlocked(content, unlocked.data_key)
        kept = _without(content, badge)
        slot = _password_slot(badge, password, unlocked.data_key, strength)
        _write(self._path, msgspec.structs.replace(content, slots=(*kept, slot)))

    def remove_slot(self, badge: str) -> None:
        """Take the slot of `badge` away; the recovery slot stays."""
        content = self._read()
        _write(self._path, msgspec.structs.replace(content, slots=_without(content, badge)))

    def _read(self) -> _File:
        try:
            with self._path.open("rb") as file:
                raw = file.read(_LARGEST_FILE + 1)
            version = msgspec.json.decode(raw, type=_Version).version
            if version > VERSION:  # before its contents: a newer program may have changed their form
                raise DamagedError("keyring_newer", version=version)
            content = msgspec.json.decode(raw, type=_File)
        except (OSError, msgspec.MsgspecError, binascii.Error, RecursionError) as problem:
            raise DamagedError("keyring_damaged") from problem
        if len(raw) > _LARGEST_FILE or version != VERSION:
            raise DamagedError("keyring_damaged")
        return content


def _write(path: Path, content: _File) -> None:
    """Replace the file in one step, readable by this user only."""
    try:
        write_whole(path, msgspec.json.format(msgspec.json.encode(content)), PRIVATE)
    except OSError as problem:
        raise DeviceError("disk_full", problem=problem.strerror or "") from problem


def _password_slot(badge: str, password: str, data_key: bytes, strength: Strength) -> _Slot:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    empty = _Slot(badge, salt, nonce, b"", strength)
    wrapped = AESGCM(_stretch(password, salt, strength)).encrypt(nonce, data_key, _header(empty))
    return msgspec.structs.replace(empty, wrapped=wrapped)


def _recovery_slot(code: str, data_key: bytes) -> _Slot:
    bits = recovery_code.read(code)
    if bits is None:
        raise ValueError("the code just drawn does not read back")
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    empty = _Slot(_RECOVERY, salt, nonce, b"")
    wrapped = AESGCM(_recovery_key(bits, salt)).encrypt(nonce, data_key, _header(empty))
    return msgspec.structs.replace(empty, wrapped=wrapped)


def _without(content: _File, badge: str) -> tuple[_Slot, ...]:
    """Give the slots without the password of `badge`; the recovery slot always stays."""
    return tuple(slot for slot in content.slots if slot.strength is None or slot.owner != badge)


def _stretch(password: str, salt: bytes, strength: Strength) -> bytes:
    return hash_secret_raw(
        unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass"),  # as RFC 8265, 4.2.2
        salt,
        time_cost=strength.passes,
        memory_cost=max(strength.memory_kib, 8 * strength.lanes),
        parallelism=strength.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _recovery_key(bits: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"station-app/recovery/1").derive(bits)


def _header(slot: _Slot) -> bytes:
    """Everything of the slot but the wrapped key; bound into the wrapping."""
    bare = msgspec.structs.replace(slot, wrapped=b"")
    return b"station-app/keyring-slot/1\0" + msgspec.json.encode(bare, order="deterministic")


def _secrets_header() -> bytes:
    return b"station-app/keyring-secrets/1"


def _unwrap(slot: _Slot, key: bytes) -> bytes:
    return AESGCM(key).decrypt(slot.nonce, slot.wrapped, _header(slot))


def _unlocked(content: _File, data_key: bytes) -> Unlocked:
    try:
        plain = AESGCM(data_key).decrypt(content.secrets.nonce, content.secrets.box, _secrets_header())
        return Unlocked(data_key, msgspec.json.decode(plain, type=dict[str, bytes]))
    except (InvalidTag, msgspec.MsgspecError, ValueError) as problem:
        raise DamagedError("keyring_damaged") from problem
