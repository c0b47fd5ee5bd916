"""Alembic's environment: runs on the connection and inside the transaction that `schema.migrate` opened."""

from alembic import context

from station_app.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
