"""Use case: look at the roster of a household; the look is logged, for it names everybody in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.services.rosters import roster_of
from station_app.storage import reads

if TYPE_CHECKING:
    from station_app.domain.rosters import Roster
    from station_app.services.desk import Desk


def show_roster(desk: Desk, household_no: str, why: str = "") -> Roster:
    """Give everybody who is or was registered in a household, and who is awaited.

    Raises:
        RefusedError: `household_unknown`.
    """
    desk.require(Action.LOOK)
    with desk.store.write() as uow:
        roster = roster_of(uow, household_no, desk.today())
        reads.note(uow, officer=desk.officer.badge, subject=household_no, why=why, at=desk.now())
        uow.commit()
    return roster
