"""Queries on accounts. An officer of another site has a name here, for the timeline, but no account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, select

from station_app.domain.records import Officer
from station_app.domain.vocabulary import OfficerRole
from station_app.storage.tables import Standing, officer, site

if TYPE_CHECKING:
    from sqlalchemy import Row

    from station_app.storage.engine import UnitOfWork

_HERE = (
    select(officer)
    .join(site, and_(site.c.code == officer.c.site, site.c.standing == Standing.OWN))
    .order_by(officer.c.badge)
)
_ONE_HERE = _HERE.where(officer.c.badge == bindparam("badge"))
_NAME = select(officer.c.name).where(officer.c.site == bindparam("site"), officer.c.badge == bindparam("badge"))


def get(uow: UnitOfWork, badge: str) -> Officer | None:
    """Give an account of this site."""
    row = uow.execute(_ONE_HERE, {"badge": badge}).first()
    return None if row is None else _officer(row)


def listing(uow: UnitOfWork) -> tuple[Officer, ...]:
    """Give all accounts of this site, by badge."""
    return tuple(_officer(row) for row in uow.execute(_HERE))


def name_of(uow: UnitOfWork, site_code: str, badge: str) -> str:
    """Give the name of an officer of any site; the badge where the name never came here."""
    return uow.execute(_NAME, {"site": site_code, "badge": badge}).scalar_one_or_none() or badge


def _officer(row: Row[Any]) -> Officer:
    found = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    return Officer(
        badge=found["badge"],
        name=found["name"],
        roles=tuple(OfficerRole(word) for word in found["roles"].split(",") if word),
    )
