"""What is asked of the ledger (台账): a text, filters, an order. A value that can be kept by name and read again."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from station_app.domain.vocabulary import CaseStatus, Level, Route

LONGEST_VIEW_NAME = 30
"""Characters of the name of a kept view."""


class Sort(StrEnum):
    """By what the ledger is sorted; a case without that day is not in such a list."""

    ACCEPTED = "accepted"
    DECIDED = "decided"
    REGISTERED = "registered"
    CASE_NO = "case_no"


class Period(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Days in China, both included; None where it is open."""

    since: date | None = None
    until: date | None = None

    @property
    def whole(self) -> bool:
        """Whether it leaves nothing out."""
        return self.since is None and self.until is None


class LedgerFilter(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One question to the ledger; what is left empty leaves nothing out.

    `division` is the beginning of a code: a county, a town, a village. `site` is the station that accepted, `level` who
    has to decide last. Officers are named by their badges.
    """

    text: str = ""
    statuses: tuple[CaseStatus, ...] = ()
    ended_as: tuple[CaseStatus, ...] = ()
    route: Route | None = None
    division: str = ""
    site: str = ""
    accepted: Period = Period()
    decided: Period = Period()
    registered: Period = Period()
    accepted_by: str = ""
    decided_by: str = ""
    level: Level | None = None
    sort: Sort = Sort.ACCEPTED
    descending: bool = True

    @property
    def narrows(self) -> bool:
        """Whether anything but the text leaves cases out."""
        plain = LedgerFilter(text=self.text, sort=self.sort, descending=self.descending)
        return self != plain


class SavedView(msgspec.Struct, frozen=True):
    """A question that an officer keeps under a name."""

    name: str
    filter: LedgerFilter


def written(wanted: LedgerFilter) -> str:
    """Write a question as JSON, to be kept."""
    return msgspec.json.encode(wanted, order="deterministic").decode()


def read(kept: str) -> LedgerFilter | None:
    """Read a kept question; None for one of a newer program, or damaged."""
    try:
        return msgspec.json.decode(kept, type=LedgerFilter)
    except msgspec.MsgspecError:
        return None
