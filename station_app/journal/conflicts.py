"""What a person has to hear of after entries of another site were applied."""

from __future__ import annotations

from typing import NamedTuple


class Conflict(NamedTuple):
    """An entry that met a step of another site: it does not count, or two decisions do not say the same now."""

    case_no: str
    kind: str
    site: str
    seq: int

    def __str__(self) -> str:
        """Name the case and the entry, for programs."""
        return f"{self.case_no} {self.kind} {self.site}#{self.seq}"
