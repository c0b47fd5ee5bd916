"""State × step × role × site: the whole table of who may take which step where, written down a second time.

Each combination is put to what the use cases ask before they write anything (`standing.refuse_step`), with a case that
stands there; that they do ask it, and nothing else, is the business of `test_offer_steps` and of the station at random.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from msgspec import structs

from station_app.domain.records import Officer
from station_app.domain.vocabulary import CaseStatus as At
from station_app.domain.vocabulary import Level, OfficerRole, SiteKind, Step
from station_app.errors import NotPermittedError, RefusedError
from station_app.services.standing import refuse_step
from tests.domain.test_case_life import ROADS
from tests.services.test_life_of_a_case import accepted

FRONT_DESK, REVIEWER, CHIEF = OfficerRole.FRONT_DESK, OfficerRole.REVIEWER, OfficerRole.CHIEF
DECISIONS = (Step.APPROVE, Step.REFUSE, Step.RETURN)
PLACES = {
    "the station that accepted": (SiteKind.STATION, "620502001"),
    "another station": (SiteKind.STATION, "620502002"),
    "its county": (SiteKind.COUNTY, "620502"),
    "another county": (SiteKind.COUNTY, "620523"),
}
WHO = {
    Step.SUPPLEMENT: {FRONT_DESK},
    Step.REVIEW: {REVIEWER, CHIEF},
    Step.REGISTER: {FRONT_DESK, CHIEF},
    Step.DELIVER: {FRONT_DESK, CHIEF},
    Step.ARCHIVE: {FRONT_DESK, REVIEWER, CHIEF},
    Step.WITHDRAW: {FRONT_DESK, CHIEF},
    Step.REVERSE: {CHIEF},
}
NEVER_BY_WHO_ACCEPTED = {Step.REVIEW, Step.REVERSE, *DECISIONS}

WAYS = [
    *((step, None, False) for step in WHO),
    *((step, Level.STATION, False) for step in DECISIONS),
    *((step, Level.COUNTY, on_paper) for step in DECISIONS for on_paper in (True, False)),
]
"""Step, level that decides, from the county's stamped form."""


def foretold(status, way, role, place, own):
    """Tell whether it may be done, by this page alone."""
    step, level, on_paper = way
    if (status, step) not in ROADS or (own and step in NEVER_BY_WHO_ACCEPTED):
        return False
    if level is Level.COUNTY and not on_paper:
        return role is OfficerRole.COUNTY_REVIEWER and place == "its county"
    if place != "the station that accepted":
        return False
    if level is Level.COUNTY:
        return role in {REVIEWER, CHIEF}
    return role is CHIEF if step in DECISIONS else role in WHO[step]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", OfficerRole)
def test_every_step_from_every_state_is_open_to_those_and_only_those(station, role, place):
    case = station.show(accepted(station))
    kind, code = PLACES[place]
    site = structs.replace(station._desk.site, kind=kind, code=code)
    wrong = []
    for status, way, own in product(At, WAYS, (False, True)):
        badge = case.accepted_by if own else "0099"
        desk = replace(station._desk, site=site, officer=Officer(badge, "李四", (role,)))
        still = (way[1],) if way[1] else (Level.STATION,)
        stands = structs.replace(case, status=status, still=still)
        try:
            refuse_step(desk, stands, way[0], level=way[1], on_paper=way[2])
            may = True
        except (RefusedError, NotPermittedError):
            may = False
        # Another site's officer of the same badge is somebody else: only at the own station is it the same person.
        if may is not foretold(status, way, role, place, own and place == "the station that accepted"):
            wrong.append((status, way, own, may))
    assert not wrong
