"""A store opens only what is encrypted, whole, ours, and not newer than the program."""

from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text

from station_app.errors import DamagedError, DeviceError, RefusedError, UsageError
from station_app.storage import ballast
from station_app.storage import sqlcipher as cipher
from station_app.storage.engine import Store
from tests.databases import DATA_KEY
from tests.journal import histories

OTHER_KEY = bytes(32)


def test_what_was_committed_is_there_after_opening_again(tmp_path):
    path = tmp_path / "站点 50%#1.db"
    store = Store.create(path, DATA_KEY)
    histories.found(store)
    store.close()
    again = Store.open(path, DATA_KEY)
    assert len(histories.everything(again)) == 3
    again.close()


def test_the_file_shows_nothing_of_its_content(sqlcipher_store):
    histories.found(sqlcipher_store, officer="王景行")
    histories.accept(sqlcipher_store)
    sqlcipher_store.checkpoint(everything=True)
    files = [sqlcipher_store.path, *sqlcipher_store.path.parent.glob("*-wal")]
    raw = b"".join(path.read_bytes() for path in files)
    assert len(raw) > 40_000
    assert not raw.startswith(b"SQLite format 3")
    for secret in ("王建国".encode(), b"620502198503179818", b"CREATE TABLE", b"journal_entry"):
        assert secret not in raw


def test_an_unencrypted_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "plain.db"
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE person (name)")
    plain.close()
    before = path.read_bytes()
    with pytest.raises(DamagedError, match="database_not_encrypted"):
        Store.open(path, DATA_KEY)
    assert path.read_bytes() == before


def test_another_key_does_not_open_it(sqlcipher_store):
    sqlcipher_store.close()
    with pytest.raises(DamagedError, match="database_key_wrong"):
        Store.open(sqlcipher_store.path, OTHER_KEY)


@pytest.mark.postgres
def test_the_keyring_of_another_site_does_not_fit_a_shared_database(postgres_store, postgres_place):
    with pytest.raises(DamagedError, match="database_key_wrong"):
        Store.open(postgres_place, OTHER_KEY)
    Store.open(postgres_place, DATA_KEY).close()


def test_a_missing_file_is_not_made_by_opening_it(tmp_path):
    with pytest.raises(RefusedError, match="database_missing"):
        Store.open(tmp_path / "station.db", DATA_KEY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"short", bytes(4096), b"x" * 100_000])
def test_a_file_that_is_no_database_is_damaged(tmp_path, content):
    path = tmp_path / "station.db"
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        Store.open(path, DATA_KEY)
    assert path.read_bytes() == content


def test_creating_over_something_is_refused(sqlcipher_store):
    with pytest.raises(RefusedError, match="database_in_use"):
        Store.create(sqlcipher_store.path, DATA_KEY)


@pytest.mark.postgres
def test_creating_in_a_database_with_a_site_is_refused(postgres_store, postgres_place):
    again = Store.create(postgres_place, OTHER_KEY)  # nothing was founded yet: an earlier attempt was broken off
    histories.found(again)
    again.close()
    with pytest.raises(RefusedError, match="database_in_use"):
        Store.create(postgres_place, DATA_KEY)


def test_a_newer_database_waits_for_a_newer_program(store, request):
    with store.write() as uow:
        uow.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        uow.commit()
    store.close()
    location = store.path or request.getfixturevalue("postgres_place")
    with pytest.raises(RefusedError, match="database_newer"):
        Store.open(location, DATA_KEY)


@pytest.mark.postgres
def test_an_empty_server_database_holds_no_site(postgres_url):
    with pytest.raises(RefusedError, match="database_empty"):
        Store.open(postgres_url, DATA_KEY)


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 51, 2)])
def test_an_sqlite_that_can_damage_the_file_is_refused(version):
    with pytest.raises(DamagedError, match="sqlite_too_old"):
        cipher.refuse_old_sqlite(version)


def test_the_sqlite_in_use_is_new_enough():
    cipher.refuse_old_sqlite()
    assert sqlcipher.sqlite_version_info >= cipher.OLDEST_SQLITE


@pytest.mark.parametrize("url", ["mysql://a/b", "sqlite:///x.db", "nonsense", "postgresql+asyncpg://a/b", ""])
def test_only_postgresql_addresses_are_taken(url):
    with pytest.raises(UsageError, match="database_url_wrong"):
        Store.open(url, DATA_KEY)


def test_a_server_that_does_not_answer_is_a_device_at_fault():
    with pytest.raises(DeviceError, match="database_unreachable") as caught:
        Store.open("postgresql+psycopg://nobody:geheim@127.0.0.1:9/none", DATA_KEY)
    assert "geheim" not in str(caught.value) + str(caught.value.details)


@pytest.mark.postgres
def test_a_database_the_server_does_not_have_is_said_so(postgres_url):
    with pytest.raises(DeviceError, match=r"database_refuses_login|database_unreachable"):
        Store.open(postgres_url.replace("site_", "no_such_"), DATA_KEY)


def test_one_flipped_bit_is_found_and_said(sqlcipher_store):
    histories.found(sqlcipher_store)
    for _ in range(20):
        histories.accept(sqlcipher_store)
    sqlcipher_store.close()
    assert cipher.inspect_pages(sqlcipher_store.path, DATA_KEY) == ()
    raw = bytearray(sqlcipher_store.path.read_bytes())
    page = raw[4096 * 8 : 4096 * 9]
    page[100] ^= 1
    raw[4096 * 8 : 4096 * 9] = page
    sqlcipher_store.path.write_bytes(raw)
    assert any("page 9" in found for found in cipher.inspect_pages(sqlcipher_store.path, DATA_KEY))


def test_a_damaged_page_is_said_when_it_is_read(sqlcipher_store):
    histories.found(sqlcipher_store)
    histories.accept(sqlcipher_store)
    sqlcipher_store.close()
    raw = bytearray(sqlcipher_store.path.read_bytes())
    for start in range(4096, len(raw), 4096):
        raw[start + 50] ^= 255
    sqlcipher_store.path.write_bytes(raw)
    with pytest.raises(DamagedError, match=r"database_damaged|database_key_wrong"):
        Store.open(sqlcipher_store.path, DATA_KEY)


def test_a_reserve_lies_beside_the_database(sqlcipher_store):
    reserve = ballast.beside(sqlcipher_store.path)
    assert reserve.stat().st_size == ballast.SIZE
    ballast.drop(sqlcipher_store.path)
    sqlcipher_store.close()
    Store.open(sqlcipher_store.path, DATA_KEY).close()
    assert reserve.exists()


def test_opening_does_not_load_what_only_migrations_need(sqlcipher_store):
    histories.found(sqlcipher_store)
    sqlcipher_store.close()
    program = (
        "import sys; from pathlib import Path; from station_app.storage.engine import Store\n"
        f"store = Store.open(Path({str(sqlcipher_store.path)!r}), bytes.fromhex({DATA_KEY.hex()!r}))\n"
        "store.close()\n"
        "sys.exit(','.join({'alembic', 'psycopg', 'sqlalchemy.orm'} & set(sys.modules)) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
