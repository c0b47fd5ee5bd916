"""Papers on their way to a printer."""

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import COUNTER, KEY, Utc

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_STATES = ("waiting", "printing", "done", "failed", "cancelled", "unknown")


def upgrade() -> None:
    """Make room for them."""
    listed = ", ".join(f"'{state}'" for state in _STATES)
    op.create_table(
        "print_job",
        sa.Column("job_id", KEY, nullable=False),
        sa.Column("desk", KEY, nullable=False),
        sa.Column("place", COUNTER, nullable=False),
        sa.Column("group_id", KEY, nullable=False),
        sa.Column("officer", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("paper", KEY, nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("printer", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("queued_at", Utc(), nullable=False),
        sa.Column("claimed_at", Utc()),
        sa.Column("remote", COUNTER),
        sa.Column("moved_at", Utc()),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("began", sa.Boolean(), nullable=False),
        sa.Column("called_off_at", Utc()),
        sa.Column("ended_at", Utc()),
        sa.Column("trouble", KEY, nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("placed", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_print_job")),
        sa.CheckConstraint(f"state IN ({listed})", name=op.f("ck_print_job_state")),
    )
    op.create_index("ix_print_job_desk_place", "print_job", ["desk", "place"], unique=True)
    op.create_index("ix_print_job_number", "print_job", ["number"])


def downgrade() -> None:
    """Forget them: what was not printed yet is printed again from its case, with a reason."""
    op.drop_table("print_job")
