"""The roster of a household as it stands in one transaction; shared by looking at it and by printing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.divisions import written_address
from station_app.domain.identifiers import mask_id
from station_app.domain.rosters import AwaitedPerson, Roster, RosterLine
from station_app.domain.should_move import long_there, reminders
from station_app.domain.vocabulary import HouseholdKind
from station_app.errors import RefusedError
from station_app.storage import households, registrations, rosters

if TYPE_CHECKING:
    from datetime import date

    from station_app.domain.findings import Finding
    from station_app.domain.residents import ResidenceCard, Resident
    from station_app.storage.engine import UnitOfWork


def roster_of(uow: UnitOfWork, household_no: str, today: date) -> Roster:
    """Give everybody who is or was registered in a household, and who is awaited.

    Raises:
        RefusedError: `household_unknown`.
    """
    household = households.get(uow, household_no)
    if household is None:
        raise RefusedError("household_unknown", household_no=household_no[:40])
    people = registrations.ever_in(uow, household_no)
    cards: dict[str, list[ResidenceCard]] = {}
    for card in registrations.cards_of(uow, (each.registration_no for each in people)):
        cards.setdefault(card.registration_no, []).append(card)
    lines = [_line(number, each, tuple(cards.get(each.registration_no, ()))) for number, each in enumerate(people, 1)]
    return Roster(
        household,
        present=tuple(line for line in lines if line.until is None),
        left=tuple(line for line in lines if line.until is not None),
        awaited=tuple(
            AwaitedPerson(each.case_no, each.name, each.id_masked) for each in households.members(uow, household_no)
        ),
        reminders=rosters.standing_reminders(uow, household_no),
        hints=() if household.kind is HouseholdKind.FAMILY else _hints(uow, people, today),
        events=registrations.events_in(uow, household_no),
    )


def _hints(uow: UnitOfWork, people: tuple[Resident, ...], today: date) -> tuple[Finding, ...]:
    return reminders(people, rosters.students(uow, long_there(people, today)), today)


def _line(number: int, one: Resident, cards: tuple[ResidenceCard, ...]) -> RosterLine:
    person = one.person
    return RosterLine(
        number=number,
        registration_no=one.registration_no,
        name=person.name,
        id_masked=mask_id(person.id_number),
        sex=person.sex,
        birth_date=person.birth_date,
        since=one.since,
        came_from=written_address(person.from_division, person.from_address, one.since),
        why_began=one.why_began,
        family=one.family,
        head=one.standing.head,
        relationship=one.standing.relationship,
        case_no=one.case_no,
        cards=cards,
        until=one.until,
        why_ended=one.why_ended,
        went_to=one.went_to,
    )
