"""What became of a case, also when it is archived; declined cases; drafts that are about a case."""

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import COUNTER, KEY

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_BEFORE = (
    "accepted", "supplement", "reviewed", "at_county", "approved", "refused", "withdrawn", "registered", "delivered",
    "archived", "reversed",
)  # fmt: skip
_NAME = "ck_registry_case_status"


def upgrade() -> None:
    """Add the column, and say of closed cases what their entries say."""
    _allow(("declined", *_BEFORE), add=True)
    op.create_index("ix_registry_case_turned_from", "registry_case", ["turned_from"])
    ended = "'refused', 'withdrawn', 'registered', 'reversed'"
    op.execute(f"UPDATE registry_case SET ended_as = status WHERE status IN ({ended})")
    closed = "UPDATE registry_case SET ended_as = '{0}' WHERE ended_as IS NULL AND status IN ('delivered', 'archived')"
    told = "AND EXISTS (SELECT 1 FROM journal_entry j WHERE j.subject = registry_case.case_no AND j.kind = 'case_{0}')"
    for end in ("reversed", "withdrawn", "registered"):  # the last word first
        op.execute(f"{closed} {told}".format(end))
    op.execute(closed.format("refused"))
    with op.batch_alter_table("draft") as table:
        table.add_column(sa.Column("purpose", KEY, nullable=False, server_default="new"))
        table.add_column(sa.Column("about", KEY, nullable=True))
        table.add_column(sa.Column("based_on", COUNTER, nullable=True))
    with op.batch_alter_table("draft") as table:
        table.alter_column("purpose", existing_type=KEY, server_default=None)
        table.create_check_constraint(op.f("ck_draft_purpose"), "purpose IN ('new', 'supplement', 'turn')")


def downgrade() -> None:
    """Take it away. An older program knows no declined case, and can't read the entry of one."""
    op.execute("DELETE FROM draft WHERE purpose = 'supplement'")  # an older program would accept it as a new case
    with op.batch_alter_table("draft") as table:
        table.drop_constraint(op.f("ck_draft_purpose"), type_="check")
        for name in ("purpose", "about", "based_on"):
            table.drop_column(name)
    op.execute("UPDATE registry_case SET status = 'accepted' WHERE status = 'declined'")
    op.drop_index("ix_registry_case_turned_from", "registry_case")
    _allow(_BEFORE, add=False)


def _allow(states: tuple[str, ...], *, add: bool) -> None:
    with op.batch_alter_table("registry_case") as table:
        if op.get_bind().dialect.name == "postgresql":  # SQLite's copy leaves the old rule behind by itself
            table.drop_constraint(op.f(_NAME), type_="check")
        if add:
            table.add_column(sa.Column("ended_as", KEY, nullable=True))
            table.add_column(sa.Column("turned_from", KEY, nullable=True))
        else:
            table.drop_column("ended_as")
            table.drop_column("turned_from")
        table.create_check_constraint(op.f(_NAME), f"status IN ({', '.join(repr(state) for state in states)})")
