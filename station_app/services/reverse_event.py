"""Use case: take back an event of a household that was a mistake (冲销), by an entry that says the opposite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.residents import HouseholdEvent
from station_app.errors import DamagedError, NotPermittedError, RefusedError
from station_app.journal import chain
from station_app.journal.apply import decoded
from station_app.journal.entries import HouseholdClosed
from station_app.journal.registration_entries import EventBase, EventReversed, HouseholdSetUp, Related
from station_app.services.residents import (
    existing_household,
    follow_head,
    headed_homes,
    refuse_broken_families,
    refuse_registered,
    write,
)
from station_app.services.written import refuse_unfit
from station_app.storage import registrations

if TYPE_CHECKING:
    from station_app.domain.residents import PastEvent
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork

REVERSE = "reverse"


def reverse_event(desk: Desk, event_no: str, reason: str) -> HouseholdEvent:
    """Put everybody back to what they were; what came later and touches the same people is taken back first.

    Raises:
        RefusedError: `event_unknown`, `event_reversed_already`, `later_events_first`, `reason_missing`, `text_unfit`,
            `person_registered_here`, `household_closed`, `family_without_head` - somebody joined since.
        NotPermittedError: `role_missing`, `own_event` - somebody else has to take it back.
    """
    desk.require(Action.REVERSE)
    if not reason.strip():
        raise RefusedError("reason_missing")
    refuse_unfit(reason, lines=True)
    with desk.store.write() as uow:
        past = _past(uow, desk, event_no)
        payload = _said(uow, past)
        begun = tuple(each.registration_no for each in payload.begun)
        related = tuple(Related(each.registration_no, each.after, each.before) for each in payload.related)
        touched = (*payload.ended, *begun, *(each.registration_no for each in related))
        later = registrations.touching(uow, touched, past.seq)
        if later:
            raise RefusedError("later_events_first", event_no=event_no, later=", ".join(e.event_no for e in later))
        _refuse_full_ends(uow, desk, payload)
        headed = headed_homes(uow, touched)
        number = registrations.next_event_number(uow, desk.site.code, desk.today())
        undone = EventReversed(number, event_no, past.household_no, reason.strip(), payload.ended, begun, related)
        write(uow, desk, past.household_no, undone)
        refuse_broken_families(uow, touched, headed=headed, after_seq=past.seq)
        follow_head(uow, desk, past.household_no)
        if isinstance(payload, HouseholdSetUp):
            write(uow, desk, payload.to_household_no, HouseholdClosed(payload.to_household_no, reason.strip()))
        uow.commit()
    return HouseholdEvent(number, past.household_no, REVERSE, touched)


def _past(uow: UnitOfWork, desk: Desk, event_no: str) -> PastEvent:
    past = registrations.event(uow, event_no)
    if past is None or past.site != desk.site.code:
        raise RefusedError("event_unknown", event_no=event_no[:60])
    if past.reversed_by is not None:
        raise RefusedError("event_reversed_already", event_no=event_no, by=past.reversed_by)
    if past.officer == desk.officer.badge:
        raise NotPermittedError("own_event", event_no=event_no)
    return past


def _said(uow: UnitOfWork, past: PastEvent) -> EventBase:
    """Give what the event's entry says."""
    entry = next(iter(chain.entries(uow, past.site, past.seq, past.seq)), None)
    payload = decoded(entry) if entry is not None else None
    if not isinstance(payload, EventBase):
        raise DamagedError("database_damaged")
    return payload


def _refuse_full_ends(uow: UnitOfWork, desk: Desk, payload: EventBase) -> None:
    """Whoever comes back must not be registered somewhere else meanwhile, nor come into a closed household."""
    back = [found for number in payload.ended if (found := registrations.get(uow, number)) is not None]
    begun = {each.person.id_number for each in payload.begun}
    refuse_registered(uow, desk, [each.person.id_number for each in back if each.person.id_number not in begun])
    for each in back:
        if existing_household(uow, desk, each.household_no).state == "closed":
            raise RefusedError("household_closed", household_no=each.household_no)
