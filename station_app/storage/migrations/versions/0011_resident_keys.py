"""What those are found by who joined a household without a case."""

import sqlalchemy as sa
from alembic import op

from station_app.domain.names import search_keys
from station_app.storage.types import KEY

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_KINDS = ("name", "pinyin", "initials", "id_number")


def upgrade() -> None:
    """Make the table, and the keys of those who are there already."""
    made = op.create_table(
        "resident_key",
        sa.Column("key", KEY, nullable=False),
        sa.Column("registration_no", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.CheckConstraint(f"kind IN ({', '.join(map(repr, _KINDS))})", name=op.f("ck_resident_key_kind")),
        sa.ForeignKeyConstraint(
            ["registration_no"],
            ["registration.registration_no"],
            name=op.f("fk_resident_key_registration_no"),
        ),
        sa.PrimaryKeyConstraint("key", "registration_no", "kind", name=op.f("pk_resident_key")),
        sqlite_with_rowid=False,
    )
    there = sa.text("SELECT registration_no, name, id_number FROM registration WHERE case_no IS NULL")
    rows = [
        {"key": key, "registration_no": number, "kind": kind}
        for number, name, id_number in op.get_bind().execute(there).all()
        for key, kind in sorted(_keys(name, id_number))
    ]
    if rows:
        op.bulk_insert(made, rows)


def downgrade() -> None:
    """Take it away."""
    op.drop_table("resident_key")


def _keys(name: str, id_number: str | None) -> set[tuple[str, str]]:
    found = search_keys(name)
    keys = {(found.plain[start:], "name") for start in range(len(found.plain))}
    keys |= {(reading, "pinyin") for reading in found.pinyin if reading}
    keys |= {(short, "initials") for short in found.initials if short}
    return keys | ({(id_number, "id_number")} if id_number else set())
