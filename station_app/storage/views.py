"""The questions to the ledger that officers keep by name: local scratch, one officer's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select

from station_app.domain.ledger import SavedView, read, written
from station_app.storage.ranges import storable
from station_app.storage.tables import saved_view

if TYPE_CHECKING:
    from datetime import datetime

    from station_app.storage.engine import UnitOfWork

_OWN = select(saved_view).where(saved_view.c.officer == bindparam("who")).order_by(saved_view.c.name)
_GONE = delete(saved_view).where(saved_view.c.officer == bindparam("who"), saved_view.c.name == bindparam("title"))
_THERE = select(saved_view.c.name).where(
    saved_view.c.officer == bindparam("who"), saved_view.c.name == bindparam("title")
)
_KEPT = insert(saved_view)


def listing(uow: UnitOfWork, officer: str) -> tuple[SavedView, ...]:
    """Give the kept questions of an officer by name; what cannot be read any more is left out."""
    rows = uow.execute(_OWN, {"who": officer})
    return tuple(SavedView(row.name, wanted) for row in rows if (wanted := read(row.filter)) is not None)


def keep(uow: UnitOfWork, officer: str, view: SavedView, *, at: datetime) -> None:
    """Keep a question, in the place of the one of that name."""
    forget(uow, officer, view.name)
    row = {"officer": officer, "name": storable(view.name), "saved_at": at, "filter": storable(written(view.filter))}
    uow.execute(_KEPT, row)


def forget(uow: UnitOfWork, officer: str, name: str) -> bool:
    """Keep a question no longer; say whether there was one."""
    asked = {"who": officer, "title": storable(name)}
    there = uow.execute(_THERE, asked).first() is not None
    uow.execute(_GONE, asked)
    return there
