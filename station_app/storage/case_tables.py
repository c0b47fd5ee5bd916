"""The tables of cases: what is asked of a case without reading its entry. Projections; `journal.apply` writes them."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from station_app.domain.vocabulary import CaseStatus, Crossed, Level, Outcome, Route, Step
from station_app.storage.table_parts import BOOK, one_of
from station_app.storage.types import COUNTER, KEY, Utc, Words


class KeyKind(StrEnum):
    """What a search key was made from."""

    NAME = "name"
    PINYIN = "pinyin"
    INITIALS = "initials"
    CASE_NO = "case_no"


class AddressKind(StrEnum):
    """Whose address it is."""

    ORIGIN = "origin"  # where a member was registered
    DESTINATION = "destination"  # where the family asks to go
    HOUSEHOLD = "household"  # of the household it was placed or registered in, as it was called then


registry_case = Table(
    "registry_case",
    BOOK,
    Column("case_no", KEY, primary_key=True),
    Column("site", KEY, nullable=False),
    Column("seq", COUNTER, nullable=False),  # with `site`: the entry that holds the facts of the case
    Column("status", Words(CaseStatus), nullable=False),
    Column("accepted_at", Utc, nullable=False),
    Column("accepted_by", KEY, nullable=False),
    Column("household_no", KEY),
    Column("family_group", KEY),
    Column("decision_due", Date, nullable=False),
    Column("levels", KEY, nullable=False),  # words of Level that have to decide, separated by commas, in their order
    Column("still", KEY, nullable=False),  # those of them that have not approved yet
    Column("placed", Boolean, nullable=False),  # its movers take room in the household
    Column("stands_since", Utc, nullable=False),
    Column("ended_as", Words(CaseStatus)),  # what became of it, also when it is delivered and archived
    Column("turned_from", KEY),  # the failed case that it goes on from
    Column("pack", KEY, nullable=False),
    Column("route", Words(Route)),
    Column("division", KEY),  # where it goes, as deep as it was captured
    Column("promised", Date),  # what the station promised at acceptance
    Column("nearest_due", Date, nullable=False),  # the promise or the law's day, whichever is first
    Column("decided_at", Utc),  # when the last level approved or refused
    Column("decided_site", KEY),  # badges are a site's own
    Column("decided_by", KEY),
    Column("registered_at", Utc),
    Column("crossed", Words(Crossed)),  # two decisions of it do not say the same, until somebody sees to it
    one_of("status", CaseStatus),
    Index("ix_registry_case_turned_from", "turned_from"),
    Index("ix_registry_case_accepted_at", "accepted_at", "case_no"),
    Index("ix_registry_case_status", "status", "still", "nearest_due", "case_no"),
    Index("ix_registry_case_household_no", "household_no"),
    Index("ix_registry_case_mine", "accepted_by", "status", "nearest_due", "case_no"),
    *(
        Index(f"ix_registry_case_{name}_at", name, "accepted_at", "case_no")
        for name in ("status", "ended_as", "route", "division", "accepted_by", "decided_by", "levels")
    ),
    Index("ix_registry_case_decided_at", "decided_at", "case_no"),
    Index("ix_registry_case_registered_at", "registered_at", "case_no"),
    Index("ix_registry_case_crossed", "crossed", "nearest_due", "case_no"),
    Index("ix_registry_case_entry", "site", "seq"),  # what a bundle has brought is compared with all that is here
)
"""Each filter of the ledger has an index in the ledger's order, so that a page of it is read where it stands."""

case_decision = Table(
    "case_decision",
    BOOK,
    Column("site", KEY, primary_key=True),  # with `seq`: the entry that says it
    Column("seq", COUNTER, primary_key=True, autoincrement=False),
    # No foreign key: a county's decisions on other stations' cases come along in its bundle.
    Column("case_no", KEY, nullable=False),
    Column("level", Words(Level), nullable=False),
    Column("outcome", Words(Outcome), nullable=False),
    Column("reason", KEY),
    Column("reference", Text),
    Column("at", Utc, nullable=False),
    Column("officer", KEY, nullable=False),
    Column("taken", Boolean, nullable=False),  # False: it does not count, another decision or step does
    one_of("level", Level),
    one_of("outcome", Outcome),
    Index("ix_case_decision_case_no", "case_no"),
    sqlite_with_rowid=False,
)

case_step = Table(
    "case_step",
    BOOK,
    # A step that ends something and counts, as statistics ask for it; what it is counted by lies in the facts' entry.
    Column("site", KEY, primary_key=True),  # with `seq`: the entry that says it
    Column("seq", COUNTER, primary_key=True, autoincrement=False),
    Column("case_no", KEY, nullable=False),
    Column("step", Words(Step), nullable=False),
    Column("level", Words(Level)),
    Column("at", Utc, nullable=False),
    Column("since", Utc, nullable=False),  # where it stood before, it stood since then
    Column("facts", COUNTER, nullable=False),  # of the case's site: the entry that holds the facts of that moment
    Column("was", Words(CaseStatus), nullable=False),  # what had become of it, else where it stood
    Column("became", Words(CaseStatus), nullable=False),
    one_of("step", Step),
    Index("ix_case_step_at", "at"),
    Index("ix_case_step_case_no", "case_no"),
    sqlite_with_rowid=False,
)

case_person = Table(
    "case_person",
    BOOK,
    Column("case_no", KEY, ForeignKey("registry_case.case_no"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),  # index in the family
    Column("role", KEY),
    Column("name", Text, nullable=False),
    Column("id_number", KEY),
    Column("id_backwards", KEY),  # the tail of a number is the beginning of this
    Column("phone", KEY),
    Column("phone_backwards", KEY),
    Column("moves", Boolean, nullable=False),
    Index("ix_case_person_id_number", "id_number"),
    Index("ix_case_person_id_backwards", "id_backwards"),
    Index("ix_case_person_phone", "phone"),
    Index("ix_case_person_phone_backwards", "phone_backwards"),
    sqlite_with_rowid=False,
)

search_key = Table(
    "search_key",
    BOOK,
    Column("key", KEY, primary_key=True),  # lower case; a part of a name is the beginning of one of its suffixes
    Column("case_no", KEY, ForeignKey("registry_case.case_no"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("kind", Words(KeyKind), primary_key=True),
    one_of("kind", KeyKind),
    sqlite_with_rowid=False,
)

address_key = Table(
    "address_key",
    BOOK,
    # Each address once, however many families come from the same village; a part of it is the beginning of a suffix.
    Column("key", KEY, primary_key=True),
    Column("address", KEY, primary_key=True),
    sqlite_with_rowid=False,
)

case_address = Table(
    "case_address",
    BOOK,
    Column("address", KEY, primary_key=True),
    Column("case_no", KEY, ForeignKey("registry_case.case_no"), primary_key=True),
    Column("kind", Words(AddressKind), primary_key=True),
    one_of("kind", AddressKind),
    Index("ix_case_address_case_no", "case_no"),
    sqlite_with_rowid=False,
)

case_document = Table(
    "case_document",
    BOOK,
    Column("case_no", KEY, ForeignKey("registry_case.case_no"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("kind", KEY),
    Column("holder", Integer),
    Column("presented", KEY),
    Column("expires_on", Date),
    Column("attachment", KEY),
    sqlite_with_rowid=False,
)

case_attachment = Table(
    "case_attachment",
    BOOK,
    Column("sha256", KEY, primary_key=True),
    Column("case_no", KEY, ForeignKey("registry_case.case_no"), primary_key=True),
    Column("size", COUNTER, nullable=False),
    Column("media_type", KEY, nullable=False),
    Index("ix_case_attachment_case_no", "case_no"),
    sqlite_with_rowid=False,
)
