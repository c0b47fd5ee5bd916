"""What statistics count of residence permits."""

import json

import sqlalchemy as sa
from alembic import op

from station_app.storage.types import COUNTER, KEY, Utc

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_EVENTS = (
    "permit_applied", "permit_issued", "permit_asked_anew", "permit_issued_anew", "permit_endorsed",
    "permit_endorsed_late", "permit_ended", "permit_mistaken",
)  # fmt: skip
_KINDS = ("permit_applied", "permit_issued", "permit_endorsed", "permit_replaced", "permit_ended")


def upgrade() -> None:
    """Make room, and say of the permits of before what the journal says."""
    listed = ", ".join(f"'{event}'" for event in _EVENTS)
    op.create_table(
        "permit_event",
        sa.Column("site", KEY, nullable=False),
        sa.Column("seq", COUNTER, autoincrement=False, nullable=False),
        sa.Column("permit_no", KEY, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("division", KEY),
        sa.PrimaryKeyConstraint("site", "seq", name=op.f("pk_permit_event")),
        sa.CheckConstraint(f"event IN ({listed})", name=op.f("ck_permit_event_event")),
        sqlite_with_rowid=False,
    )
    _fill(op.get_bind())
    op.create_index("ix_permit_event_at", "permit_event", ["at"])


def downgrade() -> None:
    """Forget it; the journal keeps what it says."""
    op.drop_table("permit_event")


def _fill(there: sa.Connection) -> None:
    written = sa.text("SELECT site, seq, at, kind, payload FROM journal_entry WHERE kind IN :kinds ORDER BY position")
    asked = written.columns(at=Utc()).bindparams(sa.bindparam("kinds", expanding=True))
    lies: dict[str, str | None] = {}
    rows = []
    for site, seq, at, kind, payload in there.execute(asked, {"kinds": list(_KINDS)}):
        said = json.loads(payload)
        number = said["permit_no"]
        if kind == "permit_applied":
            lies[number] = (said["file"].get("permit") or {}).get("division")
        elif said.get("address") is not None:
            lies[number] = said.get("division")
        told = {"site": site, "seq": seq, "permit_no": number, "event": _event(kind, said), "at": at}
        rows.append({**told, "division": lies.get(number) or None})
    if rows:
        put = sa.text(
            "INSERT INTO permit_event (site, seq, permit_no, event, at, division)"
            " VALUES (:site, :seq, :permit_no, :event, :at, :division)"
        )
        there.execute(put.bindparams(sa.bindparam("at", type_=Utc())), rows)


def _event(kind: str, said: dict[str, object]) -> str:
    if kind == "permit_issued":
        return kind if said.get("following") else "permit_issued_anew"
    if kind == "permit_endorsed":
        return "permit_endorsed_late" if said["late"] else kind
    if kind == "permit_replaced":
        return "permit_asked_anew"
    return "permit_mistaken" if said.get("permit_end") == "mistaken" else kind
