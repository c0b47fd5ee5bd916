"""The rehearsal uses the same keys and windows as an officer, and waits as patiently."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from station_app import bootstrap
from ui.rehearsal import Rehearsal


@pytest.fixture
def rehearsal(qapp, tmp_path):
    hands = Rehearsal(bootstrap.practice_door(tmp_path / "station"), tmp_path / "pictures")
    yield hands
    hands.close()


def test_a_family_is_typed_while_the_machine_is_busy_with_other_things(rehearsal):
    sample = json.loads(bootstrap.sample_files()[0].read_text(encoding="utf-8"))
    sample["family"] = sample["family"][:1]
    rehearsal.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2 * (os.cpu_count() or 1))]
    try:
        rehearsal.type_case(sample)
    finally:
        for other in others:
            other.kill()
            other.wait()
    assert rehearsal.accept().endswith("-HJ0020")
    assert rehearsal.main.current == "preview"


def test_what_comes_after_the_end_of_the_day_is_heard_by_nobody(qapp, tmp_path):
    """The pages it would be told to are gone, as they are when the program ends."""
    hands = Rehearsal(bootstrap.practice_door(tmp_path / "station"), tmp_path / "pictures")
    heard = []
    hands._runner.run(lambda: "a list that was asked for", heard.append)
    hands.close()
    qapp.processEvents()
    assert heard == []
