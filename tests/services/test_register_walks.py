"""Whatever happens in whatever order: one head a family, nobody twice, counts that fit, and a replay that agrees."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.register_walk import OFTEN, STEPS, Walk
from tests.stations import PASSWORD, founded

NUMBERS = st.integers(0, 11)


@settings(max_examples=8)
@given(st.lists(st.tuples(st.sampled_from(STEPS), NUMBERS, NUMBERS, NUMBERS), min_size=4, max_size=14))
def test_a_register_stays_sound_whatever_happens(steps):
    with tempfile.TemporaryDirectory() as folder:
        station = founded(Path(folder) / "walk").log_in("0001", PASSWORD)
        walk = Walk(station)
        walk.take("settle_a_family", 0, 0, 0)
        for step in steps:
            walk.take(*step)
        assert station.check_register(7).findings == ()
        station.close()


@pytest.mark.parametrize("database", ["sqlcipher", "postgresql"])
def test_a_long_walk_ends_in_tables_that_are_what_the_journal_says(request, tmp_path, database, record_property):
    url = None if database == "sqlcipher" else request.getfixturevalue("postgres_url")
    station = founded(tmp_path / "walk", database=url).log_in("0001", PASSWORD)
    walk, chance = Walk(station), random.Random(20261123)
    for _turn in range(160):
        walk.take(chance.choice(OFTEN), *(chance.randrange(60) for _ in range(3)))
    assert station.check_register(7).findings == ()
    assert set(walk.done) >= set(STEPS) - {"close"}, "an empty household is rare"
    told = f"{database}: {walk.done.total()} steps taken, {walk.refused.total()} refused, the register sound after each"
    record_property("figures", told)
    station.close()
