"""What a paper has to say, ready for a layout: its words, lists, situations and seals, copy by copy.

A layout can print what is told here and nothing else: what the paper states (and its code signs), and the telephones
and offices of the settings. A built-in layout and a file take their words from the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from printing.registry import PaperContext
    from printing.sealed import Seal

SEAL, SIGNATURE, FINGERPRINT = "seal", "signature", "fingerprint"
"""Places on a paper that are no words."""

Item = Mapping[str, str]


class Around(NamedTuple):
    """What stands round the rows of every page: numbers, the word before the badge, badge and moment."""

    form: str
    numbered: str
    number: str
    document_no: str
    office: str
    badge: str
    at: datetime
    practice: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What one copy says. `flags` are the situations that hold; `seals` by name, the paper's own under no name."""

    name: str
    words: Mapping[str, str]
    lists: Mapping[str, tuple[Item, ...]]
    flags: frozenset[str]
    seals: Mapping[str, Seal]


class Need(NamedTuple):
    """What a paper must show whatever its layout, and the clause that says so.

    One of `of` satisfies it: a word, a list, or a place. `flag`: only in that situation. `fixed`: it is the same on
    every such paper, so that a form which somebody else printed may have it already. `copy`: only on that copy.
    """

    name: str
    clause: str
    of: tuple[str, ...]
    flag: str = ""
    fixed: bool = False
    copy: str = ""


class Offer(NamedTuple):
    """One paper that may have a layout of its own: what it tells, which situations it knows, what it must show."""

    tell: Callable[[Any, PaperContext], tuple[Around, tuple[Told, ...]]]
    flags: tuple[str, ...]
    needs: tuple[Need, ...]


def calls(context: PaperContext) -> dict[str, str]:
    """Give the telephones of the settings."""
    return {"enquiry_phone": context.enquiry_phone, "complaint_phone": context.complaint_phone}
