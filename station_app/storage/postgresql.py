"""The shared database: PostgreSQL by URL, for several desks of one station or for a county or city site.

Same tables, same statements. Encryption of the disk is the server's; sums and keys of the site stay in the keyring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import ArgumentError

from station_app.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import URL, Engine

    from station_app.storage.engine import UnitOfWork

LOCK_SECONDS = 10
CONNECT_SECONDS = 10


def url_of(location: str) -> URL:
    """Read a database URL; `postgresql://` means psycopg.

    Raises:
        UsageError: `database_url_wrong`; the URL itself is not repeated, because it may hold a password.
    """
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as problem:
        raise UsageError("database_url_wrong") from problem
    if url.get_backend_name() != "postgresql" or url.drivername not in {"postgresql", "postgresql+psycopg"}:
        raise UsageError("database_url_wrong")
    return url.set(drivername="postgresql+psycopg")


def engine(location: str) -> Engine:
    """Make the engine of one server; nothing is opened yet."""
    return create_engine(
        url_of(location),
        pool_size=4,
        max_overflow=4,
        pool_timeout=LOCK_SECONDS,
        pool_recycle=1800,
        hide_parameters=True,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "options": f"-c timezone=UTC -c lock_timeout={LOCK_SECONDS}s -c synchronous_commit=on",
        },
    )


def gather_statistics(uow: UnitOfWork) -> None:
    """Let the server look at its tables now, as it does by itself a while after many rows have come."""
    uow.execute(text("ANALYZE"))
