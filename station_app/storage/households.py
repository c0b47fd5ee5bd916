"""Queries on households and the people placed in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import bindparam, func, select

from station_app.domain.case_life import NOT_YET_REGISTERED
from station_app.domain.identifiers import mask_id
from station_app.domain.records import Household
from station_app.domain.vocabulary import HouseholdKind
from station_app.storage.case_tables import case_person, registry_case
from station_app.storage.household_tables import household
from station_app.storage.prepared import Prepared
from station_app.storage.ranges import after_prefix, can_exist

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.storage.engine import UnitOfWork


class PlacedPerson(msgspec.Struct, frozen=True):
    """Someone an accepted case places in a household; those with one `family_group` stay together."""

    case_no: str
    place: int
    name: str
    id_masked: str
    family_group: str | None


_LETTERS = {
    HouseholdKind.FAMILY: "F",
    HouseholdKind.PUBLIC_COLLECTIVE: "P",
    HouseholdKind.UNIT_COLLECTIVE: "U",
    HouseholdKind.SCHOOL_COLLECTIVE: "S",
    HouseholdKind.COMMUNITY_COLLECTIVE: "C",
    HouseholdKind.TALENT_COLLECTIVE: "T",
}
_FACTS = (
    household.c.household_no,
    household.c.kind,
    household.c.division,
    household.c.address,
    household.c.name,
    household.c.managing_body,
    household.c.soft_capacity,
    household.c.state,
    household.c.persons,
    household.c.keeper,
    household.c.division_name,
    household.c.headed,
)
_ALL = Prepared(select(*_FACTS).order_by(household.c.household_no))
_ONE = select(*_FACTS).where(household.c.household_no == bindparam("number"))
_NUMBERED = select(func.count()).where(
    household.c.household_no >= bindparam("first"), household.c.household_no < bindparam("end")
)
_MEMBERS = (
    select(
        case_person.c.case_no,
        case_person.c.place,
        case_person.c.name,
        case_person.c.id_number,
        registry_case.c.family_group,
    )
    .join(registry_case, registry_case.c.case_no == case_person.c.case_no)
    .where(registry_case.c.household_no == bindparam("number"), registry_case.c.placed, case_person.c.moves)
    .where(registry_case.c.status.in_(NOT_YET_REGISTERED))
    .order_by(case_person.c.case_no, case_person.c.place)
)


def listing(uow: UnitOfWork) -> tuple[Household, ...]:
    """Give all households this site knows, by number."""
    return tuple(_household(row) for row in uow.rows(_ALL))


def get(uow: UnitOfWork, household_no: str) -> Household | None:
    """Give one household."""
    row = uow.execute(_ONE, {"number": household_no}).first() if can_exist(household_no) else None
    return None if row is None else _household(row)


def members(uow: UnitOfWork, household_no: str) -> tuple[PlacedPerson, ...]:
    """Give the people who have a place in a household and are not registered in it yet, case by case."""
    return tuple(
        PlacedPerson(row.case_no, row.place, row.name, mask_id(row.id_number), row.family_group)
        for row in uow.execute(_MEMBERS, {"number": household_no})
    )


def next_number(uow: UnitOfWork, site_code: str, kind: HouseholdKind) -> str:
    """Give the next number of a kind: site code, the kind's letter, at least three digits; none is given back."""
    prefix = f"{site_code}-{_LETTERS[kind]}"
    count = int(uow.execute(_NUMBERED, {"first": prefix, "end": after_prefix(prefix)}).scalar_one())
    return f"{prefix}{count + 1:03d}"


def _household(row: Sequence[Any]) -> Household:
    """Read a row of `_FACTS`."""
    number, kind, division, address, name, managing_body, soft_capacity, state, persons, keeper, called, headed = row
    return Household(
        household_no=number,
        kind=kind,
        division=division,
        address=address,
        name=name,
        managing_body=managing_body,
        soft_capacity=soft_capacity,
        state=state.value,
        persons=persons,
        keeper=keeper,
        division_name=called,
        headed=bool(headed),
    )
