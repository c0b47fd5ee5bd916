"""The tables of residence permits: what is listed and searched. Projections; `journal.apply` writes them.

Where a permit stands is no column: `make_by`, `opens` and `last` are the days it follows from, empty once it ended.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Table, Text

from station_app.domain.counting import PermitEvent
from station_app.domain.vocabulary import PermitEnd
from station_app.storage.table_parts import BOOK, one_of
from station_app.storage.types import COUNTER, KEY, Utc, Words

residence_permit = Table(
    "residence_permit",
    BOOK,
    Column("permit_no", KEY, primary_key=True),
    Column("site", KEY, nullable=False),
    Column("seq", COUNTER, nullable=False),  # with `site`: the entry with which it began
    Column("name", Text, nullable=False),
    Column("id_number", KEY, nullable=False),
    Column("division", KEY, nullable=False),
    Column("address", Text, nullable=False),
    Column("applied_at", Utc, nullable=False),
    Column("applied_on", Date, nullable=False),
    Column("make_by", Date),  # while a card is being made: the last day for it
    Column("issued_on", Date),  # the first card
    Column("opens", Date),  # when the next full year may be endorsed, and until when
    Column("last", Date),
    Column("ended_on", Date),
    Column("ended", Words(PermitEnd)),
    one_of("ended", PermitEnd),
    Index("ix_residence_permit_id_number", "id_number"),
    Index("ix_residence_permit_applied_at", "applied_at", "permit_no"),
    Index("ix_residence_permit_make_by", "make_by"),
    Index("ix_residence_permit_opens", "opens"),
    Index("ix_residence_permit_last", "last"),
    sqlite_with_rowid=False,
)

permit_event = Table(
    "permit_event",
    BOOK,
    # What statistics count of permits, one row an entry; with the division it was in at that moment.
    Column("site", KEY, primary_key=True),
    Column("seq", COUNTER, primary_key=True, autoincrement=False),
    Column("permit_no", KEY, nullable=False),
    Column("event", Words(PermitEvent), nullable=False),
    Column("at", Utc, nullable=False),
    Column("division", KEY),
    one_of("event", PermitEvent),
    Index("ix_permit_event_at", "at"),
    sqlite_with_rowid=False,
)

permit_key = Table(
    "permit_key",
    BOOK,
    Column("key", KEY, primary_key=True),  # as with residents: a part of a name is the beginning of a suffix
    Column("permit_no", KEY, ForeignKey("residence_permit.permit_no"), primary_key=True),
    sqlite_with_rowid=False,
)
