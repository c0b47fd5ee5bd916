"""Use cases on households: list, open, look at, close. Numbers come from the station, gapless per kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.divisions import division as division_named
from station_app.domain.vocabulary import HouseholdKind
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.entries import HouseholdClosed, HouseholdOpened
from station_app.services.written import refuse_unfit
from station_app.storage import cases, households

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
        return _existing(uow, household_no), cases.placed_in(uow, household_no)


def open_household(
    desk: Desk,
    kind: HouseholdKind,
    *,
    division: str,
    address: str,
    name: str,
    managing_body: str,
    soft_capacity: int | None,
) -> Household:
    """Open a household and give it its number: site code, the kind's letter, three digits.

    Raises:
        RefusedError: `household_incomplete`, `text_unfit`, `division_unknown`, `division_elsewhere`,
            `capacity_not_positive`.
    """
    desk.require(Action.HOUSEHOLDS)
    if not name.strip() or not division.strip():
        raise RefusedError("household_incomplete")
    refuse_unfit(name, address, managing_body)
    if division_named(division) is None:
        raise RefusedError("division_unknown", division=division[:12])
    if not division.startswith(desk.site.code[:6]):
        raise RefusedError("division_elsewhere", division=division[:12], site=desk.site.name)
    if soft_capacity is not None and soft_capacity < 1:
        raise RefusedError("capacity_not_positive")
    with desk.store.write() as uow:
        number = households.next_number(uow, desk.site.code, kind)
        opened = HouseholdOpened(
            number, kind, division, address.strip(), name.strip(), managing_body.strip(), soft_capacity
        )
        chain.append(
            uow, site=desk.site.code, officer=desk.officer.badge, subject=number, payload=opened, at=desk.now()
        )
        household = _existing(uow, number)
        uow.commit()
    return household


def close_household(desk: Desk, household_no: str, reason: str) -> Household:
    """Close a household to newcomers; those in it stay.

    Raises:
        RefusedError: `household_unknown`, `household_closed`, `reason_missing`, `text_unfit`.
    """
    desk.require(Action.HOUSEHOLDS)
    if not reason.strip():
        raise RefusedError("reason_missing")
    refuse_unfit(reason, lines=True)
    with desk.store.write() as uow:
        if _existing(uow, household_no).state == "closed":
            raise RefusedError("household_closed", household_no=household_no)
        chain.append(
            uow,
            site=desk.site.code,
            officer=desk.officer.badge,
            subject=household_no,
            payload=HouseholdClosed(household_no, reason.strip()),
            at=desk.now(),
        )
        household = _existing(uow, household_no)
        uow.commit()
    return household


def _existing(uow: UnitOfWork, household_no: str) -> Household:
    household = households.get(uow, household_no)
    if household is None:
        raise RefusedError("household_unknown", household_no=household_no[:40])
    return household
