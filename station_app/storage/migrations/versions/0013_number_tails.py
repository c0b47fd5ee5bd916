"""The end of an ID number finds its person."""

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import KEY

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_AT_ONCE = 5_000


def upgrade() -> None:
    """Write the numbers of those who are there already from their end."""
    op.add_column("case_person", sa.Column("id_backwards", KEY, nullable=True))
    there = op.get_bind()
    numbers = sa.text("SELECT case_no, place, id_number FROM case_person WHERE id_number IS NOT NULL")
    told = sa.text("UPDATE case_person SET id_backwards = :back WHERE case_no = :case_no AND place = :place")
    _send(there, told, [{"case_no": row[0], "place": row[1], "back": row[2][::-1]} for row in there.execute(numbers)])
    op.create_index("ix_case_person_id_backwards", "case_person", ["id_backwards"])
    keys = sa.text("SELECT registration_no, key FROM resident_key WHERE kind = 'id_number'")
    made = sa.text("INSERT INTO resident_key (key, registration_no, kind) VALUES (:key, :number, 'id_number')")
    _send(there, made, [{"number": row[0], "key": f"~{row[1][::-1]}"} for row in there.execute(keys)])


def downgrade() -> None:
    """Take them away."""
    op.execute("DELETE FROM resident_key WHERE kind = 'id_number' AND key LIKE '~%'")
    op.drop_index("ix_case_person_id_backwards", "case_person")
    with op.batch_alter_table("case_person") as table:
        table.drop_column("id_backwards")


def _send(there: sa.Connection, statement: sa.TextClause, rows: list[dict[str, object]]) -> None:
    for start in range(0, len(rows), _AT_ONCE):
        there.execute(statement, rows[start : start + _AT_ONCE])
