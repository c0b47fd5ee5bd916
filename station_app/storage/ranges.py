"""A prefix as a range of an index: works on both databases, where LIKE depends on collation and settings."""

from __future__ import annotations

_LAST = "\U0010ffff"


def after_prefix(prefix: str) -> str:
    """Give the text that comes right after everything beginning with `prefix`, by code point."""
    return prefix + _LAST
