"""What is to be done about a case on which two sites have decided."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_INDEX = "ix_registry_case_crossed"


def upgrade() -> None:
    """Add the mark, and the list of the cases that have it."""
    op.add_column("registry_case", sa.Column("crossed", sa.Text()))
    op.create_index(_INDEX, "registry_case", ["crossed", "nearest_due", "case_no"])


def downgrade() -> None:
    """Take it away; the journal keeps both decisions."""
    op.drop_index(_INDEX, "registry_case")
    with op.batch_alter_table("registry_case") as table:
        table.drop_column("crossed")
