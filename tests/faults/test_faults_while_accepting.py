"""Power cut, kill or full disk in the middle of `accept`: a printed number is never lost, a family is never halved."""

from __future__ import annotations

import json
import shutil
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import pytest

from station_app.bench import places
from station_app.bench.families import families
from station_app.bootstrap import door
from tests.faults.tracing import KILLED, command, moments, sampled, side_by_side, spoiled, starved

if TYPE_CHECKING:
    from pathlib import Path

    from station_app.catalogue import Catalogue
    from tests.faults.tracing import Ended, Moment

pytestmark = pytest.mark.faults

BEFORE, FAMILY, AFTER = families(3)
KILLS, SHORTAGES = 16, 8


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station with one accepted family, and the case file of the next one beside it."""
    folder = tmp_path_factory.mktemp("station")
    desk = places.log_in(places.station(folder / "home"))
    desk.accept(BEFORE)
    desk.close()
    (folder / "family.json").write_bytes(msgspec.json.encode(FAMILY))
    return folder


@pytest.fixture(scope="module")
def writes(station: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Moment]:
    """Every writing call of an undisturbed `accept` on the files of the station."""
    folder = tmp_path_factory.mktemp("undisturbed") / "copy"
    shutil.copytree(station, folder)
    found = moments(_accept(folder), folder)
    assert any(moment.name in {"fsync", "fdatasync"} for moment in found)
    return found


def test_a_kill_at_any_write_leaves_the_family_whole_or_not_at_all(station, writes, tmp_path):
    durable = [moment for moment in writes if moment.name in {"fsync", "fdatasync"}]
    chosen = sampled([moment for moment in writes if moment not in durable], KILLS)
    seen: set[bool] = set()
    wrong = side_by_side(partial(_killed, station, tmp_path, seen), [*sampled(durable, 6), *chosen])
    assert not wrong, "\n".join(wrong)
    assert seen == {True, False}, "some kills come before the family is safe, some after"


def test_a_full_disk_is_said_and_leaves_nothing_behind(station, writes, tmp_path):
    database = [moment for moment in writes if moment.name == "pwrite64" and moment.target.endswith((".db", ".db-wal"))]
    growing = [moment._replace(nth=number) for number, moment in enumerate(database, 1)]
    seen: set[int] = set()
    wrong = side_by_side(partial(_full, station, tmp_path, seen), sampled(growing, SHORTAGES))
    assert not wrong, "\n".join(wrong)
    assert 6 in seen


def _accept(folder: Path) -> list[str]:
    return command(folder / "home", "accept", str(folder / "family.json"), "--papers", str(folder / "papers"))


def _killed(station: Path, scratch: Path, seen: set[bool], moment: Moment) -> str | None:
    folder = _copy(station, scratch, moment, "kill")
    ended = spoiled(_accept(folder), moment, KILLED)
    if ended.status == 0:
        return f"{moment}: was not killed"
    trouble = _state(folder, ended, moment)
    seen.add(_stored(folder))
    return trouble


def _full(station: Path, scratch: Path, seen: set[int], moment: Moment) -> str | None:
    folder = _copy(station, scratch, moment, "full")
    database = folder / "home" / "station.db"
    files = [database.with_name(database.name + suffix) for suffix in ("", "-wal")]
    ended = starved(_accept(folder), moment, files)
    seen.add(ended.status)
    if ended.status not in {0, 6} or "Traceback" in ended.err:
        return f"{moment}: ended with {ended}"
    if ended.status == 6 and not ended.err.strip():
        return f"{moment}: nothing was said"
    return _state(folder, ended, moment)


def _copy(station: Path, scratch: Path, moment: Moment, what: str) -> Path:
    folder = scratch / f"{what}-{moment.name}-{moment.nth}"
    shutil.copytree(station, folder)
    return folder


def _state(folder: Path, ended: Ended, moment: Moment) -> str | None:
    """Open the site again and say what is wrong with it, if anything."""
    desk = places.log_in(door(folder / "home"))
    try:
        trouble = _journal_trouble(desk) or _case_trouble(desk, _printed(ended.out))
    finally:
        desk.close()
    return trouble and f"{moment} {ended}: {trouble}"


def _stored(folder: Path) -> bool:
    desk = places.log_in(door(folder / "home"))
    try:
        return desk.find(str(FAMILY.family[0].id_number)).total > 0
    finally:
        desk.close()


def _journal_trouble(desk: Catalogue) -> str | None:
    for report in (desk.verify_journal(), desk.rebuild_journal()):
        if not report.ok:
            return f"the journal and the tables: {report.problems}"
    return None


def _case_trouble(desk: Catalogue, printed: str | None) -> str | None:
    found = [[row.case_no for row in desk.find(str(member.id_number)).rows] for member in FAMILY.family]
    stored = found[0]
    if any(cases != stored for cases in found):
        return f"half a family: {found}"
    if printed and stored != [printed]:
        return f"{printed} was printed, {stored} is stored"
    if stored and desk.show(stored[0]).case.family != FAMILY.family:
        return f"{stored[0]} is not whole"
    following = desk.accept(AFTER).case_no
    return None if int(following[-4:]) == 2 + len(stored) else f"{following} leaves a gap after {stored}"


def _printed(out: str) -> str | None:
    """Give the case number that reached the officer; a cut-off answer is none."""
    try:
        number = json.loads(out).get("case_no")
    except ValueError:
        return None
    return str(number) if number else None
