"""Queries on registrations: who is in a household, who was, and what happened there. Families are kept together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, bindparam, func, or_, select

from station_app.domain.residents import PastEvent, RegisteredPerson, ResidenceCard, Resident, Standing
from station_app.storage.household_tables import event_person, household_event, registration, residence_card
from station_app.storage.numbers import next_after
from station_app.storage.ranges import after_prefix, can_exist

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import Row

    from station_app.storage.engine import UnitOfWork

_ORDER = (registration.c.seq, registration.c.registration_no)
_ONE = select(registration).where(registration.c.registration_no == bindparam("wanted"))
_OPEN_IN = (
    select(registration)
    .where(registration.c.household_no == bindparam("wanted"), registration.c.until.is_(None))
    .order_by(*_ORDER)
)
_OPEN_FAMILY = (
    select(registration)
    .where(
        registration.c.household_no == bindparam("wanted"),
        registration.c.until.is_(None),
        or_(
            registration.c.family_group == bindparam("family"),
            and_(registration.c.family_group.is_(None), registration.c.registration_no == bindparam("family")),
        ),
    )
    .order_by(*_ORDER)
)
_EVER_IN = select(registration).where(registration.c.household_no == bindparam("wanted")).order_by(*_ORDER)
_OF_CASE = select(registration).where(registration.c.case_no == bindparam("wanted")).order_by(*_ORDER)
_SINCE = select(func.min(registration.c.seq)).where(registration.c.case_no == bindparam("wanted"))
_JOINED_LATER = (
    select(registration.c.registration_no)
    .where(
        registration.c.household_no == bindparam("wanted"),
        registration.c.until.is_(None),
        registration.c.seq > bindparam("after"),
    )
    .limit(1)
)
_OPEN_NUMBERS = (
    select(registration)
    .where(
        registration.c.id_number.in_(bindparam("numbers", expanding=True)),
        registration.c.site == bindparam("owner"),
        registration.c.until.is_(None),
    )
    .order_by(*_ORDER)
)
_HOW_MANY = select(func.count()).where(
    registration.c.household_no == bindparam("wanted"), registration.c.until.is_(None)
)
_LAST_EVENT = select(func.max(household_event.c.event_no)).where(
    household_event.c.event_no >= bindparam("first"), household_event.c.event_no < bindparam("end")
)
_LAST_REVERSAL = select(func.max(household_event.c.reversed_by)).where(
    household_event.c.reversed_by >= bindparam("first"), household_event.c.reversed_by < bindparam("end")
)
_EVENT = select(household_event).where(household_event.c.event_no == bindparam("wanted"))
_EVENTS_IN = (
    select(household_event)
    .where(household_event.c.household_no == bindparam("wanted"))
    .order_by(household_event.c.seq.desc())
)
_NAMED_IN = (
    select(
        household_event.c.event_no,
        registration.c.name,
        or_(
            registration.c.why_began == household_event.c.step, registration.c.why_ended == household_event.c.step
        ).label("moved"),
    )
    .join(event_person, event_person.c.event_no == household_event.c.event_no)
    .join(registration, registration.c.registration_no == event_person.c.registration_no)
    .where(household_event.c.household_no == bindparam("wanted"))
    .order_by(*_ORDER)
)
_TOUCHING = (
    select(household_event)
    .join(event_person, event_person.c.event_no == household_event.c.event_no)
    .where(
        event_person.c.registration_no.in_(bindparam("numbers", expanding=True)),
        household_event.c.reversed_by.is_(None),
        household_event.c.seq > bindparam("after"),
    )
    .order_by(household_event.c.seq)
)
_CARDS = (
    select(residence_card)
    .where(residence_card.c.registration_no.in_(bindparam("numbers", expanding=True)))
    .order_by(residence_card.c.handed_on, residence_card.c.card_no)
)
_CARD = select(residence_card).where(
    residence_card.c.site == bindparam("owner"), residence_card.c.card_no == bindparam("wanted")
)
_AT_ONCE = 500
"""Numbers in one query; SQLite bounds how many."""


def get(uow: UnitOfWork, registration_no: str) -> Resident | None:
    """Give one registration."""
    row = uow.execute(_ONE, {"wanted": registration_no}).first() if can_exist(registration_no) else None
    return None if row is None else _resident(row)


def open_in(uow: UnitOfWork, household_no: str) -> tuple[Resident, ...]:
    """Give who is registered in a household now, in the order they came."""
    return tuple(map(_resident, uow.execute(_OPEN_IN, {"wanted": household_no})))


def open_family(uow: UnitOfWork, one: Resident) -> tuple[Resident, ...]:
    """Give who is in somebody's family in the same household now, in the order they came."""
    return tuple(map(_resident, uow.execute(_OPEN_FAMILY, {"wanted": one.household_no, "family": one.family})))


def ever_in(uow: UnitOfWork, household_no: str) -> tuple[Resident, ...]:
    """Give everybody who is or was registered in a household, in the order they came."""
    return tuple(map(_resident, uow.execute(_EVER_IN, {"wanted": household_no})))


def of_case(uow: UnitOfWork, case_no: str) -> tuple[Resident, ...]:
    """Give the registrations that came out of a case, also those in a household they moved to later."""
    return tuple(map(_resident, uow.execute(_OF_CASE, {"wanted": case_no})))


def case_registered_at(uow: UnitOfWork, case_no: str) -> int:
    """Give the number of the first entry that registered somebody out of a case; 0 where none did."""
    return int(uow.execute(_SINCE, {"wanted": case_no}).scalar_one() or 0)


def joined_later(uow: UnitOfWork, household_no: str, after_seq: int) -> bool:
    """Tell whether somebody is in a household now who came to it later than an entry of its site."""
    return uow.execute(_JOINED_LATER, {"wanted": household_no, "after": after_seq}).first() is not None


def how_many(uow: UnitOfWork, household_no: str) -> int:
    """Count who is registered in a household now."""
    return int(uow.execute(_HOW_MANY, {"wanted": household_no}).scalar_one())


def open_of(uow: UnitOfWork, id_numbers: Iterable[str | None], site_code: str) -> tuple[Resident, ...]:
    """Give the registrations that people with these ID numbers have at a site now."""
    numbers = sorted({number for number in id_numbers if number and can_exist(number)})
    if not numbers:
        return ()
    return tuple(map(_resident, uow.execute(_OPEN_NUMBERS, {"numbers": numbers, "owner": site_code})))


def next_event_number(uow: UnitOfWork, site_code: str, day: date) -> str:
    """Give the next number of an event, `SITE-YYYYMMDD-HBnnnn`; a reversal has one of its own.

    Raises:
        RefusedError: `event_numbers_used_up`.
    """
    prefix = f"{site_code}-{day:%Y%m%d}-HB"
    asked = {"first": prefix, "end": after_prefix(prefix)}
    made = [uow.execute(query, asked).scalar_one() for query in (_LAST_EVENT, _LAST_REVERSAL)]
    last = max((number for number in made if number), default=None)
    return next_after(last, prefix, "event_numbers_used_up")


def event(uow: UnitOfWork, event_no: str) -> PastEvent | None:
    """Give one event."""
    row = uow.execute(_EVENT, {"wanted": event_no}).first() if can_exist(event_no) else None
    return None if row is None else _event(row)


def events_in(uow: UnitOfWork, household_no: str) -> tuple[PastEvent, ...]:
    """Give what happened in a household and to whom, the newest first."""
    named: dict[str, list[tuple[str, bool]]] = {}
    for row in uow.execute(_NAMED_IN, {"wanted": household_no}):
        named.setdefault(row.event_no, []).append((row.name, bool(row.moved)))
    return tuple(
        msgspec.structs.replace(each, people=_people(named.get(each.event_no, ())))
        for each in map(_event, uow.execute(_EVENTS_IN, {"wanted": household_no}))
    )


def _people(named: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """Give whom an event is about: a wife who became the head when her husband left is not named beside him."""
    touched = tuple(named)
    moved = [name for name, came_or_left in touched if came_or_left]
    return tuple(dict.fromkeys(moved or [name for name, _ in touched]))  # who changes households is there twice


def touching(uow: UnitOfWork, registration_nos: Iterable[str], after_seq: int = 0) -> tuple[PastEvent, ...]:
    """Give the events that still hold and touch any of these registrations, later than `after_seq`, in their order."""
    numbers = sorted(set(registration_nos))
    found = {
        event.event_no: event
        for start in range(0, len(numbers), _AT_ONCE)
        for event in map(
            _event, uow.execute(_TOUCHING, {"numbers": numbers[start : start + _AT_ONCE], "after": after_seq})
        )
    }
    return tuple(sorted(found.values(), key=lambda each: each.seq))


def cards_of(uow: UnitOfWork, registration_nos: Iterable[str]) -> tuple[ResidenceCard, ...]:
    """Give the cards of these registrations, in the order they were handed out."""
    numbers = sorted(set(registration_nos))
    return tuple(
        _card(row)
        for start in range(0, len(numbers), _AT_ONCE)
        for row in uow.execute(_CARDS, {"numbers": numbers[start : start + _AT_ONCE]})
    )


def card(uow: UnitOfWork, card_no: str, site_code: str) -> ResidenceCard | None:
    """Give a card of a site by its number."""
    row = uow.execute(_CARD, {"wanted": card_no, "owner": site_code}).first() if can_exist(card_no) else None
    return None if row is None else _card(row)


def _resident(row: Row[Any]) -> Resident:
    return Resident(
        registration_no=row.registration_no,
        household_no=row.household_no,
        person=RegisteredPerson(
            name=row.name,
            id_number=row.id_number,
            sex=row.sex,
            birth_date=row.birth_date,
            from_division=row.from_division,
            from_address=row.from_address,
        ),
        standing=Standing(row.relationship, row.head, row.family_group),
        since=row.since,
        until=row.until,
        why_began=row.why_began,
        why_ended=row.why_ended,
        went_to=row.went_to,
        case_no=row.case_no,
        place=row.place,
    )


def _event(row: Row[Any]) -> PastEvent:
    return PastEvent(
        row.event_no, row.household_no, row.step.value, row.day, row.officer, row.reversed_by, row.site, row.seq
    )


def _card(row: Row[Any]) -> ResidenceCard:
    return ResidenceCard(row.card_no, row.registration_no, row.handed_to, row.handed_on, row.ended_on, row.how_ended)
