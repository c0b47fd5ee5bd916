"""An empty copy of the projections, to replay the journal into. Nothing of it survives the block.

In memory for SQLCipher, in a schema that is never committed for PostgreSQL.
"""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import create_engine, text
from sqlalchemy.pool import StaticPool

from station_app.storage.tables import PROJECTIONS, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine


@contextmanager
def in_memory() -> Iterator[Connection]:
    """Give empty tables in memory; they are pages of this process only and need no key."""
    engine = create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool, creator=_memory, hide_parameters=True)
    try:
        with engine.connect() as connection:
            metadata.create_all(connection, tables=PROJECTIONS, checkfirst=False)
            yield connection
    finally:
        engine.dispose()


@contextmanager
def in_schema(engine: Engine) -> Iterator[Connection]:
    """Give empty tables in a schema of their own inside a transaction that is always rolled back."""
    with engine.connect() as connection:
        transaction = connection.begin()
        try:
            name = f"replay_{secrets.token_hex(8)}"
            connection.execute(text(f"CREATE SCHEMA {name}"))
            connection.execute(text(f"SET LOCAL search_path TO {name}"))
            metadata.create_all(connection, tables=PROJECTIONS, checkfirst=False)
            yield connection
        finally:
            transaction.rollback()


def _memory() -> sqlcipher.Connection:
    connection = sqlcipher.connect(":memory:", check_same_thread=False)
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection
