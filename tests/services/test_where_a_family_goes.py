"""A station registers in its own county: what lies elsewhere is said, never placed here unseen."""

from __future__ import annotations

import pytest

from station_app.domain.findings import Severity
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import HouseholdKind
from station_app.errors import RefusedError
from tests.people import a_family_of_four


def _going_to(division):
    content = a_family_of_four()
    content["destination"] = content["destination"] | {"division": division}
    return read_document(content)


def test_a_family_that_wants_to_go_to_another_county_is_not_placed_here_unseen(station):
    (finding,) = [
        each for each in station.check(*_going_to("620523102262")).findings if each.code == "destination_elsewhere"
    ]
    assert (finding.severity, finding.where) == (Severity.WARNING, "destination.division")
    assert "甘谷县" in finding.message


@pytest.mark.parametrize("division", ["620502001", "620502002", None])
def test_anywhere_in_the_county_is_taken_and_so_is_no_wish_at_all(station, division):
    assert "destination_elsewhere" not in {each.code for each in station.check(*_going_to(division)).findings}


def test_a_collective_household_stands_in_the_stations_own_county(station):
    with pytest.raises(RefusedError, match="division_elsewhere"):
        station.open_household(
            HouseholdKind.PUBLIC_COLLECTIVE,
            division="110105",
            address="",
            name="第二公共集体户",
            managing_body="",
            soft_capacity=None,
        )
