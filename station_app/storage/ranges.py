"""What people type, made fit for an index: prefixes as ranges, and texts that no database can hold.

A range works on both databases, where LIKE depends on collation and settings.
"""

from __future__ import annotations

_LAST = "\U0010ffff"


def after_prefix(prefix: str) -> str:
    """Give the text that comes right after everything beginning with `prefix`, by code point."""
    return prefix + _LAST


def can_exist(text: str) -> bool:
    """Tell whether a database can hold `text`: no zero character (PostgreSQL), no half of a surrogate pair (either)."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def storable(text: str) -> str:
    """Give `text` as a database can hold it, with a question mark for half a character."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
