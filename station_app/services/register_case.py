"""Use case: enter the movers of an approved case into their household; their own home becomes a household here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.family_group import family_group
from station_app.domain.outcomes import Entered, Registered
from station_app.domain.residents import RegisteredPerson, registration_number
from station_app.domain.settled import HouseholdThen
from station_app.domain.vocabulary import DestinationKind, HouseholdKind, Step
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.case_entries import CaseRegistered, Registration
from station_app.journal.entries import HouseholdOpened
from station_app.services.residents import refuse_registered
from station_app.services.standing import refuse_step, standing, write_step
from station_app.storage import households, permits

if TYPE_CHECKING:
    from station_app.domain.case_file import FamilyMember
    from station_app.domain.records import CaseRecord
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def register_case(desk: Desk, case_no: str, household_no: str | None = None) -> Registered:
    """Register everybody who moves, today, as one group with its head and relations.

    `household_no` is another household than the one the case was placed in (it was closed, or filled up).

    Raises:
        RefusedError: `case_unknown`, `case_of_another_site`, `step_impossible`, `household_unknown`,
            `household_closed`, `household_frozen`, `household_missing`, `person_registered_here` - somebody has to
            move out first.
        NotPermittedError: `role_missing`.
    """
    desk.require(Action.REGISTER)
    with desk.store.write() as uow:
        record = standing(uow, case_no)
        refuse_step(desk, record, Step.REGISTER)
        refuse_registered(uow, desk, [member.id_number for _, member in record.case.movers])
        number, fresh = _household(uow, desk, record, household_no)
        entered = _entered(desk, record, heads=fresh or _is_collective(uow, number))
        payload = CaseRegistered(
            record.case_no, number, desk.today(), entered, record.family_group, _as_it_is_called(uow, number)
        )
        now = write_step(uow, desk, record.case_no, payload)
        held = permits.held(uow, [member.id_number for _, member in record.case.movers])
        uow.commit()
    people = tuple(
        Entered(registration_number(record.case_no, each.place), each.place, each.relationship, each.head)
        for each in entered
    )
    return Registered(now.case_no, now.status, number, people, held)


def _household(uow: UnitOfWork, desk: Desk, record: CaseRecord, wanted: str | None) -> tuple[str, bool]:
    """Give the number of the household and whether it was opened just now."""
    number = wanted or record.placement.household_no
    if number is None:
        if record.placement.kind is not DestinationKind.OWN_HOME:
            raise RefusedError("household_missing", case_no=record.case_no)
        return _opened(uow, desk, record), True
    here = households.get(uow, number)
    if here is None and (wanted or number.startswith(f"{desk.site.code}-")):
        raise RefusedError("household_unknown", household_no=number[:40])
    if here is not None and here.state == "closed":
        raise RefusedError("household_closed", household_no=number)
    if here is not None and here.state == "frozen" and wanted is not None:
        raise RefusedError("household_frozen", household_no=number)
    return number, False


def _as_it_is_called(uow: UnitOfWork, number: str) -> HouseholdThen | None:
    """Give what the household is called today, for the slip that says so for ever."""
    here = households.get(uow, number)
    if here is None:
        return None
    return HouseholdThen(here.kind, here.name, here.address, here.managing_body, here.keeper)


def _opened(uow: UnitOfWork, desk: Desk, record: CaseRecord) -> str:
    """Open a family household at the address of their own home, in the name of the group's head."""
    number = households.next_number(uow, desk.site.code, HouseholdKind.FAMILY)
    destination = record.case.destination
    head = next((each.index for each in record.placement.group if each.head), 0)
    payload = HouseholdOpened(
        household_no=number,
        household_kind=HouseholdKind.FAMILY,
        division=(destination.division if destination else None) or desk.site.code,
        address=record.placement.address or (destination.address if destination else None) or "",
        name=record.case.family[head].name or "",
        managing_body="",
        soft_capacity=None,
    )
    chain.append(uow, site=desk.site.code, officer=desk.officer.badge, subject=number, payload=payload, at=desk.now())
    return number


def _is_collective(uow: UnitOfWork, number: str) -> bool:
    """Tell whether the household has no relations of its own, so that the group keeps a head of its own."""
    here = households.get(uow, number)
    return here is not None and here.kind is not HouseholdKind.FAMILY


def _entered(desk: Desk, record: CaseRecord, *, heads: bool) -> tuple[Registration, ...]:
    """Give the movers; in a family household that is there already its head stays the only one."""
    group = record.placement.group or family_group(record.case, desk.today())
    return tuple(
        Registration(each.index, each.relationship, each.head and heads, _person(record.case.family[each.index]))
        for each in group
    )


def _person(member: FamilyMember) -> RegisteredPerson:
    """Give who is registered, as the case names them on this day."""
    origin = member.origin
    return RegisteredPerson(
        name=member.name or "",
        id_number=member.id_number,
        id_absent_reason=member.id_absent_reason,
        sex=member.sex,
        birth_date=member.birth_date,
        from_division=origin.division if origin else None,
        from_address=origin.address if origin else None,
    )
