"""The recovery code as people write it: 160 random bits in Crockford's base 32, eight groups of five with a check sign.

Look-alikes are never printed and always forgiven (O for 0, I and L for 1), as are blanks, hyphens and case.
"""

from __future__ import annotations

import hashlib
import secrets

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BYTES = 20
_GROUP = 5


def draw() -> str:
    """Draw a code: eight groups, each four signs of secret and one check sign over them and the group's place."""
    return write(secrets.token_bytes(_BYTES))


def write(bits: bytes) -> str:
    """Give the printed form of 160 bits."""
    number = int.from_bytes(bits, "big")
    signs = "".join(_SIGNS[number >> (5 * place) & 31] for place in reversed(range(_BYTES * 8 // 5)))
    groups = [signs[start : start + _GROUP - 1] for start in range(0, len(signs), _GROUP - 1)]
    return "-".join(group + _check(place, group) for place, group in enumerate(groups))


def read(text: str) -> bytes | None:
    """Read a code back; None where a sign, its number or a check sign is wrong."""
    signs = "".join(sign for sign in text.upper().translate(_FORGIVEN) if sign in _SIGNS or sign.isalnum())
    groups = [signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP)]
    if len(signs) != _BYTES * 8 // 5 // (_GROUP - 1) * _GROUP or any(sign not in _SIGNS for sign in signs):
        return None
    if any(group[-1] != _check(place, group[:-1]) for place, group in enumerate(groups)):
        return None
    number = 0
    for sign in "".join(group[:-1] for group in groups):
        number = number << 5 | _SIGNS.index(sign)
    return number.to_bytes(_BYTES, "big")


def _check(place: int, group: str) -> str:
    return _SIGNS[hashlib.sha256(f"{place}{group}".encode()).digest()[0] & 31]
