"""The first officer of the day signs what the days before left; a cut tail and a forged seal are seen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from station_app import bootstrap
from station_app.clock import FixedClock
from station_app.domain.reading import read_document
from tests.people import a_family_of_four
from tests.stations import MORNING, PASSWORD, founded

if TYPE_CHECKING:
    from pathlib import Path

    from station_app.catalogue import Catalogue, Door


def on_day(home: Path, day: int) -> Door:
    return bootstrap.door(home, clock=FixedClock(MORNING + timedelta(days=day)), cheap_keys=True)


def entries_of(door: Door) -> int:
    catalogue: Catalogue = door.log_in("0001", PASSWORD)
    try:
        report = catalogue.verify_journal()
        assert report.ok, report.problems
        assert catalogue.rebuild_journal().ok
        return report.entries
    finally:
        catalogue.close()


def test_a_new_morning_brings_one_signed_checkpoint_and_no_second(tmp_path: Path) -> None:
    founding = entries_of(founded(tmp_path))
    assert entries_of(on_day(tmp_path, 0)) == founding
    assert entries_of(on_day(tmp_path, 1)) == founding + 1
    assert entries_of(on_day(tmp_path, 1)) == founding + 1
    assert entries_of(on_day(tmp_path, 9)) == founding + 1, "a day without work needs no signature"


def test_work_of_a_day_is_signed_the_next(tmp_path: Path) -> None:
    founding = entries_of(founded(tmp_path))
    catalogue = on_day(tmp_path, 0).log_in("0001", PASSWORD)
    catalogue.accept(*read_document(a_family_of_four()))
    catalogue.close()
    assert entries_of(on_day(tmp_path, 0)) == founding + 1
    assert entries_of(on_day(tmp_path, 3)) == founding + 2
