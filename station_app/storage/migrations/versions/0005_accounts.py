"""Accounts: since when a password holds, whether it must be changed, and whether the account is closed."""

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import Utc

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_SINCE = """
UPDATE officer SET password_set_at = COALESCE(
    (SELECT MAX(journal_entry.at) FROM journal_entry
     WHERE journal_entry.kind = 'officer_recovered'
       AND journal_entry.site = officer.site AND journal_entry.subject = officer.badge),
    added_at)
"""


def upgrade() -> None:
    """Add the columns; a password of before holds since the account was opened or recovered, as the journal says."""
    op.add_column("officer", sa.Column("password_set_at", Utc()))
    op.add_column("officer", sa.Column("must_change", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("officer", sa.Column("disabled_at", Utc()))
    op.execute(_SINCE)


def downgrade() -> None:
    """Drop the columns; the journal keeps what happened."""
    for name in ("disabled_at", "must_change", "password_set_at"):
        op.drop_column("officer", name)
