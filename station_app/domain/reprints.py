"""A reprint (重打): the same facts on paper once more. Never without a reason, which the journal keeps.

A paper of facts that were put right since is no reprint but the first printing of newer facts.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class ReprintReason(StrEnum):
    """Why the same is printed again.

    `UNSAID` is nobody's answer at a window: a call of the command line that gave none, recorded as what it is.
    """

    JAM = "jam"
    SPOILED = "spoiled"
    LOST = "lost"
    FURTHER = "further"
    OTHER = "other"
    UNSAID = "unsaid"


ASKED = tuple(reason for reason in ReprintReason if reason is not ReprintReason.UNSAID)
"""What an officer may choose, the most frequent first; `OTHER` needs words."""


class Reprint(msgspec.Struct, frozen=True):
    """The reason of one reprint, and what was written to it."""

    reason: ReprintReason
    text: str = ""
