"""Queries on sites: this one, and those whose signature counts here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, select

from station_app.domain.records import Site
from station_app.domain.vocabulary import SiteKind
from station_app.errors import RefusedError
from station_app.storage.prepared import Prepared
from station_app.storage.tables import Standing, site

if TYPE_CHECKING:
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


_FACTS = tuple(site.c["kind" if name == "site_kind" else name] for name in KnownSite.__struct_fields__)
_OWN = Prepared(select(*_FACTS).where(site.c.standing == Standing.OWN))
_TRUSTED = Prepared(select(*_FACTS).where(site.c.standing == Standing.TRUSTED).order_by(site.c.code))
_BY_CODE = Prepared(select(*_FACTS).where(site.c.code == bindparam("wanted")))


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
    rows = uow.rows(_OWN)
    if not rows:
        raise RefusedError("site_missing")
    return KnownSite(*rows[0])


def get(uow: UnitOfWork, code: str) -> KnownSite | None:
    """Give a site, trusted or not."""
    rows = uow.rows(_BY_CODE, {"wanted": code})
    return KnownSite(*rows[0]) if rows else None


def trusted(uow: UnitOfWork, code: str) -> KnownSite | None:
    """Give another site if its identity was enrolled here."""
    known = get(uow, code)
    return known if known is not None and known.standing is Standing.TRUSTED else None


def all_trusted(uow: UnitOfWork) -> tuple[KnownSite, ...]:
    """Give every other site whose identity was enrolled here."""
    return tuple(KnownSite(*row) for row in uow.rows(_TRUSTED))


def signing_key(uow: UnitOfWork, code: str) -> str | None:
    """Give the key (hex) that proves what `code` signed; None for a site that is only heard of."""
    known = get(uow, code)
    return None if known is None or known.standing is Standing.HEARD_OF else known.signing_key
