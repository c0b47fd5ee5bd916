"""The tables of households and of who is registered in them. Projections; `journal.apply` writes them."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from station_app.domain.vocabulary import HouseholdKind, HouseholdState, HouseholdStep
from station_app.storage.table_parts import BOOK, one_of
from station_app.storage.types import COUNTER, KEY, Utc, Words


class ResidentKey(StrEnum):
    """What a search key of a resident was made from."""

    NAME = "name"
    PINYIN = "pinyin"
    INITIALS = "initials"
    ID_NUMBER = "id_number"


household = Table(
    "household",
    BOOK,
    Column("household_no", KEY, primary_key=True),
    Column("site", KEY, nullable=False),
    Column("kind", Words(HouseholdKind), nullable=False),
    Column("division", KEY, nullable=False),
    Column("division_name", Text),  # of a division that the code tables do not know yet
    Column("address", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("managing_body", Text, nullable=False),
    Column("keeper", Text, nullable=False),
    Column("soft_capacity", Integer),
    Column("state", Words(HouseholdState), nullable=False),
    Column("persons", Integer, nullable=False),  # counted as they come: counting a large household takes a scan
    Column("headed", Boolean, nullable=False),  # of a family household: its householder is registered here
    Column("opened_at", Utc, nullable=False),
    one_of("kind", HouseholdKind),
    one_of("state", HouseholdState),
    Index("ix_household_division", "division"),
)

registration = Table(
    "registration",
    BOOK,
    Column("registration_no", KEY, primary_key=True),  # number of the case or event it comes from, and a place in it
    Column("site", KEY, nullable=False),
    Column("seq", COUNTER, nullable=False),  # with `site`: the entry it began with; the order of a roster
    Column("case_no", KEY, ForeignKey("registry_case.case_no")),  # out of which case; None where there was none
    Column("place", Integer),  # index in the family of that case
    Column("household_no", KEY, nullable=False),
    Column("family_group", KEY),
    Column("relationship", KEY),
    Column("head", Boolean, nullable=False),  # of the household, or of the family's group in a collective one
    Column("name", Text, nullable=False),
    Column("id_number", KEY),
    Column("sex", KEY),
    Column("birth_date", Date),
    Column("from_division", KEY),
    Column("from_address", Text),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("why_began", KEY, nullable=False),
    Column("why_ended", KEY),
    Column("went_to", Text),
    Index("ix_registration_household_no", "household_no"),
    Index("ix_registration_case_no", "case_no"),
    Index("ix_registration_id_number", "id_number"),
    sqlite_with_rowid=False,
)

resident_key = Table(
    "resident_key",
    BOOK,
    # Of those who joined without a case, whose keys are with the case; a part of a name is the beginning of a suffix.
    Column("key", KEY, primary_key=True),
    Column("registration_no", KEY, ForeignKey("registration.registration_no"), primary_key=True),
    Column("kind", Words(ResidentKey), primary_key=True),
    one_of("kind", ResidentKey),
    sqlite_with_rowid=False,
)

household_event = Table(
    "household_event",
    BOOK,
    Column("event_no", KEY, primary_key=True),
    Column("site", KEY, nullable=False),
    Column("seq", COUNTER, nullable=False),  # with `site`: the entry that says what happened
    Column("household_no", KEY, nullable=False),
    Column("division", KEY),  # where the household lay then; None where it is kept elsewhere
    Column("step", Words(HouseholdStep), nullable=False),
    Column("day", Date, nullable=False),
    Column("at", Utc, nullable=False),
    Column("officer", KEY, nullable=False),
    Column("reversed_by", KEY),
    Column("reversed_at", Utc),
    one_of("step", HouseholdStep),
    Index("ix_household_event_household_no", "household_no"),
    Index("ix_household_event_at", "at"),
    Index("ix_household_event_reversed_at", "reversed_at"),
    sqlite_with_rowid=False,
)

event_person = Table(
    "event_person",
    BOOK,
    Column("event_no", KEY, primary_key=True),
    Column("registration_no", KEY, primary_key=True),  # touched by it: begun, ended or related anew
    Index("ix_event_person_registration_no", "registration_no"),
    sqlite_with_rowid=False,
)

residence_card = Table(
    "residence_card",
    BOOK,
    Column("site", KEY, primary_key=True),
    Column("card_no", KEY, primary_key=True),
    Column("registration_no", KEY, nullable=False),
    Column("handed_to", Text, nullable=False),
    Column("handed_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("how_ended", KEY),
    Index("ix_residence_card_registration_no", "registration_no"),
    sqlite_with_rowid=False,
)

move_reminder = Table(
    "move_reminder",
    BOOK,
    Column("reminder_no", KEY, primary_key=True),
    Column("site", KEY, nullable=False),
    Column("registration_no", KEY, nullable=False),
    Column("text", Text, nullable=False),
    Column("noted_at", Utc, nullable=False),
    Column("noted_by", KEY, nullable=False),
    Column("settled_at", Utc),
    Index("ix_move_reminder_registration_no", "registration_no"),
    sqlite_with_rowid=False,
)

division_change = Table(
    "division_change",
    BOOK,
    Column("change_no", KEY, primary_key=True),
    Column("site", KEY, nullable=False),
    Column("seq", COUNTER, nullable=False),  # with `site`: the entry that says which households were changed
    Column("old_code", KEY, nullable=False),
    Column("new_code", KEY, nullable=False),
    Column("new_name", Text),
    Column("since", Date, nullable=False),
    Column("households", Integer, nullable=False),
    Column("at", Utc, nullable=False),
    Column("reversed_by", KEY),
    sqlite_with_rowid=False,
)
