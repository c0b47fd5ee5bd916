"""Use cases on households: list, open, look at, change, freeze, close. Numbers come from the station, gapless per kind.

A frozen household takes nobody new and may be thawed; a closed one is gone, so nobody may be registered in it any more.
The recommended size only warns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.authority import Action
from station_app.domain.divisions import division as division_named
from station_app.domain.vocabulary import HouseholdKind, HouseholdState
from station_app.errors import RefusedError
from station_app.journal.entries import HouseholdClosed, HouseholdOpened
from station_app.journal.registration_entries import HouseholdChanged, HouseholdFacts, HouseholdStateChanged
from station_app.services.residents import existing_household, write
from station_app.services.written import refuse_unfit
from station_app.storage import cases, division_changes, households, registrations

if TYPE_CHECKING:
    from station_app.domain.records import FoundCase, Household
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def list_households(desk: Desk) -> tuple[Household, ...]:
    """Give all households this site knows."""
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        return households.listing(uow)


def show_household(desk: Desk, household_no: str) -> tuple[Household, tuple[FoundCase, ...]]:
    """Give one household and the cases placed in it.

    Raises:
        RefusedError: `household_unknown`.
    """
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        found = households.get(uow, household_no)
        if found is None:
            raise RefusedError("household_unknown", household_no=household_no[:40])
        return found, cases.placed_in(uow, household_no)


def open_household(
    desk: Desk,
    kind: HouseholdKind,
    *,
    division: str,
    address: str,
    name: str,
    managing_body: str,
    soft_capacity: int | None,
    keeper: str = "",
) -> Household:
    """Open a household and give it its number: site code, the kind's letter, three digits.

    Raises:
        RefusedError: `household_incomplete`, `text_unfit`, `division_unknown`, `division_elsewhere`,
            `capacity_not_positive`.
    """
    desk.require(Action.HOUSEHOLDS)
    facts = HouseholdFacts(
        name.strip(), address.strip(), division.strip(), managing_body.strip(), keeper.strip(), soft_capacity
    )
    _refuse_text(facts)
    with desk.store.write() as uow:
        _refuse_place(uow, desk, facts.division)
        number = households.next_number(uow, desk.site.code, kind)
        opened = HouseholdOpened(
            number, kind, facts.division, facts.address, facts.name, facts.managing_body, soft_capacity, facts.keeper
        )
        write(uow, desk, number, opened)
        household = existing_household(uow, desk, number)
        uow.commit()
    return household


def change_household(
    desk: Desk,
    household_no: str,
    *,
    reason: str = "",
    name: str | None = None,
    address: str | None = None,
    division: str | None = None,
    managing_body: str | None = None,
    keeper: str | None = None,
    soft_capacity: int | None = None,
) -> Household:
    """Change what is given; what was before stays in the journal. A recommended size of 0 means: none.

    Raises:
        RefusedError: `household_unknown`, `household_closed`, `household_incomplete`, `household_unchanged`,
            `text_unfit`, `division_unknown`, `division_elsewhere`, `capacity_not_positive`.
    """
    desk.require(Action.HOUSEHOLDS)
    refuse_unfit(reason, lines=True)
    given = {"name": name, "address": address, "division": division, "managing_body": managing_body, "keeper": keeper}
    wanted: dict[str, object] = {field: text.strip() for field, text in given.items() if text is not None}
    if soft_capacity is not None:
        wanted["soft_capacity"] = soft_capacity or None
    with desk.store.write() as uow:
        household = existing_household(uow, desk, household_no)
        if household.state == HouseholdState.CLOSED:
            raise RefusedError("household_closed", household_no=household_no)
        before = HouseholdFacts(*(getattr(household, field) for field in HouseholdFacts.__struct_fields__))
        after = msgspec.structs.replace(before, **wanted)
        _refuse_text(after)
        if after.division != before.division:
            _refuse_place(uow, desk, after.division)
        if after == before:
            raise RefusedError("household_unchanged", household_no=household_no)
        write(uow, desk, household_no, HouseholdChanged(household_no, before, after, reason.strip()))
        household = existing_household(uow, desk, household_no)
        uow.commit()
    return household


def freeze_household(desk: Desk, household_no: str, reason: str) -> Household:
    """Let a household take nobody new for the time being; those in it stay, and their newborns join them.

    Raises:
        RefusedError: `household_unknown`, `household_closed`, `household_stands_so`, `reason_missing`, `text_unfit`.
    """
    return _set_state(desk, household_no, HouseholdState.FROZEN, reason)


def thaw_household(desk: Desk, household_no: str, reason: str) -> Household:
    """Let a frozen household take newcomers again. Errors as in `freeze_household`."""
    return _set_state(desk, household_no, HouseholdState.OPEN, reason)


def close_household(desk: Desk, household_no: str, reason: str) -> Household:
    """Close a household that nobody is registered in any more; who only has a place in it gets another one.

    Raises:
        RefusedError: `household_unknown`, `household_closed`, `household_inhabited` - it says how many are in it;
            `reason_missing`, `text_unfit`.
    """
    desk.require(Action.HOUSEHOLDS)
    _refuse_reason(reason)
    with desk.store.write() as uow:
        if existing_household(uow, desk, household_no).state == HouseholdState.CLOSED:
            raise RefusedError("household_closed", household_no=household_no)
        inside = registrations.how_many(uow, household_no)
        if inside:
            raise RefusedError("household_inhabited", household_no=household_no, persons=inside)
        write(uow, desk, household_no, HouseholdClosed(household_no, reason.strip()))
        household = existing_household(uow, desk, household_no)
        uow.commit()
    return household


def _set_state(desk: Desk, household_no: str, state: HouseholdState, reason: str) -> Household:
    desk.require(Action.HOUSEHOLDS)
    _refuse_reason(reason)
    with desk.store.write() as uow:
        stands = existing_household(uow, desk, household_no).state
        if stands == HouseholdState.CLOSED:
            raise RefusedError("household_closed", household_no=household_no)
        if stands == state:
            raise RefusedError("household_stands_so", household_no=household_no)
        write(uow, desk, household_no, HouseholdStateChanged(household_no, state, reason.strip()))
        household = existing_household(uow, desk, household_no)
        uow.commit()
    return household


def _refuse_reason(reason: str) -> None:
    if not reason.strip():
        raise RefusedError("reason_missing")
    refuse_unfit(reason, lines=True)


def _refuse_text(facts: HouseholdFacts) -> None:
    if not facts.name or not facts.division:
        raise RefusedError("household_incomplete")
    refuse_unfit(facts.name, facts.address, facts.managing_body, facts.keeper)
    if facts.soft_capacity is not None and facts.soft_capacity < 1:
        raise RefusedError("capacity_not_positive")


def _refuse_place(uow: UnitOfWork, desk: Desk, division: str) -> None:
    if division_named(division) is None and division_changes.name_of(uow, desk.site.code, division) is None:
        raise RefusedError("division_unknown", division=division[:12])
    if not division.startswith(desk.site.code[:6]):
        raise RefusedError("division_elsewhere", division=division[:12], site=desk.site.name)
