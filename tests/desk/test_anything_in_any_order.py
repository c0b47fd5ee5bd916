"""Whatever officers do, in whatever order: the journal replays to what lies in the tables, on both databases."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.databases import another_database
from tests.desk.random_desk import RandomDesk

AT_LEAST = 2_000
"""Steps on each database."""

WHAT = ("accept", "supplement", "review", "approve", "register")
"""What must have come about, and not only been refused."""

EXAMPLES, LENGTH = 14, 320


@pytest.mark.parametrize("database", ["sqlcipher", "postgresql"])
def test_officers_cases_and_households_at_random(database, request, record_property):
    server = request.getfixturevalue("_server") if database == "postgresql" else None

    class Machine(RandomDesk):
        steps = refusals = 0
        done: ClassVar[Counter[str]] = Counter()

        def new_database(self):
            return another_database(server) if server else None

    Machine.database = server
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=LENGTH,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
            database=None,
            report_multiple_bugs=False,
        ),
    )
    assert Machine.steps >= AT_LEAST
    for what in WHAT:
        assert Machine.done[what], what
    done = ", ".join(f"{what} {count}" for what, count in Machine.done.most_common())
    record_property("figures", f"{database}: {Machine.steps} steps, {Machine.refusals} refused as foretold; {done}")
