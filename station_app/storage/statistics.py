"""What happened in a span of time, as statistics count it: read through indexes of its moments, never by whole tables.

Each row is decoded as far as anything is counted by it; names and numbers of people are not read out of it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import and_, bindparam, or_, select

from station_app.clock import local_date
from station_app.domain.counting import Event, Happening, Person
from station_app.domain.vocabulary import (
    ApplicantCategory,
    CaseStatus,
    DestinationKind,
    HouseholdStep,
    Housing,
    JurisdictionBasis,
    Level,
    Role,
    Route,
    SiteKind,
    Step,
    TransferFlag,
)
from station_app.errors import DamagedError
from station_app.storage.case_tables import case_decision, case_step, registry_case
from station_app.storage.household_tables import household_event
from station_app.storage.permit_tables import permit_event
from station_app.storage.prepared import Prepared
from station_app.storage.tables import journal_entry, site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.storage.engine import UnitOfWork


class _Origin(msgspec.Struct, frozen=True):
    division: str | None = None
    urban_rural: str | None = None


class _Member(msgspec.Struct, frozen=True):
    role: Role | None = None
    birth_date: date | None = None
    origin: _Origin | None = None
    moves: bool = True


class _Destination(msgspec.Struct, frozen=True):
    kind: DestinationKind | None = None
    division: str | None = None


class _Transfer(msgspec.Struct, frozen=True):
    reason: str | None = None
    flags: tuple[TransferFlag, ...] = ()


class _Case(msgspec.Struct, frozen=True):
    route: Route | None = None
    applicant_category: ApplicantCategory | None = None
    jurisdiction_basis: JurisdictionBasis | None = None
    housing: Housing | None = None
    destination: _Destination | None = None
    family: tuple[_Member, ...] = ()
    agricultural_transfer: _Transfer | None = None


class _Facts(msgspec.Struct, frozen=True):
    """As much of the facts of a case as is counted; `reason` is the ground of one that was declined."""

    case: _Case
    reason: str | None = None


class _Registered(msgspec.Struct, frozen=True):
    birth_date: date | None = None
    from_division: str | None = None


class _Begun(msgspec.Struct, frozen=True):
    person: _Registered


class _InHousehold(msgspec.Struct, frozen=True):
    begun: tuple[_Begun, ...] = ()
    ended: tuple[str, ...] = ()


class _Accepted(NamedTuple):
    """A row of a case that began, with the route of the failed case that it goes on from."""

    number: str
    site: str
    at: datetime
    kind: str
    turned_from: Route | None
    facts: Any


class _Event(NamedTuple):
    """A row of an event in a household."""

    step: HouseholdStep
    number: str
    site: str
    at: datetime
    division: str | None
    said: Any


class _Step(NamedTuple):
    """A row of a step, with the case it was taken in."""

    step: Step
    level: Level | None
    at: datetime
    since: datetime
    was: CaseStatus
    became: CaseStatus
    number: str
    site: str
    accepted_at: datetime
    due: date
    ground: str | None
    facts: Any


_FACTS = msgspec.json.Decoder(_Facts)
_HOUSEHOLD = msgspec.json.Decoder(_InHousehold)
_BEGINS = ("case_accepted", "case_declined")

_earlier = registry_case.alias("earlier")
_ACCEPTED = Prepared(
    select(
        registry_case.c.case_no, registry_case.c.site, registry_case.c.accepted_at, journal_entry.c.kind,
        _earlier.c.route, journal_entry.c.payload,
    )
    .join(
        journal_entry,
        and_(
            # Not by site as well: every entry of the site would be looked at for each case. Only a case's own site
            # writes that it began.
            journal_entry.c.subject == registry_case.c.case_no,
            or_(*(journal_entry.c.kind == kind for kind in _BEGINS)),
        ),
    )
    .outerjoin(_earlier, _earlier.c.case_no == registry_case.c.turned_from)
    .where(registry_case.c.accepted_at >= bindparam("since"), registry_case.c.accepted_at < bindparam("until"))
    .order_by(registry_case.c.accepted_at, registry_case.c.case_no)
)  # fmt: skip
_STEPS = Prepared(
    select(
        case_step.c.step, case_step.c.level, case_step.c.at, case_step.c.since, case_step.c.was, case_step.c.became,
        case_step.c.case_no, registry_case.c.site, registry_case.c.accepted_at, registry_case.c.nearest_due,
        case_decision.c.reason, journal_entry.c.payload,
    )
    .join(registry_case, registry_case.c.case_no == case_step.c.case_no)
    .join(
        journal_entry,
        and_(journal_entry.c.site == registry_case.c.site, journal_entry.c.seq == case_step.c.facts),
    )
    .outerjoin(
        case_decision, and_(case_decision.c.site == case_step.c.site, case_decision.c.seq == case_step.c.seq)
    )
    .where(case_step.c.at >= bindparam("since"), case_step.c.at < bindparam("until"))
    .order_by(case_step.c.at, case_step.c.case_no, case_step.c.seq)
)  # fmt: skip


def _in_households(moment: Any) -> Prepared:
    return Prepared(
        select(
            household_event.c.step, household_event.c.event_no, household_event.c.site, moment,
            household_event.c.division, journal_entry.c.payload,
        )
        .join(
            journal_entry,
            and_(journal_entry.c.site == household_event.c.site, journal_entry.c.seq == household_event.c.seq),
        )
        .where(moment >= bindparam("since"), moment < bindparam("until"))
        .order_by(moment, household_event.c.event_no)
    )  # fmt: skip


_HAPPENED, _TAKEN_BACK = _in_households(household_event.c.at), _in_households(household_event.c.reversed_at)
_PERMITS = Prepared(
    select(
        permit_event.c.event, permit_event.c.permit_no, permit_event.c.site, permit_event.c.at, permit_event.c.division
    )
    .where(permit_event.c.at >= bindparam("since"), permit_event.c.at < bindparam("until"))
    .order_by(permit_event.c.at, permit_event.c.permit_no, permit_event.c.seq)
)
QUERIES = (_ACCEPTED, _STEPS, _HAPPENED, _TAKEN_BACK, _PERMITS)
"""All that is asked about a span; the tests look at how a database would answer them."""

_KINDS = {
    HouseholdStep.MOVE_OUT: Happening.MOVED_OUT,
    HouseholdStep.DEATH: Happening.DIED,
    HouseholdStep.BIRTH: Happening.BORN,
    HouseholdStep.MARRIAGE: Happening.MARRIED_IN,
}
"""What leaves the number of people as it is (another head, a household of one's own) is not counted."""

_UNDONE = {
    CaseStatus.DECLINED: Happening.DECLINED_UNDONE,
    CaseStatus.APPROVED: Happening.APPROVED_UNDONE,
    CaseStatus.REFUSED: Happening.REFUSED_UNDONE,
    CaseStatus.REGISTERED: Happening.REGISTERED_UNDONE,
}
_PLAIN = {
    Step.RETURN: Happening.RETURNED,
    Step.REFUSE: Happening.REFUSED,
    Step.REGISTER: Happening.REGISTERED,
    Step.WITHDRAW: Happening.WITHDRAWN,
}


def happened(uow: UnitOfWork, since: datetime, until: datetime) -> Iterator[Event]:
    """Give everything that is counted of a span, `until` not included; cases first, then steps, households, permits.

    Raises:
        DamagedError: `database_damaged`.
    """
    span = {"since": since, "until": until}
    try:
        for row in uow.rows(_ACCEPTED, span):
            yield _accepted(_Accepted(*row))
        for row in uow.rows(_STEPS, span):
            yield _stepped(_Step(*row))
        for query, suffix in ((_HAPPENED, ""), (_TAKEN_BACK, "_undone")):
            for row in uow.rows(query, span):
                if row[0] in _KINDS:
                    yield _in_household(suffix, _Event(*row))
        for event, number, code, at, division in uow.rows(_PERMITS, span):
            yield Event(Happening(event.value), number, code, at, division, (Person(),))
    except msgspec.MsgspecError:
        raise DamagedError("database_damaged") from None


def _accepted(row: _Accepted) -> Event:
    facts = _FACTS.decode(row.facts)
    if row.kind == "case_declined":
        return _of_case(Happening.DECLINED, row, facts)._replace(ground=facts.reason)
    return _of_case(Happening.ACCEPTED, row, facts)._replace(turned_from=row.turned_from)


def _stepped(row: _Step) -> Event:
    day = local_date(row.at)
    return _of_case(_kind(row), row, _FACTS.decode(row.facts))._replace(
        ground=row.ground,
        level=row.level,
        days=(day - local_date(row.accepted_at)).days,
        stood=(day - local_date(row.since)).days,
        late=day > row.due,
    )


def _kind(row: _Step) -> Happening:
    if row.step is Step.APPROVE:
        return Happening.APPROVED if row.became is CaseStatus.APPROVED else Happening.SENT_UP
    return _UNDONE[row.was] if row.step is Step.REVERSE else _PLAIN[row.step]


def _of_case(kind: Happening, row: _Accepted | _Step, facts: _Facts) -> Event:
    case = facts.case
    destination = case.destination or _Destination()
    transfer = case.agricultural_transfer or _Transfer()
    return Event(
        kind,
        row.number,
        row.site,
        row.at,
        destination.division,
        tuple(map(_person, (member for member in case.family if member.moves))),
        route=case.route,
        basis=case.jurisdiction_basis,
        category=case.applicant_category,
        housing=case.housing,
        destination=destination.kind,
        reason=transfer.reason,
        flags=transfer.flags,
    )


def _person(member: _Member) -> Person:
    origin = member.origin or _Origin()
    return Person(origin.division, origin.urban_rural, member.birth_date, member.role is Role.APPLICANT)


def _in_household(suffix: str, row: _Event) -> Event:
    said = _HOUSEHOLD.decode(row.said)
    kind = Happening(f"{_KINDS[row.step].value}{suffix}")
    came = tuple(Person(each.person.from_division, None, each.person.birth_date) for each in said.begun)
    joined = row.step in {HouseholdStep.BIRTH, HouseholdStep.MARRIAGE}
    people = came if joined else (Person(),) * len(said.ended)
    return Event(kind, row.number, row.site, row.at, row.division, people)


_SITES = select(site.c.code, site.c.name).where(site.c.kind == SiteKind.STATION).order_by(site.c.code)
_LAST_ENTRY = (
    select(journal_entry.c.at)
    .where(journal_entry.c.site == bindparam("code"))
    .order_by(journal_entry.c.seq.desc())
    .limit(1)
)


def stations(uow: UnitOfWork) -> dict[str, str]:
    """Give the stations that are known here, with their names."""
    return {row.code: row.name for row in uow.execute(_SITES)}


def data_until(uow: UnitOfWork, code: str) -> datetime | None:
    """Give the moment of the last entry of a site that is here; None where none has come."""
    moment: datetime | None = uow.execute(_LAST_ENTRY, {"code": code}).scalar_one_or_none()
    return moment
