"""The day that counts, where a decision was put off: the new one, and no longer the promise of the acceptance."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_PUT_OFF = "case_no IN (SELECT subject FROM journal_entry WHERE kind = 'decision_extended')"


def upgrade() -> None:
    """Let the day that the applicant was told last count."""
    op.execute(f"UPDATE registry_case SET nearest_due = decision_due WHERE {_PUT_OFF}")


def downgrade() -> None:
    """Let the promise count again."""
    op.execute(f"UPDATE registry_case SET nearest_due = COALESCE(promised, decision_due) WHERE {_PUT_OFF}")
