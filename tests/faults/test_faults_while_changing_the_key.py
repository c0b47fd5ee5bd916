"""Power cut in the middle of closing an account: the site opens for those who stay, with one key, and is whole."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest

from station_app.bench import places
from station_app.bench.families import families
from station_app.bootstrap import door
from station_app.domain.vocabulary import OfficerRole
from station_app.errors import NotPermittedError
from tests.faults.tracing import KILLED, command, moments, sampled, side_by_side, spoiled

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.tracing import Moment

pytestmark = pytest.mark.faults

FIRST = "chu-shi-1949"
KILLS = 14


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station with a few families and a second officer."""
    folder = tmp_path_factory.mktemp("station")
    desk = places.log_in(places.station(folder / "home"))
    for family in families(3):
        desk.accept(family)
    desk.add_officer("0002", "马秀兰", (OfficerRole.FRONT_DESK,), FIRST)
    desk.close()
    return folder


def test_a_kill_at_any_write_leaves_one_key_and_everything_under_it(station, tmp_path):
    whole = tmp_path / "undisturbed"
    shutil.copytree(station, whole)
    found = moments(_disable(whole), whole)
    assert any("keyring" in moment.target for moment in found)
    database = [moment for moment in found if "station.db" in moment.target]
    others = [moment for moment in found if moment not in database]
    seen: set[tuple[bool, bool]] = set()
    chosen = [*sampled(others, KILLS), *sampled(database, KILLS)]
    wrong = side_by_side(partial(_killed, station, tmp_path, seen), chosen)
    assert not wrong, "\n".join(wrong)
    assert {closed for closed, _ in seen} == {True, False}, "some kills come before the account is closed, some after"
    assert {rotated for _, rotated in seen} == {True, False}, "some come before the key has changed, some after"


def _disable(folder: Path) -> list[str]:
    return command(folder / "home", "officer", "disable", "--badge", "0002")


def _killed(station: Path, scratch: Path, seen: set[tuple[bool, bool]], moment: Moment) -> str | None:
    folder = scratch / f"kill-{moment.name}-{moment.nth}"
    shutil.copytree(station, folder)
    ended = spoiled(_disable(folder), moment, KILLED)
    if ended.status == 0:
        return f"{moment}: was not killed"
    trouble = _trouble(folder, seen)
    return trouble and f"{moment}: {trouble}"


def _trouble(folder: Path, seen: set[tuple[bool, bool]]) -> str | None:
    """Open the site again and say what is wrong with it, if anything."""
    built = door(folder / "home")
    desk = places.log_in(built)
    try:
        report = desk.verify_journal()
        if not report.ok:
            return f"journal: {report.problems}"
        if desk.find("").total != 3:
            return "a family is lost"
        closed = next(each for each in desk.officers() if each.badge == "0002").disabled_at is not None
        seen.add((closed, bool(desk._desk.unlocked.earlier_blob_keys)))
    finally:
        desk.close()
    if b'"next"' in (folder / "home" / "keyring.json").read_bytes():
        return "the change of the key was neither ended nor undone"
    try:
        built.log_in("0002", FIRST).close()
    except NotPermittedError as refusal:
        return None if closed else f"the colleague who stays is refused: {refusal.code}"
    return "the closed account still opens" if closed else None
