"""The steps of cases that statistics count, and where a household lay and when an event in it was taken back."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from station_app.domain.case_life import STEP_OF
from station_app.domain.crossings import Took, course
from station_app.domain.vocabulary import Level, Outcome, Step
from station_app.storage.types import COUNTER, KEY, Utc

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_AT_ONCE = 500
_STEPS = {
    "case_accepted": Step.SUPPLEMENT,
    "case_declined": Step.SUPPLEMENT,
    "case_supplemented": Step.SUPPLEMENT,
    "case_reviewed": Step.REVIEW,
    "case_registered": Step.REGISTER,
    "case_delivered": Step.DELIVER,
    "case_archived": Step.ARCHIVE,
    "case_withdrawn": Step.WITHDRAW,
    "case_reversed": Step.REVERSE,
}
_COUNTED = (Step.APPROVE, Step.REFUSE, Step.RETURN, Step.REGISTER, Step.WITHDRAW, Step.REVERSE)
_EVENTS = (
    "members_moved_out", "death_registered", "newborn_joined", "spouse_joined", "head_changed", "household_set_up",
)  # fmt: skip
_LIES = ("household_opened", "household_changed", "division_changed", "division_change_reversed")


def upgrade() -> None:
    """Make room, and say of what happened before what the journal says."""
    listed = ", ".join(f"'{step}'" for step in Step)
    op.create_table(
        "case_step",
        sa.Column("site", KEY, nullable=False),
        sa.Column("seq", COUNTER, autoincrement=False, nullable=False),
        sa.Column("case_no", KEY, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("level", sa.Text()),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("since", Utc(), nullable=False),
        sa.Column("facts", COUNTER, nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("became", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("site", "seq", name=op.f("pk_case_step")),
        sa.CheckConstraint(f"step IN ({listed})", name=op.f("ck_case_step_step")),
        sqlite_with_rowid=False,
    )
    op.add_column("household_event", sa.Column("division", KEY))
    op.add_column("household_event", sa.Column("reversed_at", Utc()))
    there = op.get_bind()
    for rows in _portions(_cases(there)):
        _keep_steps(there, rows)
    _keep_places(there)
    op.create_index("ix_case_step_at", "case_step", ["at"])
    op.create_index("ix_case_step_case_no", "case_step", ["case_no"])
    op.create_index("ix_household_event_at", "household_event", ["at"])
    op.create_index("ix_household_event_reversed_at", "household_event", ["reversed_at"])


def downgrade() -> None:
    """Take them away; the journal keeps what they say."""
    op.drop_index("ix_household_event_reversed_at", "household_event")
    op.drop_index("ix_household_event_at", "household_event")
    with op.batch_alter_table("household_event") as table:
        table.drop_column("reversed_at")
        table.drop_column("division")
    op.drop_table("case_step")


def _cases(there: sa.Connection) -> list[Any]:
    return list(there.execute(sa.text("SELECT case_no, site, levels FROM registry_case ORDER BY case_no")))


def _portions(cases: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(cases), _AT_ONCE):
        yield cases[start : start + _AT_ONCE]


def _keep_steps(there: sa.Connection, cases: list[Any]) -> None:
    """Go through the courses of some cases and keep the steps that count."""
    written = sa.text(
        "SELECT subject, site, seq, at, officer, kind, payload FROM journal_entry WHERE subject IN :numbers"
        " ORDER BY subject, site, seq"
    ).columns(at=Utc())
    asked = written.bindparams(sa.bindparam("numbers", expanding=True))
    known = {case.case_no: case for case in cases}
    rows: list[dict[str, Any]] = []
    for case_no, entries in groupby(there.execute(asked, {"numbers": list(known)}), key=lambda row: row.subject):
        case = known[case_no]
        told = [_took(row) for row in entries if row.kind in _STEPS or row.kind == "case_decided"]
        own, county = ([each for each in told if (each.site == case.site) is mine] for mine in (True, False))
        levels = tuple(map(Level, filter(None, case.levels.split(","))))
        declined = not levels
        rows += _declined(own, case_no) if declined else _counted(case_no, course(levels, own, county).line)
    if rows:
        put = sa.text(
            "INSERT INTO case_step (site, seq, case_no, step, level, at, since, facts, was, became) VALUES"
            " (:site, :seq, :case_no, :step, :level, :at, :since, :facts, :was, :became)"
        )
        there.execute(put.bindparams(*(sa.bindparam(name, type_=Utc()) for name in ("at", "since"))), rows)


def _declined(own: list[Took], case_no: str) -> list[dict[str, Any]]:
    """Give the reversal of a case that was declined: nothing else can be counted of it."""
    since, was, rows = own[0].at, "declined", []
    for took in own[1:]:
        if took.step is Step.REVERSE and was == "declined":
            rows.append(_row(case_no, took, since=since, facts=own[0].seq, was=was, became="reversed"))
            was = "reversed"
        since = took.at
    return rows


def _counted(case_no: str, line: tuple[Any, ...]) -> list[dict[str, Any]]:
    (first, before), *later = line
    facts, rows = first.seq, []
    for took, now in later:
        if took.step in _COUNTED:
            was = before.ended_as or before.status
            told = {"since": before.stands_since, "was": was.value, "became": now.status.value}
            rows.append(_row(case_no, took, facts=facts, **told))
        facts = took.seq if took.step is Step.SUPPLEMENT else facts
        before = now
    return rows


def _row(case_no: str, took: Took, **told: Any) -> dict[str, Any]:
    row = {"site": took.site, "seq": took.seq, "case_no": case_no, "step": took.step.value, "at": took.at}
    return {**row, "level": took.level.value if took.level else None, **told}


def _took(row: sa.Row[Any]) -> Took:
    said = json.loads(row.payload)
    plain = (row.site, row.seq, row.at, row.officer)
    if row.kind == "case_decided":
        paper = said.get("on_paper") is not None
        step = STEP_OF[Outcome(said["outcome"])]
        return Took(*plain, step, Level(said["level"]), on_paper=paper, about=said.get("about"))
    placed = said.get("placement") or said
    return Took(*plain, _STEPS[row.kind], household_no=placed.get("household_no"))


def _keep_places(there: sa.Connection) -> None:
    """Say where each household lay when something happened in it, and when that was taken back."""
    wanted = (*_LIES, *_EVENTS, "event_reversed")
    written = sa.text("SELECT at, kind, payload FROM journal_entry WHERE kind IN :kinds ORDER BY position")
    asked = written.columns(at=Utc()).bindparams(sa.bindparam("kinds", expanding=True))
    lies: dict[str, str] = {}
    placed, reversed_at = [], []
    for at, kind, payload in there.execute(asked, {"kinds": list(wanted)}):
        said = json.loads(payload)
        if kind in _EVENTS:
            placed.append({"event": said["event_no"], "division": lies.get(said["household_no"])})
        elif kind == "event_reversed":
            reversed_at.append({"event": said["reversed_no"], "moment": at})
        elif kind == "household_opened":
            lies[said["household_no"]] = said["division"]
        elif kind == "household_changed":
            lies[said["household_no"]] = said["after"]["division"]
        else:
            lies.update({each["household_no"]: each["after"]["division"] for each in said["households"]})
    if placed:
        there.execute(sa.text("UPDATE household_event SET division = :division WHERE event_no = :event"), placed)
    if reversed_at:
        put = sa.text("UPDATE household_event SET reversed_at = :moment WHERE event_no = :event")
        there.execute(put.bindparams(sa.bindparam("moment", type_=Utc())), reversed_at)
