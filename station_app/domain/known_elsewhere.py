"""Names for people that show nothing: what a county's digest holds in place of ID numbers and names.

An ID number can be guessed by trying them all, so a hash alone hides nothing. These are keyed (HMAC-SHA256, RFC 2104)
with a key made for one digest, which travels only inside what is encrypted to one station.
"""

from __future__ import annotations

import hashlib
import hmac

from station_app.domain.identifiers import comparable_id
from station_app.domain.names import normalise_name


def number_hash(key: bytes, id_number: str) -> str:
    """Give what stands for an ID number under `key` (hex)."""
    return _keyed(key, "number", comparable_id(id_number))


def name_hash(key: bytes, name: str) -> str:
    """Give what stands for a name under `key` (hex)."""
    return _keyed(key, "name", normalise_name(name))


def _keyed(key: bytes, what: str, text: str) -> str:
    return hmac.digest(key, f"station-app/digest/1/{what}\0{text}".encode(), hashlib.sha256).hex()
