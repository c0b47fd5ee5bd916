"""All tables of a site, the same on SQLCipher and on PostgreSQL.

Three sorts. The **journal** is the truth and only grows. **Projections** are what the journal says, written by
`journal.apply` alone and replayed by `journal.rebuild`. **Scratch** is local and may be lost: drafts, the log of reads.
SQLAlchemy Core without mapped classes: rows never leave this room, and inserting through the ORM costs three times a
plain statement.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Index, Integer, Table, Text

from station_app.domain.vocabulary import DraftPurpose, SiteKind
from station_app.storage.case_tables import (
    address_key,
    case_address,
    case_attachment,
    case_decision,
    case_document,
    case_person,
    case_step,
    registry_case,
    search_key,
)
from station_app.storage.household_tables import (
    division_change,
    event_person,
    household,
    household_event,
    move_reminder,
    registration,
    residence_card,
    resident_key,
)
from station_app.storage.permit_tables import permit_event, permit_key, residence_permit
from station_app.storage.spool_tables import print_job
from station_app.storage.stock_tables import STOCK
from station_app.storage.table_parts import BOOK, one_of
from station_app.storage.types import COUNTER, KEY, Utc, Words

metadata = BOOK
"""The book of all tables; complete once this module is loaded."""


class Standing(StrEnum):
    """What another site is to this one."""

    OWN = "own"
    TRUSTED = "trusted"  # enrolled here; its signature counts
    HEARD_OF = "heard_of"  # named in somebody's journal only


journal_entry = Table(
    "journal_entry",
    metadata,
    Column("position", COUNTER, primary_key=True, autoincrement=False),  # order of arrival here, gapless
    Column("site", KEY, nullable=False),
    Column("seq", COUNTER, nullable=False),
    Column("entry_id", KEY, nullable=False),
    Column("at", Utc, nullable=False),
    Column("clock_trusted", Boolean, nullable=False),
    Column("officer", KEY, nullable=False),
    Column("kind", KEY, nullable=False),
    Column("subject", KEY, nullable=False),
    Column("payload", Text, nullable=False),
    Column("prev_hash", KEY, nullable=False),
    Column("hash", KEY, nullable=False),
    Index("uq_journal_entry_site_seq", "site", "seq", unique=True),
    Index("ix_journal_entry_subject", "subject"),
)

site = Table(
    "site",
    metadata,
    Column("code", KEY, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Words(SiteKind), nullable=False),
    Column("standing", Words(Standing), nullable=False),
    Column("practice", Boolean, nullable=False),
    Column("epoch", KEY, nullable=False),
    Column("signing_key", KEY, nullable=False),
    Column("exchange_key", KEY, nullable=False),
    one_of("kind", SiteKind),
    one_of("standing", Standing),
)

officer = Table(
    "officer",
    metadata,
    Column("site", KEY, primary_key=True),
    Column("badge", KEY, primary_key=True),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),  # words of OfficerRole, separated by commas
    Column("added_at", Utc, nullable=False),
    Column("password_set_at", Utc),
    Column("must_change", Boolean, nullable=False),  # the password was given by another and opens only its change
    Column("disabled_at", Utc),
)

paper = Table(
    "paper",
    metadata,
    # No foreign key: a county's copy may arrive where the case itself never does.
    Column("case_no", KEY, primary_key=True),
    Column("paper", KEY, primary_key=True),
    Column("site", KEY, primary_key=True),
    Column("copy", Integer, primary_key=True, autoincrement=False),
    Column("sha256", KEY, nullable=False),
    Column("at", Utc, nullable=False),
    Column("officer", KEY, nullable=False),
    sqlite_with_rowid=False,
)

notice = Table(
    "notice",
    metadata,
    Column("notice_no", KEY, primary_key=True),
    Column("site", KEY, nullable=False),
    Column("seq", COUNTER, nullable=False),  # with `site`: the entry that holds what was demanded
    Column("draft_id", KEY, nullable=False),
    Column("issued_at", Utc, nullable=False),
    Column("supplement_by", Date, nullable=False),
    # No foreign keys: the case comes later, and a county's copy may hold one without the other.
    Column("case_no", KEY),
    Column("closed_at", Utc),
    Column("replaced_by", KEY),
    Index("ix_notice_draft_id", "draft_id"),
    Index("ix_notice_case_no", "case_no"),
)

bundle_out = Table(
    "bundle_out",
    metadata,
    Column("site", KEY, primary_key=True),  # who sent it; another site's bundles are known from its journal
    Column("channel", KEY, primary_key=True),
    Column("number", COUNTER, primary_key=True, autoincrement=False),
    Column("first_seq", COUNTER, nullable=False),
    Column("last_seq", COUNTER, nullable=False),
    Column("head", KEY, nullable=False),
    Column("sealed_at", Utc, nullable=False),
    Column("content", KEY),
    Column("sha256", KEY),
    Column("exported_at", Utc),
    Column("acknowledged_at", Utc),
    sqlite_with_rowid=False,
)

bundle_in = Table(
    "bundle_in",
    metadata,
    Column("site", KEY, primary_key=True),  # who imported it
    Column("sender", KEY, primary_key=True),
    Column("number", COUNTER, primary_key=True, autoincrement=False),
    Column("content", KEY, nullable=False),
    Column("sha256", KEY, nullable=False),
    Column("first_seq", COUNTER, nullable=False),
    Column("last_seq", COUNTER, nullable=False),
    Column("imported_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)

store_mark = Table(
    "store_mark",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # one row; its lock is the writers' turn
    Column("key_check", KEY, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

draft = Table(
    "draft",
    metadata,
    Column("draft_id", KEY, primary_key=True),
    Column("officer", KEY, nullable=False),  # whose it is
    Column("saved_by", KEY, nullable=False),
    Column("title", Text, nullable=False),
    Column("persons", Integer, nullable=False),
    Column("missing", Integer),
    Column("created_at", Utc, nullable=False),
    Column("saved_at", Utc, nullable=False),
    Column("revision", COUNTER, nullable=False),  # grows with every change by anybody
    Column("writer", KEY, nullable=False),  # the open page that saved last, and the number of that save
    Column("serial", COUNTER, nullable=False),
    Column("handed_by", KEY),
    Column("note", Text, nullable=False),
    Column("discarded_at", Utc),
    Column("copy_of", KEY),
    Column("purpose", Words(DraftPurpose), nullable=False),
    Column("about", KEY),  # the case it is about, and the entry whose facts it began with
    Column("based_on", COUNTER),
    Column("content", Text, nullable=False),
    Column("view", Text, nullable=False),
    one_of("purpose", DraftPurpose),
    Index("ix_draft_saved_at", "saved_at"),
)

county_digest = Table(
    "county_digest",
    metadata,
    Column("source", KEY, primary_key=True),  # who gave it; one digest each, the newest
    Column("number", COUNTER, nullable=False),
    Column("key", KEY, nullable=False),  # of its hashes, hex
    Column("people", Integer, nullable=False),
    Column("sha256", KEY, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("imported_at", Utc, nullable=False),
)

county_person = Table(
    "county_person",
    metadata,
    Column("source", KEY, primary_key=True),
    Column("number_hash", KEY, primary_key=True),
    Column("case_no", KEY, primary_key=True),
    Column("name_hash", KEY, nullable=False),
    Column("site", KEY, nullable=False),
    Column("status", KEY, nullable=False),  # as the county wrote it: it may know more of them than this program
    Column("accepted_on", Date, nullable=False),
    sqlite_with_rowid=False,
)

read_log = Table(
    "read_log",
    metadata,
    Column("read_id", KEY, primary_key=True),  # UUIDv7: in the order of reading, without a sequence
    Column("at", Utc, nullable=False),
    Column("officer", KEY, nullable=False),
    Column("subject", KEY, nullable=False),
    Column("why", Text, nullable=False),
    Index("ix_read_log_subject", "subject"),
    Index("ix_read_log_officer", "officer", "at"),
)

saved_view = Table(
    "saved_view",
    metadata,
    Column("officer", KEY, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("saved_at", Utc, nullable=False),
    Column("filter", Text, nullable=False),
    sqlite_with_rowid=False,
)

PROJECTIONS: tuple[Table, ...] = (
    site,
    officer,
    household,
    registry_case,
    case_decision,
    case_step,
    registration,
    resident_key,
    household_event,
    event_person,
    residence_card,
    move_reminder,
    division_change,
    case_person,
    search_key,
    address_key,
    case_address,
    case_document,
    case_attachment,
    paper,
    notice,
    residence_permit,
    permit_event,
    permit_key,
    bundle_out,
    bundle_in,
    *STOCK,
)
"""What the journal says; parents before children."""

SCRATCH: tuple[Table, ...] = (store_mark, draft, county_digest, county_person, read_log, saved_view, print_job)
"""Local to this database, not journalled."""
