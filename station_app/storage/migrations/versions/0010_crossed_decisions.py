"""What is to be done about a case on which two sites have decided, and where such cases stand."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from station_app.domain.case_life import NOT_YET_REGISTERED, STEP_OF
from station_app.domain.crossings import Course, Took, course
from station_app.domain.vocabulary import Level, Outcome, Step
from station_app.storage.types import Utc

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_INDEX = "ix_registry_case_crossed"
_STEPS = {
    "case_accepted": Step.SUPPLEMENT,
    "case_supplemented": Step.SUPPLEMENT,
    "case_reviewed": Step.REVIEW,
    "case_registered": Step.REGISTER,
    "case_delivered": Step.DELIVER,
    "case_archived": Step.ARCHIVE,
    "case_withdrawn": Step.WITHDRAW,
    "case_reversed": Step.REVERSE,
}


def upgrade() -> None:
    """Add the mark, and the list of the cases that have it; put cases that two sites decided where they stand."""
    op.add_column("registry_case", sa.Column("crossed", sa.Text()))
    op.create_index(_INDEX, "registry_case", ["crossed", "nearest_due", "case_no"])
    there = op.get_bind()
    decided_twice = sa.text(
        "SELECT DISTINCT c.case_no, c.site, c.levels, c.household_no, c.placed, c.status FROM registry_case c"
        " JOIN case_decision d ON d.case_no = c.case_no AND d.site <> c.site"
    ).columns(placed=sa.Boolean())
    for case in there.execute(decided_twice).all():
        _put(there, case, _course(there, case))


def downgrade() -> None:
    """Take it away; the journal keeps both decisions."""
    op.drop_index(_INDEX, "registry_case")
    with op.batch_alter_table("registry_case") as table:
        table.drop_column("crossed")


def _course(there: sa.Connection, case: sa.Row[Any]) -> Course:
    """Go through what both sites wrote of a case."""
    written = sa.text(
        "SELECT site, seq, at, officer, kind, payload FROM journal_entry WHERE subject = :case_no ORDER BY site, seq"
    ).columns(at=Utc())
    told = [
        _took(row)
        for row in there.execute(written, {"case_no": case.case_no})
        if row.kind in _STEPS or row.kind == "case_decided"
    ]
    own, county = ([each for each in told if (each.site == case.site) is mine] for mine in (True, False))
    return course(tuple(map(Level, filter(None, case.levels.split(",")))), own, county)


def _took(row: sa.Row[Any]) -> Took:
    said = json.loads(row.payload)
    plain = (row.site, row.seq, row.at, row.officer)
    if row.kind == "case_decided":
        paper = said.get("on_paper") is not None
        step = STEP_OF[Outcome(said["outcome"])]
        return Took(*plain, step, Level(said["level"]), on_paper=paper, about=said.get("about"))
    placed = said.get("placement") or said
    return Took(*plain, _STEPS[row.kind], household_no=placed.get("household_no"))


def _put(there: sa.Connection, case: sa.Row[Any], found: Course) -> None:
    stand = found.stand
    crossed = found.crossing.word.value if found.crossing else None
    row = {**stand._asdict(), "status": stand.status.value, "still": ",".join(stand.still), "crossed": crossed}
    row["ended_as"] = stand.ended_as.value if stand.ended_as else None
    moments = [name for name in row if name.endswith(("_at", "_since"))]
    put = sa.text(f"UPDATE registry_case SET {', '.join(f'{name} = :{name}' for name in row)} WHERE case_no = :case_no")
    there.execute(
        put.bindparams(*(sa.bindparam(name, type_=Utc()) for name in moments)), {**row, "case_no": case.case_no}
    )
    decisions = there.execute(sa.text("SELECT site, seq FROM case_decision WHERE case_no = :no"), {"no": case.case_no})
    for entry in map(tuple, decisions.all()):
        counts = sa.text("UPDATE case_decision SET taken = :taken WHERE site = :site AND seq = :seq")
        there.execute(counts, {"taken": entry in found.taken, "site": entry[0], "seq": entry[1]})
    _count(there, case, case.household_no, -1 if case.placed and case.status in NOT_YET_REGISTERED else 0)
    _count(there, case, stand.household_no, 1 if stand.waits else 0)


def _count(there: sa.Connection, case: sa.Row[Any], household_no: str | None, sign: int) -> None:
    """Count the movers of a case into or out of the household where they wait."""
    if sign and household_no and household_no.startswith(f"{case.site}-"):
        counted = sa.text(
            "UPDATE household SET persons = persons + :sign * (SELECT count(*) FROM case_person p"
            " WHERE p.case_no = :case_no AND p.moves) WHERE household_no = :household_no"
        )
        there.execute(counted, {"sign": sign, "case_no": case.case_no, "household_no": household_no})
