"""Queries on cases. The facts of a case have one home, its entry in the journal; the tables know what is searched."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import and_, bindparam, exists, func, or_, select

from station_app.clock import local_date
from station_app.domain.case_file import FIRST_FORM, CaseFile
from station_app.domain.case_life import NOT_YET_REGISTERED
from station_app.domain.deadlines import Deadlines
from station_app.domain.divisions import written_address
from station_app.domain.identifiers import mask_id
from station_app.domain.records import CaseRecord, DocumentDemand, FoundCase, KnownPerson, Placement
from station_app.domain.vocabulary import CaseStatus, Level, Role
from station_app.errors import DamagedError
from station_app.storage import crossings, households, officers, papers, reminders, settled, timeline, tracing
from station_app.storage.case_tables import case_person, registry_case
from station_app.storage.household_tables import registration
from station_app.storage.numbers import next_after
from station_app.storage.prepared import Prepared
from station_app.storage.ranges import after_prefix, can_exist
from station_app.storage.table_parts import levels_of
from station_app.storage.tables import journal_entry, officer, site

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from sqlalchemy import Row

    from station_app.domain.tracing import SaidDecision
    from station_app.storage.engine import UnitOfWork

MOST_KNOWN = 20
"""Cases named of one person."""

_UNTOUCHED = (CaseStatus.ACCEPTED, CaseStatus.REVIEWED, CaseStatus.DECLINED)
"""Nobody has decided about the facts as they are."""


class _Facts(msgspec.Struct):
    """What is read of an entry that holds the facts of a case; its own type is one of the journal, which lies above."""

    case: CaseFile
    pack: str
    decided_by: tuple[Level, ...]
    deadlines: Deadlines
    documents: tuple[DocumentDemand, ...]
    placement: Placement
    family_group: str | None
    confirmed: dict[str, str]
    form: str = FIRST_FORM
    notice_no: str | None = None
    turned_from: str | None = None


class _State(msgspec.Struct):
    """The least that tells whose facts an entry holds."""

    case_no: str
    case: CaseFile
    text: str = ""


class FactState(NamedTuple):
    """The facts of a case as the entry `seq` holds them, and why they were put so."""

    seq: int
    at: datetime
    officer: str
    officer_name: str
    text: str
    case: CaseFile


_FACTS = msgspec.json.Decoder(_Facts)
_STATE = msgspec.json.Decoder(_State)
_RECORD = (
    select(
        registry_case,
        journal_entry.c.payload,
        journal_entry.c.at.label("written_at"),
        site.c.name.label("site_name"),
        site.c.practice,
    )
    .join(journal_entry, and_(journal_entry.c.site == registry_case.c.site, journal_entry.c.seq == registry_case.c.seq))
    .outerjoin(site, site.c.code == registry_case.c.site)
    .where(registry_case.c.case_no == bindparam("case_no"))
)
_LAST_NUMBER = Prepared(
    select(func.max(registry_case.c.case_no)).where(
        registry_case.c.case_no >= bindparam("first"), registry_case.c.case_no < bindparam("end")
    )
)
_KNOWN_AT_ONCE = 8
"""ID numbers of one query: most families; the last is repeated to fill the places."""

_KNOWN = Prepared(
    select(
        case_person.c.id_number,
        case_person.c.case_no,
        case_person.c.place,
        case_person.c.name,
        registry_case.c.status,
        registry_case.c.accepted_at,
    )
    .join(registry_case, registry_case.c.case_no == case_person.c.case_no)
    .where(
        case_person.c.id_number.in_([bindparam(f"number{place}") for place in range(_KNOWN_AT_ONCE)]),
        registry_case.c.placed,  # a refused, withdrawn or reversed case keeps nobody
        or_(
            *(registry_case.c.status == status for status in NOT_YET_REGISTERED),
            exists().where(  # nor does a case keep whoever left since
                registration.c.case_no == case_person.c.case_no,
                registration.c.place == case_person.c.place,
                registration.c.until.is_(None),
            ),
        ),
    )
    .order_by(registry_case.c.accepted_at.desc(), case_person.c.case_no.desc())
)
_JOINED = Prepared(
    select(registration.c.id_number, registration.c.registration_no, registration.c.name, registration.c.since)
    .where(
        registration.c.id_number.in_([bindparam(f"number{place}") for place in range(_KNOWN_AT_ONCE)]),
        registration.c.case_no.is_(None),
        registration.c.until.is_(None),
    )
    .order_by(registration.c.registration_no)
)
_ROWS = select(
    registry_case.c.case_no,
    registry_case.c.status,
    registry_case.c.accepted_at,
    registry_case.c.site,
    registry_case.c.household_no,
)
_RECENT = _ROWS.order_by(registry_case.c.accepted_at.desc(), registry_case.c.case_no.desc()).limit(bindparam("most"))
_TURNED = select(registry_case.c.case_no).where(
    registry_case.c.turned_from == bindparam("case_no"), registry_case.c.ended_as.is_distinct_from(CaseStatus.WITHDRAWN)
)
_FACTS_AT = select(journal_entry.c.payload, journal_entry.c.officer).where(
    journal_entry.c.site == bindparam("owner"), journal_entry.c.seq == bindparam("number")
)
_STATES = (
    select(journal_entry.c.seq, journal_entry.c.at, journal_entry.c.officer, journal_entry.c.payload, officer.c.name)
    .outerjoin(officer, and_(officer.c.site == journal_entry.c.site, officer.c.badge == journal_entry.c.officer))
    .where(
        journal_entry.c.subject == bindparam("case_no"),
        journal_entry.c.site == bindparam("owner"),
        journal_entry.c.kind.in_(("case_accepted", "case_supplemented", "case_declined")),
        journal_entry.c.seq <= bindparam("last"),
    )
    .order_by(journal_entry.c.seq)
)
_PLACED = _ROWS.where(registry_case.c.household_no == bindparam("number")).order_by(
    registry_case.c.accepted_at.desc(), registry_case.c.case_no.desc()
)
_PEOPLE = (
    select(case_person.c.case_no, case_person.c.place, case_person.c.name, case_person.c.id_number, case_person.c.role)
    .where(case_person.c.case_no.in_(bindparam("numbers", expanding=True)))
    .order_by(case_person.c.case_no, case_person.c.place)
)


def record(uow: UnitOfWork, case_no: str) -> CaseRecord | None:
    """Give a whole case: what was captured, where it stands, its papers and its timeline.

    Raises:
        DamagedError: `database_damaged` - its entry cannot be read.
    """
    row = uow.execute(_RECORD, {"case_no": case_no}).first() if can_exist(case_no) else None
    if row is None:
        return None
    try:
        facts = _FACTS.decode(row.payload)
    except msgspec.MsgspecError:
        raise DamagedError("database_damaged") from None
    return CaseRecord(
        case_no=case_no,
        status=row.status,
        site=row.site,
        site_name=row.site_name or row.site,
        practice=bool(row.practice),
        accepted_at=row.accepted_at,
        accepted_by=row.accepted_by,
        accepted_by_name=officers.name_of(uow, row.site, row.accepted_by),
        pack=facts.pack,
        case=facts.case,
        deadlines=facts.deadlines,
        decided_by=facts.decided_by,
        documents=facts.documents,
        household=households.get(uow, row.household_no) if row.household_no else None,
        placement=facts.placement,
        family_group=facts.family_group,
        confirmed=facts.confirmed,
        papers=papers.of_case(uow, case_no, facts.notice_no),
        timeline=timeline.of_subject(uow, case_no, facts.notice_no),
        form=facts.form,
        notice_no=facts.notice_no,
        still=levels_of(row.still),
        ended_as=row.ended_as,
        reminder=reminders.newest(uow, case_no),
        revision=row.seq,
        turned_from=facts.turned_from,
        crossed=crossings.of_case(uow, case_no, row.site, row.crossed) if row.crossed else None,
        decisions=_decisions(uow, row),
        settled=settled.of_case(uow, case_no, row.site, facts.case) if row.ended_as is CaseStatus.REGISTERED else None,
    )


def _decisions(uow: UnitOfWork, row: Row[Any]) -> tuple[SaidDecision, ...]:
    """Give what counts of what was decided about the facts as they are now; of an untouched case nothing is asked."""
    if row.status in _UNTOUCHED:
        return ()
    said = tracing.decided_about(uow, row.case_no, owner=row.site, revision=row.seq, written_at=row.written_at)
    return tuple(each for each in said if each.taken)


def facts_at(uow: UnitOfWork, record: CaseRecord, revision: int) -> CaseFile | None:
    """Give the family of a case as the entry `revision` holds it; None where that holds no facts of this case."""
    row = uow.execute(_FACTS_AT, {"owner": record.site, "number": revision}).first()
    try:
        held = None if row is None else _STATE.decode(row.payload)
    except msgspec.MsgspecError:
        return None
    return held.case if held is not None and held.case_no == record.case_no else None


def states(uow: UnitOfWork, record: CaseRecord) -> tuple[FactState, ...]:
    """Give the facts of a case as they were captured and after every supplement that counts, oldest first.

    A supplement that crossed a step of another site changed nothing and is none of them: the newest that counts is the
    one that the case names, and those before it did.
    """
    found = []
    for row in uow.execute(_STATES, {"case_no": record.case_no, "owner": record.site, "last": record.revision}):
        held = _STATE.decode(row.payload)
        name = row.name or row.officer
        found.append(FactState(row.seq, row.at, row.officer, name, held.text, held.case))
    return tuple(found)


def as_of(uow: UnitOfWork, record: CaseRecord, revision: int) -> CaseRecord | None:
    """Give a case with the facts it had when entry `revision` of its site was the newest; None before it was there.

    Where it stands, its household and its papers are those of today: what of them a paper of that day stated differs.

    Raises:
        DamagedError: `database_damaged` - an entry cannot be read.
    """
    asked = {"case_no": record.case_no, "owner": record.site, "last": min(revision, record.revision)}
    row = next(iter(uow.execute(_STATES, asked).all()[-1:]), None)
    if row is None:
        return None
    try:
        facts = _FACTS.decode(row.payload)
    except msgspec.MsgspecError:
        raise DamagedError("database_damaged") from None
    number = facts.placement.household_no
    return msgspec.structs.replace(
        record,
        pack=facts.pack,
        case=facts.case,
        deadlines=facts.deadlines,
        decided_by=facts.decided_by,
        documents=facts.documents,
        household=households.get(uow, number) if number else None,
        placement=facts.placement,
        family_group=facts.family_group,
        confirmed=facts.confirmed,
        form=facts.form,
        reminder=reminders.newest(uow, record.case_no, until=(record.site, revision)),
        revision=row.seq,
    )


def turned_into(uow: UnitOfWork, case_no: str) -> str | None:
    """Give the case that goes on from a failed one, unless that was withdrawn too."""
    found: str | None = uow.execute(_TURNED, {"case_no": case_no}).scalars().first()
    return found


def next_number(uow: UnitOfWork, site_code: str, day: date) -> str:
    """Give the next case number, `SITE-YYYYMMDD-HJnnnn`; gapless, because only one writer works at a time.

    Raises:
        RefusedError: `case_numbers_used_up`.
    """
    prefix = f"{site_code}-{day:%Y%m%d}-HJ"
    last = uow.rows(_LAST_NUMBER, {"first": prefix, "end": after_prefix(prefix)})[0][0]
    return next_after(last, prefix, "case_numbers_used_up")


def known_person(uow: UnitOfWork, id_number: str) -> tuple[KnownPerson, ...]:
    """Give the cases in which this ID number already is, newest first, at most twenty."""
    return known_people(uow, (id_number,)).get(id_number, ())


def known_people(uow: UnitOfWork, id_numbers: Iterable[str]) -> dict[str, tuple[KnownPerson, ...]]:
    """Give, for each of these ID numbers that is here already, its cases: newest first, at most twenty.

    Whoever joined a household without a case is known by the number of their registration.
    """
    wanted = sorted({number for number in id_numbers if can_exist(number)})
    found: dict[str, list[KnownPerson]] = {}
    for start in range(0, len(wanted), _KNOWN_AT_ONCE):
        some = wanted[start : start + _KNOWN_AT_ONCE]
        some += some[-1:] * (_KNOWN_AT_ONCE - len(some))
        asked = {f"number{place}": each for place, each in enumerate(some)}
        for number, *case in uow.rows(_KNOWN, asked):
            seen = found.setdefault(number, [])
            if len(seen) < MOST_KNOWN:
                seen.append(KnownPerson(*case))
        for number, registration_no, name, since in uow.rows(_JOINED, asked):
            came = datetime.combine(since, time(), UTC)
            person = KnownPerson(registration_no, 0, name, CaseStatus.REGISTERED, came)
            found.setdefault(number, []).append(person)
    return {number: tuple(people) for number, people in found.items()}


def compared(uow: UnitOfWork, person: KnownPerson) -> KnownPerson:
    """Give a known person with what was captured of them then, to be seen beside what is typed now."""
    known = record(uow, person.case_no)
    if known is None or person.index >= len(known.case.family):
        return person
    member = known.case.family[person.index]
    origin = member.origin
    return msgspec.structs.replace(
        person,
        id_number=member.id_number or "",
        birth_date=member.birth_date,
        address=written_address(origin.division, origin.address, local_date(known.accepted_at)) if origin else "",
        site=known.site,
        site_name=known.site_name,
    )


def recent(uow: UnitOfWork, limit: int) -> tuple[FoundCase, ...]:
    """Give the newest cases."""
    return found_rows(uow, uow.execute(_RECENT, {"most": limit}).all())


def placed_in(uow: UnitOfWork, household_no: str) -> tuple[FoundCase, ...]:
    """Give the cases that place their family in a household, newest first."""
    if not can_exist(household_no):
        return ()
    return found_rows(uow, uow.execute(_PLACED, {"number": household_no}).all())


def found_rows(uow: UnitOfWork, rows: Sequence[Row[Any]], matched: Sequence[str] = ()) -> tuple[FoundCase, ...]:
    """Give cases as rows of a list, with their families; `matched` says, row by row, what was found."""
    if not rows:
        return ()
    families: dict[str, list[Row[Any]]] = {}
    for person in uow.execute(_PEOPLE, {"numbers": [row.case_no for row in rows]}):
        families.setdefault(person.case_no, []).append(person)
    reasons = matched or [""] * len(rows)
    return tuple(_found(row, families.get(row.case_no, ()), why) for row, why in zip(rows, reasons, strict=True))


def _found(row: Row[Any], family: Iterable[Row[Any]], matched: str) -> FoundCase:
    people = tuple(family)
    applicant = next((person for person in people if person.role == Role.APPLICANT), None)
    return FoundCase(
        case_no=row.case_no,
        status=row.status,
        accepted_at=row.accepted_at,
        site=row.site,
        applicant=applicant.name if applicant else "",
        applicant_id_masked=mask_id(applicant.id_number) if applicant else "",
        persons=tuple(f"{person.name} {mask_id(person.id_number)}".strip() for person in people),
        household_no=row.household_no,
        matched=matched,
    )
