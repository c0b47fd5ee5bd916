"""What the payloads of all kinds of entries share."""

from __future__ import annotations

import msgspec


class PayloadBase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """The base of every payload; the tag is the entry's kind."""
