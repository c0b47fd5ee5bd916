"""What the slips of a settlement state: who was entered where, since when, by whose approval. Needs no ReportLab.

The family's slip (落户通知单) and the collective household's (集体户入户通知单) state the same facts.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from printing import words
from printing.decision_facts import StatedDecision, acted_on_the_wrong_one, last_approval
from station_app.domain.identifiers import mask_id
from station_app.domain.vocabulary import HouseholdKind, IdAbsentReason

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord
    from station_app.domain.residents import RegisteredPerson
    from station_app.domain.settled import Settled


class StatedEntry(msgspec.Struct, frozen=True):
    """One person who was entered; the ID number masked, the relationship a code towards the head."""

    name: str
    relationship: str
    head: bool
    id_number: str
    card_no: str


class SettlementFacts(msgspec.Struct, frozen=True):
    """What the slips state, as on the copy that goes home; household fields are empty where it is kept elsewhere."""

    case_no: str
    site: str
    site_name: str
    practice: bool
    household_no: str
    kind: HouseholdKind | None
    household: str
    address: str
    managing_body: str
    keeper: str
    since: date
    at: datetime
    badge: str
    officer: str
    approval: StatedDecision | None
    people: tuple[StatedEntry, ...]


def is_settled(record: CaseRecord) -> bool:
    """Tell whether the movers are registered, and nothing contradicts that."""
    return record.settled is not None and not acted_on_the_wrong_one(record)


def is_in_a_collective(record: CaseRecord) -> bool:
    """Tell whether they are registered in a collective household."""
    household = record.settled.household if record.settled else None
    return is_settled(record) and household is not None and household.collective


def facts(record: CaseRecord) -> SettlementFacts | None:
    """Take from the record what the slips state; None where nobody is registered (any more)."""
    settled = record.settled
    if settled is None:
        return None
    here = settled.household
    return SettlementFacts(
        case_no=record.case_no,
        site=record.site,
        site_name=record.site_name,
        practice=record.practice,
        household_no=settled.household_no,
        kind=here.kind if here else None,
        household=here.name if here else "",
        address=here.address if here else record.placement.address or "",
        managing_body=here.managing_body if here else "",
        keeper=here.keeper if here else "",
        since=settled.since,
        at=words.to_the_minute(settled.at),
        badge=settled.badge,
        officer=settled.officer_name,
        approval=last_approval(record),
        people=entries(settled, masked=True),
    )


def entries(settled: Settled, *, masked: bool) -> tuple[StatedEntry, ...]:
    """Give who was entered, numbers masked or whole."""
    return tuple(
        StatedEntry(
            each.person.name, each.relationship or "", each.head, _number(each.person, masked=masked), each.card_no
        )
        for each in settled.people
    )


def _number(person: RegisteredPerson, *, masked: bool) -> str:
    if person.id_number:
        return mask_id(person.id_number) if masked else person.id_number
    return words.ID_ABSENT.get(person.id_absent_reason or IdAbsentReason.UNREGISTERED, "")
