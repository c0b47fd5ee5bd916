"""The table of papers on their way to a printer. Scratch: local to a desk, not journalled, never replayed."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, Table, Text

from station_app.domain.print_jobs import PrintState, Sides
from station_app.storage.table_parts import BOOK, one_of
from station_app.storage.types import COUNTER, KEY, Utc, Words

print_job = Table(
    "print_job",
    BOOK,
    Column("job_id", KEY, primary_key=True),
    Column("desk", KEY, nullable=False),  # whose printers these are; several desks may share a database
    Column("place", COUNTER, nullable=False),  # the order in which they were asked for at the desk
    Column("group_id", KEY, nullable=False),
    Column("officer", KEY, nullable=False),
    Column("number", KEY, nullable=False),
    Column("paper", KEY, nullable=False),
    Column("copy", Integer, nullable=False),
    Column("printer", Text, nullable=False),
    Column("state", Words(PrintState), nullable=False),
    Column("queued_at", Utc, nullable=False),
    Column("claimed_at", Utc),  # somebody began to hand it over
    Column("remote", COUNTER),  # its number at the printer
    Column("moved_at", Utc),  # the printer last said something new: `seen`
    Column("seen", Text, nullable=False),
    Column("began", Boolean, nullable=False),
    Column("called_off_at", Utc),
    Column("ended_at", Utc),
    Column("trouble", KEY, nullable=False),
    Column("details", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("placed", Boolean, nullable=False),
    Column("sides", Words(Sides)),  # asked for with this paper; NULL: as paper and printer are
    Column("content", LargeBinary),  # sealed; gone as soon as the paper is done with
    one_of("state", PrintState),
    Index("ix_print_job_desk_place", "desk", "place", unique=True),
    Index("ix_print_job_number", "number"),
)
