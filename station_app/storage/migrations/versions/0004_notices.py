"""One-time notices: what was demanded at once, for which draft, and the case that answered it."""

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import COUNTER, KEY, Utc

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; no journal of before has a notice in it."""
    op.create_table(
        "notice",
        sa.Column("notice_no", KEY, nullable=False),
        sa.Column("site", KEY, nullable=False),
        sa.Column("seq", COUNTER, nullable=False),
        sa.Column("draft_id", KEY, nullable=False),
        sa.Column("issued_at", Utc(), nullable=False),
        sa.Column("supplement_by", sa.Date(), nullable=False),
        sa.Column("case_no", KEY),
        sa.Column("closed_at", Utc()),
        sa.Column("replaced_by", KEY),
        sa.PrimaryKeyConstraint("notice_no", name=op.f("pk_notice")),
    )
    op.create_index("ix_notice_draft_id", "notice", ["draft_id"])
    op.create_index("ix_notice_case_no", "notice", ["case_no"])


def downgrade() -> None:
    """Drop the table; the journal keeps the notices."""
    op.drop_table("notice")
