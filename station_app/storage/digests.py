"""What the county's digests say, and whom a county would tell a station about.

Foreign facts: scratch, replaced whole by each newer digest. People are found by keyed hashes; the key of a digest lies
beside it, inside the encrypted database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import and_, bindparam, delete, insert, literal, select

from station_app.clock import local_date
from station_app.domain.known_elsewhere import name_hash, number_hash
from station_app.domain.vocabulary import CaseStatus
from station_app.storage.case_tables import case_person, registry_case
from station_app.storage.household_tables import registration
from station_app.storage.prepared import Prepared
from station_app.storage.tables import Standing, county_digest, county_person, journal_entry, site

if TYPE_CHECKING:
    from sqlalchemy import Row, Select, Subquery

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
_JOINED = (
    registration.c.case_no.is_(None),
    registration.c.until.is_(None),
    registration.c.id_number.is_not(None),
)
"""Who is in a household without a case; their registration names them instead of one."""
_OTHERS_JOINED = select(
    registration.c.id_number,
    registration.c.name,
    registration.c.registration_no,
    registration.c.site,
    registration.c.since,
).where(registration.c.site != bindparam("receiver"), *_JOINED)
_OWN_JOINED = (
    select(registration.c.id_number, registration.c.name, registration.c.registration_no.label("case_no"))
    .join(site, site.c.code == registration.c.site)
    .where(site.c.standing == Standing.OWN, *_JOINED)
    .order_by(registration.c.registration_no)
)
_OWN_PEOPLE = (
    select(case_person.c.id_number, case_person.c.name, case_person.c.case_no, case_person.c.place)
    .join(registry_case, registry_case.c.case_no == case_person.c.case_no)
    .join(site, site.c.code == registry_case.c.site)
    .where(site.c.standing == Standing.OWN, case_person.c.moves, case_person.c.id_number.is_not(None))
    .order_by(case_person.c.case_no, case_person.c.place)
)


def _in_cases(name: str) -> Subquery:
    """Give everybody who moves in a case: of which site, with which entry, under which number."""
    people, cases = case_person.alias(f"{name}_person"), registry_case.alias(f"{name}_case")
    return (
        select(cases.c.site, cases.c.seq, people.c.case_no.label("number"), people.c.place, people.c.id_number)
        .join(cases, cases.c.case_no == people.c.case_no)
        .where(people.c.moves)
        .subquery(name)
    )


def _in_households(name: str) -> Subquery:
    """Give everybody who is in a household without a case, in the same columns."""
    joined = registration.alias(f"{name}_registration")
    return (
        select(
            joined.c.site,
            joined.c.seq,
            joined.c.registration_no.label("number"),
            literal(0).label("place"),
            joined.c.id_number,
        )
        .where(joined.c.case_no.is_(None), joined.c.until.is_(None))
        .subquery(name)
    )


def _shared(new: Subquery, there: Subquery) -> Select[Any]:
    """Give the numbers under which the same person is known from two sites, one of them from new entries."""
    return (
        select(new.c.number.label("case_no"), new.c.place, there.c.number.label("other"))
        .join(there, there.c.id_number == new.c.id_number)
        .where(
            new.c.site == bindparam("sender"),
            new.c.seq >= bindparam("first"),
            new.c.seq <= bindparam("last"),
            there.c.site != bindparam("sender"),
        )
    )


_SHARED = tuple(
    _shared(new("new"), there("there")) for new in (_in_cases, _in_households) for there in (_in_cases, _in_households)
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


class Other(NamedTuple):
    """Somebody of another station: in a case, or in a household without one (`number` is then the registration's)."""

    id_number: str
    name: str
    number: str
    site: str
    status: CaseStatus
    on: date


def people_of_others(uow: UnitOfWork, receiver: str) -> Iterator[Other]:
    """Give everybody who moves in a case of another station than `receiver`, or joined a household, for a digest."""
    for row in uow.execute(_OTHERS, {"receiver": receiver}):
        day = local_date(row.accepted_at)
        yield Other(row.id_number, row.name, row.case_no, row.site, row.status, day)
    for row in uow.execute(_OTHERS_JOINED, {"receiver": receiver}):
        yield Other(row.id_number, row.name, row.registration_no, row.site, CaseStatus.REGISTERED, row.since)


def own_people_elsewhere(uow: UnitOfWork) -> tuple[tuple[str, int, str, Elsewhere], ...]:
    """Give (case, place, name, where else) of everybody accepted here whom a digest names too.

    Whoever joined a household without a case is named by the number of their registration.
    """
    if not _taken(uow):
        return ()
    own = [(row.id_number, row.name, row.case_no, row.place) for row in uow.execute(_OWN_PEOPLE)]
    own += [(row.id_number, row.name, row.case_no, 0) for row in uow.execute(_OWN_JOINED)]
    hits: list[tuple[str, int, str, Elsewhere]] = []
    for digest in _taken(uow) if own else ():
        key = bytes.fromhex(digest.key)
        hashes = set(uow.execute(_ALL_HASHES, {"origin": digest.source}).scalars())
        for id_number, name, number, place in own:
            if number_hash(key, id_number) in hashes:
                cases = known_elsewhere(uow, {id_number: name})[id_number]
                hits += [(number, place, name, each) for each in cases if each.source == digest.source]
    return tuple(hits)


def was_confirmed(uow: UnitOfWork, case_no: str, place: int, code: str) -> bool:
    """Tell whether an officer gave a reason, when the case was accepted, for this person or for everybody in it."""
    payload = uow.execute(_ACCEPTED, {"case_no": case_no}).scalar_one_or_none()
    confirmed = _CONFIRMED.decode(payload).confirmed if payload else {}
    return code in confirmed or any(name.startswith(f"{code}@family[{place}].") for name in confirmed)


def shared_between_stations(uow: UnitOfWork, sender: str, first_seq: int, last_seq: int) -> tuple[tuple[str, str], ...]:
    """Give (case, other station's case) of people whom entries `first_seq`..`last_seq` of `sender` brought twice."""
    values = {"sender": sender, "first": first_seq, "last": last_seq}
    found = {tuple(row) for statement in _SHARED for row in uow.execute(statement, values)}
    return tuple(dict.fromkeys((case_no, other) for case_no, _place, other in sorted(found)))


def _taken(uow: UnitOfWork) -> tuple[TakenDigest, ...]:
    return tuple(TakenDigest(*row) for row in uow.rows(_TAKEN))


def _elsewhere(row: Row[Any], same_name: bool | None) -> Elsewhere:  # noqa: FBT001 - a value, not a switch
    return Elsewhere(row.case_no, row.site, row.status, row.accepted_on, row.source, same_name)
