"""What a card on the reader proposes for a person, and what an officer should know about that card.

The card proves who somebody is; it is not where they are registered. Its address is therefore only a proposal for the
address of origin, and its authority is not the registration authority. Nothing here knows how a card is read.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from station_app.domain.case_file import LONG_TERM
from station_app.domain.findings import Finding, Severity
from station_app.domain.identifiers import read_id
from station_app.domain.names import name_findings
from station_app.domain.vocabulary import CardKind

if TYPE_CHECKING:
    from collections.abc import Iterator

CARD_LAW = "居民身份证法 第五条"
"""How long a card is valid."""
CHIP = "GA 467-2004"
"""What a card's chip holds, and where."""
LOCKED = ("name", "id_number", "sex", "birth_date", "ethnicity")
"""The fields of a person that come from a card and are changed only with a reason."""


class PersonProposal(msgspec.Struct, frozen=True):
    """A person as their card names them; `reader` is the number of the reader's security module.

    `name` keeps characters of a vendor's private area, so that nobody overlooks them: the check asks about them until
    they are settled. `name_code_points` is then the name as the chip has it. `address` is the newest one,
    `card_address` the one printed on the card where that is another. `expires` is a date or `long-term`.
    """

    kind: CardKind
    reader: str
    name: str
    id_number: str
    name_code_points: str | None = None
    english_name: str = ""
    sex: str | None = None
    birth_date: date | None = None
    ethnicity: str | None = None
    address: str = ""
    card_address: str = ""
    authority: str = ""
    issued: date | None = None
    expires: str | None = None
    country: str = ""
    pass_number: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def facts(self) -> dict[str, str]:
        """The locked fields in the form of a case file; only those the card has."""
        facts = {
            "name": self.name,
            "id_number": self.id_number,
            "sex": self.sex,
            "birth_date": self.birth_date.isoformat() if self.birth_date else None,
            "ethnicity": self.ethnicity,
        }
        return {field: value for field, value in facts.items() if value}

    @property
    def block(self) -> dict[str, str]:
        """The `card` block of a case file, nothing overridden yet."""
        block = {
            "kind": self.kind.value,
            "reader": self.reader,
            "authority": self.authority,
            "issued": self.issued.isoformat() if self.issued else None,
            "expires": self.expires,
        }
        return {field: value for field, value in block.items() if value}


def has_expired(expires: str | None, on: date) -> bool:
    """Tell whether a card's last day of validity is over on the day `on`."""
    return expires not in (None, LONG_TERM) and date.fromisoformat(str(expires)) < on


def card_findings(expires: str | None, where: str, on: date) -> Iterator[Finding]:
    """Say what is to be said of the card itself: an expired one identifies nobody any more, but stops nothing here."""
    if has_expired(expires, on):
        yield Finding(Severity.WARNING, "card_expired", where, CARD_LAW, {"day": str(expires)})


def proposal_findings(proposal: PersonProposal, unreadable: tuple[str, ...], on: date) -> Iterator[Finding]:
    """Say everything about a card as it was read; `unreadable` names fields that held nothing usable."""
    yield from card_findings(proposal.expires, "card.expires", on)
    if proposal.name:
        yield from name_findings(proposal.name, "name")
    if proposal.id_number:
        yield from read_id(proposal.id_number, on, "id_number").findings
    for field in unreadable:
        where = field if field in LOCKED else f"card.{field}"
        yield Finding(Severity.WARNING, "card_field_unreadable", where, CHIP)
