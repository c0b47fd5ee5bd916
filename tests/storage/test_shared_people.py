"""Who came twice is asked of what a bundle brought, and not of everybody a county knows."""

from __future__ import annotations

import pytest

from station_app.storage import digests
from station_app.storage.prepared import Prepared
from tests.journal import histories
from tests.storage.plans import plan_of

BROUGHT = {"sender": "620502001", "first": 1, "last": 20}


@pytest.mark.parametrize("statement", digests._SHARED, ids=["cases", "joined", "joined-cases", "both-joined"])
def test_no_import_reads_all_people(store, statement):
    histories.found(store)
    plan = plan_of(store, Prepared(statement), BROUGHT)
    assert not [line for line in plan if "SCAN" in line or "Seq Scan" in line], plan


def test_the_cases_of_a_bundle_are_a_range_of_one_index(store):
    histories.found(store)
    plan = plan_of(store, Prepared(digests._SHARED[0]), BROUGHT)
    assert any("ix_registry_case_entry" in line for line in plan), plan
