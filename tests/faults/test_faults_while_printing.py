"""Kill a desk at any write while it prints: nothing is printed twice by itself, nothing that was journalled is lost."""

from __future__ import annotations

import shutil
import time
from datetime import timedelta

import pytest

from station_app.bench import places
from station_app.bench.families import families
from station_app.bootstrap import door
from station_app.clock import FixedClock, SystemClock
from station_app.domain.print_jobs import PrintState
from tests.faults.tracing import KILLED, command, moments, sampled, spoiled
from tests.printers import A4

pytestmark = pytest.mark.faults

KILLS = 6
PATIENCE = 20.0


@pytest.fixture
def lobby(room):
    return room.printers.get("Lobby") or room.add("Lobby", (A4,))


@pytest.fixture
def home(tmp_path):
    """A station with one accepted family; gives its folder and the case."""
    desk = places.log_in(places.station(tmp_path / "home"))
    accepted = desk.accept(next(iter(families(1))))
    desk.close()
    return tmp_path / "home", accepted.case_no


def test_a_kill_at_any_write_prints_nothing_twice_and_loses_no_paper(home, lobby, tmp_path):
    folder, case_no = home
    shutil.copytree(folder, tmp_path / "undisturbed")
    writes = moments(printing(tmp_path / "undisturbed", case_no, lobby), tmp_path / "undisturbed")
    assert len(lobby.printed) == 1
    for moment in sampled(writes, KILLS):
        lobby.forget()
        shutil.copytree(folder, copy := tmp_path / f"{moment.name}-{moment.nth}")
        spoiled(printing(copy, case_no, lobby), moment, KILLED)
        wrong = afterwards(copy, case_no, lobby)
        assert not wrong, f"{moment}: {wrong}"


def printing(home, case_no, printer):
    return command(home, "print", case_no, "--paper", "receipt", "--printer", printer.address)


def afterwards(home, case_no, printer):
    """Open the desk again a while later and let it take its turns; say what is wrong then."""
    clock = FixedClock(SystemClock().now() + timedelta(minutes=5))
    desk = places.log_in(door(home, clock=clock, cheap_keys=True))
    try:
        end = time.monotonic() + PATIENCE
        while desk.run_spool().under_way:
            if time.monotonic() > end:
                return "the spool does not come to rest"
            time.sleep(0.02)
        jobs, issued, out = desk.print_jobs(ended=True), desk.show(case_no).papers, len(printer.printed)
        if len(jobs) != len(issued):
            return f"{len(issued)} in the journal, {len(jobs)} in the spool"
        if not desk.verify_journal().ok:
            return "the journal is damaged"
        for job in jobs:
            if job.state is PrintState.DONE and out != 1:
                return f"said to be out, and {out} are"
            if job.state not in (PrintState.DONE, PrintState.UNKNOWN):
                return f"left {job.state}"
        return f"{out} came out" if out > 1 or (out and not jobs) else ""
    finally:
        desk.close()
