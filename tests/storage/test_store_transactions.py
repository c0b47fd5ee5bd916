"""A use case happens wholly or not at all; writers take turns; a commit costs one fsync."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from station_app.errors import DeviceError, RefusedError
from station_app.storage import ballast, cases, drafts
from station_app.storage import engine as engines
from station_app.storage import sqlcipher as cipher
from station_app.storage.case_tables import case_person
from tests.databases import DATA_KEY
from tests.journal import histories
from tests.storage.test_scratch import a_draft

ROOT = Path(__file__).parents[2]
IN_CI = bool(os.environ.get("CI"))
"""There nothing is skipped: the set-up installs strace, so its absence is a fault."""


def count_drafts(store):
    with store.read() as uow:
        return len(drafts.listing(uow))


def test_what_is_not_committed_never_happened(store):
    with store.write() as uow:
        drafts.make(uow, a_draft())
    assert count_drafts(store) == 0


def test_an_error_takes_everything_back(store):
    broken = a_draft(content={"family": object()})
    with pytest.raises(TypeError), store.write() as uow:
        [drafts.make(uow, draft) for draft in (a_draft(), broken)]
    assert count_drafts(store) == 0
    with store.write() as uow:
        drafts.make(uow, a_draft())
        uow.commit()
    assert count_drafts(store) == 1


def test_a_reader_sees_one_unchanging_state(store):
    histories.found(store)
    with store.read() as uow:
        assert cases.recent(uow, 10) == ()
        histories.accept(store)
        assert cases.recent(uow, 10) == ()
    with store.read() as uow:
        assert len(cases.recent(uow, 10)) == 1


def test_a_reader_cannot_write_on_a_server(postgres_store):
    with pytest.raises(DeviceError, match="database_read_only"), postgres_store.read() as uow:
        drafts.make(uow, a_draft())


def test_two_desks_never_give_the_same_number(store):
    histories.found(store)
    numbers, problems = [], []

    def work():
        try:
            numbers.extend(histories.accept(store) for _ in range(8))
        except Exception as problem:  # noqa: BLE001 - a thread's problems would be lost
            problems.append(problem)

    desks = [threading.Thread(target=work) for _ in range(3)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert problems == []
    assert sorted(numbers) == [f"{histories.STATION}-20261123-HJ{number:04d}" for number in range(1, 25)]
    assert [entry.seq for entry in histories.everything(store)] == list(range(1, 28))


def test_a_writer_who_waits_too_long_is_told_to_try_again(tmp_path, monkeypatch):
    monkeypatch.setattr(cipher, "BUSY_SECONDS", 0.1)  # the officer's patience, not our code
    store = engines.Store.create(tmp_path / "station.db", DATA_KEY)
    with store.write(), pytest.raises(RefusedError, match="database_busy"), store.write():
        pass
    store.close()


def test_a_full_disk_loses_nothing_and_gives_back_the_reserve(sqlcipher_store):
    histories.found(sqlcipher_store)
    histories.accept(sqlcipher_store)
    with sqlcipher_store.read() as uow:
        pages = uow.execute(text("PRAGMA page_count")).scalar_one()

    def accept_on_a_full_disk():
        with sqlcipher_store.write() as uow:
            uow.execute(text(f"PRAGMA max_page_count={pages}"))  # SQLite's own way to a full disk
            try:
                for number in range(2, 60):
                    case_no = f"{histories.STATION}-20261123-HJ{number:04d}"
                    histories.say(uow, histories.acceptance(case_no), case_no)
            finally:
                uow.connection.exec_driver_sql("PRAGMA max_page_count=1073741823")

    with pytest.raises(DeviceError, match="disk_full"):
        accept_on_a_full_disk()
    assert not ballast.beside(sqlcipher_store.path).exists()
    assert len(histories.everything(sqlcipher_store)) == 4
    histories.accept(sqlcipher_store)
    assert len(histories.everything(sqlcipher_store)) == 5


def test_half_a_family_cannot_be_stored(store):
    histories.found(store)
    orphan = case_person.insert().values(case_no="none", place=0, name="x", moves=True)
    with pytest.raises(IntegrityError), store.write() as uow:
        uow.execute(orphan)


def test_errors_of_the_database_name_no_person(store):
    histories.found(store)
    orphan = case_person.insert().values(case_no="none", place=0, name="王建国", id_number="620502198503179818")
    with pytest.raises(IntegrityError) as caught, store.write() as uow:
        uow.execute(orphan.values(moves=True))
    assert "620502198503179818" not in str(caught.value)
    if store.kind == "sqlcipher":
        assert "王建国" not in str(caught.value)


@pytest.mark.parametrize("word", ["closed ", "", "offen"])
def test_a_word_outside_its_list_is_refused_by_the_database(store, word):
    histories.found(store)
    with pytest.raises(IntegrityError), store.write() as uow:
        uow.execute(text("UPDATE household SET state = :word"), {"word": word})


def test_the_log_is_emptied_between_use_cases(sqlcipher_store, monkeypatch):
    monkeypatch.setattr(engines, "WAL_BOUND", 200_000)
    histories.found(sqlcipher_store)
    log = sqlcipher_store.path.with_name(sqlcipher_store.path.name + "-wal")
    sizes = []
    for _ in range(40):
        histories.accept(sqlcipher_store)
        sizes.append(log.stat().st_size)
    assert max(sizes) < 600_000
    assert any(later < earlier for earlier, later in itertools.pairwise(sizes))
    assert len(histories.everything(sqlcipher_store)) == 43
    with sqlcipher_store.read() as uow:
        assert uow.execute(select(case_person.c.name)).scalars().all().count("王建国") == 40


_PROGRAM = """
import os, sys
from pathlib import Path
from station_app.storage.engine import Store
from tests.databases import DATA_KEY
from tests.journal import histories
store = Store.open(Path(sys.argv[1]), DATA_KEY)
histories.acceptance("warm")
for _ in range(3):
    os.access("begin-of-a-use-case", os.F_OK)
    histories.accept(store)
    os.access("end-of-a-use-case", os.F_OK)
store.close()
"""


@pytest.mark.skipif(shutil.which("strace") is None and not IN_CI, reason="needs strace")
def test_a_family_costs_one_fsync_from_the_first_one_on(sqlcipher_store, tmp_path):
    histories.found(sqlcipher_store)
    sqlcipher_store.close()
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-qq", "-o", str(trace), "-e", "trace=fsync,fdatasync,sync_file_range,access,faccessat"]
    program = [sys.executable, "-c", _PROGRAM, str(sqlcipher_store.path)]
    done = subprocess.run([*command, *program], check=False, capture_output=True, text=True, cwd=ROOT)
    if "ptrace" in done.stderr.lower() and not IN_CI:
        pytest.skip("tracing is not allowed here")
    assert done.returncode == 0, done.stderr
    parts = trace.read_text(errors="replace").split("begin-of-a-use-case")[1:]
    syncs = [len(re.findall(r"\bf(?:data)?sync\(", part.partition("end-of-a-use-case")[0])) for part in parts]
    assert syncs == [1, 1, 1]
