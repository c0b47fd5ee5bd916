"""A station never gathers statistics: the few entries of a subject are looked up, not found by walking the chain."""

from __future__ import annotations

import pytest

from station_app.journal import trust
from station_app.storage import calendars
from tests.journal import histories
from tests.storage.plans import plan_of


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        (calendars._BROUGHT, {"owner": histories.STATION, "last": 1 << 40}),
        (trust._CONFIRMED, {"wanted": histories.STATION}),
    ],
)
def test_entries_of_a_subject_are_looked_up_by_it(sqlcipher_store, statement, values):
    histories.found(sqlcipher_store)
    plan = plan_of(sqlcipher_store, statement, values)
    assert any("ix_journal_entry_subject" in line for line in plan), plan
    assert not any("uq_journal_entry_site_seq" in line for line in plan), plan
