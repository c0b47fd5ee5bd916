"""The tables of households and of who is registered in them. Projections; `journal.apply` writes them."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from station_app.domain.vocabulary import HouseholdKind
from station_app.storage.table_parts import BOOK, one_of
from station_app.storage.types import KEY, Utc, Words


class HouseholdState(StrEnum):
    """Whether a household takes newcomers."""

    OPEN = "open"
    CLOSED = "closed"


household = Table(
    "household",
    BOOK,
    Column("household_no", KEY, primary_key=True),
    Column("site", KEY, nullable=False),
    Column("kind", Words(HouseholdKind), nullable=False),
    Column("division", KEY, nullable=False),
    Column("address", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("managing_body", Text, nullable=False),
    Column("soft_capacity", Integer),
    Column("state", Words(HouseholdState), nullable=False),
    Column("persons", Integer, nullable=False),  # counted as they come: counting a large household takes a scan
    Column("opened_at", Utc, nullable=False),
    one_of("kind", HouseholdKind),
    one_of("state", HouseholdState),
)

registration = Table(
    "registration",
    BOOK,
    Column("case_no", KEY, ForeignKey("registry_case.case_no"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),  # index in the family
    Column("household_no", KEY, nullable=False),
    Column("family_group", KEY),
    Column("relationship", KEY),
    Column("head", Boolean, nullable=False),  # of the household, or of the family's group in a collective one
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("why_ended", KEY),
    Index("ix_registration_household_no", "household_no"),
    sqlite_with_rowid=False,
)
