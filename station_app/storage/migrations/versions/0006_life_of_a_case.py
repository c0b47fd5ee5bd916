"""The life of a case: where it stands, who still has to decide, decisions, and the registrations that come of it."""

import json

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import COUNTER, KEY, Utc

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_STATES = (
    "accepted", "supplement", "reviewed", "at_county", "approved", "refused", "withdrawn", "registered", "delivered",
    "archived", "reversed",
)  # fmt: skip
_NAME = "ck_registry_case_status"


def upgrade() -> None:
    """Add columns and tables; a case of before was accepted, and every level still has to decide it."""
    _add_columns()
    _fill()
    with op.batch_alter_table("registry_case") as table:
        for name in ("levels", "still"):
            table.alter_column(name, existing_type=KEY, server_default=None)
        table.alter_column("placed", existing_type=sa.Boolean(), server_default=None)
        table.alter_column("stands_since", existing_type=Utc(), nullable=False)
        table.create_check_constraint(op.f(_NAME), _listed(_STATES))
    op.create_index("ix_registry_case_status", "registry_case", ["status", "decision_due"])
    _decisions()
    _registrations()


def downgrade() -> None:
    """Take them away; the journal keeps what was decided, and an older program can't read it."""
    op.drop_table("registration")
    op.drop_table("case_decision")
    op.drop_index("ix_registry_case_status", "registry_case")
    op.execute("UPDATE registry_case SET status = 'accepted'")
    with op.batch_alter_table("registry_case") as table:
        if op.get_bind().dialect.name == "postgresql":
            table.drop_constraint(op.f(_NAME), type_="check")
        for name in ("levels", "still", "placed", "stands_since"):
            table.drop_column(name)
        table.create_check_constraint(op.f(_NAME), _listed(("accepted",)))


def _add_columns() -> None:
    with op.batch_alter_table("registry_case") as table:
        if op.get_bind().dialect.name == "postgresql":  # SQLite's copy leaves the old rule behind by itself
            table.drop_constraint(op.f(_NAME), type_="check")
        table.add_column(sa.Column("levels", KEY, nullable=False, server_default=""))
        table.add_column(sa.Column("still", KEY, nullable=False, server_default=""))
        table.add_column(sa.Column("placed", sa.Boolean(), nullable=False, server_default=sa.true()))
        table.add_column(sa.Column("stands_since", Utc(), nullable=True))


def _listed(states: tuple[str, ...]) -> str:
    return f"status IN ({', '.join(repr(state) for state in states)})"


def _fill() -> None:
    there = op.get_bind()
    asked = sa.text(
        "SELECT c.case_no, j.payload FROM registry_case c JOIN journal_entry j ON j.site = c.site AND j.seq = c.seq"
    )
    told = sa.text("UPDATE registry_case SET levels = :levels, still = :levels WHERE case_no = :case_no")
    rows = [
        {"case_no": case_no, "levels": ",".join(json.loads(payload).get("decided_by", ()))}
        for case_no, payload in there.execute(asked)
    ]
    if rows:
        there.execute(told, rows)
    there.execute(sa.text("UPDATE registry_case SET stands_since = accepted_at"))


def _decisions() -> None:
    op.create_table(
        "case_decision",
        sa.Column("site", KEY, nullable=False),
        sa.Column("seq", COUNTER, nullable=False, autoincrement=False),
        sa.Column("case_no", KEY, nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", KEY),
        sa.Column("reference", sa.Text()),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("officer", KEY, nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.CheckConstraint("level IN ('station', 'county')", name=op.f("ck_case_decision_level")),
        sa.CheckConstraint("outcome IN ('approve', 'return', 'refuse')", name=op.f("ck_case_decision_outcome")),
        sa.PrimaryKeyConstraint("site", "seq", name=op.f("pk_case_decision")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_decision_case_no", "case_decision", ["case_no"])


def _registrations() -> None:
    op.create_table(
        "registration",
        sa.Column("case_no", KEY, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("household_no", KEY, nullable=False),
        sa.Column("family_group", KEY),
        sa.Column("relationship", KEY),
        sa.Column("head", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("why_ended", KEY),
        sa.ForeignKeyConstraint(["case_no"], ["registry_case.case_no"], name=op.f("fk_registration_case_no")),
        sa.PrimaryKeyConstraint("case_no", "place", name=op.f("pk_registration")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_registration_household_no", "registration", ["household_no"])
