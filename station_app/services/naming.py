"""Divisions that a change has named before the tables know them: offered, checked and written like others.

Shared by use cases; not one itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain import division_search, divisions
from station_app.domain.division_moves import names_after
from station_app.storage import division_changes

if TYPE_CHECKING:
    from station_app.storage.engine import UnitOfWork


def name_divisions(uow: UnitOfWork) -> None:
    """Let this program know the divisions that are named here now, by the changes of all sites that are in force."""
    divisions.name_here(names_after(division_changes.in_force(uow)))
    division_search.renew()
