"""The keyring: a random data key, opened by every officer's password and by the printed recovery code.

Each of them has a slot with a key pair of its own. The password (or the code) opens the private half; the data key is
sealed to the public half, so that a new data key can be sealed for everybody who stays without knowing a password:
whoever left keeps a private key that opens nothing new. The file holds no secret in the clear. Passwords are stretched
by Argon2id (RFC 9106); the recovery code has 160 random bits and needs no stretching (HKDF, RFC 5869). Every wrapping
is AES-256-GCM with its own header as associated data, and the box of the site's secrets binds the list of slots, so
that slots cannot be exchanged, weakened or slipped in unseen by somebody who does not hold the data key.

While the key is changed the file has both states, now and `next`, so a power cut leaves a keyring that opens whichever
the database has. Slots of the first version (without a key pair) still open, and are renewed when they do.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from station_app.errors import DamagedError, DeviceError, NotPermittedError
from station_app.files import PRIVATE, write_whole
from station_app.storage import key_slots, recovery_code
from station_app.storage.key_slots import CHEAPEST, KEY_BYTES, STANDARD, Slot, Strength

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

__all__ = ["CHEAPEST", "STANDARD", "Keyring", "Strength", "Unlocked"]

VERSION = 2
_LARGEST_FILE = 1 << 20
_EARLIER_BLOB_KEYS = "blobs"


class _Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The site's secrets (signing key, exchange key, earlier keys of scans) under the data key."""

    nonce: bytes
    box: bytes


class _Version(msgspec.Struct):
    """The one field that every version of the file has."""

    version: int


class _State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who can open what: the slots of one data key and the secrets under it."""

    slots: tuple[Slot, ...]
    secrets: _Sealed


class _Next(_State, frozen=True, forbid_unknown_fields=True):
    """What will hold after a change of the key; `proof` shows that whoever began it held the present one."""

    proof: bytes


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The whole file; `next` is there only while the data key is being changed."""

    version: int
    slots: tuple[Slot, ...]
    secrets: _Sealed
    next: _Next | None = None

    @property
    def now(self) -> _State:
        """The state that holds until a change of the key is done."""
        return _State(self.slots, self.secrets)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a key slot gives: the 32-byte data key and the site's secrets. Never printed, never in a log.

    `following` is what will hold after a change of the key that was begun and not finished.
    """

    data_key: bytes = field(repr=False)
    secrets: dict[str, bytes] = field(repr=False)
    following: Unlocked | None = field(default=None, repr=False)

    @property
    def earlier_blob_keys(self) -> tuple[bytes, ...]:
        """The keys of scans that were kept under earlier data keys, newest first."""
        joined = self.secrets.get(_EARLIER_BLOB_KEYS, b"")
        return tuple(joined[at : at + KEY_BYTES] for at in range(0, len(joined), KEY_BYTES))


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
        slots = (
            key_slots.for_password(badge, password, unlocked.data_key, strength),
            key_slots.for_recovery(code, unlocked.data_key),
        )
        _write(path, _File(VERSION, slots, _seal(unlocked, slots)))
        return unlocked, code

    def badges(self) -> tuple[str, ...]:
        """Give the badges that have a slot."""
        return tuple(slot.owner for slot in self._read().slots if slot.strength is not None)

    def watched(self) -> bool:
        """Tell whether wrong passwords are counted beside this keyring: those of the first version had no record."""
        return self._read().version >= VERSION

    def not_renewed(self) -> tuple[str, ...]:
        """Give the owners of slots of the first version: for them no new data key can be sealed yet."""
        return tuple(slot.owner for slot in self._read().slots if not slot.public)

    def unlock(self, badge: str, password: str) -> Unlocked:
        """Open with an officer's password.

        Raises:
            NotPermittedError: `wrong_password` - badge or password; which is not said.
            DamagedError: `keyring_damaged`.
        """
        content = self._read()
        slot = _of_officer(content.slots, badge)
        if slot is None or slot.strength is None:
            key_slots.stretch(password, secrets.token_bytes(16), STANDARD)  # an unknown badge takes as long
            raise NotPermittedError("wrong_password")
        try:
            opened = key_slots.open_with_password(slot, password)
        except InvalidTag:
            raise NotPermittedError("wrong_password") from None
        return _unlocked(content, opened, slot.public)

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
            opened = key_slots.open_with_code(slot, bits)
        except InvalidTag:
            raise NotPermittedError("recovery_code_wrong") from None
        return _unlocked(content, opened, slot.public)

    def add_slot(self, unlocked: Unlocked, badge: str, password: str, *, strength: Strength = STANDARD) -> None:
        """Give `badge` a slot with this password, in place of the one it had.

        Raises:
            DamagedError: `keyring_damaged`, also when `unlocked` belongs to another keyring.
        """
        slot = key_slots.for_password(badge, password, unlocked.data_key, strength)
        self._change(unlocked, lambda slots: (*_without(slots, {badge}), slot))

    def renew(self, unlocked: Unlocked, badge: str, password: str) -> None:
        """Give a slot of the first version, which this password has just opened, the form of this one."""
        slot = _of_officer(self._read().slots, badge)
        if slot is not None and slot.strength is not None and not slot.public:
            self.add_slot(unlocked, badge, password, strength=slot.strength)

    def renew_recovery(self, unlocked: Unlocked, code: str) -> None:
        """Give the recovery code, which has just opened the keyring, a slot of this version."""
        slot = key_slots.for_recovery(code, unlocked.data_key)
        self._change(unlocked, lambda slots: (*(each for each in slots if each.strength is not None), slot))

    def remove_slot(self, unlocked: Unlocked, badge: str) -> None:
        """Take the slot of `badge` away; the recovery slot stays.

        Raises:
            DamagedError: `keyring_damaged`, also when `unlocked` belongs to another keyring.
        """
        self._change(unlocked, lambda slots: _without(slots, {badge}))

    def prepare(self, unlocked: Unlocked, keep: Collection[str], blob_key: bytes) -> Unlocked:
        """Draw the next data key and seal it for the recovery code and the badges in `keep`; nothing holds it yet.

        `blob_key` is the key of the scans so far; it goes to the secrets, because old scans stay as they are.

        Raises:
            DamagedError: `keyring_damaged`. DeviceError: `disk_full`.
        """
        content = self._read()
        _opened(content.now, unlocked.data_key, content.version)
        keys = blob_key + unlocked.secrets.get(_EARLIER_BLOB_KEYS, b"")
        following = Unlocked(secrets.token_bytes(KEY_BYTES), {**unlocked.secrets, _EARLIER_BLOB_KEYS: keys})
        staying = (slot for slot in content.slots if slot.public and (slot.strength is None or slot.owner in keep))
        slots = tuple(key_slots.resealed(slot, following.data_key) for slot in staying)
        box = _seal(following, slots)
        begun = _Next(slots, box, _proof(unlocked.data_key, slots, box))
        _write(self._path, msgspec.structs.replace(content, next=begun))
        return following

    def settle(self, following: Unlocked) -> None:
        """The database has the next key: let the next state hold, and the one before be gone."""
        content = self._read()
        if content.next is not None:
            _opened(content.next, following.data_key)
            _write(self._path, _File(VERSION, content.next.slots, content.next.secrets))

    def give_up(self) -> None:
        """The database kept its key: forget the next state."""
        content = self._read()
        if content.next is not None:
            _write(self._path, msgspec.structs.replace(content, next=None))

    def _change(self, unlocked: Unlocked, change: Callable[[tuple[Slot, ...]], tuple[Slot, ...]]) -> None:
        content = self._read()
        _opened(content.now, unlocked.data_key, content.version)
        slots = change(content.slots)
        _write(self._path, _File(VERSION, slots, _seal(unlocked, slots), content.next))

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
        if len(raw) > _LARGEST_FILE or version < 1:
            raise DamagedError("keyring_damaged")
        return content


def _write(path: Path, content: _File) -> None:
    """Replace the file in one step, readable by this user only."""
    try:
        write_whole(path, msgspec.json.format(msgspec.json.encode(content)), PRIVATE)
    except OSError as problem:
        raise DeviceError("disk_full", problem=problem.strerror or "") from problem


def _of_officer(slots: tuple[Slot, ...], badge: str) -> Slot | None:
    return next((slot for slot in slots if slot.owner == badge and slot.strength is not None), None)


def _without(slots: tuple[Slot, ...], badges: Collection[str]) -> tuple[Slot, ...]:
    """Give the slots without the passwords of `badges`; the recovery slot always stays."""
    return tuple(slot for slot in slots if slot.strength is None or slot.owner not in badges)


def _seal(unlocked: Unlocked, slots: tuple[Slot, ...]) -> _Sealed:
    nonce = secrets.token_bytes(12)
    plain = msgspec.json.encode(unlocked.secrets)
    return _Sealed(nonce, AESGCM(unlocked.data_key).encrypt(nonce, plain, _header(VERSION, slots)))


def _header(version: int, slots: tuple[Slot, ...]) -> bytes:
    """What the secrets are bound to: from the second version on, who has a slot and by which key."""
    if version == 1:
        return b"station-app/keyring-secrets/1"
    roster = sorted((slot.owner, slot.strength is None, slot.public) for slot in slots)
    return b"station-app/keyring-secrets/2\0" + msgspec.json.encode(roster)


def _proof(data_key: bytes, slots: tuple[Slot, ...], box: _Sealed) -> bytes:
    """Sign the next state with the present key: else who can write the file could choose the key that comes."""
    begun = b"station-app/keyring-next/2\0" + msgspec.json.encode((slots, box))
    return hmac.new(data_key, begun, hashlib.sha256).digest()


def _unlocked(content: _File, opened: key_slots.Opened, public: bytes) -> Unlocked:
    """Read the secrets with the data key; while the key is changed, with the next one too, where this slot stays."""
    found = _opened(content.now, opened.data_key, content.version)
    if content.next is None or opened.private is None:
        return found
    proof = _proof(opened.data_key, content.next.slots, content.next.secrets)
    if not hmac.compare_digest(proof, content.next.proof):
        raise DamagedError("keyring_damaged")
    slot = next((each for each in content.next.slots if each.public == public), None)
    if slot is None:
        return found
    try:
        following = _opened(content.next, key_slots.unsealed(slot, opened.private))
    except InvalidTag:
        raise DamagedError("keyring_damaged") from None
    return Unlocked(found.data_key, found.secrets, following)


def _opened(state: _State, data_key: bytes, version: int = VERSION) -> Unlocked:
    try:
        plain = AESGCM(data_key).decrypt(state.secrets.nonce, state.secrets.box, _header(version, state.slots))
        return Unlocked(data_key, msgspec.json.decode(plain, type=dict[str, bytes]))
    except (InvalidTag, msgspec.MsgspecError, ValueError) as problem:
        raise DamagedError("keyring_damaged") from problem
