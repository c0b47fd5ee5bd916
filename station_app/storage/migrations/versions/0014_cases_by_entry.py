"""The cases that a bundle brought are found by the entries it holds."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_registry_case_entry", "registry_case", ["site", "seq"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_registry_case_entry", "registry_case")
