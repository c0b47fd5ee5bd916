"""How texts that people search by are compared: addresses, without what only writing differs in."""

from __future__ import annotations

import hashlib
import unicodedata

LONGEST_ADDRESS = 120
"""Characters of an address that are searched; a longer one is found by its beginning."""


def backwards_key(number: str) -> str:
    """Give the key by which the end of a number is found: backwards, after a mark that no number begins with."""
    return f"~{number[::-1]}"


def address_text(raw: str) -> str:
    """Give an address, or a part of one, as it is compared: one width of figures, lower case, letters and figures only.

    `3号楼 2单元` and `３号楼，２单元` are the same.
    """
    folded = unicodedata.normalize("NFKC", raw).casefold()
    return "".join(each for each in folded if each.isalnum())[:LONGEST_ADDRESS]


def address_digest(text: str) -> str:
    """Give the short name of an address in the tables: 64 bits of its SHA-256, so that it is kept whole only once."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
