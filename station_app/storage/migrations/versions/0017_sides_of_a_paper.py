"""On how many sides somebody wanted a paper that is on its way to a printer."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it; papers that wait are printed as their printers are."""
    op.add_column("print_job", sa.Column("sides", sa.Text()))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("print_job", "sides")
