"""What the county's digests say, and whom a county would tell a station about.

Foreign facts: scratch, replaced whole by each newer digest. People are found by keyed hashes; the key of a digest lies
beside it, inside the encrypted database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, bindparam, delete, insert, select

from station_app.domain.known_elsewhere import name_hash, number_hash
from station_app.storage.case_tables import case_person, registry_case
from station_app.storage.prepared import Prepared
from station_app.storage.tables import Standing, county_digest, county_person, journal_entry, site

if TYPE_CHECKING:
    from sqlalchemy import Row

    from station_app.storage.engine import UnitOfWork


class TakenDigest(msgspec.Struct, frozen=True):
    """The newest digest of a source."""

    source: str
    number: int
    key: str
    people: int
    sha256: str
    created_at: datetime


class Elsewhere(msgspec.Struct, frozen=True):
    """Somebody in a case of another station; `same_name` compares with the name asked about, None without one."""

    case_no: str
    site: str
    status: str
    accepted_on: date
    source: str
    same_name: bool | None = None


_TAKEN = Prepared(select(*(county_digest.c[name] for name in TakenDigest.__struct_fields__)))
_FOUND = select(county_person).where(
    county_person.c.source == bindparam("origin"),
    county_person.c.number_hash.in_(bindparam("hashes", expanding=True)),
)
_ALL_HASHES = select(county_person.c.number_hash).where(county_person.c.source == bindparam("origin"))
_FORGET = (
    delete(county_person).where(county_person.c.source == bindparam("origin")),
    delete(county_digest).where(county_digest.c.source == bindparam("origin")),
)
_OTHERS = (
    select(
        case_person.c.id_number,
        case_person.c.name,
        registry_case.c.case_no,
        registry_case.c.site,
        registry_case.c.status,
        registry_case.c.accepted_at,
    )
    .join(registry_case, registry_case.c.case_no == case_person.c.case_no)
    .where(registry_case.c.site != bindparam("receiver"), case_person.c.moves, case_person.c.id_number.is_not(None))
)
_OWN_PEOPLE = (
    select(case_person.c.id_number, case_person.c.name, case_person.c.case_no, case_person.c.place)
    .join(registry_case, registry_case.c.case_no == case_person.c.case_no)
    .join(site, site.c.code == registry_case.c.site)
    .where(site.c.standing == Standing.OWN, case_person.c.moves, case_person.c.id_number.is_not(None))
    .order_by(case_person.c.case_no, case_person.c.place)
)
_other_person, _other_case = case_person.alias("other_person"), registry_case.alias("other_case")
_SHARED = (
    select(registry_case.c.case_no, case_person.c.place, _other_case.c.case_no.label("other"))
    .join(case_person, case_person.c.case_no == registry_case.c.case_no)
    .join(_other_person, _other_person.c.id_number == case_person.c.id_number)
    .join(_other_case, _other_case.c.case_no == _other_person.c.case_no)
    .where(
        registry_case.c.site == bindparam("sender"),
        registry_case.c.seq >= bindparam("first"),
        registry_case.c.seq <= bindparam("last"),
        _other_case.c.site != bindparam("sender"),
        case_person.c.moves,
        _other_person.c.moves,
    )
    .order_by(registry_case.c.case_no, case_person.c.place, _other_case.c.case_no)
)
_BATCH = 500
_ACCEPTED = (
    select(journal_entry.c.payload)
    .join(registry_case, and_(registry_case.c.site == journal_entry.c.site, registry_case.c.seq == journal_entry.c.seq))
    .where(registry_case.c.case_no == bindparam("case_no"))
)


class _Confirmed(msgspec.Struct):
    confirmed: dict[str, str] = {}


_CONFIRMED = msgspec.json.Decoder(_Confirmed)


def latest(uow: UnitOfWork, source: str) -> TakenDigest | None:
    """Give the newest digest of `source`."""
    return next((each for each in _taken(uow) if each.source == source), None)


def replace(uow: UnitOfWork, taken: TakenDigest, people: Iterable[Mapping[str, Any]], at: datetime) -> None:
    """Put a digest in place of the one before it; `people` are rows of `county_person` without their source."""
    for statement in _FORGET:
        uow.execute(statement, {"origin": taken.source})
    uow.execute(insert(county_digest), {**msgspec.structs.asdict(taken), "imported_at": at})
    rows = [{**each, "source": taken.source} for each in people]
    for start in range(0, len(rows), _BATCH):
        uow.execute(insert(county_person), rows[start : start + _BATCH])


def known_elsewhere(uow: UnitOfWork, people: Mapping[str, str | None]) -> dict[str, tuple[Elsewhere, ...]]:
    """Give, by ID number, the cases of other stations a person is in; `people` maps ID numbers to names or None."""
    found: dict[str, list[Elsewhere]] = {}
    for digest in _taken(uow) if people else ():
        key = bytes.fromhex(digest.key)
        asked = {number_hash(key, number): number for number in people}
        for row in uow.execute(_FOUND, {"origin": digest.source, "hashes": sorted(asked)}):
            number = asked[row.number_hash]
            name = people[number]
            same = None if not name else row.name_hash == name_hash(key, name)
            found.setdefault(number, []).append(_elsewhere(row, same))
    return {number: tuple(sorted(cases, key=lambda each: each.case_no)) for number, cases in found.items()}


def people_of_others(uow: UnitOfWork, receiver: str) -> Iterator[Row[Any]]:
    """Give everybody who moves in a case of another station than `receiver`, for a digest."""
    yield from uow.execute(_OTHERS, {"receiver": receiver})


def own_people_elsewhere(uow: UnitOfWork) -> tuple[tuple[str, int, str, Elsewhere], ...]:
    """Give (case, place, name, where else) of everybody accepted here whom a digest names too."""
    own = uow.execute(_OWN_PEOPLE).all() if _taken(uow) else ()
    hits: list[tuple[str, int, str, Elsewhere]] = []
    for digest in _taken(uow) if own else ():
        key = bytes.fromhex(digest.key)
        hashes = set(uow.execute(_ALL_HASHES, {"origin": digest.source}).scalars())
        people = [row for row in own if number_hash(key, row.id_number) in hashes]
        for row in people:
            cases = known_elsewhere(uow, {row.id_number: row.name})[row.id_number]
            hits += [(row.case_no, row.place, row.name, each) for each in cases if each.source == digest.source]
    return tuple(hits)


def was_confirmed(uow: UnitOfWork, case_no: str, place: int, code: str) -> bool:
    """Tell whether an officer gave a reason, when the case was accepted, for this person or for everybody in it."""
    payload = uow.execute(_ACCEPTED, {"case_no": case_no}).scalar_one_or_none()
    confirmed = _CONFIRMED.decode(payload).confirmed if payload else {}
    return code in confirmed or any(name.startswith(f"{code}@family[{place}].") for name in confirmed)


def shared_between_stations(uow: UnitOfWork, sender: str, first_seq: int, last_seq: int) -> tuple[tuple[str, str], ...]:
    """Give (case, other station's case) of people whom entries `first_seq`..`last_seq` of `sender` brought twice."""
    values = {"sender": sender, "first": first_seq, "last": last_seq}
    return tuple(dict.fromkeys((row.case_no, row.other) for row in uow.execute(_SHARED, values)))


def _taken(uow: UnitOfWork) -> tuple[TakenDigest, ...]:
    return tuple(TakenDigest(*row) for row in uow.rows(_TAKEN))


def _elsewhere(row: Row[Any], same_name: bool | None) -> Elsewhere:  # noqa: FBT001 - a value, not a switch
    return Elsewhere(row.case_no, row.site, row.status, row.accepted_on, row.source, same_name)
