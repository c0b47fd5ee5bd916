"""The stock ledger: kinds, drawers, numbered pieces, lines of the register."""

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import COUNTER, KEY, Utc

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_STATES = ("free", "used", "spoiled", "void", "away")
_ACTS = ("received", "used", "spoiled", "voided", "handed_on", "counted")


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _counts() -> tuple[sa.Column[int], ...]:
    return tuple(
        sa.Column(name, sa.Integer(), nullable=False) for name in ("received", "used", "spoiled", "void", "away")
    )


def upgrade() -> None:
    """Make room; no journal of before has entries about stock."""
    op.create_table(
        "stock_kind",
        sa.Column("site", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("numbered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("site", "kind", name=op.f("pk_stock_kind")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stock_drawer",
        sa.Column("site", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("drawer", KEY, nullable=False),
        *_counts(),
        sa.PrimaryKeyConstraint("site", "kind", "drawer", name=op.f("pk_stock_drawer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stock_piece",
        sa.Column("site", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("lot", COUNTER, nullable=False),
        sa.Column("drawer", KEY, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("site", "kind", "number", name=op.f("pk_stock_piece")),
        sa.CheckConstraint(f"state IN ({_listed(_STATES)})", name=op.f("ck_stock_piece_state")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_stock_piece_next", "stock_piece", ["site", "kind", "drawer", "state", "lot", "number"])
    _make_room_for_lines()


def _make_room_for_lines() -> None:
    op.create_table(
        "stock_line",
        sa.Column("site", KEY, nullable=False),
        sa.Column("seq", COUNTER, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("drawer", KEY, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("first", KEY, nullable=False),
        sa.Column("last", KEY, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("about", KEY, nullable=False),
        sa.Column("paper", KEY, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("was_used", sa.Boolean(), nullable=False),
        sa.Column("book", sa.Integer(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("officer", KEY, nullable=False),
        sa.PrimaryKeyConstraint("site", "seq", name=op.f("pk_stock_line")),
        sa.CheckConstraint(f"act IN ({_listed(_ACTS)})", name=op.f("ck_stock_line_act")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_stock_line_kind", "stock_line", ["site", "kind", "seq"])


def downgrade() -> None:
    """Forget the tables; the journal keeps what they say."""
    for name in ("stock_line", "stock_piece", "stock_drawer", "stock_kind"):
        op.drop_table(name)
