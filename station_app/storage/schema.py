"""Which version of the tables a database has, and how it comes to the newest. Alembic is imported only to migrate."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, text

from station_app.errors import DamagedError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.config import Config
    from sqlalchemy import Connection, Engine

HEAD = "0020"
"""The newest migration; numbers grow, so that an older program knows a newer database."""

_VERSION = text("SELECT version_num FROM alembic_version")


def version(connection: Connection) -> str | None:
    """Give the database's version; None where there are no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(_VERSION).scalar_one_or_none()


def quick_version(connection: Connection) -> str:
    """Give the version of a database that is surely ours, in one statement."""
    found = connection.execute(_VERSION).scalar_one_or_none()
    if found is None:
        raise DamagedError("database_damaged")
    return str(found)


def refuse_newer(found: str) -> None:
    """Refuse a database that a newer program has changed.

    Raises:
        RefusedError: `database_newer`.
    """
    if found > HEAD:
        raise RefusedError("database_newer", found=found, known=HEAD)


def config(connection: Connection) -> Config:
    """Make Alembic's configuration for an open connection; there is no ini file."""
    from alembic.config import Config  # noqa: PLC0415 - 0.1 s, only to migrate

    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the tables to `to` in one transaction: all of it or nothing."""
    from alembic import command  # noqa: PLC0415 - see `config`

    with engine.connect() as connection, _parents_may_move(connection), connection.begin():
        current = version(connection)
        down = to != "head" and current is not None and (to == "base" or to < current)
        (command.downgrade if down else command.upgrade)(config(connection), to)
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise DamagedError("database_damaged")


@contextmanager
def _parents_may_move(connection: Connection) -> Iterator[None]:
    """Let SQLite replace a table that others refer to, which is how it changes one; nothing else may be under way."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
