"""Use cases: people leave a household - one, some or a whole family moves out; somebody dies.

Leaving is never made to wait: neither a card that was not given back nor a managing body stops it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.codes import table
from station_app.domain.findings import Finding, Severity
from station_app.domain.vocabulary import HouseholdStep
from station_app.errors import RefusedError
from station_app.journal.registration_entries import CardEnded, DeathRegistered, MembersMovedOut
from station_app.services.residents import chosen_day, family_of, open_relations, present, without, write, write_event
from station_app.storage import registrations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from station_app.domain.residents import HouseholdEvent, Resident
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork

RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who leaves and what becomes of those who stay.

    `people` are registration numbers; `whole_family` takes everybody of their family along. `new_head` heads those who
    stay, where the head goes; `relations` are what people are to the new head, where it does not follow. `reason` is a
    code of 变动原因 (`move_out_reason`). `cards_returned`: the cards of those who leave were given back.
    """

    people: tuple[str, ...]
    reason: str = ""
    destination: str = ""
    day: date | None = None
    whole_family: bool = False
    new_head: str | None = None
    relations: Mapping[str, str] = field(default_factory=dict)
    cards_returned: bool = False


def move_out(desk: Desk, leaving: Leaving) -> HouseholdEvent:
    """Let people of one family move out on one day.

    Raises:
        RefusedError: `people_missing`, `people_of_two_families`, `move_reason_unknown`, `destination_missing`,
            `new_head_missing`, `registration_unknown`, `registration_ended`, `day_ahead`, `text_unfit`, ...
    """
    desk.require(Action.REGISTER)
    if table("move_out_reason").get(leaving.reason) is None:
        raise RefusedError("move_reason_unknown", given=leaving.reason[:20])
    if not leaving.destination.strip():
        raise RefusedError("destination_missing")
    with desk.store.write() as uow:
        family, going = _going(uow, desk, leaving)
        day = chosen_day(desk, leaving.day, going)
        related = without(family, going, leaving.new_head, leaving.relations)
        payload = MembersMovedOut(
            registrations.next_event_number(uow, desk.site.code, desk.today()),
            going[0].household_no,
            day,
            ended=tuple(each.registration_no for each in going),
            related=related,
            reason=leaving.reason,
            destination=leaving.destination.strip(),
        )
        cards = _cards(uow, desk, going, returned=leaving.cards_returned)
        done = write_event(uow, desk, HouseholdStep.MOVE_OUT, payload, (*cards, *open_relations(related)))
        uow.commit()
    return done


def register_death(
    desk: Desk,
    registration_no: str,
    *,
    day: date,
    evidence: str,
    new_head: str | None = None,
    relations: Mapping[str, str] | None = None,
    card_returned: bool = False,
) -> HouseholdEvent:
    """End the registration of somebody who died on `day`.

    Raises:
        RefusedError: `evidence_missing`, `new_head_missing`, `registration_unknown`, `registration_ended`,
            `day_ahead`, `text_unfit`, ...
    """
    desk.require(Action.REGISTER)
    if not evidence.strip():
        raise RefusedError("evidence_missing")
    with desk.store.write() as uow:
        dead = present(uow, desk, registration_no)
        died = chosen_day(desk, day, (dead,))
        related = without(family_of(uow, dead), (dead,), new_head, relations or {})
        payload = DeathRegistered(
            registrations.next_event_number(uow, desk.site.code, desk.today()),
            dead.household_no,
            died,
            ended=(dead.registration_no,),
            related=related,
            evidence=evidence.strip(),
        )
        cards = _cards(uow, desk, (dead,), returned=card_returned)
        done = write_event(uow, desk, HouseholdStep.DEATH, payload, (*cards, *open_relations(related)))
        uow.commit()
    return done


def _going(uow: UnitOfWork, desk: Desk, leaving: Leaving) -> tuple[tuple[Resident, ...], tuple[Resident, ...]]:
    """Give the family and those of it who go."""
    if not leaving.people:
        raise RefusedError("people_missing")
    named = tuple(present(uow, desk, number) for number in dict.fromkeys(leaving.people))
    family = family_of(uow, named[0])
    if not set(named) <= set(family):
        raise RefusedError("people_of_two_families")
    return family, family if leaving.whole_family else named


def _cards(uow: UnitOfWork, desk: Desk, going: Sequence[Resident], *, returned: bool) -> tuple[Finding, ...]:
    """Take back the cards of those who leave, or tell which ones are still out."""
    numbers = {each.registration_no: each.household_no for each in going}
    out = [card for card in registrations.cards_of(uow, numbers) if card.ended_on is None]
    if not returned:
        told = (Finding(Severity.WARNING, "card_not_returned", "", "", {"card_no": card.card_no}) for card in out)
        return tuple(told)
    for card in out:
        home = numbers[card.registration_no]
        ended = CardEnded(card.card_no, card.registration_no, home, RETURNED, desk.today())
        write(uow, desk, home, ended)
    return ()
