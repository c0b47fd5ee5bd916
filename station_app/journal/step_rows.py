"""What the steps of a case's life do to the tables, one by one. `course_rows` says which of them count.

A step that counts moves the case (`put`); registering and reversing also write registrations (`EFFECTS`).
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import bindparam, func, select, update

from station_app.clock import local_date
from station_app.domain.crossings import Stand
from station_app.domain.residents import FROM_CASE, RegisteredPerson, Standing, registration_number
from station_app.errors import DamagedError
from station_app.journal import address_rows, case_entries, registration_rows
from station_app.storage.case_tables import AddressKind, case_person, registry_case
from station_app.storage.household_tables import household
from station_app.storage.prepared import Prepared
from station_app.storage.table_parts import levels_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.domain.vocabulary import Crossed
    from station_app.journal.apply import Writes
    from station_app.journal.entries import Entry

Row: TypeAlias = dict[str, Any]

_AS_ROW: Any = namedtuple  # its fields are the columns of the table, whatever they come to be
Case = _AS_ROW("Case", registry_case.c.keys())
_STANDS = Prepared(select(registry_case).where(registry_case.c.case_no == bindparam("wanted")))
_ADDRESS = select(household.c.address).where(household.c.household_no == bindparam("wanted"))
_MOVERS = select(func.count()).where(case_person.c.case_no == bindparam("wanted"), case_person.c.moves)
_MOVED = Prepared(
    update(registry_case)
    .where(registry_case.c.case_no == bindparam("wanted"))
    .values({name: bindparam(name) for name in (*Stand._fields, "crossed")})
)
_PEOPLE = select(case_person.c.place, case_person.c.name, case_person.c.id_number).where(
    case_person.c.case_no == bindparam("wanted")
)


def stands(writes: Writes, case_no: str) -> Any | None:
    """Give the row of a case as it stands; None where the case is not here."""
    writes.send()
    rows = writes.uow.rows(_STANDS, {"wanted": case_no})
    return Case(*rows[0]) if rows else None


def stand_of(case: Any) -> Stand:
    """Give where a case stands, as its row says."""
    values = {name: getattr(case, name) for name in Stand._fields}
    return Stand(**{**values, "still": levels_of(case.still)})


def put(
    writes: Writes,
    case: Any,
    stand: Stand,
    *,
    crossed: Crossed | None = None,
    facts: case_entries.CaseFacts | None = None,
) -> None:
    """Put a case where it stands now, and count its movers into and out of the households where they wait.

    `facts` is what is known of the family from now on.
    """
    before = stand_of(case)
    if facts or (before.waits, before.household_no) != (stand.waits, stand.household_no):
        movers = writes.uow.execute(_MOVERS, {"wanted": case.case_no}).scalar_one()
        registration_rows.count(writes, case.site, before.household_no, -movers if before.waits else 0)
        moving = len(facts.case.movers) if facts else movers
        registration_rows.count(writes, case.site, stand.household_no, moving if stand.waits else 0)
    row = {**stand._asdict(), "still": ",".join(stand.still), "crossed": crossed}
    writes.change(_MOVED, {"wanted": case.case_no, **row})


def _registered(writes: Writes, entry: Entry, payload: case_entries.CaseRegistered) -> None:
    _address_of_household(writes, entry, payload)
    people = {row.place: row for row in writes.uow.execute(_PEOPLE, {"wanted": payload.case_no})}
    registration_rows.register(
        writes,
        [
            registration_rows.begun(
                registration_number(payload.case_no, each.place),
                payload.household_no,
                each.person or RegisteredPerson(people[each.place].name, people[each.place].id_number),
                Standing(each.relationship, each.head, payload.family_group),
                entry=entry,
                since=payload.since,
                why=FROM_CASE,
                case_no=payload.case_no,
                place=each.place,
            )
            for each in payload.registrations
            if each.person or each.place in people
        ],
    )


def _address_of_household(writes: Writes, _entry: Entry, payload: case_entries.CaseRegistered) -> None:
    address = writes.uow.execute(_ADDRESS, {"wanted": payload.household_no}).scalar_one_or_none()
    address_rows.write(writes, payload.case_no, [(AddressKind.HOUSEHOLD, address)])


def _reversed(writes: Writes, entry: Entry, payload: case_entries.CaseReversed) -> None:
    registration_rows.end_case(writes, payload.case_no, entry.site, local_date(entry.at))


def refuse_foreign(entry: Entry, case_no: str, in_place: bool) -> None:  # noqa: FBT001 - reads as a sentence
    """A site speaks of its own cases only; a county decides on those of its stations.

    Raises:
        DamagedError: `entry_out_of_place`.
    """
    if not in_place or entry.subject != case_no:
        raise DamagedError("entry_out_of_place", site=entry.site, seq=entry.seq)


EFFECTS: dict[type, Callable[[Writes, Entry, Any], None]] = {
    case_entries.CaseRegistered: _registered,
    case_entries.CaseReversed: _reversed,
}
"""What a step does beside moving the case."""

AGAIN: dict[type, Callable[[Writes, Entry, Any], None]] = {case_entries.CaseRegistered: _address_of_household}
"""What a step that counted before does once more after facts that are older than it came in late."""
