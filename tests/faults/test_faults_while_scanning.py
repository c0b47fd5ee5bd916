"""Kill, full disk or a failing share while scans are taken in: a scan is in the folder or in the tray, never lost."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from station_app import settings
from station_app.bench import places
from station_app.bootstrap import door
from station_app.imaging.cleaning import clean
from tests.faults.tracing import KILLED, moments, sampled, side_by_side, spoiled, starved, unreadable
from tests.imaging import scans

if TYPE_CHECKING:
    from tests.faults.tracing import Ended, Moment

pytestmark = pytest.mark.faults

KILLS = 14
PAGES = {
    f"scan{number}.png": scans.saved(scans.a_page(f"page {number}", size=(200, 283)), "PNG") for number in range(2)
}
DIGESTS = {name: hashlib.sha256(clean(raw).content).hexdigest() for name, raw in PAGES.items()}


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station whose scanner has just put two pages into its folder."""
    folder = tmp_path_factory.mktemp("scanning")
    places.station(folder / "home")
    return folder


@pytest.fixture(scope="module")
def writes(station: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Moment]:
    """Every writing call of an undisturbed taking in."""
    folder = _copy(station, tmp_path_factory.mktemp("undisturbed") / "copy")
    found = [
        moment for moment in moments(_call(folder), folder) if "blobs" in moment.target or "inbox" in moment.target
    ]
    assert {moment.name for moment in found} >= {"write", "fsync", "rename", "unlink"}
    assert not list((folder / "inbox").iterdir())
    return found


def test_a_kill_at_any_write_loses_no_scan(station, writes, tmp_path):
    seen: set[int] = set()
    wrong = side_by_side(partial(_killed, station, tmp_path, seen), sampled(writes, KILLS))
    assert not wrong, "\n".join(wrong)
    assert seen >= {0, 1}, "some kills come before the first scan is kept, some after"


def test_a_full_disk_is_said_and_the_scans_stay_with_the_scanner(station, writes, tmp_path):
    folder = _copy(station, tmp_path / "full")
    digest = DIGESTS["scan0.png"]
    paths = [folder / "home" / "blobs" / digest[:2] / f".{digest}.blob.new"]
    ended = starved(_call(folder), next(moment for moment in writes if moment.name == "write")._replace(nth=1), paths)
    assert ended.status == 0
    assert json.loads(ended.out)["said"] == "disk_full"
    assert (folder / "inbox" / "scan0.png").exists()
    assert not list((folder / "home" / "blobs").glob("*/.*")), "no half scan is left"
    assert _trouble(folder, ended) is None


def test_a_share_that_fails_while_a_scan_is_read_leaves_it_there(station, tmp_path):
    folder = _copy(station, tmp_path / "share")
    spoilt = folder / "inbox" / "scan0.png"
    ended = unreadable(_call(folder), spoilt)
    assert ended.status == 0, ended
    assert json.loads(ended.out) == {"kept": [DIGESTS["scan1.png"]], "said": ""}
    assert spoilt.exists()
    assert _trouble(folder, ended) is None


def _killed(station: Path, scratch: Path, seen: set[int], moment: Moment) -> str | None:
    folder = _copy(station, scratch / f"{moment.name}-{moment.nth}")
    ended = spoiled(_call(folder), moment, KILLED)
    if ended.status == 0:
        return f"{moment}: was not killed"
    seen.add(len(list((folder / "home" / "blobs").glob("*/*.blob"))))
    trouble = _trouble(folder, ended)
    return trouble and f"{moment}: {trouble}"


def _trouble(folder: Path, ended: Ended) -> str | None:
    """Say which scan is lost, or kept wrongly; then let the desk go on and say what it could not take in."""
    if "Traceback" in ended.err:
        return ended.err
    desk = places.log_in(door(folder / "home"))
    try:
        tray = {scan.sha256 for scan in desk.tray()}
        lost = [
            name for name, digest in DIGESTS.items() if digest not in tray and not (folder / "inbox" / name).exists()
        ]
        if lost:
            return f"lost: {lost}"
        for _look in range(3):
            desk.take_in_folder()
        if {scan.sha256 for scan in desk.tray()} != set(DIGESTS.values()):
            return "the desk did not go on"
    finally:
        desk.close()
    return f"left in plain: {left}" if (left := list((folder / "inbox").iterdir())) else None


def _copy(station: Path, to: Path) -> Path:
    shutil.copytree(station, to)
    (to / "inbox").mkdir()
    for name, raw in PAGES.items():
        (to / "inbox" / name).write_bytes(raw)
    chosen = settings.read(to / "home" / "settings.json")
    settings.write(to / "home" / "settings.json", settings.Settings(scan_folder=str(to / "inbox")))
    assert chosen.scan_folder is None
    return to


def _call(folder: Path) -> list[str]:
    return [sys.executable, "-m", "tests.faults.scan_victim", str(folder / "home")]
