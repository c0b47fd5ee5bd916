"""Use case: the roster of a household as a paper, journalled before anyone can hold it; the look is logged too."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from printing import household_roster as paper
from station_app.domain.authority import Action
from station_app.domain.looks import WhyLooked
from station_app.domain.records import IssuedPaper
from station_app.journal.entries import PaperIssued
from station_app.services.residents import write
from station_app.services.rosters import roster_of
from station_app.storage import papers, reads

if TYPE_CHECKING:
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
        pdf = paper.render(roster, desk.site, moment)
        digest = hashlib.sha256(pdf).hexdigest()
        copy = papers.count(uow, household_no, NAME) + 1
        write(uow, desk, household_no, PaperIssued(household_no, NAME, copy, digest))
        reads.note(uow, officer=desk.officer.badge, subject=household_no, why=WhyLooked.ROSTER_PRINTED, at=moment)
        uow.commit()
    return IssuedPaper(household_no, NAME, copy, digest, pdf)
