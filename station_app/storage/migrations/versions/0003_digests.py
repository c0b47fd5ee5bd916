"""The county's digests: what is known from other stations, by keyed hashes. Going down forgets them."""

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import COUNTER, KEY, Utc

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "county_digest",
        sa.Column("source", KEY, nullable=False),
        sa.Column("number", COUNTER, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("sha256", KEY, nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("imported_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_county_digest")),
    )
    op.create_table(
        "county_person",
        sa.Column("source", KEY, nullable=False),
        sa.Column("number_hash", KEY, nullable=False),
        sa.Column("case_no", KEY, nullable=False),
        sa.Column("name_hash", KEY, nullable=False),
        sa.Column("site", KEY, nullable=False),
        sa.Column("status", KEY, nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("source", "number_hash", "case_no", name=op.f("pk_county_person")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop the two tables."""
    op.drop_table("county_person")
    op.drop_table("county_digest")
