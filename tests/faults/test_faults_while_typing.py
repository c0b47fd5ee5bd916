"""Kill, full disk, failing disk, a second window: a draft is the old one or the new one, never half, never gone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from station_app import bootstrap
from station_app.bench import places
from station_app.bootstrap import door
from tests.faults import draft_writer
from tests.faults.draft_writer import DRAFT, RACING, VERSIONS, is_whole
from tests.faults.tracing import KILLED, moments, sampled, side_by_side, spoiled, starved
from tests.stations import founded

if TYPE_CHECKING:
    from tests.faults.tracing import Ended, Moment

pytestmark = pytest.mark.faults

ROOT = Path(__file__).parents[2]
KILLS, SHORTAGES = 14, 6
FAILING = "error=EIO"


@pytest.fixture(scope="module", autouse=True)
def _from_the_root():
    """Let the other processes find the tests."""
    path = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(part for part in (str(ROOT), path) if part)
    yield
    if path is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = path


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    """A station with an open journal and no draft."""
    folder = tmp_path_factory.mktemp("station")
    places.log_in(places.station(folder / "home")).close()
    return folder


@pytest.fixture(scope="module")
def writes(station, tmp_path_factory):
    """Every writing call of an undisturbed run on the files of the station."""
    folder = tmp_path_factory.mktemp("undisturbed") / "copy"
    shutil.copytree(station, folder)
    found = moments(_typing(folder), folder)
    assert sum(moment.name in {"fsync", "fdatasync"} for moment in found) >= VERSIONS
    return found


def test_a_kill_at_any_write_leaves_the_last_kept_version_or_the_next(station, writes, tmp_path):
    durable = [moment for moment in writes if moment.name in {"fsync", "fdatasync"}]
    others = [moment for moment in writes if moment not in durable]
    seen: set[int] = set()
    chosen = [*sampled(durable, KILLS // 2), *sampled(others, KILLS)]
    wrong = side_by_side(partial(_killed, station, tmp_path, seen), chosen)
    assert not wrong, "\n".join(wrong)
    assert len(seen) > 2, "the kills fall before, between and after the saves"


@pytest.mark.parametrize("fault", ["error=ENOSPC", FAILING])
def test_a_full_or_failing_disk_is_said_and_what_was_kept_is_still_there(station, writes, tmp_path, fault):
    database = [moment for moment in writes if moment.name == "pwrite64" and moment.target.endswith((".db", ".db-wal"))]
    growing = [moment._replace(nth=number) for number, moment in enumerate(database, 1)]
    seen: set[str] = set()
    wrong = side_by_side(partial(_starved, station, tmp_path, seen, fault), sampled(growing, SHORTAGES))
    assert not wrong, "\n".join(wrong)
    assert seen & {"disk_full", "database_write_failed"}


def test_on_a_really_full_disk_the_reserve_takes_the_draft_and_room_brings_it_back(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    script = f"mount -t tmpfs -o size=24m tmpfs {small} && exec {' '.join(_python('full', small / 'home'))}"
    tried = subprocess.run(["unshare", "-r", "-m", "sh", "-c", script], capture_output=True, text=True, check=False)
    if "unshare" in tried.stderr or "mount" in tried.stderr:
        pytest.skip("this machine lets nobody mount a small disk")
    assert tried.stdout.splitlines() == [
        "at first kept",
        "with the reserve reserve used False",
        "without it disk_full",
        "and what is there is 2",
        "with room again kept True",
        "and the journal is sound",
    ], tried.stderr


@pytest.mark.parametrize("kind", ["sqlcipher", "postgresql"])
def test_two_windows_typing_on_one_draft_both_keep_their_last_version(kind, tmp_path, request):
    url = request.getfixturevalue("postgres_url") if kind == "postgresql" else ""
    home = tmp_path / "home"
    founded_by_places(home, url)
    catalogue = places.log_in(bootstrap.door(home, database=url or None))
    catalogue.save_draft(draft_writer.version(0, "earlier"))
    writers = [_started("race", home, url, name) for name in ("left", "right")]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    ended = {name: writer.communicate(timeout=120) for name, writer in zip(("left", "right"), writers, strict=True)}
    lies = {name: out.split()[-1] for name, (out, _) in ended.items()}
    assert set(lies.values()) > {DRAFT}, ended
    kept = {line.draft_id: catalogue.open_draft(line.draft_id) for line in catalogue.drafts()}
    assert set(kept) == set(lies.values())
    for name, draft_id in lies.items():
        assert is_whole(kept[draft_id])
        assert (kept[draft_id].content["writer"], kept[draft_id].content["version"]) == (name, RACING)
    catalogue.close()


def founded_by_places(home, url):
    """Found the station with the password the writers know."""
    founded(home, database=url or None, password=places.PASSWORD)


def _python(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tests.faults.draft_writer", *map(str, arguments)]


def _typing(folder: Path) -> list[str]:
    return _python("versions", folder / "home")


def _started(*arguments: object) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(_python(*arguments), stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def _killed(station: Path, scratch: Path, seen: set[int], moment: Moment) -> str | None:
    folder = _copy(station, scratch, moment, "kill")
    ended = spoiled(_typing(folder), moment, KILLED)
    if ended.status == 0:
        return f"{moment}: was not killed"
    return _trouble(folder, ended, moment, seen)


def _starved(station: Path, scratch: Path, seen: set[str], fault: str, moment: Moment) -> str | None:
    folder = _copy(station, scratch, moment, fault.removeprefix("error="))
    database = folder / "home" / "station.db"
    files = [database.with_name(database.name + suffix) for suffix in ("", "-wal")]
    ended = starved(_typing(folder), moment, files, fault)
    seen.update(line.split()[1] for line in ended.out.splitlines() if line.startswith("refused"))
    if ended.status not in {0, 1} or (ended.status == 1 and "StationError" not in _kinds(ended.err)):
        return f"{moment}: ended with {ended}"
    return _trouble(folder, ended, moment, set())


def _kinds(err: str) -> str:
    """Give `StationError` where the process could not even open the database, and said so in our own words."""
    return "StationError" if "station_app.errors." in err else err


def _copy(station: Path, scratch: Path, moment: Moment, what: str) -> Path:
    folder = scratch / f"{what}-{moment.name}-{moment.nth}"
    shutil.copytree(station, folder)
    return folder


def _trouble(folder: Path, ended: Ended, moment: Moment, seen: set[int]) -> str | None:
    """Open the site again and say what is wrong with its draft, if anything."""
    promised = [int(line.split()[1]) for line in ended.out.splitlines() if line.startswith("kept")]
    last = max(promised, default=0)
    catalogue = places.log_in(door(folder / "home"))
    try:
        if not catalogue.verify_journal().ok or not catalogue.rebuild_journal().ok:
            return f"{moment}: the journal is not sound"
        lines = catalogue.drafts()
        if not lines:
            seen.add(0)
            return f"{moment}: {last} was kept, and nothing is there" if last else None
        draft = catalogue.open_draft(lines[0].draft_id)
        found = draft.content["version"]
        seen.add(found)
        if len(lines) > 1 or not is_whole(draft) or found not in {last, last + 1}:
            return f"{moment}: {last} was kept, {found} of {len(lines)} is there, whole: {is_whole(draft)}"
        return None
    finally:
        catalogue.close()
