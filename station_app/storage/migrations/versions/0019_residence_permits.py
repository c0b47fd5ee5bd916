"""Residence permits, and what they are found by."""

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import COUNTER, KEY, Utc

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_ENDS = ("settled", "left", "died", "mistaken")
_INDEXED = ("id_number", "make_by", "opens", "last")


def upgrade() -> None:
    """Make room for them."""
    listed = ", ".join(f"'{end}'" for end in _ENDS)
    op.create_table(
        "residence_permit",
        sa.Column("permit_no", KEY, nullable=False),
        sa.Column("site", KEY, nullable=False),
        sa.Column("seq", COUNTER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id_number", KEY, nullable=False),
        sa.Column("division", KEY, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("applied_at", Utc(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("make_by", sa.Date()),
        sa.Column("issued_on", sa.Date()),
        sa.Column("opens", sa.Date()),
        sa.Column("last", sa.Date()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("ended", sa.Text()),
        sa.PrimaryKeyConstraint("permit_no", name=op.f("pk_residence_permit")),
        sa.CheckConstraint(f"ended IN ({listed})", name=op.f("ck_residence_permit_ended")),
        sqlite_with_rowid=False,
    )
    for name in _INDEXED:
        op.create_index(f"ix_residence_permit_{name}", "residence_permit", [name])
    op.create_index("ix_residence_permit_applied_at", "residence_permit", ["applied_at", "permit_no"])
    op.create_table(
        "permit_key",
        sa.Column("key", KEY, nullable=False),
        sa.Column("permit_no", KEY, nullable=False),
        sa.PrimaryKeyConstraint("key", "permit_no", name=op.f("pk_permit_key")),
        sa.ForeignKeyConstraint(["permit_no"], ["residence_permit.permit_no"], name=op.f("fk_permit_key_permit_no")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Forget them; the journal still holds them."""
    op.drop_table("permit_key")
    op.drop_table("residence_permit")
