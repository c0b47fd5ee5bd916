"""Queries on layouts that were proposed and adopted, here or at the county above.

There is no table of them: few are ever proposed, and their entries lie in the journal under one subject for each paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, select

from station_app.domain.layouts import LayoutStanding, StoredLayout
from station_app.domain.vocabulary import SiteKind
from station_app.storage import sites
from station_app.storage.prepared import Prepared
from station_app.storage.tables import journal_entry

if TYPE_CHECKING:
    from datetime import datetime

    from station_app.storage.engine import UnitOfWork

_SAID = Prepared(
    select(
        journal_entry.c.site, journal_entry.c.officer, journal_entry.c.at, journal_entry.c.kind, journal_entry.c.payload
    )
    .where(journal_entry.c.subject == bindparam("about"))
    .order_by(journal_entry.c.position)
)


class _Said(msgspec.Struct, frozen=True):
    """What the three entries say, whichever it is."""

    paper: str
    sha256: str
    edition: str = ""
    layout_kind: str = ""
    stock: str = ""
    text: str = ""
    alone: str = ""
    of: str = ""
    reason: str = ""


_DECODER = msgspec.json.Decoder(_Said)


def subject(paper: str) -> str:
    """Give what an entry about a layout of this paper speaks of."""
    return f"layout.{paper}"


def stored(uow: UnitOfWork, paper: str) -> tuple[StoredLayout, ...]:
    """Give every layout of this paper that was ever proposed, at whatever site, the newest last."""
    return tuple(_told(uow, paper)[0].values())


def in_force(uow: UnitOfWork, paper: str, site: str) -> StoredLayout | None:
    """Give the layout by which `site` draws this paper: its own, else that of a trusted site above it; None: built in.

    What this site put aside is not used, whoever adopted it.
    """
    found, aside = _told(uow, paper)
    adopted = [each for each in found.values() if each.standing is LayoutStanding.ADOPTED]
    own = next((each for each in adopted if each.site == site), None)
    if own is not None or not adopted:
        return own
    above = [
        each for each in adopted if (site, each.site, each.sha256) not in aside and _is_above(uow, each.site, site)
    ]
    return max(above, key=lambda each: len(each.site), default=None)


def _is_above(uow: UnitOfWork, code: str, site: str) -> bool:
    known = sites.trusted(uow, code)
    return known is not None and known.site_kind is not SiteKind.STATION and site.startswith(code)


def _told(uow: UnitOfWork, paper: str) -> tuple[dict[tuple[str, str], StoredLayout], set[tuple[str, str, str]]]:
    """Follow the entries: each layout by (site, digest) as it stands at its own site, and what a site put aside."""
    found: dict[tuple[str, str], StoredLayout] = {}
    aside: set[tuple[str, str, str]] = set()
    for site, officer, at, kind, payload in uow.rows(_SAID, {"about": subject(paper)}):
        said = _DECODER.decode(payload)
        if kind == "layout_proposed":
            found.pop((site, said.sha256), None)
            found[site, said.sha256] = _proposed(site, officer, at, said)
        elif kind == "layout_adopted" and (site, said.sha256) in found:
            for key, each in found.items():
                if key[0] == site and each.standing is LayoutStanding.ADOPTED:
                    found[key] = msgspec.structs.replace(each, standing=LayoutStanding.WITHDRAWN)
            found[site, said.sha256] = _decided(found[site, said.sha256], LayoutStanding.ADOPTED, officer, at, said)
        elif kind == "layout_withdrawn" and said.of != site:
            aside.add((site, said.of, said.sha256))
        elif kind == "layout_withdrawn" and (site, said.sha256) in found:
            found[site, said.sha256] = _decided(found[site, said.sha256], LayoutStanding.WITHDRAWN, officer, at, said)
    return found, aside


def _proposed(site: str, officer: str, at: datetime, said: _Said) -> StoredLayout:
    return StoredLayout(
        site,
        said.paper,
        said.sha256,
        said.edition,
        said.layout_kind,
        said.stock,
        said.text,
        LayoutStanding.PROPOSED,
        officer,
        at,
    )


def _decided(was: StoredLayout, standing: LayoutStanding, officer: str, at: datetime, said: _Said) -> StoredLayout:
    return msgspec.structs.replace(
        was, standing=standing, decided_by=officer, decided_at=at, alone=said.alone, reason=said.reason
    )
