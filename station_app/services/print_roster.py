"""Use case: the roster of a household as a paper, journalled before anyone can hold it; the look is logged too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import household_roster as paper
from printing.household_roster_facts import facts
from station_app.domain.authority import Action
from station_app.domain.looks import WhyLooked
from station_app.services.issuing import OwnPaperFacts, issue_own
from station_app.services.rosters import roster_of
from station_app.storage import reads

if TYPE_CHECKING:
    from station_app.domain.records import IssuedPaper
    from station_app.services.desk import Desk

NAME = "household-roster"


def print_roster(desk: Desk, household_no: str) -> IssuedPaper:
    """Make the roster as it is now.

    Raises:
        RefusedError: `household_unknown`.
    """
    desk.require(Action.PRINT)
    moment = desk.now()
    with desk.store.write() as uow:
        roster = roster_of(uow, household_no, desk.today())
        about = OwnPaperFacts(NAME, household_no, facts(roster))
        issued = issue_own(uow, desk, about, lambda codes: paper.render(roster, desk.site, moment, codes))
        reads.note(uow, officer=desk.officer.badge, subject=household_no, why=WhyLooked.ROSTER_PRINTED, at=moment)
        uow.commit()
    return issued
