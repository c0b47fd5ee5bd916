"""Keepers and states of households, registrations with whom they are of, what happens later, cards, divisions."""

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import COUNTER, KEY, Utc

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KINDS = (
    "family", "public_collective", "unit_collective", "school_collective", "community_collective", "talent_collective",
)  # fmt: skip
_STEPS = ("move_out", "death", "birth", "marriage", "head", "set_up")
_INDEX = "ix_registration_household_no"


def upgrade() -> None:
    """Add what is new; a registration of before gets its number, and the person as the case names them."""
    _change_households(frozen=True)
    before = _take_registrations(
        "SELECT r.case_no, r.place, c.site, j.seq, r.household_no, r.family_group, r.relationship, r.head, p.name,"
        " p.id_number, r.since, r.until, r.why_ended FROM registration r JOIN registry_case c ON c.case_no = r.case_no"
        " JOIN case_person p ON p.case_no = r.case_no AND p.place = r.place"
        " JOIN journal_entry j ON j.subject = r.case_no AND j.kind = 'case_registered' AND j.site = c.site"
    )
    registrations = _registrations()
    if before:
        numbered = [{**row, "registration_no": f"{row['case_no']}-{int(str(row['place'])) + 1:02}"} for row in before]
        op.bulk_insert(registrations, [{**row, "why_began": "case"} for row in numbered])
    op.execute(
        "UPDATE household SET headed = TRUE WHERE kind = 'family' AND household_no IN"
        " (SELECT household_no FROM registration WHERE head AND (why_ended IS NULL OR why_ended <> 'reverse'))"
    )
    _events()
    _cards()
    _divisions()


def downgrade() -> None:
    """Take it away; the journal keeps what happened, and an older program can't read it."""
    for name in ("division_change", "move_reminder", "residence_card", "event_person", "household_event"):
        op.drop_table(name)
    before = _take_registrations(
        "SELECT case_no, place, household_no, family_group, relationship, head, since, until, why_ended"
        " FROM registration WHERE why_began = 'case'"
    )
    registrations = _old_registrations()
    if before:
        op.bulk_insert(registrations, before)
    op.execute("UPDATE household SET state = 'open' WHERE state = 'frozen'")
    _change_households(frozen=False)


def _change_households(*, frozen: bool) -> None:
    if not frozen:
        op.drop_index("ix_household_division", "household")
    with op.batch_alter_table("household") as table:
        if op.get_bind().dialect.name == "postgresql":  # SQLite's copy leaves all checks behind by itself
            table.drop_constraint(op.f("ck_household_state"), type_="check")
            table.drop_constraint(op.f("ck_household_kind"), type_="check")
        if frozen:
            table.add_column(sa.Column("division_name", sa.Text()))
            table.add_column(sa.Column("keeper", sa.Text(), nullable=False, server_default=""))
            table.add_column(sa.Column("headed", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("household") as table:
        if frozen:
            table.alter_column("keeper", existing_type=sa.Text(), server_default=None)
            table.alter_column("headed", existing_type=sa.Boolean(), server_default=None)
        else:
            for name in ("division_name", "keeper", "headed"):
                table.drop_column(name)
        states = ("open", "frozen", "closed") if frozen else ("open", "closed")
        table.create_check_constraint(op.f("ck_household_state"), _listed("state", states))
        table.create_check_constraint(op.f("ck_household_kind"), _listed("kind", _KINDS))
    if frozen:
        op.create_index("ix_household_division", "household", ["division"])


def _listed(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(map(repr, words))})"


def _take_registrations(query: str) -> list[dict[str, object]]:
    days = sa.text(query).columns(since=sa.Date(), until=sa.Date(), head=sa.Boolean())
    rows = [dict(row) for row in op.get_bind().execute(days).mappings()]
    op.drop_table("registration")
    return rows


def _registrations() -> sa.Table:
    made = op.create_table(
        "registration",
        sa.Column("registration_no", KEY, nullable=False),
        sa.Column("site", KEY, nullable=False),
        sa.Column("seq", COUNTER, nullable=False),
        sa.Column("case_no", KEY),
        sa.Column("place", sa.Integer()),
        sa.Column("household_no", KEY, nullable=False),
        sa.Column("family_group", KEY),
        sa.Column("relationship", KEY),
        sa.Column("head", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id_number", KEY),
        sa.Column("sex", KEY),
        sa.Column("birth_date", sa.Date()),
        sa.Column("from_division", KEY),
        sa.Column("from_address", sa.Text()),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("why_began", KEY, nullable=False),
        sa.Column("why_ended", KEY),
        sa.Column("went_to", sa.Text()),
        sa.ForeignKeyConstraint(["case_no"], ["registry_case.case_no"], name=op.f("fk_registration_case_no")),
        sa.PrimaryKeyConstraint("registration_no", name=op.f("pk_registration")),
        sqlite_with_rowid=False,
    )
    for column in ("household_no", "case_no", "id_number"):
        op.create_index(f"ix_registration_{column}", "registration", [column])
    return made


def _old_registrations() -> sa.Table:
    made = op.create_table(
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
    op.create_index(_INDEX, "registration", ["household_no"])
    return made


def _events() -> None:
    op.create_table(
        "household_event",
        sa.Column("event_no", KEY, nullable=False),
        sa.Column("site", KEY, nullable=False),
        sa.Column("seq", COUNTER, nullable=False),
        sa.Column("household_no", KEY, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("officer", KEY, nullable=False),
        sa.Column("reversed_by", KEY),
        sa.CheckConstraint(_listed("step", _STEPS), name=op.f("ck_household_event_step")),
        sa.PrimaryKeyConstraint("event_no", name=op.f("pk_household_event")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_household_event_household_no", "household_event", ["household_no"])
    op.create_table(
        "event_person",
        sa.Column("event_no", KEY, nullable=False),
        sa.Column("registration_no", KEY, nullable=False),
        sa.PrimaryKeyConstraint("event_no", "registration_no", name=op.f("pk_event_person")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_person_registration_no", "event_person", ["registration_no"])


def _cards() -> None:
    op.create_table(
        "residence_card",
        sa.Column("site", KEY, nullable=False),
        sa.Column("card_no", KEY, nullable=False),
        sa.Column("registration_no", KEY, nullable=False),
        sa.Column("handed_to", sa.Text(), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        sa.Column("how_ended", KEY),
        sa.PrimaryKeyConstraint("site", "card_no", name=op.f("pk_residence_card")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_residence_card_registration_no", "residence_card", ["registration_no"])
    op.create_table(
        "move_reminder",
        sa.Column("reminder_no", KEY, nullable=False),
        sa.Column("site", KEY, nullable=False),
        sa.Column("registration_no", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("noted_at", Utc(), nullable=False),
        sa.Column("noted_by", KEY, nullable=False),
        sa.Column("settled_at", Utc()),
        sa.PrimaryKeyConstraint("reminder_no", name=op.f("pk_move_reminder")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_move_reminder_registration_no", "move_reminder", ["registration_no"])


def _divisions() -> None:
    op.create_table(
        "division_change",
        sa.Column("change_no", KEY, nullable=False),
        sa.Column("site", KEY, nullable=False),
        sa.Column("seq", COUNTER, nullable=False),
        sa.Column("old_code", KEY, nullable=False),
        sa.Column("new_code", KEY, nullable=False),
        sa.Column("new_name", sa.Text()),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("reversed_by", KEY),
        sa.PrimaryKeyConstraint("change_no", name=op.f("pk_division_change")),
        sqlite_with_rowid=False,
    )
