"""Power cut, kill or full stick in the middle of `export`: no half bundle bears the final name, nothing is lost."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest

from station_app.bench import places
from station_app.bench.families import families
from station_app.bootstrap import door
from station_app.errors import StationError
from tests.faults.tracing import DISK_FULL, KILLED, command, moments, sampled, side_by_side, spoiled

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.tracing import Ended, Moment

pytestmark = pytest.mark.faults

FAMILIES = tuple(families(3))
KILLS, SHORTAGES = 10, 6


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station with three accepted families, the county it trusts, and an empty stick."""
    folder = tmp_path_factory.mktemp("sites")
    desk, office = (
        places.log_in(places.station(folder / "home")),
        places.log_in(places.county(folder / "county")),
    )
    places.introduce(desk, office, folder / "exchange")
    for family in FAMILIES:
        desk.accept(family)
    desk.close()
    office.close()
    (folder / "stick").mkdir()
    return folder


@pytest.fixture(scope="module")
def writes(sites: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Moment]:
    """Every writing call of an undisturbed `export`, on the station and on the stick."""
    folder = tmp_path_factory.mktemp("undisturbed") / "copy"
    shutil.copytree(sites, folder)
    found = moments(_export(folder), folder)
    assert any("/stick" in moment.target for moment in found)
    return found


def test_a_kill_at_any_write_never_leaves_half_a_bundle(sites, writes, tmp_path):
    on_stick = [moment for moment in writes if "/stick" in moment.target]
    elsewhere = [moment for moment in writes if moment not in on_stick]
    chosen = [*sampled(on_stick, KILLS), *sampled(elsewhere, KILLS)]
    wrong = side_by_side(partial(_spoil, sites, tmp_path, KILLED), chosen)
    assert not wrong, "\n".join(wrong)


def test_a_full_stick_is_said_and_left_clean(sites, writes, tmp_path):
    onto = [moment for moment in writes if "/stick" in moment.target and moment.name in {"write", "fsync"}]
    wrong = side_by_side(partial(_spoil, sites, tmp_path, DISK_FULL), sampled(onto, SHORTAGES))
    assert onto
    assert not wrong, "\n".join(wrong)


def _export(folder: Path) -> list[str]:
    return command(folder / "home", "export", "--to", str(folder / "stick"))


def _spoil(sites: Path, scratch: Path, fault: str, moment: Moment) -> str | None:
    folder = scratch / f"{fault}-{moment.name}-{moment.nth}"
    shutil.copytree(sites, folder)
    ended = spoiled(_export(folder), moment, fault)
    try:
        trouble = _said(ended, folder, fault) or _afterwards(folder)
    except StationError as problem:
        trouble = f"{problem.code} {problem.details}"
    return trouble and f"{moment} {ended}: {trouble}"


def _said(ended: Ended, folder: Path, fault: str) -> str | None:
    if fault == KILLED:
        return None if ended.status else "was not killed"
    if ended.status != 6 or not ended.err.strip() or "Traceback" in ended.err:
        return "a full stick is a failed medium, said in a sentence"
    return f"left on the stick: {left}" if (left := list((folder / "stick").iterdir())) else None


def _afterwards(folder: Path) -> str | None:
    """Let the county import what lies on the stick, then everything after the next export; nobody may be missing."""
    desk, office = places.log_in(door(folder / "home")), places.log_in(door(folder / "county"))
    try:
        if not desk.verify_journal().ok:
            return "the journal is broken"
        for bundle in _bundles(folder):
            office.import_bundle(bundle)
        desk.accept(next(families(1, start=50)))  # so that there is always something to hand over
        desk.export(folder / "stick")
        for bundle in _bundles(folder):
            office.import_bundle(bundle)
        arrived = [office.find(str(family.family[0].id_number)).total for family in FAMILIES]
        hidden = [path.name for path in (folder / "stick").iterdir() if path.name.startswith(".")]
    finally:
        desk.close()
        office.close()
    if arrived != [1] * len(FAMILIES):
        return f"arrived at the county: {arrived}"
    return f"left over: {hidden}" if hidden else None


def _bundles(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "stick").iterdir() if not path.name.startswith("."))
