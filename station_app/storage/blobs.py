"""Encrypted, content-addressed files beside the database: AES-256-GCM, named by the SHA-256 of the plain bytes.

The name is bound into the encryption as associated data, so two blobs cannot be swapped.

A scan that belongs to no document yet has an empty file of its name under `waiting`: the tray of this desk. The mark is
made before the original goes and lifted after the draft that names the scan is safe, so a power cut loses no scan.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from station_app.errors import DamagedError, DeviceError
from station_app.files import PRIVATE, sync_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MAGIC = b"TSBLOB1\0"
_ENDING = ".blob"
_WAITING = "waiting"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def blob_key(data_key: bytes) -> bytes:
    """Derive the key of the blobs from the site's data key (RFC 5869), so that the two never meet."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"station-app/blobs/1").derive(data_key)


class BlobStore:
    """The folder of a site's scans."""

    def __init__(self, folder: Path, key: bytes, earlier: Iterable[bytes] = ()) -> None:
        """Keep what comes under `key`; what was kept before the site's key changed opens with an `earlier` one."""
        self._folder = folder
        self._cipher = AESGCM(key)
        self._earlier = tuple(map(AESGCM, earlier))

    def put(self, digest: str, content: bytes) -> None:
        """Keep `content`, whose SHA-256 is `digest`; durable when it returns; keeping it twice changes nothing.

        Raises:
            DeviceError: `disk_full` - nothing is left under the final name.
        """
        target = self._path(digest)
        if target.exists():
            return
        nonce = secrets.token_bytes(12)
        sealed = _MAGIC + nonce + self._cipher.encrypt(nonce, content, digest.encode())
        try:
            write_whole(target, sealed, PRIVATE)
        except OSError as problem:
            raise DeviceError("disk_full", problem=problem.strerror or "") from problem

    def get(self, digest: str) -> bytes:
        """Give the plain bytes of `digest`.

        Raises:
            DamagedError: `blob_missing` or `blob_damaged`.
        """
        try:
            sealed = self._path(digest).read_bytes()
        except OSError as problem:
            raise DamagedError("blob_missing", digest=digest[:12]) from problem
        content = self._opened(sealed, digest)
        if not sealed.startswith(_MAGIC) or hashlib.sha256(content).hexdigest() != digest:
            raise DamagedError("blob_damaged", digest=digest[:12])
        return content

    def _opened(self, sealed: bytes, digest: str) -> bytes:
        for cipher in (self._cipher, *self._earlier):
            with contextlib.suppress(InvalidTag, ValueError):
                return cipher.decrypt(sealed[8:20], sealed[20:], digest.encode())
        raise DamagedError("blob_damaged", digest=digest[:12])

    def has(self, digest: str) -> bool:
        """Tell whether `digest` is a digest and its blob lies here."""
        return is_digest(digest) and self._path(digest).is_file()

    def listing(self) -> tuple[tuple[str, float], ...]:
        """Give every blob that lies here with the time it was written, in seconds since 1970."""
        return tuple(_dated(self._folder.glob(f"[0-9a-f][0-9a-f]/*{_ENDING}")))

    def drop(self, digest: str) -> None:
        """Take a blob and its mark away; one that is not there is no problem."""
        self._path(digest).unlink(missing_ok=True)
        self.settle(digest)

    def wait(self, digest: str) -> None:
        """Mark a scan as belonging to no document yet; durable when it returns.

        Raises:
            DeviceError: `disk_full`.
        """
        mark = self._mark(digest)
        try:
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch(mode=PRIVATE)
            sync_folder(mark.parent)
        except OSError as problem:
            raise DeviceError("disk_full", problem=problem.strerror or "") from problem

    def settle(self, digest: str) -> None:
        """Lift the mark: the scan has its place, or is gone. Never fails: a mark that stays is seen again, no more."""
        with contextlib.suppress(OSError):
            self._mark(digest).unlink(missing_ok=True)

    def waiting(self) -> tuple[str, ...]:
        """Give the scans that belong to no document yet, the oldest first."""
        marked = sorted(_dated((self._folder / _WAITING).glob("*")), key=lambda found: (found[1], found[0]))
        return tuple(digest for digest, _when in marked)

    def _mark(self, digest: str) -> Path:
        self._path(digest)  # refuses what is no digest
        return self._folder / _WAITING / digest

    def _path(self, digest: str) -> Path:
        if not is_digest(digest):
            raise DamagedError("blob_missing", digest=digest[:12])
        return self._folder / digest[:2] / f"{digest}{_ENDING}"


def is_digest(text: str) -> bool:
    """Tell whether `text` is a SHA-256 as it names a blob: 64 small hexadecimal digits."""
    return _DIGEST.fullmatch(text) is not None


def _dated(paths: Iterable[Path]) -> Iterator[tuple[str, float]]:
    for path in paths:
        digest = path.name.removesuffix(_ENDING)
        if is_digest(digest):
            with contextlib.suppress(FileNotFoundError):  # taken away while we looked
                yield digest, path.stat().st_mtime
