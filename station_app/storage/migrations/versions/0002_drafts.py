"""Drafts with owner, age, version, hand-over and a discard that can be taken back.

Going down keeps every draft; the discarded ones come back to life, because an older program knows no other state.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import COUNTER, KEY, Utc

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; a draft of before was begun when it was last saved, by its officer."""
    with op.batch_alter_table("draft") as draft:
        for column in _added():
            draft.add_column(column)
    there = op.get_bind()
    fill = sa.text(
        "UPDATE draft SET created_at = saved_at, saved_by = officer, persons = :persons WHERE draft_id = :id"
    )
    for draft_id, content in there.execute(sa.text("SELECT draft_id, content FROM draft")).all():
        there.execute(fill, {"persons": _persons(content), "id": draft_id})
    with op.batch_alter_table("draft") as draft:
        draft.alter_column("created_at", existing_type=Utc(), nullable=False)


def downgrade() -> None:
    """Take the columns away."""
    with op.batch_alter_table("draft") as draft:
        for column in _added():
            draft.drop_column(column.name)


def _added() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("saved_by", KEY, nullable=False, server_default=""),
        sa.Column("persons", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("missing", sa.Integer(), nullable=True),
        sa.Column("created_at", Utc(), nullable=True),
        sa.Column("revision", COUNTER, nullable=False, server_default="1"),
        sa.Column("writer", KEY, nullable=False, server_default=""),
        sa.Column("serial", COUNTER, nullable=False, server_default="0"),
        sa.Column("handed_by", KEY, nullable=True),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
        sa.Column("discarded_at", Utc(), nullable=True),
        sa.Column("copy_of", KEY, nullable=True),
    )


def _persons(content: str) -> int:
    try:
        family = json.loads(content).get("family")
    except (ValueError, AttributeError):
        return 0
    return len(family) if isinstance(family, list) else 0
