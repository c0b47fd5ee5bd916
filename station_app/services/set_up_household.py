"""Use case: a family leaves a collective household together and has a household of its own (立户)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.divisions import division as division_named
from station_app.domain.findings import Finding, Severity
from station_app.domain.household_relations import heads, under
from station_app.domain.residents import registration_number
from station_app.domain.vocabulary import HouseholdKind, HouseholdStep
from station_app.errors import RefusedError
from station_app.journal.entries import HouseholdOpened
from station_app.journal.registration_entries import Begun, HouseholdSetUp
from station_app.services.residents import (
    chosen_day,
    existing_household,
    family_of,
    open_relations,
    present,
    without,
    write,
    write_event,
)
from station_app.services.written import refuse_unfit
from station_app.storage import households, registrations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station_app.domain.residents import HouseholdEvent, Resident
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


@dataclass(frozen=True, slots=True)
class SettingUp:
    """Who sets up a household of their own, and where.

    `people` are registration numbers of one family; nobody named means: all of the family of `head`. `new_head` heads
    those who stay behind, where their head goes.
    """

    head: str
    division: str
    address: str
    people: tuple[str, ...] = ()
    new_head: str | None = None
    relations: Mapping[str, str] = field(default_factory=dict)


def set_up_household(desk: Desk, wanted: SettingUp) -> HouseholdEvent:
    """Open a family household at an address and register the family in it, today.

    Raises:
        RefusedError: `household_incomplete`, `division_unknown`, `division_elsewhere`, `not_collective`,
            `people_of_two_families`, `new_head_missing`, `text_unfit`, ...
    """
    desk.require(Action.REGISTER)
    _refuse_place(desk, wanted)
    with desk.store.write() as uow:
        chief = present(uow, desk, wanted.head)
        if existing_household(uow, desk, chief.household_no).kind is HouseholdKind.FAMILY:
            raise RefusedError("not_collective", household_no=chief.household_no)
        family = family_of(uow, chief)
        named = {chief.registration_no, *wanted.people}
        going = tuple(each for each in family if not wanted.people or each.registration_no in named)
        if not named <= {each.registration_no for each in going}:
            raise RefusedError("people_of_two_families")
        day = chosen_day(desk, None, going)
        left = without(family, going, wanted.new_head, wanted.relations)
        number = _opened(uow, desk, wanted, chief.person.name)
        event_no = registrations.next_event_number(uow, desk.site.code, desk.today())
        payload = HouseholdSetUp(
            event_no,
            chief.household_no,
            day,
            begun=_begun(wanted, going, event_no, number),
            ended=tuple(each.registration_no for each in going),
            related=left,
            to_household_no=number,
        )
        asked = open_relations(left) + _asked(payload.begun)
        done = write_event(uow, desk, HouseholdStep.SET_UP, payload, asked)
        uow.commit()
    return done


def _begun(wanted: SettingUp, going: Sequence[Resident], event_no: str, number: str) -> tuple[Begun, ...]:
    """Begin everybody anew under the head of the new household."""
    same = next((each.registration_no for each in heads(going)), None) == wanted.head
    after = {each.registration_no: each.standing for each in going}
    if not same:
        after = under(going, wanted.head, wanted.relations)
    return tuple(
        Begun(
            registration_number(event_no, place),
            number,
            each.person,
            after[each.registration_no],
            case_no=each.case_no,
            place=each.place,
        )
        for place, each in enumerate(going)
    )


def _opened(uow: UnitOfWork, desk: Desk, wanted: SettingUp, name: str) -> str:
    number = households.next_number(uow, desk.site.code, HouseholdKind.FAMILY)
    opened = HouseholdOpened(number, HouseholdKind.FAMILY, wanted.division, wanted.address.strip(), name, "", None)
    write(uow, desk, number, opened)
    return number


def _refuse_place(desk: Desk, wanted: SettingUp) -> None:
    if not wanted.address.strip():
        raise RefusedError("household_incomplete")
    refuse_unfit(wanted.address)
    if division_named(wanted.division) is None:
        raise RefusedError("division_unknown", division=wanted.division[:12])
    if not wanted.division.startswith(desk.site.code[:6]):
        raise RefusedError("division_elsewhere", division=wanted.division[:12], site=desk.site.name)


def _asked(begun: Sequence[Begun]) -> tuple[Finding, ...]:
    """Tell of whom nobody knows what they are to the head."""
    unknown = sorted(each.registration_no for each in begun if each.standing.relationship is None)
    details: dict[str, str | int] = {"people": ", ".join(unknown)}
    return (Finding(Severity.WARNING, "relation_open", "", "GB/T 4761-2008", details),) if unknown else ()
