"""Characters that mean nothing outside the system they come from, and how a name keeps them on record.

Old police systems and the chips of identity cards hold names in 16-bit units; what those could not hold went into the
private area (U+E000 on), each vendor in its own way, or was cut into half a pair. Such a character has to be
resolved by a person. Only the characters that GB 18030 itself once had there are known for certain (`standard_for`).
"""

from __future__ import annotations

import unicodedata
from functools import cache

REPLACEMENT = "\ufffd"
"""Stands in a name for half a surrogate pair, which no text can hold."""

_NEWER_THAN_PYTHON = ((0x2EBF0, 0x2EE5D), (0x30000, 0x33479))
"""Extension G-J: assigned, though the Unicode table of some Python versions does not know them yet."""

# GB 18030-2005 left these fourteen of its two-byte codes in the private area; GB 18030-2022 gives them characters.
_SINCE_2022 = {
    0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7,
    0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
}  # fmt: skip
_FIRST = 0xE815
"""GBK put the two-byte codes FE50-FEA0 (without FE7F) into the private area from here on."""


def is_unresolved(character: str) -> bool:
    """Tell whether somebody has to say what a character is: private, unassigned, or what is left of half a pair."""
    if character == REPLACEMENT or unicodedata.category(character) in {"Co", "Cs"}:
        return True
    new = any(first <= ord(character) <= last for first, last in _NEWER_THAN_PYTHON)
    return unicodedata.category(character) == "Cn" and not new


def first_unresolved(name: str) -> int:
    """Give the place of the first character that has to be resolved; -1 if there is none."""
    return next((place for place, each in enumerate(name) if is_unresolved(each)), -1)


def standard_for(character: str) -> str:
    """Give the character that the national standard has for a private one; empty where only its vendor knows.

    Covers the 80 Han characters and parts that GBK and GB 18030-2000 had in the private area (U+E815-U+E864).
    """
    return _standard().get(character, "") if len(character) == 1 else ""


@cache
def _standard() -> dict[str, str]:
    trails = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
    found = {}
    for place, trail in enumerate(trails):
        private = _FIRST + place
        decoded = bytes((0xFE, trail)).decode("gb18030")
        found[chr(private)] = chr(_SINCE_2022[private]) if private in _SINCE_2022 else decoded
    return found


def code_point(character: str) -> str:
    """Write the code point of a character: `U+20BB7`."""
    return f"U+{ord(character):04X}"


def code_points(text: str) -> str:
    """Write the code points of a text, separated by blanks, as `name_code_points` has them."""
    return " ".join(code_point(each) for each in text)


def unresolved_points(points: str) -> str:
    """Give those of the code points that had to be resolved, in their order, separated by commas."""
    return ", ".join(dict.fromkeys(code_point(each) for each in original(points) if is_unresolved(each)))


def original(points: str) -> str:
    """Give the text that code points stand for; halves that make a pair are joined, others stay halves."""
    codes = [int(each[2:], 16) for each in points.split()]
    text = "".join(chr(code) if code <= 0x10FFFF else REPLACEMENT for code in codes)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
