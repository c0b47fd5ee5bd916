"""What working lists and the ledger ask of a case: its route, division, days and deciders, addresses, phone tails."""

import hashlib
import json
import unicodedata
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import KEY, Utc

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_FILTERS = ("status", "ended_as", "route", "division", "accepted_by", "decided_by", "levels")
_NEW: dict[str, Any] = {
    "pack": KEY, "route": KEY, "division": KEY, "promised": sa.Date(), "nearest_due": sa.Date(), "decided_at": Utc(),
    "decided_site": KEY, "decided_by": KEY, "registered_at": Utc(),
}  # fmt: skip


def upgrade() -> None:
    """Add columns and tables, and say of the cases of before what their entries say."""
    with op.batch_alter_table("registry_case") as table:
        for name, kind in _NEW.items():
            table.add_column(sa.Column(name, kind, nullable=True))
    op.add_column("case_person", sa.Column("phone_backwards", KEY, nullable=True))
    _tables()
    _fill()
    with op.batch_alter_table("registry_case") as table:
        table.alter_column("pack", existing_type=KEY, nullable=False)
        table.alter_column("nearest_due", existing_type=sa.Date(), nullable=False)
    _indexes()


def downgrade() -> None:
    """Take them away again; everything in them follows from the journal, but for the saved views."""
    for name in (*(f"{each}_at" for each in _FILTERS), "mine", "decided_at", "registered_at", "status", "accepted_at"):
        op.drop_index(f"ix_registry_case_{name}", "registry_case")
    op.drop_index("ix_case_person_phone_backwards", "case_person")
    with op.batch_alter_table("case_person") as table:
        table.drop_column("phone_backwards")
    with op.batch_alter_table("registry_case") as table:
        for name in _NEW:
            table.drop_column(name)
    op.create_index("ix_registry_case_accepted_at", "registry_case", ["accepted_at"])
    op.create_index("ix_registry_case_status", "registry_case", ["status", "decision_due"])
    for name in ("saved_view", "case_address", "address_key"):
        op.drop_table(name)


def _tables() -> None:
    op.create_table(
        "address_key",
        sa.Column("key", KEY, nullable=False),
        sa.Column("address", KEY, nullable=False),
        sa.PrimaryKeyConstraint("key", "address", name=op.f("pk_address_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_address",
        sa.Column("address", KEY, nullable=False),
        sa.Column("case_no", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('origin', 'destination', 'household')", name=op.f("ck_case_address_kind")),
        sa.ForeignKeyConstraint(["case_no"], ["registry_case.case_no"], name=op.f("fk_case_address_case_no")),
        sa.PrimaryKeyConstraint("address", "case_no", "kind", name=op.f("pk_case_address")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "saved_view",
        sa.Column("officer", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("saved_at", Utc(), nullable=False),
        sa.Column("filter", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("officer", "name", name=op.f("pk_saved_view")),
        sqlite_with_rowid=False,
    )


def _indexes() -> None:
    op.drop_index("ix_registry_case_accepted_at", "registry_case")
    op.drop_index("ix_registry_case_status", "registry_case")
    for name, columns in {
        "accepted_at": ["accepted_at"],
        "status": ["status", "still", "nearest_due"],
        "mine": ["accepted_by", "status", "nearest_due"],
        **{f"{each}_at": [each, "accepted_at"] for each in _FILTERS},
        "decided_at": ["decided_at"],
        "registered_at": ["registered_at"],
    }.items():
        op.create_index(f"ix_registry_case_{name}", "registry_case", [*columns, "case_no"])
    op.create_index("ix_case_person_phone_backwards", "case_person", ["phone_backwards"])
    op.create_index("ix_case_address_case_no", "case_address", ["case_no"])


def _fill() -> None:
    there = op.get_bind()
    asked = sa.text(
        "SELECT c.case_no, c.decision_due, j.payload FROM registry_case c"
        " JOIN journal_entry j ON j.site = c.site AND j.seq = c.seq ORDER BY c.case_no"
    ).columns(decision_due=sa.Date())
    for case_no, due, payload in there.execute(asked).all():
        _fill_case(there, case_no, due, json.loads(payload))
    for case_no, phone, place in there.execute(sa.text("SELECT case_no, phone, place FROM case_person")).all():
        told = sa.text("UPDATE case_person SET phone_backwards = :back WHERE case_no = :case_no AND place = :place")
        there.execute(told, {"back": phone[::-1] if phone else None, "case_no": case_no, "place": place})
    last = "FROM case_decision d WHERE d.case_no = registry_case.case_no AND d.taken"
    last += " AND (d.outcome = 'refuse' OR (d.outcome = 'approve' AND registry_case.still = ''))"
    decided = "status NOT IN ('accepted', 'supplement', 'reviewed', 'at_county', 'declined')"
    for name, said in (("decided_at", "at"), ("decided_site", "site"), ("decided_by", "officer")):
        op.execute(
            f"UPDATE registry_case SET {name} = (SELECT d.{said} {last} ORDER BY d.at DESC, d.seq DESC LIMIT 1)"
            f" WHERE {decided}"
        )
    op.execute(
        "UPDATE registry_case SET registered_at = (SELECT max(j.at) FROM journal_entry j"
        " WHERE j.subject = registry_case.case_no AND j.kind = 'case_registered')"
    )
    households = sa.text(
        "SELECT DISTINCT r.case_no, h.address FROM registration r JOIN household h ON h.household_no = r.household_no"
    )
    for case_no, address in there.execute(households).all():
        _keep(there, case_no, "household", address)


def _fill_case(there: sa.Connection, case_no: str, due: date, said: dict[str, Any]) -> None:
    case, deadlines = said["case"], said["deadlines"]
    destination = case.get("destination") or {}
    promised = deadlines.get("promised")
    told = sa.text(
        "UPDATE registry_case SET pack = :pack, route = :route, division = :division, promised = :promised,"
        " nearest_due = :nearest WHERE case_no = :case_no"
    ).bindparams(sa.bindparam("promised", type_=sa.Date()), sa.bindparam("nearest", type_=sa.Date()))
    day = date.fromisoformat(promised) if promised else None
    facts = {"pack": said["pack"], "route": case.get("route"), "division": destination.get("division")}
    there.execute(told, {**facts, "promised": day, "nearest": min(due, day or due), "case_no": case_no})
    for member in case.get("family", ()):
        _keep(there, case_no, "origin", (member.get("origin") or {}).get("address"))
    _keep(there, case_no, "destination", destination.get("address"))
    _keep(there, case_no, "household", (said.get("placement") or {}).get("address"))


def _keep(there: sa.Connection, case_no: str, kind: str, raw: str | None) -> None:
    folded = unicodedata.normalize("NFKC", raw or "").casefold()
    text = "".join(each for each in folded if each.isalnum())[:120]
    if not text:
        return
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    parts = sa.text("INSERT INTO address_key (key, address) VALUES (:key, :address) ON CONFLICT DO NOTHING")
    there.execute(parts, [{"key": text[start:], "address": digest} for start in range(len(text))])
    whose = sa.text(
        "INSERT INTO case_address (address, case_no, kind) VALUES (:address, :case_no, :kind) ON CONFLICT DO NOTHING"
    )
    there.execute(whose, {"address": digest, "case_no": case_no, "kind": kind})
