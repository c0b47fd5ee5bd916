"""Queries on accounts. An officer of another site has a name here, for the timeline, but no account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, select

from station_app.domain.accounts import Account
from station_app.domain.records import Officer
from station_app.domain.vocabulary import OfficerRole
from station_app.storage.tables import Standing, draft, officer, site

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
_DRAFTS = (
    select(func.count()).select_from(draft).where(draft.c.officer == bindparam("badge"), draft.c.discarded_at.is_(None))
)


def get(uow: UnitOfWork, badge: str) -> Officer | None:
    """Give an account of this site; None also where it was closed."""
    found = account(uow, badge)
    return None if found is None or found.disabled_at is not None else _officer(found)


def listing(uow: UnitOfWork) -> tuple[Officer, ...]:
    """Give the accounts of this site that are not closed, by badge."""
    return tuple(_officer(each) for each in accounts(uow) if each.disabled_at is None)


def account(uow: UnitOfWork, badge: str) -> Account | None:
    """Give an account of this site with its dates, closed or not."""
    row = uow.execute(_ONE_HERE, {"badge": badge}).first()
    return None if row is None else _account(row)


def accounts(uow: UnitOfWork) -> tuple[Account, ...]:
    """Give all accounts of this site, closed ones too, by badge."""
    return tuple(_account(row) for row in uow.execute(_HERE))


def name_of(uow: UnitOfWork, site_code: str, badge: str) -> str:
    """Give the name of an officer of any site; the badge where the name never came here."""
    return uow.execute(_NAME, {"site": site_code, "badge": badge}).scalar_one_or_none() or badge


def drafts_of(uow: UnitOfWork, badge: str) -> int:
    """Count the drafts that an officer has open."""
    found: int = uow.execute(_DRAFTS, {"badge": badge}).scalar_one()
    return found


def _officer(found: Account) -> Officer:
    return Officer(found.badge, found.name, found.roles)


def _account(row: Row[Any]) -> Account:
    found = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    return Account(
        badge=found["badge"],
        name=found["name"],
        roles=tuple(OfficerRole(word) for word in found["roles"].split(",") if word),
        added_at=found["added_at"],
        password_set_at=found["password_set_at"],
        must_change=found["must_change"],
        disabled_at=found["disabled_at"],
    )
