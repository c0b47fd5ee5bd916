"""Who entered which household out of a case, as it was written down on that day; what the slips of a settlement state.

Later events of the household, another address or another head change nothing of it: a slip states its day.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from station_app.domain.residents import RegisteredPerson
from station_app.domain.vocabulary import HouseholdKind


class HouseholdThen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A household by what it was called on a day; `keeper` keeps its pages (户主/专管员)."""

    kind: HouseholdKind
    name: str
    address: str
    managing_body: str = ""
    keeper: str = ""

    @property
    def collective(self) -> bool:
        """Whether it is a collective one, where families keep relations of their own."""
        return self.kind is not HouseholdKind.FAMILY


class SettledPerson(msgspec.Struct, frozen=True):
    """One who entered: what they are to the head (of the household, or of the family's group), the first card."""

    place: int
    registration_no: str
    person: RegisteredPerson
    relationship: str | None = None
    head: bool = False
    card_no: str = ""


class Settled(msgspec.Struct, frozen=True):
    """The movers of a case in their household since `since`; `at` and the officer are those of the entry.

    `household` is None where the household is kept elsewhere and nothing is known of it but its number.
    """

    household_no: str
    household: HouseholdThen | None
    since: date
    at: datetime
    badge: str
    officer_name: str
    people: tuple[SettledPerson, ...]
