"""Queries on divisions that changed at a site: what became of which, and what the code tables do not know yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import bindparam, func, or_, select

from station_app.domain.division_moves import Renaming
from station_app.storage.household_tables import division_change, household
from station_app.storage.numbers import next_after
from station_app.storage.ranges import after_prefix

if TYPE_CHECKING:
    from sqlalchemy import Row

    from station_app.storage.engine import UnitOfWork


class PastChange(msgspec.Struct, frozen=True):
    """One change of divisions; `households` is how many it touched."""

    change_no: str
    old_code: str
    new_code: str
    new_name: str | None
    since: date
    households: int
    reversed_by: str | None
    seq: int


class Lying(msgspec.Struct, frozen=True):
    """Where a household lies."""

    household_no: str
    division: str
    division_name: str | None
    address: str


_OWN = division_change.c.site == bindparam("owner")
_LISTED = select(division_change).where(_OWN).order_by(division_change.c.seq)
_ONE = select(division_change).where(_OWN, division_change.c.change_no == bindparam("wanted"))
_NAMED = (
    select(division_change.c.new_name)
    .where(
        _OWN,
        division_change.c.new_code == bindparam("code"),
        division_change.c.new_name.is_not(None),
        division_change.c.reversed_by.is_(None),
    )
    .order_by(division_change.c.seq.desc())
    .limit(1)
)
_IN_FORCE = (
    select(division_change.c.old_code, division_change.c.new_code, division_change.c.new_name, division_change.c.since)
    .where(division_change.c.reversed_by.is_(None))
    .order_by(division_change.c.since, division_change.c.site, division_change.c.seq)
)
_INSIDE = (
    select(household.c.household_no, household.c.division, household.c.division_name, household.c.address)
    .where(
        household.c.site == bindparam("owner"),
        or_(
            household.c.division == bindparam("code"),
            (household.c.division >= bindparam("code")) & (household.c.division < bindparam("end")),
        ),
    )
    .order_by(household.c.household_no)
)
_LAST = select(func.max(division_change.c.change_no)).where(
    division_change.c.change_no >= bindparam("first"), division_change.c.change_no < bindparam("end")
)
_LAST_REVERSAL = select(func.max(division_change.c.reversed_by)).where(
    division_change.c.reversed_by >= bindparam("first"), division_change.c.reversed_by < bindparam("end")
)


def listing(uow: UnitOfWork, site_code: str) -> tuple[PastChange, ...]:
    """Give the changes of a site in their order."""
    return tuple(map(_change, uow.execute(_LISTED, {"owner": site_code})))


def get(uow: UnitOfWork, site_code: str, change_no: str) -> PastChange | None:
    """Give one change."""
    row = uow.execute(_ONE, {"owner": site_code, "wanted": change_no}).first()
    return None if row is None else _change(row)


def name_of(uow: UnitOfWork, site_code: str, code: str) -> str | None:
    """Give the name that a change gave a division; None where none did."""
    found = uow.execute(_NAMED, {"owner": site_code, "code": code}).scalar_one_or_none()
    return None if found is None else str(found)


def in_force(uow: UnitOfWork) -> tuple[Renaming, ...]:
    """Give what changes of any site made of which division, those taken back left out, in the order of their days."""
    return tuple(Renaming._make(row) for row in uow.execute(_IN_FORCE))


def households_in(uow: UnitOfWork, site_code: str, code: str) -> tuple[Lying, ...]:
    """Give the households of a site that lie in a division, those of its parts included."""
    asked = {"owner": site_code, "code": code, "end": after_prefix(code)}
    rows = uow.execute(_INSIDE, asked)
    return tuple(Lying(row.household_no, row.division, row.division_name, row.address) for row in rows)


def next_number(uow: UnitOfWork, site_code: str, day: date) -> str:
    """Give the next number of a change, `SITE-YYYYMMDD-QHnnnn`.

    Raises:
        RefusedError: `event_numbers_used_up`.
    """
    prefix = f"{site_code}-{day:%Y%m%d}-QH"
    asked = {"first": prefix, "end": after_prefix(prefix)}
    made = [uow.execute(query, asked).scalar_one() for query in (_LAST, _LAST_REVERSAL)]
    return next_after(max((number for number in made if number), default=None), prefix, "event_numbers_used_up")


def _change(row: Row[Any]) -> PastChange:
    return PastChange(
        row.change_no, row.old_code, row.new_code, row.new_name, row.since, row.households, row.reversed_by, row.seq
    )
