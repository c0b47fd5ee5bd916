"""A copy counts only when every page of it was checked; the original is never touched."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import text

from station_app.errors import DamagedError, DeviceError, RefusedError
from station_app.storage import backup, schema
from station_app.storage import sqlcipher as cipher
from station_app.storage.engine import Store
from tests.databases import DATA_KEY
from tests.journal import histories


@pytest.fixture
def desk(sqlcipher_store):
    """A station with a family, open while it is copied."""
    histories.found(sqlcipher_store)
    histories.accept(sqlcipher_store)
    return sqlcipher_store


def test_a_copy_opens_as_the_same_site(desk, tmp_path):
    target = tmp_path / "copy.db"
    digest = backup.copy(desk.path, DATA_KEY, target)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == digest
    copied = Store.open(target, DATA_KEY)
    assert histories.everything(copied) == histories.everything(desk)
    copied.close()


def test_a_copy_is_encrypted_with_the_same_key(desk, tmp_path):
    backup.copy(desk.path, DATA_KEY, tmp_path / "copy.db")
    assert b"SQLite format 3" not in (tmp_path / "copy.db").read_bytes()
    with pytest.raises(DamagedError):
        Store.open(tmp_path / "copy.db", bytes(32))


def test_a_damaged_original_gives_no_copy(desk, tmp_path):
    desk.close()
    raw = bytearray(desk.path.read_bytes())
    raw[4096 * 6 + 99] ^= 1
    desk.path.write_bytes(raw)
    with pytest.raises(DamagedError):
        backup.copy(desk.path, DATA_KEY, tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))


def test_a_place_that_cannot_be_written_leaves_nothing(desk, tmp_path):
    with pytest.raises(DeviceError):
        backup.copy(desk.path, DATA_KEY, tmp_path / "missing" / "copy.db")
    assert not (tmp_path / "missing").exists()


def test_an_earlier_copy_is_never_overwritten(tmp_path):
    database = tmp_path / "station.db"
    first = backup.before(database, "0002")
    first.touch()
    assert (first.name, backup.before(database, "0002").name) == ("station.db.before-0002", "station.db.before-0002-2")


def test_an_older_database_is_copied_before_it_is_migrated(desk, tmp_path):
    with desk.write() as uow:  # as an older program would have left it: no tables yet, its version below the first
        uow.execute(text("UPDATE alembic_version SET version_num = '0000'"))
        uow.commit()
    desk.close()
    with pytest.raises(Exception, match="0000"):
        Store.open(desk.path, DATA_KEY)
    kept = desk.path.with_name(f"station.db.before-{schema.HEAD}")
    assert cipher.inspect_pages(kept, DATA_KEY) == ()
    assert cipher.inspect_pages(desk.path, DATA_KEY) == ()


def test_a_missing_database_gives_no_copy(tmp_path):
    with pytest.raises((RefusedError, DeviceError)):
        backup.copy(tmp_path / "none.db", DATA_KEY, tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []
