"""How a database would answer a prepared statement."""

from __future__ import annotations

from sqlalchemy import text


def plan_of(store, prepared, values):
    """Give the plan, line by line; a small PostgreSQL table would be scanned whatever the indexes, so that is off."""
    with store.read() as uow:
        ready = prepared.on(uow.connection.dialect)
        given = ready.values([values])[0]
        if uow.kind == "postgresql":
            uow.execute(text("SET LOCAL enable_seqscan = off"))
            return uow.connection.exec_driver_sql(f"EXPLAIN {ready.text}", given).scalars().all()
        rows = uow.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {ready.text}", given)
        return [row[3] for row in rows]
