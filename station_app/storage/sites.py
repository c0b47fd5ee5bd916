"""Queries on sites: this one, and those whose signature counts here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import bindparam, select

from station_app.domain.records import Site
from station_app.domain.vocabulary import SiteKind
from station_app.errors import RefusedError
from station_app.storage.tables import Standing, site

if TYPE_CHECKING:
    from sqlalchemy import Row

    from station_app.storage.engine import UnitOfWork


class KnownSite(msgspec.Struct, frozen=True):
    """A site with its public keys, as it was founded or enrolled."""

    code: str
    name: str
    site_kind: SiteKind
    epoch: str
    signing_key: str
    exchange_key: str
    practice: bool
    standing: Standing


_OWN = select(site).where(site.c.standing == Standing.OWN)
_TRUSTED = select(site).where(site.c.standing == Standing.TRUSTED).order_by(site.c.code)
_BY_CODE = select(site).where(site.c.code == bindparam("code"))


def own(uow: UnitOfWork) -> Site:
    """Give the site this database belongs to.

    Raises:
        RefusedError: `site_missing` - nothing was founded in it.
    """
    known = own_keys(uow)
    return Site(known.code, known.name, known.site_kind, known.practice)


def own_keys(uow: UnitOfWork) -> KnownSite:
    """Give the site this database belongs to, with its public keys.

    Raises:
        RefusedError: `site_missing`.
    """
    row = uow.execute(_OWN).first()
    if row is None:
        raise RefusedError("site_missing")
    return _known(row)


def get(uow: UnitOfWork, code: str) -> KnownSite | None:
    """Give a site, trusted or not."""
    row = uow.execute(_BY_CODE, {"code": code}).first()
    return None if row is None else _known(row)


def trusted(uow: UnitOfWork, code: str) -> KnownSite | None:
    """Give another site if its identity was enrolled here."""
    known = get(uow, code)
    return known if known is not None and known.standing is Standing.TRUSTED else None


def all_trusted(uow: UnitOfWork) -> tuple[KnownSite, ...]:
    """Give every other site whose identity was enrolled here."""
    return tuple(_known(row) for row in uow.execute(_TRUSTED))


def signing_key(uow: UnitOfWork, code: str) -> str | None:
    """Give the key (hex) that proves what `code` signed; None for a site that is only heard of."""
    known = get(uow, code)
    return None if known is None or known.standing is Standing.HEARD_OF else known.signing_key


def _known(row: Row[Any]) -> KnownSite:
    found = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    return KnownSite(
        code=found["code"],
        name=found["name"],
        site_kind=found["kind"],
        epoch=found["epoch"],
        signing_key=found["signing_key"],
        exchange_key=found["exchange_key"],
        practice=found["practice"],
        standing=found["standing"],
    )
