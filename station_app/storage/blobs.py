"""Encrypted, content-addressed files beside the database: AES-256-GCM, named by the SHA-256 of the plain bytes.

The name is bound into the encryption as associated data, so two blobs cannot be swapped.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from station_app.errors import DamagedError, DeviceError
from station_app.files import PRIVATE, write_whole

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"TSBLOB1\0"


def blob_key(data_key: bytes) -> bytes:
    """Derive the key of the blobs from the site's data key (RFC 5869), so that the two never meet."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"station-app/blobs/1").derive(data_key)


class BlobStore:
    """The folder of a site's scans."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._cipher = AESGCM(key)

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
        try:
            content = self._cipher.decrypt(sealed[8:20], sealed[20:], digest.encode())
        except (InvalidTag, ValueError) as problem:
            raise DamagedError("blob_damaged", digest=digest[:12]) from problem
        if not sealed.startswith(_MAGIC) or hashlib.sha256(content).hexdigest() != digest:
            raise DamagedError("blob_damaged", digest=digest[:12])
        return content

    def _path(self, digest: str) -> Path:
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise DamagedError("blob_missing", digest=digest[:12])
        return self._folder / digest[:2] / f"{digest}.blob"
