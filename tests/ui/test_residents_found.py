"""Somebody who joined a household without a case stands in the ledger's list, and Enter leads to the household."""

from __future__ import annotations

import pytest

from station_app.domain.vocabulary import HouseholdKind
from tests.services.settling import baby, settled


@pytest.fixture
def page(desk):
    """The ledger of a station with a newborn in the second of two households."""
    station = desk.main.session.catalogue
    father, *_rest = settled(station)
    station.register_newborn(father, baby(), evidence="出生医学证明 Q620000001")
    station.open_household(
        HouseholdKind.PUBLIC_COLLECTIVE,
        division="620502001",
        address="民主西路2号",
        name="大城派出所第二公共集体户",
        managing_body="大城派出所",
        soft_capacity=None,
    )
    desk.main.go("ledger")
    return desk.main.page("ledger")


@pytest.mark.parametrize("seen_before", [False, True])
def test_enter_on_a_newborn_shows_the_household_with_the_child_in_it(desk, page, seen_before):
    if seen_before:
        desk.main.go("households")
        desk.main.page("households").table.selectRow(1)
        desk.main.go("ledger")
    page.search.setText("小满")
    page.ask()
    line = page.table.rows.row(0)
    assert (line.applicant, line.household_no, line.status) == ("王小满", "620502001-P001", "在户(无案件)")
    assert "1 人" in page._count.text()
    page._open(line)
    households = desk.main.page("households")
    assert households.isVisible()
    assert households._view.chosen == "620502001-P001"
    assert households.table.current().household_no == "620502001-P001"
    assert "王小满" in {each.name for each in households._view.roster}
