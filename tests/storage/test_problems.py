"""What a database says is told to whoever must act, and never in the database's own words."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from station_app.errors import DamagedError, DeviceError, RefusedError
from station_app.storage.problems import translate
from station_app.storage.search import find
from tests.journal import histories


class _SqliteError(Exception):
    def __init__(self, code):
        super().__init__("王建国")
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "error", "said"),
    [
        (5, RefusedError, "database_busy"),
        (517, RefusedError, "database_busy"),
        (13, DeviceError, "disk_full"),
        (11, DamagedError, "database_damaged"),
        (26, DamagedError, "database_damaged"),
        (8, DeviceError, "database_read_only"),
        (778, DeviceError, "database_write_failed"),
        (1034, DeviceError, "database_write_failed"),
        (266, DeviceError, "database_read_failed"),
    ],
)
def test_each_code_of_sqlite_has_its_meaning(code, error, said):
    known = translate(_SqliteError(code))
    assert isinstance(known, error)
    assert known.code == said
    assert "王建国" not in repr(known)


@pytest.mark.parametrize("code", [1, 19, 787])
def test_what_the_program_did_wrong_stays_a_bug(code):
    assert translate(_SqliteError(code)) is None


def test_what_is_no_database_problem_is_left_alone():
    assert translate(KeyError("x")) is None
    assert translate(RefusedError("case_unknown")) is None


@pytest.mark.postgres
def test_a_lost_server_is_said_and_the_next_try_works(postgres_store):
    histories.found(postgres_store)
    with pytest.raises(DeviceError, match="database_unreachable"), postgres_store.read() as uow:
        uow.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    with postgres_store.read() as uow:
        assert find(uow, "", 5).total == 0
    assert histories.accept(postgres_store).endswith("HJ0001")


@pytest.mark.postgres
def test_a_desk_that_waits_too_long_for_its_turn_is_told_to_try_again(postgres_store):
    def impatient():
        with postgres_store._writers.connect() as connection:
            connection.execute(text("SET LOCAL lock_timeout = '50ms'"))
            connection.execute(text("SELECT id FROM store_mark FOR UPDATE"))

    with postgres_store.write(), pytest.raises(RefusedError, match="database_busy"), postgres_store._translated():
        impatient()
