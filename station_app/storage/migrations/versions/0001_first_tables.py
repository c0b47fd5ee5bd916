"""All tables of the first version, and the triggers that keep the journal append-only.

Written out, not made from the tables of the day: a station that starts from here must get exactly this.
"""

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import COUNTER, KEY, Utc

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER journal_entry_never_{verb.lower()} BEFORE {verb} ON journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END"
    for verb in ("UPDATE", "DELETE")
)
_POSTGRESQL_GUARDS = (
    (
        "CREATE FUNCTION journal_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'the journal only grows'; END$$"
    ),
    (
        "CREATE TRIGGER journal_entry_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows()"
    ),
)


def upgrade() -> None:
    """Make every table; parents before children."""
    _bundle_in()
    _bundle_out()
    _draft()
    _household()
    _journal_entry()
    _officer()
    _paper()
    _read_log()
    _registry_case()
    _site()
    _store_mark()
    _case_attachment()
    _case_document()
    _case_person()
    _search_key()
    _guards()


def downgrade() -> None:
    """Drop every table; children before parents."""
    for table in (
        "search_key",
        "case_person",
        "case_document",
        "case_attachment",
        "store_mark",
        "site",
        "registry_case",
        "read_log",
        "paper",
        "officer",
        "journal_entry",
        "household",
        "draft",
        "bundle_out",
        "bundle_in",
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION journal_only_grows()")


def _guards() -> None:
    guards = _POSTGRESQL_GUARDS if op.get_bind().dialect.name == "postgresql" else _SQLITE_GUARDS
    for guard in guards:
        op.execute(guard)


def _bundle_in() -> None:
    op.create_table(
        "bundle_in",
        sa.Column("site", KEY, nullable=False),
        sa.Column("sender", KEY, nullable=False),
        sa.Column("number", COUNTER, autoincrement=False, nullable=False),
        sa.Column("content", KEY, nullable=False),
        sa.Column("sha256", KEY, nullable=False),
        sa.Column("first_seq", COUNTER, nullable=False),
        sa.Column("last_seq", COUNTER, nullable=False),
        sa.Column("imported_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("site", "sender", "number", name=op.f("pk_bundle_in")),
        sqlite_with_rowid=False,
    )


def _bundle_out() -> None:
    op.create_table(
        "bundle_out",
        sa.Column("site", KEY, nullable=False),
        sa.Column("channel", KEY, nullable=False),
        sa.Column("number", COUNTER, autoincrement=False, nullable=False),
        sa.Column("first_seq", COUNTER, nullable=False),
        sa.Column("last_seq", COUNTER, nullable=False),
        sa.Column("head", KEY, nullable=False),
        sa.Column("sealed_at", Utc(), nullable=False),
        sa.Column("content", KEY, nullable=True),
        sa.Column("sha256", KEY, nullable=True),
        sa.Column("exported_at", Utc(), nullable=True),
        sa.Column("acknowledged_at", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("site", "channel", "number", name=op.f("pk_bundle_out")),
        sqlite_with_rowid=False,
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("draft_id", KEY, nullable=False),
        sa.Column("officer", KEY, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("saved_at", Utc(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_draft")),
    )
    op.create_index("ix_draft_saved_at", "draft", ["saved_at"], unique=False)


def _household() -> None:
    op.create_table(
        "household",
        sa.Column("household_no", KEY, nullable=False),
        sa.Column("site", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("division", KEY, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("managing_body", sa.Text(), nullable=False),
        sa.Column("soft_capacity", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("opened_at", Utc(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('family', 'public_collective', 'unit_collective', 'school_collective', "
            "'community_collective', 'talent_collective')",
            name=op.f("ck_household_kind"),
        ),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_household_state")),
        sa.PrimaryKeyConstraint("household_no", name=op.f("pk_household")),
    )


def _journal_entry() -> None:
    op.create_table(
        "journal_entry",
        sa.Column("position", COUNTER, autoincrement=False, nullable=False),
        sa.Column("site", KEY, nullable=False),
        sa.Column("seq", COUNTER, nullable=False),
        sa.Column("entry_id", KEY, nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("clock_trusted", sa.Boolean(), nullable=False),
        sa.Column("officer", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("prev_hash", KEY, nullable=False),
        sa.Column("hash", KEY, nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_journal_entry")),
    )
    op.create_index("ix_journal_entry_subject", "journal_entry", ["subject"], unique=False)
    op.create_index("uq_journal_entry_site_seq", "journal_entry", ["site", "seq"], unique=True)


def _officer() -> None:
    op.create_table(
        "officer",
        sa.Column("site", KEY, nullable=False),
        sa.Column("badge", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("added_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("site", "badge", name=op.f("pk_officer")),
    )


def _paper() -> None:
    op.create_table(
        "paper",
        sa.Column("case_no", KEY, nullable=False),
        sa.Column("paper", KEY, nullable=False),
        sa.Column("site", KEY, nullable=False),
        sa.Column("copy", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", KEY, nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("officer", KEY, nullable=False),
        sa.PrimaryKeyConstraint("case_no", "paper", "site", "copy", name=op.f("pk_paper")),
        sqlite_with_rowid=False,
    )


def _read_log() -> None:
    op.create_table(
        "read_log",
        sa.Column("read_id", KEY, nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("officer", KEY, nullable=False),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("read_id", name=op.f("pk_read_log")),
    )
    op.create_index("ix_read_log_officer", "read_log", ["officer", "at"], unique=False)
    op.create_index("ix_read_log_subject", "read_log", ["subject"], unique=False)


def _registry_case() -> None:
    op.create_table(
        "registry_case",
        sa.Column("case_no", KEY, nullable=False),
        sa.Column("site", KEY, nullable=False),
        sa.Column("seq", COUNTER, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("accepted_at", Utc(), nullable=False),
        sa.Column("accepted_by", KEY, nullable=False),
        sa.Column("household_no", KEY, nullable=True),
        sa.Column("family_group", KEY, nullable=True),
        sa.Column("decision_due", sa.Date(), nullable=False),
        sa.CheckConstraint("status IN ('accepted')", name=op.f("ck_registry_case_status")),
        sa.PrimaryKeyConstraint("case_no", name=op.f("pk_registry_case")),
    )
    op.create_index("ix_registry_case_accepted_at", "registry_case", ["accepted_at"], unique=False)
    op.create_index("ix_registry_case_household_no", "registry_case", ["household_no"], unique=False)


def _site() -> None:
    op.create_table(
        "site",
        sa.Column("code", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("epoch", KEY, nullable=False),
        sa.Column("signing_key", KEY, nullable=False),
        sa.Column("exchange_key", KEY, nullable=False),
        sa.CheckConstraint("kind IN ('station', 'county', 'city')", name=op.f("ck_site_kind")),
        sa.CheckConstraint("standing IN ('own', 'trusted', 'heard_of')", name=op.f("ck_site_standing")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_site")),
    )


def _store_mark() -> None:
    op.create_table(
        "store_mark",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key_check", KEY, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_store_mark_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_mark")),
    )


def _case_attachment() -> None:
    op.create_table(
        "case_attachment",
        sa.Column("sha256", KEY, nullable=False),
        sa.Column("case_no", KEY, nullable=False),
        sa.Column("size", COUNTER, nullable=False),
        sa.Column("media_type", KEY, nullable=False),
        sa.ForeignKeyConstraint(["case_no"], ["registry_case.case_no"], name=op.f("fk_case_attachment_case_no")),
        sa.PrimaryKeyConstraint("sha256", "case_no", name=op.f("pk_case_attachment")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_attachment_case_no", "case_attachment", ["case_no"], unique=False)


def _case_document() -> None:
    op.create_table(
        "case_document",
        sa.Column("case_no", KEY, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", KEY, nullable=True),
        sa.Column("holder", sa.Integer(), nullable=True),
        sa.Column("presented", KEY, nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("attachment", KEY, nullable=True),
        sa.ForeignKeyConstraint(["case_no"], ["registry_case.case_no"], name=op.f("fk_case_document_case_no")),
        sa.PrimaryKeyConstraint("case_no", "place", name=op.f("pk_case_document")),
        sqlite_with_rowid=False,
    )


def _case_person() -> None:
    op.create_table(
        "case_person",
        sa.Column("case_no", KEY, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", KEY, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id_number", KEY, nullable=True),
        sa.Column("phone", KEY, nullable=True),
        sa.Column("moves", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_no"], ["registry_case.case_no"], name=op.f("fk_case_person_case_no")),
        sa.PrimaryKeyConstraint("case_no", "place", name=op.f("pk_case_person")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_person_id_number", "case_person", ["id_number"], unique=False)
    op.create_index("ix_case_person_phone", "case_person", ["phone"], unique=False)


def _search_key() -> None:
    op.create_table(
        "search_key",
        sa.Column("key", KEY, nullable=False),
        sa.Column("case_no", KEY, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('name', 'pinyin', 'initials', 'case_no')", name=op.f("ck_search_key_kind")),
        sa.ForeignKeyConstraint(["case_no"], ["registry_case.case_no"], name=op.f("fk_search_key_case_no")),
        sa.PrimaryKeyConstraint("key", "case_no", "place", "kind", name=op.f("pk_search_key")),
        sqlite_with_rowid=False,
    )
